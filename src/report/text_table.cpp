// SPDX-License-Identifier: Apache-2.0
#include "report/text_table.h"

#include <algorithm>

#include "report/text_layout.h"

namespace sworn::report {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t method_columns = 7;
constexpr std::size_t least_width_of_all = 60;
/// Of an operation and the two cells behind it.
constexpr std::array<std::size_t, 3> least = {method_columns + 1 + 16, 8, 8};

}  // namespace

TableWidths table_widths(const std::vector<TableRow>& rows, std::size_t most, std::size_t spare) {
  TableWidths widths{};
  for (const TableRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(columns_of(row[i]), most));
    }
  }
  const bool has_all = most >= least_width_of_all;
  if (!has_all) widths[spare] = 0;
  const std::size_t room = most - std::min(most, widths.back() + (has_all ? 3 : 2) * gap);
  while (widths[0] + widths[1] + widths[2] > room) {
    std::size_t widest = least.size();
    for (std::size_t i = 0; i < least.size(); ++i) {
      const bool can_shrink = widths[i] > least[i];
      if (can_shrink && (widest == least.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == least.size()) break;
    --widths[widest];
  }
  return widths;
}

std::string table_text(const TableRow& row, const TableWidths& widths) {
  std::string text;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    if (widths[i] > 0) text += pad(row[i], widths[i]) + std::string(gap, ' ');
  }
  return text;
}

std::string table_operation(const std::string& method, const std::string& path) {
  return method + std::string(method_columns - std::min(method_columns, method.size()), ' ') + " " +
         path;
}

}  // namespace sworn::report
