// SPDX-License-Identifier: Apache-2.0
// The verbs of a run: asking, judging, and recordings.
#include <optional>
#include <utility>

#include "base/text.h"
#include "config/config.h"
#include "diff/catalogue.h"
#include "evidence/har.h"
#include "run/check.h"
#include "run/merge.h"
#include "run/replay.h"
#include "sworn/sworn.h"

namespace sworn {
namespace {

run::CheckOptions check_options(const InterviewOptions& options) {
  run::CheckOptions check;
  check.url = options.url;
  check.writes = options.writes;
  check.hardening = options.hardening;
  check.include = options.include;
  check.exclude = options.exclude;
  check.rules = options.rules;
  check.skip_rules = options.skip_rules;
  check.seed = options.seed;
  check.shard = options.shard;
  check.proxy = options.proxy;
  check.ca_file = options.ca_file;
  check.insecure = options.insecure;
  return check;
}

/// The names that a configuration file is refused for where it is read; a Config may not be of one.
std::optional<Error> refuse_policy(const Config& config) {
  for (const auto& [rule, severity] : config.severity) {
    if (auto error = diff::refuse_rule(rule, false)) return error;
    if (!severity_named(severity)) {
      return Error{"unknown severity '" + base::shorten(severity, 60) + "' of " + rule,
                   {},
                   "one of critical, high, medium, low, info"};
    }
  }
  for (const SuppressConfig& entry : config.suppress) {
    if (auto error = diff::refuse_rule(entry.rule, false)) return error;
  }
  return std::nullopt;
}

std::optional<Error> refuse_shard(const Shard& shard) {
  if (shard == Shard{} || (shard.index >= 1 && shard.index <= shard.count)) return std::nullopt;
  return Error{
      "there is no shard " + std::to_string(shard.index) + " of " + std::to_string(shard.count),
      {},
      "shards are counted from 1"};
}

}  // namespace

Result<Recording> interview(const Contract& contract,
                            const Config& config,
                            const InterviewOptions& options,
                            const std::stop_token& stop) {
  if (auto error = diff::refuse_selection(options.rules, options.skip_rules)) return *error;
  if (auto error = refuse_policy(config)) return *error;
  if (auto error = refuse_shard(options.shard)) return *error;
  Config own = config;
  if (auto loaded = config::load_certificates(own); !loaded) return loaded.error();
  run::Progress progress;
  const run::CheckOptions check = check_options(options);
  const Result<run::Checked> checked =
      options.transport == nullptr
          ? run::check(contract, own, check, progress, stop)
          : run::check_with(*options.transport, true, contract, own, check, progress, stop);
  if (!checked) return checked.error();
  return run::recording_of(checked->transcript, checked->report);
}

Result<Report> judge(const Contract& contract,
                     const Recording& recording,
                     const JudgeOptions& options) {
  if (auto error = diff::refuse_selection(options.rules, options.skip_rules)) return *error;
  Result<run::Replayed> replayed =
      run::replay(contract, recording, {options.url, options.rules, options.skip_rules});
  if (!replayed) return replayed.error();
  return std::move(replayed->report);
}

Result<Recording> merge(std::vector<Recording> shards) {
  std::vector<run::NamedRecording> named;
  for (Recording& shard : shards) {
    named.push_back({"shard " + std::to_string(named.size() + 1), std::move(shard)});
  }
  return run::merge(std::move(named));
}

std::string har_of(const Recording& recording) {
  return evidence::write_har(recording);
}

Result<Recording> recording_of_har(std::string_view text, const std::string& name) {
  return evidence::read_har(text, name);
}

}  // namespace sworn
