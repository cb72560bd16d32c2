// SPDX-License-Identifier: Apache-2.0
#include "cli/publish.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "report/json.h"
#include "report/text.h"

namespace sworn::cli {
namespace {

constexpr int file_width = 100;

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

}  // namespace

std::vector<ReportTarget> targets_of(const Options& options) {
  std::vector<ReportTarget> targets = options.reports;
  if (std::ranges::none_of(targets, [](const ReportTarget& one) { return one.file.empty(); })) {
    targets.push_back({"text", ""});
  }
  return targets;
}

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

Result<void> publish(const Report& report,
                     const std::vector<ReportTarget>& targets,
                     const Options& options,
                     const Console& console) {
  Result<void> outcome;
  for (const ReportTarget& target : targets) {
    const std::string text = render(report, target, options, console);
    if (target.file.empty()) {
      console.out << text << std::flush;
    } else if (auto written = base::write_file(target.file, text); !written && outcome) {
      outcome = written;
    }
  }
  return outcome;
}

}  // namespace sworn::cli
