// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <algorithm>

#include "report/text_part.h"

namespace sworn::report {
namespace {

/// Rows of the terminal, of a report about many operations.
constexpr std::size_t most_rows = 60;
constexpr int least_width = 50;
/// Longer lines are hard to read, however wide the terminal.
constexpr int most_width = 120;

std::size_t count_rows(const std::vector<Lines>& parts, std::size_t width) {
  std::size_t count = 0;
  for (const Lines& part : parts) {
    if (!part.empty()) count += rows_of(part, width) + 1;
  }
  return count;
}

}  // namespace

std::string label(std::string_view text) {
  const std::size_t columns = columns_of(text);
  return std::string(label_columns - std::min(columns, label_columns), ' ') + std::string(text);
}

std::string gutter() {
  return std::string(gutter_columns, ' ');
}

void append_field(const Page& page,
                  Lines& lines,
                  std::string_view name,
                  std::string_view text,
                  std::size_t bound) {
  std::string before = name.empty() ? gutter() : page.style.dim(label(name)) + "  ";
  for (const std::string& line : wrap(text, page.width - gutter_columns, bound)) {
    lines.push_back(before + line);
    before = gutter();
  }
}

std::string text(const Report& report, const View& view) {
  const auto width = static_cast<std::size_t>(std::clamp(view.width, least_width, most_width));
  const ExchangeIndex exchanges(report);
  const Page page{report, Style(view.color), width, view.verbose, exchanges};
  std::vector<Lines> parts = {head_part(page), problem_part(page), contract_part(page)};
  const bool is_about_credentials = !report.credentials.empty();
  std::vector<Lines> below = {is_about_credentials ? credential_part(page) : operation_part(page),
                              is_about_credentials ? Lines() : inconclusive_part(page),
                              gone_part(page),
                              coverage_part(page),
                              verdict_part(page)};
  // The last part has no blank line below it, the findings have one above.
  const std::size_t others = count_rows(parts, width) + count_rows(below, width);
  parts.push_back(finding_part(page, most_rows - std::min(most_rows, others)));
  parts.insert(parts.end(), below.begin(), below.end());

  std::string out;
  for (const Lines& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += '\n';
    for (const std::string& line : part) out += line + "\n";
  }
  return out;
}

}  // namespace sworn::report
