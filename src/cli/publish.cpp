// SPDX-License-Identifier: Apache-2.0
#include "cli/publish.h"

#include <charconv>
#include <filesystem>
#include <ostream>

#include "base/clock.h"
#include "base/file.h"
#include "cli/github.h"
#include "report/format.h"

namespace sworn::cli {
namespace {

constexpr int file_width = 100;

bool holds(const std::filesystem::path& folder, const std::filesystem::path& what) {
  const auto relative = what.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// The checkout of a build: that of GitHub, GitLab or Jenkins which holds the working folder or the
/// document, else the working folder itself. It may be named through a link, which the working
/// folder never is.
std::string source_root(const Console& console,
                        const std::string& working_folder,
                        const std::string& document) {
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"}) {
    const std::string root = console.environment(name).value_or("");
    if (root.empty()) continue;
    std::error_code ignored;
    for (const auto& folder :
         {std::filesystem::path(root), std::filesystem::weakly_canonical(root, ignored)}) {
      if (holds(folder, working_folder / std::filesystem::path(document))) return folder.string();
    }
  }
  return working_folder;
}

/// Now, or what SOURCE_DATE_EPOCH says so that two reports of one document are equal
/// (reproducible-builds.org/specs/source-date-epoch).
std::int64_t time_of_writing(const Console& console) {
  constexpr std::int64_t end_of_9999 = 253'402'300'799;
  const std::string given = console.environment("SOURCE_DATE_EPOCH").value_or("");
  std::int64_t seconds = 0;
  const char* const end = given.data() + given.size();
  const auto read = std::from_chars(given.data(), end, seconds);
  const bool is_time = read.ec == std::errc() && read.ptr == end;
  return is_time && seconds >= 0 && seconds <= end_of_9999 ? seconds * 1000
                                                           : base::unix_milliseconds();
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
                .source_root = source_root(console, working_folder, report.spec.file),
                .target_folder = is_file ? folder_of(target.file, working_folder) : "",
                .fail_on = fail_on,
                .written_ms = time_of_writing(console)});
}

}  // namespace

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
