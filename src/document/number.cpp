// SPDX-License-Identifier: Apache-2.0
#include "document/number.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace sworn::document {
namespace {

/// Beyond it an exponent is out of any range; clamped, so that sums cannot overflow.
constexpr std::int64_t largest_exponent = 1'000'000'000'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

std::int64_t exponent_of(std::string_view digits, bool is_negative) {
  std::int64_t value = 0;
  for (const char c : digits) value = std::min(value * 10 + (c - '0'), largest_exponent);
  return is_negative ? -value : value;
}

Decimal normalised(bool is_negative, std::string digits, std::int64_t exponent) {
  digits.erase(0, std::min(digits.size(), digits.find_first_not_of('0')));
  const std::size_t last = digits.find_last_not_of('0');
  const std::size_t kept = last == std::string::npos ? 0 : last + 1;
  if (kept == 0) return {};
  exponent += static_cast<std::int64_t>(digits.size() - kept);
  digits.resize(kept);
  return {is_negative, std::move(digits), exponent};
}

std::optional<Decimal> from_base(std::string_view digits, int base, bool is_negative) {
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || problem != std::errc{} || stop != end) return std::nullopt;
  return normalised(is_negative, std::to_string(value), 0);
}

}  // namespace

std::optional<Decimal> decimal_of(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with("0x")) return from_base(text.substr(2), 16, is_negative);
  if (text.starts_with("0o")) return from_base(text.substr(2), 8, is_negative);

  std::string digits(take_digits(text));
  std::int64_t exponent = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string_view fraction = take_digits(text);
    digits += fraction;
    exponent = -static_cast<std::int64_t>(fraction.size());
  }
  if (digits.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool is_small = text.starts_with('-');
    if (is_small || text.starts_with('+')) text.remove_prefix(1);
    const std::string_view power = take_digits(text);
    if (power.empty()) return std::nullopt;
    exponent += exponent_of(power, is_small);
  }
  if (!text.empty()) return std::nullopt;
  return normalised(is_negative, std::move(digits), exponent);
}

bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits(text).empty()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (take_digits(text).empty()) return false;
  }
  return text.empty();
}

std::optional<std::int64_t> integer_of(const Decimal& value) {
  if (value.digits.empty()) return 0;
  // 2^63 has 19 digits.
  if (value.exponent < 0 || value.exponent > 19 || value.digits.size() > 19) return std::nullopt;
  std::string text = value.is_negative ? "-" : "";
  text += value.digits;
  text.append(static_cast<std::size_t>(value.exponent), '0');
  std::int64_t out = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, out);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return out;
}

double double_of(const Decimal& value) {
  if (value.digits.empty()) return 0;
  const std::string text = value.digits + "e" + std::to_string(value.exponent);
  double out = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (problem == std::errc::result_out_of_range) {
    const bool is_large = static_cast<std::int64_t>(value.digits.size()) + value.exponent > 0;
    out = is_large ? std::numeric_limits<double>::infinity() : 0.0;
  }
  return value.is_negative ? -out : out;
}

std::string json_number(std::string_view text) {
  if (is_json_number(text)) return std::string(text);
  const std::optional<Decimal> value = decimal_of(text);
  if (!value) return "null";
  if (value->digits.empty()) return "0";
  std::string out = value->is_negative ? "-" : "";
  // 19 zeros at most are written out; what is larger stays in scientific notation.
  if (value->exponent >= 0 && value->exponent <= 19) {
    out += value->digits;
    out.append(static_cast<std::size_t>(value->exponent), '0');
    return out;
  }
  const auto size = static_cast<std::int64_t>(value->digits.size());
  if (value->exponent < 0 && value->exponent >= -19 && -value->exponent >= size) {
    out += "0.";
    out.append(static_cast<std::size_t>(-value->exponent - size), '0');
    return out + value->digits;
  }
  if (value->exponent < 0 && -value->exponent < size) {
    const auto whole = static_cast<std::size_t>(size + value->exponent);
    return out + value->digits.substr(0, whole) + "." + value->digits.substr(whole);
  }
  return out + value->digits + "e" + std::to_string(value->exponent);
}

}  // namespace sworn::document
