// SPDX-License-Identifier: Apache-2.0
#include "cli/publish.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "cli/github.h"
#include "report/format.h"

namespace sworn::cli {
namespace {

constexpr int file_width = 100;

/// The checkout of a build: that of GitHub, GitLab or Jenkins where the process works within it,
/// else the working folder itself.
std::string source_root(const Console& console, const std::string& working_folder) {
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"}) {
    std::string root = console.environment(name).value_or("");
    if (root.empty()) continue;
    const auto relative = std::filesystem::path(working_folder).lexically_relative(root);
    if (!relative.empty() && *relative.begin() != "..") return root;
  }
  return working_folder;
}

/// Absolute, whatever the file is named.
std::string folder_of(const std::string& file, const std::string& working_folder) {
  return (std::filesystem::path(working_folder) / base::folder_of(file))
      .lexically_normal()
      .string();
}

std::string render(const Report& report,
                   const ReportTarget& target,
                   const Options& options,
                   const Console& console,
                   std::optional<Severity> fail_on) {
  const bool is_file = !target.file.empty();
  const bool has_color =
      !is_file && wants_color(options.color, console.is_out_terminal, console.environment);
  std::error_code ignored;
  const std::string working_folder = std::filesystem::current_path(ignored).string();
  // Its name was checked when the options were read.
  return report::format_named(target.format)
      ->render(report,
               {.color = has_color,
                .width = is_file ? file_width : console.width,
                .verbose = options.verbose,
                .working_folder = working_folder,
                .source_root = source_root(console, working_folder),
                .target_folder = is_file ? folder_of(target.file, working_folder) : "",
                .fail_on = fail_on});
}

}  // namespace

std::vector<ReportTarget> targets_of(const Options& options) {
  std::vector<ReportTarget> targets = options.reports;
  if (std::ranges::none_of(targets, [](const ReportTarget& one) { return one.file.empty(); })) {
    targets.push_back({"text", ""});
  }
  return targets;
}

std::optional<Error> refuse_file(const std::string& option, const std::string& file) {
  if (file.empty()) return std::nullopt;
  const std::string folder = base::folder_of(file);
  std::error_code ignored;
  const bool is_there = std::filesystem::exists(file, ignored);
  if (std::filesystem::is_directory(file, ignored)) {
    return Error{option + ": " + file + " is a directory", {}, "name a file"};
  }
  const bool is_device = is_there && !std::filesystem::is_regular_file(file, ignored);
  if (!is_device &&
      (!std::filesystem::is_directory(folder, ignored) || ::access(folder.c_str(), W_OK) != 0)) {
    return Error{option + ": no file can be made in " + folder, {}, "name a folder that is there"};
  }
  return std::nullopt;
}

std::optional<Error> refuse_targets(const std::vector<ReportTarget>& targets) {
  const auto to_stdout = [](const ReportTarget& one) { return one.file.empty(); };
  if (std::ranges::count_if(targets, to_stdout) > 1) {
    return Error{"--report: two reports for standard output", {}, "give one a file: FORMAT=FILE"};
  }
  for (const ReportTarget& target : targets) {
    if (auto error = refuse_file("--report", target.file)) return error;
  }
  return std::nullopt;
}

Result<void> publish(const Report& report,
                     const std::vector<ReportTarget>& targets,
                     const Options& options,
                     const Console& console,
                     std::optional<Severity> fail_on) {
  Result<void> outcome;
  for (const ReportTarget& target : targets) {
    const std::string text = render(report, target, options, console, fail_on);
    if (target.file.empty()) {
      console.out << text << std::flush;
    } else if (auto written = base::write_file(target.file, text); !written && outcome) {
      outcome = written;
    }
    if (target.format == "github") {
      if (auto written = write_github_files(report, console); !written && outcome) {
        outcome = written;
      }
    }
  }
  return outcome;
}

}  // namespace sworn::cli
