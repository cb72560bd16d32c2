// SPDX-License-Identifier: Apache-2.0
#include "document/json_path_scanner.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace sworn::document {
namespace {

constexpr std::int64_t most_index = (std::int64_t{1} << 53) - 1;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_high_surrogate(std::uint32_t value) {
  return value >= 0xD800 && value < 0xDC00;
}
bool is_low_surrogate(std::uint32_t value) {
  return value >= 0xDC00 && value < 0xE000;
}

}  // namespace

void PathScanner::return_to(std::size_t position) {
  if (!error_) position_ = position;
}

bool PathScanner::take(std::string_view word) {
  if (!text_.substr(position_).starts_with(word)) return false;
  position_ += word.size();
  return true;
}

void PathScanner::skip_blanks() {
  const std::size_t end = text_.find_first_not_of(" \t\r\n", position_);
  position_ = end == std::string_view::npos ? text_.size() : end;
}

std::string_view PathScanner::member_name() {
  const std::size_t start = position_;
  if (!begins_name(next())) return {};
  while (begins_name(next()) || is_digit(next())) ++position_;
  return text_.substr(start, position_ - start);
}

std::string PathScanner::string() {
  std::string out;
  const std::size_t start = position_;
  const char quote = next();
  ++position_;
  while (!error_ && next() != quote) {
    if (at_end()) {
      fail_at(start, "the quote is never closed");
    } else if (static_cast<unsigned char>(next()) < 0x20) {
      fail("a control character has to be escaped");
    } else if (next() == '\\') {
      ++position_;
      escape(out, quote);
    } else {
      out += next();
      ++position_;
    }
  }
  if (!error_) ++position_;
  return out;
}

void PathScanner::escape(std::string& out, char quote) {
  static constexpr std::string_view names = "bfnrt/\\";
  static constexpr std::string_view values = "\b\f\n\r\t/\\";
  const std::size_t start = position_ - 1;
  const char name = next();
  ++position_;
  if (name == quote) {
    out += quote;
  } else if (const std::size_t found = names.find(name);
             found != std::string_view::npos && name != '\0') {
    out += values[found];
  } else if (name == 'u') {
    std::optional<std::uint32_t> value = four_digits();
    if (value && is_high_surrogate(*value)) {
      const auto low = take("\\u") ? four_digits() : std::nullopt;
      value = low && is_low_surrogate(*low)
                  ? std::optional(0x10000 + ((*value - 0xD800) << 10U) + (*low - 0xDC00))
                  : std::nullopt;
    } else if (value && is_low_surrogate(*value)) {
      value = std::nullopt;
    }
    if (!value) return fail_at(start, "\\u names a character by four hexadecimal digits");
    base::append_utf8(out, *value);
  } else {
    fail_at(start, "no such escape");
  }
}

std::optional<std::uint32_t> PathScanner::four_digits() {
  const std::string_view digits = text_.substr(std::min(position_, text_.size()), 4);
  std::uint32_t value = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (problem != std::errc() || digits.size() < 4 || end != digits.data() + 4) return std::nullopt;
  position_ += 4;
  return value;
}

std::size_t PathScanner::skip_digits() {
  const std::size_t start = position_;
  while (is_digit(next())) ++position_;
  return position_ - start;
}

std::optional<std::int64_t> PathScanner::integer() {
  const std::size_t start = position_;
  const bool is_negative = take("-");
  const char first = next();
  const std::size_t digits = skip_digits();
  if (digits == 0 && !is_negative) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, problem] =
      std::from_chars(text_.data() + start, text_.data() + position_, value);
  if (digits == 0 || (first == '0' && (digits > 1 || is_negative))) {
    fail_at(start, "no such index");
  } else if (problem != std::errc() || value > most_index || value < -most_index) {
    fail_at(start, "the index is too large");
  }
  return value;
}

std::string_view PathScanner::number() {
  const std::size_t start = position_;
  take("-");
  const bool has_zero = next() == '0';
  const std::size_t digits = skip_digits();
  if (digits == 0 || (has_zero && digits > 1)) fail_at(start, "no such number");
  if (take(".") && skip_digits() == 0) fail_at(start, "no such number");
  if (next() == 'e' || next() == 'E') {
    ++position_;
    if (!take("+")) take("-");
    if (skip_digits() == 0) fail_at(start, "no such number");
  }
  return text_.substr(start, position_ - start);
}

void PathScanner::fail_at(std::size_t position, const std::string& message) {
  if (error_) return;
  error_ = Error{message + ", at character " + std::to_string(position + 1),
                 Location{"", 1, static_cast<int>(position + 1), ""},
                 {}};
  position_ = text_.size();
}

}  // namespace sworn::document
