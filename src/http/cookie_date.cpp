// SPDX-License-Identifier: Apache-2.0
#include "http/cookie_date.h"

#include <array>
#include <chrono>
#include <string>

#include "base/text.h"

namespace sworn::http {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_delimiter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x09 || (byte >= 0x20 && byte <= 0x2F) || (byte >= 0x3B && byte <= 0x40) ||
         (byte >= 0x5B && byte <= 0x60) || (byte >= 0x7B && byte <= 0x7E);
}

/// The number at `text[at]` of `least` to `most` digits, and `at` behind it; more digits are no
/// number.
std::optional<int> read_number(std::string_view text,
                               std::size_t& at,
                               std::size_t least,
                               std::size_t most) {
  std::size_t end = at;
  int value = 0;
  while (end < text.size() && is_digit(text[end])) {
    if (end - at == most) return std::nullopt;
    value = value * 10 + (text[end] - '0');
    ++end;
  }
  if (end - at < least) return std::nullopt;
  at = end;
  return value;
}

std::optional<int> month_of(std::string_view token) {
  static constexpr std::array<std::string_view, 12> months = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (base::starts_with_ignoring_case(token, months.at(i))) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

struct Fields {
  std::optional<int> hour, minute, second, day, month, year;

  bool take_time(std::string_view token) {
    std::size_t at = 0;
    const auto h = read_number(token, at, 1, 2);
    if (!h || at >= token.size() || token[at++] != ':') return false;
    const auto m = read_number(token, at, 1, 2);
    if (!m || at >= token.size() || token[at++] != ':') return false;
    const auto s = read_number(token, at, 1, 2);
    if (!s) return false;
    hour = h;
    minute = m;
    second = s;
    return true;
  }

  void take(std::string_view token) {
    std::size_t at = 0;
    if (!hour && take_time(token)) return;
    if (!day) {
      if (const auto number = read_number(token, at, 1, 2)) {
        day = number;
        return;
      }
    }
    if (!month) {
      if (const auto number = month_of(token)) {
        month = number;
        return;
      }
    }
    at = 0;
    if (!year) year = read_number(token, at, 2, 4);
  }
};

}  // namespace

std::optional<std::int64_t> parse_cookie_date(std::string_view text) {
  Fields fields;
  for (std::size_t at = 0; at < text.size();) {
    if (is_delimiter(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_delimiter(text[at])) ++at;
    fields.take(text.substr(begin, at - begin));
  }
  if (!fields.hour || !fields.minute || !fields.second || !fields.day || !fields.month ||
      !fields.year) {
    return std::nullopt;
  }
  int year = *fields.year;
  if (year >= 70 && year <= 99) year += 1900;
  if (year >= 0 && year <= 69) year += 2000;
  if (year < 1601 || *fields.hour > 23 || *fields.minute > 59 || *fields.second > 59) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(*fields.month)},
                                         std::chrono::day{static_cast<unsigned>(*fields.day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return days * 86'400 + *fields.hour * 3'600 + *fields.minute * 60 + *fields.second;
}

}  // namespace sworn::http
