// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace sworn::report {

/// An operation (its method filled to seven columns, its path), and three cells about it.
using TableRow = std::array<std::string, 4>;
/// A column of no width is left out.
using TableWidths = std::array<std::size_t, 4>;

/// Columns as wide as their cells, the widest made narrower until the table fits into `most`. The
/// last one is never cut, and of a path 16 columns stay, so that it is told from its neighbours:
/// where there is no room for all, column `spare` is left out.
[[nodiscard]] TableWidths table_widths(const std::vector<TableRow>& rows,
                                       std::size_t most,
                                       std::size_t spare);
/// All cells but the last, each filled to its width, with a gap behind it.
[[nodiscard]] std::string table_text(const TableRow& row, const TableWidths& widths);
/// "GET     /items"
[[nodiscard]] std::string table_operation(const std::string& method, const std::string& path);

}  // namespace sworn::report
