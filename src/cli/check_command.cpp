// SPDX-License-Identifier: Apache-2.0
#include "cli/check_command.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "cli/progress.h"
#include "cli/settings.h"
#include "cli/signal.h"
#include "report/json.h"
#include "report/text.h"

namespace sworn::cli {
namespace {

constexpr int file_width = 100;

/// The reports to make; text goes to standard output unless another report does.
std::vector<ReportTarget> targets_of(const Options& options) {
  std::vector<ReportTarget> targets = options.reports;
  if (std::ranges::none_of(targets, [](const ReportTarget& one) { return one.file.empty(); })) {
    targets.push_back({"text", ""});
  }
  return targets;
}

/// Told before the run: what it finds out must not be lost at its end.
std::optional<Error> refuse_targets(const std::vector<ReportTarget>& targets) {
  const auto to_stdout = [](const ReportTarget& one) { return one.file.empty(); };
  if (std::ranges::count_if(targets, to_stdout) > 1) {
    return Error{"--report: two reports for standard output", {}, "give one a file: FORMAT=FILE"};
  }
  for (const ReportTarget& target : targets) {
    if (target.file.empty()) continue;
    const std::string folder = base::folder_of(target.file);
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored) || ::access(folder.c_str(), W_OK) != 0) {
      return Error{"--report: no file can be made in " + folder, {}, "name a folder that is there"};
    }
    if (std::filesystem::is_directory(target.file, ignored)) {
      return Error{"--report: " + target.file + " is a directory", {}, "name a file"};
    }
  }
  return std::nullopt;
}

std::string render(const Report& report,
                   const ReportTarget& target,
                   const Options& options,
                   const Console& console) {
  if (target.format == "json") return report::json(report);
  const bool is_file = !target.file.empty();
  const bool has_color =
      !is_file && wants_color(options.color, console.is_out_terminal, console.environment);
  return report::text(report,
                      {.color = has_color,
                       .width = is_file ? file_width : console.width,
                       .verbose = options.verbose});
}

/// The first report that could not be written, after all others were.
Result<void> publish(const Report& report,
                     const std::vector<ReportTarget>& targets,
                     const Options& options,
                     const Console& console) {
  Result<void> outcome;
  for (const ReportTarget& target : targets) {
    const std::string text = render(report, target, options, console);
    if (target.file.empty()) {
      console.out << text << std::flush;
      if (!console.out && outcome) {
        outcome = Error{"the report could not be written to standard output", {}, ""};
      }
    } else if (auto written = base::write_file(target.file, text); !written && outcome) {
      outcome = written;
    }
  }
  return outcome;
}

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
  Result<Settings> settings = gather(options, console, true);
  if (!settings) return refuse(console, settings.error());
  if (options.insecure && !options.quiet) {
    console.err << "sworn: --insecure: the server's certificate is not verified\n";
  }

  const SignalWatch signals;
  const Result<run::Checked> checked = interrogate(*settings, signals, options, console);
  if (!checked) return refuse(console, checked.error());
  if (auto published = publish(checked->report, targets, options, console); !published) {
    return refuse(console, published.error());
  }
  const Decision decision =
      decide(checked->report, gate_of(options, *settings, *checked), signals.received());
  if (!decision.why.empty() && !options.quiet) console.err << "sworn: " << decision.why << '\n';
  return decision.code;
}

}  // namespace sworn::cli
