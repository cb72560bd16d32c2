// SPDX-License-Identifier: Apache-2.0
#include "run/replay.h"

#include "diff/judge.h"
#include "run/check.h"
#include "run/foreign.h"
#include "run/scope.h"
#include "sworn/version.h"

namespace sworn::run {
namespace {

/// What of the configuration shapes the contract: schemes that the document lacks, and operations
/// of flows.
Config config_of(const JudgeSettings& settings) {
  Config config;
  config.file = settings.config_file;
  config.schemes = settings.schemes;
  for (const std::string& operation : settings.undeclared) {
    FlowConfig flow;
    flow.request = operation;
    config.flows.push_back(std::move(flow));
  }
  return config;
}

}  // namespace

Result<Replayed> replay(Contract loaded,
                        const evidence::Recording& recording,
                        const ReplayOptions& options) {
  CheckOptions check;
  check.rules = options.rules;
  check.skip_rules = options.skip_rules;
  const auto contract =
      completed(std::move(loaded), config_of(recording.transcript.settings), check);
  if (!contract) {
    return contract.error();
  }
  Result<Transcript> transcript = recording.transcript;
  if (!recording.is_own) {
    transcript = read_foreign(*contract, recording.transcript, options.url);
  } else if (!options.url.empty()) {
    return Error{"--url is of use for recordings from elsewhere only",
                 {},
                 "this one says itself where the API was: " + recording.transcript.run.url};
  }
  if (!transcript) {
    return transcript.error();
  }
  if (!options.rules.empty()) {
    transcript->settings.rules = options.rules;
  }
  if (!options.skip_rules.empty()) {
    transcript->settings.skip_rules = options.skip_rules;
  }
  if (options.policy != nullptr) {
    transcript->settings.severity = options.policy->severity;
    transcript->settings.suppress = options.policy->suppress;
  }
  return Replayed{diff::judge(*contract, *transcript, options.baseline), std::move(*transcript)};
}

evidence::Recording recording_of(const Transcript& transcript, const Report& report) {
  return {transcript, report.spec.file, report.spec.sha256, version, true};
}

}  // namespace sworn::run
