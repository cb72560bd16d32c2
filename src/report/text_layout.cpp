// SPDX-License-Identifier: Apache-2.0
#include "report/text_layout.h"

#include <algorithm>

#include "base/text.h"

namespace sworn::report {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t count_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

/// The bytes of the first `columns` code points.
std::size_t bytes_of(std::string_view text, std::size_t columns) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_continuation(text[i]) && columns-- == 0) break;
    ++i;
  }
  return i;
}

/// Where a line of `text` that has `width` columns ends: at its last space, or in mid-word when
/// there is none.
std::size_t line_end(std::string_view text, std::size_t width) {
  const std::size_t most = bytes_of(text, width);
  if (most == text.size() || text[most] == ' ') return most;
  const std::size_t space = text.substr(0, most).rfind(' ');
  return space == std::string_view::npos || space == 0 ? most : space;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return count_points(base::printable(text));
}

std::string clip(std::string_view text, std::size_t width) {
  std::string safe = base::printable(text);
  if (count_points(safe) <= width) return safe;
  if (width == 0) return "";
  return safe.substr(0, bytes_of(safe, width - 1)) + "…";
}

std::string pad(std::string_view text, std::size_t width) {
  std::string cell = clip(text, width);
  cell.append(width - std::min(width, count_points(cell)), ' ');
  return cell;
}

Lines wrap(std::string_view text, std::size_t width, std::size_t most_lines) {
  const std::string safe = base::printable(base::replace_all(std::string(text), "\n", " "));
  std::string_view rest = base::trim(safe);
  Lines lines;
  while (!rest.empty()) {
    if (lines.size() + 1 == most_lines) {
      lines.push_back(clip(rest, width));
      break;
    }
    const std::size_t end = line_end(rest, width);
    lines.emplace_back(base::trim(rest.substr(0, end)));
    rest = base::trim(rest.substr(end));
  }
  return lines;
}

std::string enumerate(const std::vector<std::string>& items, std::size_t most) {
  if (items.size() <= most) return base::join(items, ", ");
  const std::vector<std::string> first(items.begin(),
                                       items.begin() + static_cast<std::ptrdiff_t>(most));
  return base::join(first, ", ") + " and " + std::to_string(items.size() - most) + " more";
}

std::string count_of(int count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace sworn::report
