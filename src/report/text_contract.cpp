// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "report/text_part.h"
#include "report/text_table.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_rows_when_long = 12;
/// Of a narrow table: of the three it is what weighs least.
constexpr std::size_t refusals_column = 2;

/// Operation or how many, what is required, what refuses, where that stands.
TableRow row_of(const OperationResult& operation) {
  const bool is_silent = operation.security_source == RequirementSource::absent;
  return {table_operation(operation.method, operation.path),
          is_silent ? "-" : operation.declared_security,
          operation.refusals.empty() ? "-" : base::join(operation.refusals, " "),
          std::string(name_of(operation.security_source))};
}

std::vector<TableRow> every_row(const Page& page) {
  std::vector<TableRow> rows;
  for (const OperationResult& operation : page.report.operations) rows.push_back(row_of(operation));
  return rows;
}

/// Operations that have all but their names in common are one row; the most frequent first.
std::vector<TableRow> rows_by_requirement(const Page& page) {
  std::map<TableRow, std::vector<std::string>> operations;
  for (TableRow row : every_row(page)) {
    const std::string name = row[0];
    row[0].clear();
    operations[row].push_back(name);
  }
  std::vector<std::pair<TableRow, std::vector<std::string>>> sorted(operations.begin(),
                                                                    operations.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  std::vector<TableRow> rows;
  for (auto& [row, names] : sorted) {
    row[0] = names.size() == 1 ? names.front() : std::to_string(names.size()) + " operations";
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Lines contract_part(const Page& page) {
  Lines lines;
  if (page.report.kind != ReportKind::review || page.report.operations.empty()) return lines;
  std::vector<TableRow> rows = {{"Operation", "Requires", "Refuses with", "Declared by"}};
  std::vector<TableRow> shown = page.is_long() ? rows_by_requirement(page) : every_row(page);
  const std::size_t rest =
      page.is_long() && shown.size() > most_rows_when_long ? shown.size() - most_rows_when_long : 0;
  shown.resize(shown.size() - rest);
  rows.insert(rows.end(), shown.begin(), shown.end());
  const TableWidths widths = table_widths(rows, page.width, refusals_column);
  for (const TableRow& row : rows) {
    const std::string line = table_text(row, widths) + clip(row[3], page.width);
    lines.push_back(lines.empty() ? page.style.bold(line) : line);
  }
  if (rest > 0) {
    lines.push_back(page.style.dim("and " + std::to_string(rest) + " more kinds (--verbose)"));
  }
  return lines;
}

}  // namespace sworn::report
