// SPDX-License-Identifier: Apache-2.0
#include "cli/replay_command.h"

#include <ostream>

#include "cli/delivery.h"
#include "cli/document.h"
#include "cli/recording.h"
#include "cli/settings.h"
#include "run/replay.h"

namespace sworn::cli {
namespace {

/// Which input is not named, or named where it cannot be.
std::optional<Error> refuse_input(const Options& options) {
  constexpr const char* example = "sworn replay run.har openapi.yaml";
  if (options.recording.empty()) {
    return Error{"no RUN given: which recording?", {}, example};
  }
  if (options.spec.empty()) return Error{"no SPEC given: which OpenAPI file?", {}, example};
  if (options.recording == "-" && options.spec == "-") {
    return Error{"RUN and SPEC cannot both be standard input", {}, "give one a file"};
  }
  return std::nullopt;
}

}  // namespace

ExitCode replay_command(const Options& options, const Console& console) {
  if (auto error = refuse_input(options)) return refuse(console, *error);
  const Result<Outputs> outputs = prepare_outputs(options, ReportKind::check);
  if (!outputs) return refuse(console, outputs.error());
  const Result<TextSettings> settings = gather_for_text(options, console, "");
  if (!settings) return refuse(console, settings.error());
  const Result<evidence::Recording> recording = read_recording(options.recording);
  if (!recording) return refuse(console, recording.error());
  Result<Contract> contract = load_document(options.spec, options);
  if (!contract) return refuse(console, contract.error());
  print_remarks(options, console, *contract);
  if (recording->is_own && recording->spec_sha256 != contract->sha256 && !options.quiet) {
    console.err << "sworn: the document is not the one that the run was recorded with\n";
  }

  Result<run::Replayed> replayed =
      run::replay(std::move(*contract),
                  *recording,
                  {.url = options.url,
                   .rules = options.rules,
                   .skip_rules = options.skip_rules,
                   .policy = options.config.empty() ? nullptr : &settings->policy,
                   .baseline = outputs->known_findings()});
  if (!replayed) return refuse(console, replayed.error());
  return deliver(std::move(replayed->report),
                 {.gate = gate_of(options, settings->fail_on, replayed->transcript),
                  .shard = replayed->transcript.run.shard},
                 *outputs,
                 options,
                 console);
}

}  // namespace sworn::cli
