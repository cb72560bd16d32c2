// SPDX-License-Identifier: Apache-2.0
// The verbs of a run: asking, judging, and recordings.
#include <utility>

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
  check.proxy = options.proxy;
  check.ca_file = options.ca_file;
  check.insecure = options.insecure;
  return check;
}

}  // namespace

Result<Recording> interview(const Contract& contract,
                            const Config& config,
                            const InterviewOptions& options,
                            const std::stop_token& stop) {
  run::Progress progress;
  const run::CheckOptions check = check_options(options);
  const Result<run::Checked> checked =
      options.transport == nullptr
          ? run::check(contract, config, check, progress, stop)
          : run::check_with(*options.transport, true, contract, config, check, progress, stop);
  if (!checked) return checked.error();
  return run::recording_of(checked->transcript, checked->report);
}

Result<Report> judge(const Contract& contract,
                     const Recording& recording,
                     const JudgeOptions& options) {
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
