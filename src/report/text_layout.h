// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sworn::report {

using Lines = std::vector<std::string>;

// All of these take any bytes and give text that is fit for a terminal (base::printable).

/// How many columns `text` takes: two for an East Asian wide character, none for a combining one.
[[nodiscard]] std::size_t columns_of(std::string_view text);
/// How many rows of a terminal of `width` columns lines take that are finished, colours included: a
/// line that must stay whole, such as a command, wraps.
[[nodiscard]] std::size_t rows_of(const Lines& lines, std::size_t width);
/// At most `width` columns, with "…" where something was cut.
[[nodiscard]] std::string clip(std::string_view text, std::size_t width);
/// clip(), filled with spaces to `width` columns.
[[nodiscard]] std::string pad(std::string_view text, std::size_t width);
/// Broken at spaces into lines of at most `width` columns; words longer than that are broken
/// anywhere. No more than `most_lines`, the last one ending in "…" where something was cut.
[[nodiscard]] Lines wrap(std::string_view text, std::size_t width, std::size_t most_lines);

/// "GET /a, GET /b, GET /c and 2 more": `most` items are named.
[[nodiscard]] std::string enumerate(const std::vector<std::string>& items, std::size_t most);
/// "1 finding", "3 findings".
[[nodiscard]] std::string count_of(int count, std::string_view noun);

}  // namespace sworn::report
