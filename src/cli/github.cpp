// SPDX-License-Identifier: Apache-2.0
#include "cli/github.h"

#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "report/markdown.h"
#include "report/wording.h"

namespace sworn::cli {
namespace {

/// Of what one step writes; GitHub drops all of what is longer.
constexpr std::size_t most_summary_bytes = std::size_t{1} << 20;
/// Below this nothing that helps can be said.
constexpr std::size_t least_summary_bytes = 16'384;

/// Whether a line that nobody ended would become the beginning of what is appended.
bool is_within_line(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  char last = '\n';
  stream.seekg(-1, std::ios::end).get(last);
  return last != '\n';
}

Result<void> append(std::string_view variable, const std::string& file, const std::string& text) {
  const char* const gap = is_within_line(file) ? "\n" : "";
  std::ofstream stream(file, std::ios::binary | std::ios::app);
  stream << gap << text << std::flush;
  if (!stream)
    return Error{"$" + std::string(variable) + ": " + file + " cannot be written", {}, ""};
  return {};
}

std::size_t size_of(const std::string& file) {
  std::error_code fault;
  const auto size = std::filesystem::file_size(file, fault);
  return fault ? 0 : static_cast<std::size_t>(size);
}

Result<void> append_summary(const Report& report, const std::string& file) {
  const std::size_t used = size_of(file);
  constexpr std::string_view variable = "GITHUB_STEP_SUMMARY";
  // One byte may be needed to end what stands before, and one ends the text.
  if (used + least_summary_bytes + 2 <= most_summary_bytes) {
    return append(variable, file, report::markdown(report, most_summary_bytes - used - 2) + "\n");
  }
  const std::string left_out =
      "sworn: no place is left for its report in the summary of this step\n";
  return used + left_out.size() + 1 <= most_summary_bytes ? append(variable, file, left_out)
                                                          : Result<void>();
}

/// One that nobody who is asked can have guessed.
std::string fresh_delimiter() {
  const std::string entropy =
      std::to_string(base::fresh_seed()) + " " + std::to_string(base::fresh_seed());
  return "sworn_" + base::hex_digest(base::HashKind::sha256, entropy).substr(0, 32);
}

}  // namespace

std::string github_outputs(const Report& report, const std::string& delimiter) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    out.append(name).append("<<").append(delimiter).append("\n");
    out.append(base::printable(value)).append("\n").append(delimiter).append("\n");
  };
  const Summary& summary = report.summary;
  add("score", std::to_string(summary.score));
  add("grade", summary.grade);
  add("complete", report::gaps_of(report).empty() ? "true" : "false");
  add("operations", std::to_string(summary.operations));
  add("examined", std::to_string(summary.examined));
  add("inconclusive", std::to_string(summary.inconclusive));
  add("untested", std::to_string(summary.untested));
  add("findings", std::to_string(report::number_of_all(summary)));
  for (const Severity severity : report::severities) {
    add(name_of(severity), std::to_string(report::number_of(summary, severity)));
  }
  return out;
}

Result<void> write_github_files(const Report& report, const Console& console) {
  Result<void> outcome;
  if (const auto file = console.environment("GITHUB_OUTPUT"); file && !file->empty()) {
    outcome = append("GITHUB_OUTPUT", *file, github_outputs(report, fresh_delimiter()));
  }
  if (const auto file = console.environment("GITHUB_STEP_SUMMARY"); file && !file->empty()) {
    if (auto written = append_summary(report, *file); !written && outcome) outcome = written;
  }
  return outcome;
}

}  // namespace sworn::cli
