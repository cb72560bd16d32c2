// SPDX-License-Identifier: Apache-2.0
#include "cli/check_command.h"

#include <ostream>

#include "cli/delivery.h"
#include "cli/progress.h"
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

}  // namespace

ExitCode check_command(const Options& options, const Console& console) {
  const Result<Outputs> outputs = prepare_outputs(options, ReportKind::check);
  if (!outputs) return refuse(console, outputs.error());
  Result<Settings> settings = gather(options, console, true);
  if (!settings) return refuse(console, settings.error());
  settings->check.baseline = outputs->known_findings();
  if (options.insecure && !options.quiet) {
    console.err << "sworn: --insecure: the server's certificate is not verified\n";
  }

  const SignalWatch signals;
  Result<run::Checked> checked = interrogate(*settings, signals, options, console);
  if (!checked) return refuse(console, checked.error());
  // Before the report, whose reader may be gone.
  const auto recorded =
      write_recording(run::recording_of(checked->transcript, checked->report), options.record);
  return deliver(std::move(checked->report),
                 {.gate = gate_of(options, settings->fail_on, checked->transcript),
                  .signal = signals.received(),
                  .shard = checked->transcript.run.shard,
                  .recorded = recorded},
                 *outputs,
                 options,
                 console);
}

}  // namespace sworn::cli
