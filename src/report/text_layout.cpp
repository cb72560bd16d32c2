// SPDX-License-Identifier: Apache-2.0
#include "report/text_layout.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace sworn::report {
namespace {

/// Columns of the characters of `text`, which is valid UTF-8, one after the other: East Asian wide
/// ones take two (UAX #11), combining and joining ones none.
template <typename Visit>
void visit_columns(std::string_view text, const Visit& visit) {
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, i);
    const auto value = static_cast<utf8proc_int32_t>(point.value);
    const auto columns = static_cast<std::size_t>(std::max(utf8proc_charwidth(value), 0));
    if (!visit(i, columns)) return;
    i += point.length;
  }
}

std::size_t count_columns(std::string_view text) {
  std::size_t all = 0;
  visit_columns(text, [&](std::size_t, std::size_t columns) {
    all += columns;
    return true;
  });
  return all;
}

/// The bytes of what fits into `columns`, marks that combine with it included; one character at
/// least, so that a line is never empty.
std::size_t bytes_of(std::string_view text, std::size_t columns) {
  std::size_t end = text.size();
  std::size_t used = 0;
  visit_columns(text, [&](std::size_t at, std::size_t one) {
    if (used + one > columns && at > 0) {
      end = at;
      return false;
    }
    used += one;
    return true;
  });
  return end;
}

/// Where a line of `text` that has `width` columns ends: at its last space, or in mid-word when
/// there is none.
std::size_t line_end(std::string_view text, std::size_t width) {
  const std::size_t most = bytes_of(text, width);
  if (most == text.size() || text[most] == ' ') return most;
  const std::size_t space = text.substr(0, most).rfind(' ');
  return space == std::string_view::npos || space == 0 ? most : space;
}

/// Without the codes of Style (ECMA-48 §8.3.117).
std::string without_codes(std::string_view line) {
  std::string plain;
  while (!line.empty()) {
    const std::size_t code = line.find("\x1b[");
    plain += line.substr(0, code);
    if (code == std::string_view::npos) break;
    const std::size_t end = line.find('m', code);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  return plain;
}

}  // namespace

std::size_t rows_of(const Lines& lines, std::size_t width) {
  std::size_t rows = 0;
  for (const std::string& line : lines) {
    const std::size_t columns = count_columns(without_codes(line));
    rows += std::max<std::size_t>((columns + width - 1) / width, 1);
  }
  return rows;
}

std::size_t columns_of(std::string_view text) {
  return count_columns(base::printable(text));
}

std::string clip(std::string_view text, std::size_t width) {
  std::string safe = base::printable(text);
  if (count_columns(safe) <= width) return safe;
  if (width == 0) return "";
  if (width == 1) return "…";
  return safe.substr(0, bytes_of(safe, width - 1)) + "…";
}

std::string pad(std::string_view text, std::size_t width) {
  std::string cell = clip(text, width);
  cell.append(width - std::min(width, count_columns(cell)), ' ');
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
