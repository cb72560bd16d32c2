// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>

#include "schema/format.h"

namespace sworn::schema {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes text apart from the front; what does not fit leaves it where it was.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_either(char a, char b) { return take(a) || take(b); }

  /// Exactly `count` digits.
  std::optional<int> number(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  bool digits() {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    rest_.remove_prefix(count);
    return count > 0;
  }

  /// "<digits><unit>", or nothing at all.
  bool component(char unit) {
    const std::string_view before = rest_;
    if (digits() && take(unit)) return true;
    rest_ = before;
    return false;
  }

 private:
  std::string_view rest_;
};

int days_of(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

bool full_date(Cursor& cursor) {
  const auto year = cursor.number(4);
  if (!year || !cursor.take('-')) return false;
  const auto month = cursor.number(2);
  if (!month || *month < 1 || *month > 12 || !cursor.take('-')) return false;
  const auto day = cursor.number(2);
  return day && *day >= 1 && *day <= days_of(*year, *month);
}

/// Minutes east of UTC.
std::optional<int> time_offset(Cursor& cursor) {
  if (cursor.take_either('Z', 'z')) return 0;
  const bool west = cursor.take('-');
  if (!west && !cursor.take('+')) return std::nullopt;
  const auto hour = cursor.number(2);
  if (!hour || *hour > 23 || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  const int offset = *hour * 60 + *minute;
  return west ? -offset : offset;
}

bool full_time(Cursor& cursor) {
  const auto hour = cursor.number(2);
  if (!hour || *hour > 23 || !cursor.take(':')) return false;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59 || !cursor.take(':')) return false;
  const auto second = cursor.number(2);
  if (!second || *second > 60) return false;
  if (cursor.take('.') && !cursor.digits()) return false;
  const auto offset = time_offset(cursor);
  if (!offset) return false;
  constexpr int day = 24 * 60;
  const int utc = ((*hour * 60 + *minute - *offset) % day + day) % day;
  return *second < 60 || utc == day - 1;
}

/// "dur-time": hours, minutes and seconds without a gap between them.
bool duration_time(Cursor& cursor) {
  const bool hours = cursor.component('H');
  const bool minutes = cursor.component('M');
  const bool seconds = cursor.component('S');
  return (hours || minutes || seconds) && !(hours && seconds && !minutes);
}

}  // namespace

bool is_date(std::string_view text) {
  Cursor cursor(text);
  return full_date(cursor) && cursor.at_end();
}

bool is_time(std::string_view text) {
  Cursor cursor(text);
  return full_time(cursor) && cursor.at_end();
}

bool is_date_time(std::string_view text) {
  Cursor cursor(text);
  return full_date(cursor) && cursor.take_either('T', 't') && full_time(cursor) && cursor.at_end();
}

bool is_duration(std::string_view text) {
  Cursor cursor(text);
  if (!cursor.take('P')) return false;
  if (cursor.component('W')) return cursor.at_end();
  const bool years = cursor.component('Y');
  const bool months = cursor.component('M');
  const bool days = cursor.component('D');
  if (years && days && !months) return false;
  if (cursor.take('T')) return duration_time(cursor) && cursor.at_end();
  return (years || months || days) && cursor.at_end();
}

}  // namespace sworn::schema
