// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "report/text_part.h"
#include "report/text_table.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_rows_when_long = 6;
/// Of a narrow table: the document says it as well.
constexpr std::size_t declared_column = 1;

/// Mismatches first: of a bounded table they are what counts.
int rank(OperationOutcome outcome) {
  switch (outcome) {
    case OperationOutcome::mismatch:
      return 0;
    case OperationOutcome::inconclusive:
      return 1;
    case OperationOutcome::untested:
      return 2;
    case OperationOutcome::match:
      return 3;
  }
  return 3;
}

std::vector<const OperationResult*> chosen(const Page& page) {
  std::vector<const OperationResult*> rows;
  for (const OperationResult& operation : page.report.operations) {
    if (!page.is_long() || operation.outcome != OperationOutcome::match) rows.push_back(&operation);
  }
  if (!page.is_long()) return rows;
  std::ranges::stable_sort(
      rows, {}, [](const OperationResult* operation) { return rank(operation->outcome); });
  rows.resize(std::min(rows.size(), most_rows_when_long));
  return rows;
}

/// Method and path, declared, observed, outcome.
TableRow cells_of(const OperationResult& operation) {
  const auto known = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  return {table_operation(operation.method, operation.path),
          known(operation.declared_security),
          known(operation.observed_security),
          std::string(name_of(operation.outcome))};
}

/// "and 150 more match", or what else the rest is.
std::string rest_text(const Page& page, const std::vector<const OperationResult*>& shown) {
  std::array<int, 4> counts{};
  for (const OperationResult& operation : page.report.operations) {
    ++counts[static_cast<std::size_t>(rank(operation.outcome))];
  }
  for (const OperationResult* operation : shown) {
    --counts[static_cast<std::size_t>(rank(operation->outcome))];
  }
  constexpr std::array names = {"mismatch", "inconclusive", "untested", "match"};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) parts.push_back(std::to_string(counts[i]) + " more " + names[i]);
  }
  return parts.empty() ? "" : "and " + base::join(parts, ", ");
}

using Key = std::pair<std::string_view, std::string_view>;
using FindingsByOperation = std::map<Key, std::vector<const Finding*>>;

/// What stands on each operation, the gravest first.
FindingsByOperation findings_by_operation(const Report& report) {
  FindingsByOperation found;
  for (const Finding& finding : report.findings) {
    found[Key(finding.path, finding.method)].push_back(&finding);
  }
  for (auto& [key, findings] : found) {
    std::ranges::stable_sort(findings, {}, [](const Finding* one) { return one->severity; });
  }
  return found;
}

void append_findings(const Page& page,
                     const FindingsByOperation& by_operation,
                     const OperationResult& operation,
                     Lines& lines) {
  const auto found = by_operation.find(Key(operation.path, operation.method));
  if (found == by_operation.end()) return;
  for (const Finding* const finding : found->second) {
    std::string rule = finding->rule;
    if (finding->state != FindingState::is_new) {
      rule += " (" + std::string(name_of(finding->state)) + ")";
    }
    lines.push_back(page.style.of(finding->severity, label(name_of(finding->severity))) + "  " +
                    clip(rule, page.width - gutter_columns));
  }
}

}  // namespace

Lines operation_part(const Page& page) {
  Lines lines;
  if (page.report.operations.empty() || page.report.kind != ReportKind::check) return lines;
  // Where nothing could be tested the table has nothing to tell beside the problem.
  if (page.report.run.complete && !page.report.problems.empty() && page.report.findings.empty() &&
      !page.is_verbose)
    return lines;
  const std::vector<const OperationResult*> shown = chosen(page);
  std::vector<TableRow> rows = {{"Operation", "Declared", "Observed", "Outcome"}};
  for (const OperationResult* operation : shown) rows.push_back(cells_of(*operation));
  const TableWidths widths = table_widths(rows, page.width, declared_column);
  if (!shown.empty()) lines.push_back(page.style.bold(table_text(rows[0], widths) + rows[0][3]));
  const FindingsByOperation found =
      page.is_verbose ? findings_by_operation(page.report) : FindingsByOperation();
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const TableRow& row = rows[i + 1];
    lines.push_back(table_text(row, widths) + page.style.of(shown[i]->outcome, row[3]));
    if (page.is_verbose) append_findings(page, found, *shown[i], lines);
  }
  const std::string rest = clip(rest_text(page, shown), page.width);
  if (!rest.empty()) lines.push_back(page.style.dim(shown.empty() ? rest.substr(4) : rest));
  return lines;
}

}  // namespace sworn::report
