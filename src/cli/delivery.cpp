// SPDX-License-Identifier: Apache-2.0
#include "cli/delivery.h"

#include <ostream>

#include "cli/baseline.h"
#include "cli/publish.h"

namespace sworn::cli {
namespace {

/// A recording of a part of a run is judged like any other, but no baseline comes of it.
std::string shortcoming_of(const Report& report, const Shard& shard) {
  if (shard.count > 1) {
    return "shard " + std::to_string(shard.index) + " of " + std::to_string(shard.count) +
           " is a part of a run";
  }
  return shortcoming(report);
}

/// Tells of a failure; whether there was none.
bool went_well(const Result<void>& outcome, const Console& console) {
  if (!outcome) (void)refuse(console, outcome.error());
  return outcome.has_value();
}

}  // namespace

Gate gate_of(const Options& options,
             std::optional<Severity> fail_on,
             const Transcript& transcript) {
  return {.fail_on = fail_on,
          .fail_on_inconclusive = options.fail_on_inconclusive,
          .min_examined = options.min_examined,
          .min_score = options.min_score,
          .verify_auth = transcript.settings.verify_auth,
          .out_of_scope = transcript.settings.out_of_scope};
}

ExitCode deliver(Report report,
                 const Delivery& delivery,
                 const Outputs& outputs,
                 const Options& options,
                 const Console& console) {
  hold_to(delivery.gate, report);
  bool is_written =
      went_well(publish(report, outputs.reports, options, console, delivery.gate.fail_on), console);
  is_written &= went_well(delivery.recorded, console);
  const Decision decision = decide(report, delivery.gate, delivery.signal);
  if (!decision.why.empty()) console.err << "sworn: " << decision.why << '\n';
  const std::string unfit = shortcoming_of(report, delivery.shard);
  const bool is_kept =
      went_well(keep_baseline(report, unfit, outputs.known_findings(), options), console);
  if (decision.code != ExitCode::clean) return decision.code;
  if (!is_kept && !unfit.empty()) return ExitCode::could_not_test;
  return is_written && is_kept ? ExitCode::clean : ExitCode::usage;
}

}  // namespace sworn::cli
