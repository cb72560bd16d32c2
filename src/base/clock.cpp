// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace sworn::base {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::sys_days;

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

/// Takes an HTTP-date apart from the left; once something did not fit, `failed` stays set.
struct Scanner {
  std::string_view rest;
  bool failed = false;

  void literal(std::string_view expected) {
    if (rest.starts_with(expected)) {
      rest.remove_prefix(expected.size());
    } else {
      failed = true;
    }
  }

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= rest.size() || rest[i] < '0' || rest[i] > '9') {
        failed = true;
        return 0;
      }
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return value;
  }

  /// The position of the name that the text goes on with.
  template <std::size_t size>
  std::size_t name(const std::array<std::string_view, size>& names) {
    for (std::size_t i = 0; i < size; ++i) {
      if (!rest.starts_with(names[i])) continue;
      rest.remove_prefix(names[i].size());
      return i;
    }
    failed = true;
    return 0;
  }
};

constexpr std::array<std::string_view, 7> short_days = {
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 7> long_days = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

void scan_time(Scanner& in, Parts& parts) {
  parts.hour = in.digits(2);
  in.literal(":");
  parts.minute = in.digits(2);
  in.literal(":");
  parts.second = in.digits(2);
}

int this_year() {
  const auto today = std::chrono::floor<days>(std::chrono::system_clock::now());
  return static_cast<int>(std::chrono::year_month_day(today).year());
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"
Parts scan_imf(Scanner& in) {
  Parts parts;
  in.name(short_days);
  in.literal(", ");
  parts.day = in.digits(2);
  in.literal(" ");
  parts.month = static_cast<int>(in.name(months)) + 1;
  in.literal(" ");
  parts.year = in.digits(4);
  in.literal(" ");
  scan_time(in, parts);
  in.literal(" GMT");
  return parts;
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
Parts scan_rfc850(Scanner& in) {
  Parts parts;
  in.name(long_days);
  in.literal(", ");
  parts.day = in.digits(2);
  in.literal("-");
  parts.month = static_cast<int>(in.name(months)) + 1;
  in.literal("-");
  // RFC 9110 §5.6.7: more than 50 years ahead means the most recent year in the past.
  const int now = this_year();
  parts.year = now / 100 * 100 + in.digits(2);
  if (parts.year > now + 50) parts.year -= 100;
  in.literal(" ");
  scan_time(in, parts);
  in.literal(" GMT");
  return parts;
}

/// "Sun Nov  6 08:49:37 1994"
Parts scan_asctime(Scanner& in) {
  Parts parts;
  in.name(short_days);
  in.literal(" ");
  parts.month = static_cast<int>(in.name(months)) + 1;
  in.literal(" ");
  if (in.rest.starts_with(' ')) {
    in.literal(" ");
    parts.day = in.digits(1);
  } else {
    parts.day = in.digits(2);
  }
  in.literal(" ");
  scan_time(in, parts);
  in.literal(" ");
  parts.year = in.digits(4);
  return parts;
}

/// Since the epoch; nothing for a day or time that no calendar has.
std::optional<std::int64_t> seconds_of(const Parts& parts) {
  const std::chrono::year_month_day date(std::chrono::year(parts.year),
                                         std::chrono::month(static_cast<unsigned>(parts.month)),
                                         std::chrono::day(static_cast<unsigned>(parts.day)));
  // Second 60 is a leap second (RFC 9110 §5.6.7).
  if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  const std::int64_t day = sys_days(date).time_since_epoch().count();
  return day * 86400 + parts.hour * 3600 + parts.minute * 60 + parts.second;
}

/// ".123456", in milliseconds; digits beyond those are dropped.
std::int64_t scan_fraction(Scanner& in) {
  if (!in.rest.starts_with('.')) return 0;
  in.literal(".");
  std::int64_t value = in.digits(1) * 100;
  for (int weight = 10; !in.rest.empty() && in.rest[0] >= '0' && in.rest[0] <= '9'; weight /= 10) {
    value += in.digits(1) * weight;
  }
  return value;
}

/// "Z" or "+02:00", in seconds (RFC 3339 §5.6).
std::int64_t scan_offset(Scanner& in) {
  if (in.rest == "Z" || in.rest == "z") {
    in.rest = {};
    return 0;
  }
  const int sign = in.rest.starts_with('-') ? -1 : 1;
  in.literal(sign < 0 ? "-" : "+");
  const int hours = in.digits(2);
  in.literal(":");
  const int minutes = in.digits(2);
  return sign * (hours * 3600 + minutes * 60);
}

}  // namespace

std::int64_t unix_milliseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<milliseconds>(now).count();
}

std::string rfc3339(std::int64_t unix_milliseconds) {
  const std::chrono::sys_time<milliseconds> time{milliseconds(unix_milliseconds)};
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<milliseconds> clock(time - day);
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) +
         ":" + padded(clock.minutes().count(), 2) + ":" + padded(clock.seconds().count(), 2) + "." +
         padded(clock.subseconds().count(), 3) + "Z";
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  Scanner in{text};
  const std::size_t comma = text.find(',');
  const Parts parts = comma == std::string_view::npos ? scan_asctime(in)
                      : comma == 3                    ? scan_imf(in)
                                                      : scan_rfc850(in);
  if (in.failed || !in.rest.empty()) return std::nullopt;
  return seconds_of(parts);
}

std::optional<std::int64_t> parse_rfc3339(std::string_view text) {
  Scanner in{text};
  Parts parts;
  parts.year = in.digits(4);
  in.literal("-");
  parts.month = in.digits(2);
  in.literal("-");
  parts.day = in.digits(2);
  in.literal(in.rest.starts_with('t') ? "t" : "T");
  scan_time(in, parts);
  const std::int64_t milliseconds = scan_fraction(in);
  const std::int64_t offset = scan_offset(in);
  const auto seconds = seconds_of(parts);
  if (in.failed || !in.rest.empty() || !seconds) return std::nullopt;
  return (*seconds - offset) * 1000 + milliseconds;
}

}  // namespace sworn::base
