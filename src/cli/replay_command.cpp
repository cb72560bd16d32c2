// SPDX-License-Identifier: Apache-2.0
#include "cli/replay_command.h"

#include <ostream>

#include "cli/baseline.h"
#include "cli/conclusion.h"
#include "cli/document.h"
#include "cli/publish.h"
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
  const std::vector<ReportTarget> targets = targets_of(options);
  if (auto error = refuse_targets(targets)) return refuse(console, *error);
  if (auto error = refuse_input(options)) return refuse(console, *error);
  if (auto error = refuse_baseline(options)) return refuse(console, *error);
  const auto loaded = load_baseline(options, ReportKind::check);
  if (!loaded) return refuse(console, loaded.error());
  const diff::Baseline* const baseline = *loaded ? &**loaded : nullptr;
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

  const Result<run::Replayed> replayed =
      run::replay(std::move(*contract),
                  *recording,
                  {.url = options.url,
                   .rules = options.rules,
                   .skip_rules = options.skip_rules,
                   .policy = options.config.empty() ? nullptr : &settings->policy,
                   .baseline = baseline});
  if (!replayed) return refuse(console, replayed.error());
  if (auto published = publish(replayed->report, targets, options, console, settings->fail_on);
      !published) {
    return refuse(console, published.error());
  }
  return conclude(replayed->report,
                  replayed->transcript,
                  {.fail_on = settings->fail_on,
                   .fail_on_inconclusive = options.fail_on_inconclusive,
                   .min_examined = options.min_examined,
                   .min_score = options.min_score,
                   .out_of_scope = replayed->transcript.settings.out_of_scope},
                  0,
                  baseline,
                  options,
                  console);
}

}  // namespace sworn::cli
