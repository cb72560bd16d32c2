// SPDX-License-Identifier: Apache-2.0
#include "report/github.h"

#include <array>
#include <vector>

#include "base/text.h"
#include "report/cause.h"
#include "report/source_place.h"
#include "report/text_layout.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

constexpr int most_of_a_level = 10;
constexpr std::size_t most_plain_lines = 100;
constexpr std::size_t most_title_bytes = 200;
constexpr std::size_t most_message_bytes = 1'500;

enum class Level { error, warning, notice };
constexpr std::array level_names = {"error", "warning", "notice"};

Level level_of(Severity severity) {
  if (severity <= Severity::high) return Level::error;
  return severity == Severity::medium ? Level::warning : Level::notice;
}

/// The data of a command: a line feed, given on purpose, is one of the message.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : base::printable(text, true)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string property(std::string_view text) {
  return base::replace_all(
      base::replace_all(escaped(base::printable(text)), ":", "%3A"), ",", "%2C");
}

/// A line that is no command, in neither notation: "::error::" behind any space, "##[error]"
/// anywhere.
std::string plain(std::string_view before, std::string_view text) {
  return std::string(before) + base::replace_all(base::printable(text), "##[", "## [") + "\n";
}

std::string command(Level level, const std::string& properties, std::string_view message) {
  return "::" + std::string(level_names[static_cast<std::size_t>(level)]) + " " + properties +
         "::" + escaped(base::shorten(message, most_message_bytes)) + "\n";
}

std::string place_properties(const SourcePlace& place, std::string_view title) {
  std::string out;
  if (place.is_in_source) {
    out = "file=" + property(place.path) + ",line=" + std::to_string(place.line) +
          ",endLine=" + std::to_string(place.line) + ",col=" + std::to_string(place.column) +
          ",endColumn=" + std::to_string(place.end_column) + ",";
  }
  return out + "title=" + property(base::shorten(title, most_title_bytes));
}

std::string message_of(const Report& report, const Cause& cause) {
  const Finding& finding = *cause.finding;
  const FormNames names = form_names(report.kind);
  std::string text = enumerate(cause.operations, 3) + " [" + finding.rule;
  if (finding.confidence == Confidence::likely) text += ", likely";
  text += "]";
  const auto append = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text.append("\n").append(name).append(": ").append(base::printable(value));
  };
  append(names.declared, finding.declared);
  append(names.observed, finding.observed);
  append(names.explanation, finding.explanation);
  append("remedy", finding.remedy);
  return text;
}

}  // namespace

std::string github(const Report& report, const View& view) {
  std::array<int, level_names.size()> used{};
  std::vector<std::string> rest;
  std::string out;
  for (const std::string& gap : gaps_of(report)) {
    if (++used[0] <= most_of_a_level) {
      out += command(Level::error, "title=" + property("sworn: the run cannot be trusted"), gap);
    } else {
      rest.push_back("cannot be trusted: " + gap);
    }
  }
  for (const Cause& cause : causes_of(report)) {
    const Finding& finding = *cause.finding;
    if (finding.severity == Severity::info) continue;
    const Level level = level_of(finding.severity);
    const std::string title = std::string(name_of(finding.severity)) + ": " + finding.title;
    if (++used[static_cast<std::size_t>(level)] > most_of_a_level) {
      rest.push_back(title + ": " + enumerate(cause.operations, 3) + " [" + finding.rule + "]");
      continue;
    }
    const bool is_own = cause.location() == finding.location;
    const SourcePlace place = place_of(cause.location(), is_own ? finding.spec_excerpt : "", view);
    out += command(level, place_properties(place, title), message_of(report, cause));
  }
  if (!rest.empty()) {
    out += "Not annotated, since GitHub shows ten of each level:\n";
    for (std::size_t i = 0; i < std::min(rest.size(), most_plain_lines); ++i)
      out += plain("- ", rest[i]);
    if (rest.size() > most_plain_lines) {
      out += plain("- ", "and " + std::to_string(rest.size() - most_plain_lines) + " more");
    }
  }
  const std::string extent = extent_in_words(report);
  return out + plain("sworn: ", result_in_words(report) + (extent.empty() ? "" : "; " + extent));
}

}  // namespace sworn::report
