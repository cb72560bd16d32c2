// SPDX-License-Identifier: Apache-2.0
#include "cli/check_command.h"

#include <ostream>

#include "cli/baseline.h"
#include "cli/conclusion.h"
#include "cli/progress.h"
#include "cli/publish.h"
#include "cli/recording.h"
#include "cli/settings.h"
#include "cli/signal.h"
#include "run/replay.h"

namespace sworn::cli {
namespace {

Result<run::Checked> interrogate(Settings& settings,
                                 const SignalWatch& signals,
                                 const Options& options,
                                 const Console& console) {
  run::Progress progress;
  const ProgressDisplay display(console, progress, progress_mode(console, options.quiet));
  return run::check(
      std::move(settings.contract), settings.config, settings.check, progress, signals.token());
}

Gate gate_of(const Options& options, const Settings& settings, const run::Checked& checked) {
  return {.fail_on = settings.fail_on,
          .fail_on_inconclusive = options.fail_on_inconclusive,
          .min_examined = options.min_examined,
          .min_score = options.min_score,
          .verify_auth = options.verify_auth,
          .out_of_scope = checked.transcript.settings.out_of_scope};
}

}  // namespace

ExitCode check_command(const Options& options, const Console& console) {
  const std::vector<ReportTarget> targets = targets_of(options);
  if (auto error = refuse_targets(targets)) return refuse(console, *error);
  if (auto error = refuse_file("--record", options.record)) return refuse(console, *error);
  if (auto error = refuse_baseline(options)) return refuse(console, *error);
  const auto baseline = load_baseline(options, ReportKind::check);
  if (!baseline) return refuse(console, baseline.error());
  Result<Settings> settings = gather(options, console, true);
  if (!settings) return refuse(console, settings.error());
  settings->check.baseline = *baseline ? &**baseline : nullptr;
  if (options.insecure && !options.quiet) {
    console.err << "sworn: --insecure: the server's certificate is not verified\n";
  }

  const SignalWatch signals;
  const Result<run::Checked> checked = interrogate(*settings, signals, options, console);
  if (!checked) return refuse(console, checked.error());
  // Before the report, whose reader may be gone.
  const auto recorded =
      write_recording(run::recording_of(checked->transcript, checked->report), options.record);
  if (auto published = publish(checked->report, targets, options, console, settings->fail_on);
      !published) {
    return refuse(console, published.error());
  }
  if (!recorded) return refuse(console, recorded.error());
  return conclude(checked->report,
                  checked->transcript,
                  gate_of(options, *settings, *checked),
                  signals.received(),
                  settings->check.baseline,
                  options,
                  console);
}

}  // namespace sworn::cli
