// SPDX-License-Identifier: Apache-2.0
#include "cli/conclusion.h"

#include <ostream>

#include "cli/baseline.h"

namespace sworn::cli {
namespace {

/// A recording of a part of a run is judged like any other, but no baseline comes of it.
std::string shortcoming_of(const Report& report, const Shard& shard, const Gate& gate) {
  if (shard.count > 1) {
    return "shard " + std::to_string(shard.index) + " of " + std::to_string(shard.count) +
           " is a part of a run";
  }
  return shortcoming(report, gate);
}

}  // namespace

ExitCode conclude(const Report& report,
                  const Transcript& transcript,
                  const Gate& gate,
                  int signal,
                  const diff::Baseline* baseline,
                  const Options& options,
                  const Console& console) {
  const Decision decision = decide(report, gate, signal);
  if (!decision.why.empty() && !options.quiet) console.err << "sworn: " << decision.why << '\n';
  const std::string unfit = shortcoming_of(report, transcript.run.shard, gate);
  const auto kept = keep_baseline(report, unfit, baseline, options);
  if (kept) return decision.code;
  (void)refuse(console, kept.error());
  if (decision.code != ExitCode::clean) return decision.code;
  return unfit.empty() ? ExitCode::usage : ExitCode::could_not_test;
}

ExitCode conclude_text(const Report& report,
                       std::optional<Severity> fail_on,
                       const diff::Baseline* baseline,
                       const Options& options,
                       const Console& console) {
  const std::string unfit = report.problems.empty() ? "" : report.problems.front();
  const auto kept = keep_baseline(report, unfit, baseline, options);
  if (!kept) {
    const ExitCode refused = refuse(console, kept.error());
    if (unfit.empty()) return refused;
  }
  return decide_on_text(report, fail_on);
}

}  // namespace sworn::cli
