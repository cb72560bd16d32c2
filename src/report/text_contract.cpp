// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "report/text_part.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_rows_when_long = 12;
constexpr std::size_t gap = 2;

/// Operation or how many, what is required, what refuses, where that stands.
using Row = std::array<std::string, 4>;

std::string operation_text(const OperationResult& operation) {
  std::string method = operation.method;
  method.append(7 - std::min<std::size_t>(7, method.size()), ' ');
  return method + " " + operation.path;
}

Row row_of(const OperationResult& operation) {
  const bool is_silent = operation.security_source == RequirementSource::absent;
  return {operation_text(operation),
          is_silent ? "-" : operation.declared_security,
          operation.refusals.empty() ? "-" : base::join(operation.refusals, " "),
          std::string(name_of(operation.security_source))};
}

std::vector<Row> every_row(const Page& page) {
  std::vector<Row> rows;
  for (const OperationResult& operation : page.report.operations) rows.push_back(row_of(operation));
  return rows;
}

/// Operations that have all but their names in common are one row; the most frequent first.
std::vector<Row> rows_by_requirement(const Page& page) {
  std::map<Row, std::vector<std::string>> operations;
  for (Row row : every_row(page)) {
    const std::string name = row[0];
    row[0].clear();
    operations[row].push_back(name);
  }
  std::vector<std::pair<Row, std::vector<std::string>>> sorted(operations.begin(),
                                                               operations.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  std::vector<Row> rows;
  for (auto& [row, names] : sorted) {
    row[0] = names.size() == 1 ? names.front() : std::to_string(names.size()) + " operations";
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Columns as wide as their cells, the widest made narrower until the table fits. The last one is
/// never cut.
std::array<std::size_t, 4> widths_of(const std::vector<Row>& rows, std::size_t most) {
  std::array<std::size_t, 4> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(columns_of(row[i]), most));
    }
  }
  const std::size_t room = most - std::min(most, widths[3] + 3 * gap);
  while (widths[0] + widths[1] + widths[2] > room) {
    auto* const widest = std::max_element(widths.begin(), widths.begin() + 3);
    if (*widest <= 8) break;
    --*widest;
  }
  return widths;
}

}  // namespace

Lines contract_part(const Page& page) {
  Lines lines;
  if (page.report.kind != ReportKind::review || page.report.operations.empty()) return lines;
  std::vector<Row> rows = {{"Operation", "Requires", "Refuses with", "Declared by"}};
  std::vector<Row> shown = page.is_long() ? rows_by_requirement(page) : every_row(page);
  const std::size_t rest =
      page.is_long() && shown.size() > most_rows_when_long ? shown.size() - most_rows_when_long : 0;
  shown.resize(shown.size() - rest);
  rows.insert(rows.end(), shown.begin(), shown.end());
  const auto widths = widths_of(rows, page.width);
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < 3; ++i) line += pad(row[i], widths[i]) + std::string(gap, ' ');
    line += clip(row[3], page.width);
    lines.push_back(lines.empty() ? page.style.bold(line) : line);
  }
  if (rest > 0) {
    lines.push_back(page.style.dim("and " + std::to_string(rest) + " more kinds (--verbose)"));
  }
  return lines;
}

}  // namespace sworn::report
