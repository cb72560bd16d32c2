// SPDX-License-Identifier: Apache-2.0
#include "schema/number.h"

#include <algorithm>
#include <limits>

namespace sworn::schema {
namespace {

/// Digits of a significand that fit 64 bits whatever they are.
constexpr std::size_t small_digits = 18;

std::int64_t integer_from(std::string_view digits, std::int64_t exponent) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::int64_t value = 0;
  for (const char c : digits) {
    if (value > (most - 9) / 10) return most;
    value = value * 10 + (c - '0');
  }
  for (std::int64_t i = 0; i < exponent && value != 0; ++i) {
    if (value > most / 10) return most;
    value *= 10;
  }
  return value;
}

std::uint64_t multiply_modulo(std::uint64_t a, std::uint64_t b, std::uint64_t modulus) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(Wide{a} * b % modulus);
}

std::uint64_t power_of_ten_modulo(std::int64_t exponent, std::uint64_t modulus) {
  std::uint64_t result = 1 % modulus;
  std::uint64_t base = 10 % modulus;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) result = multiply_modulo(result, base, modulus);
    base = multiply_modulo(base, base, modulus);
  }
  return result;
}

/// Where the decimal point stands, counted from the first digit.
std::int64_t point_of(const document::Decimal& value) {
  const auto size = static_cast<std::int64_t>(value.digits.size());
  return value.exponent > std::numeric_limits<std::int64_t>::max() - size ? value.exponent
                                                                          : value.exponent + size;
}

}  // namespace

Decimal::Decimal(std::int64_t value)
    : Decimal(document::decimal_of(std::to_string(value)).value_or(document::Decimal{})) {}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  auto value = document::decimal_of(text);
  if (!value) return std::nullopt;
  return Decimal(std::move(*value));
}

std::optional<Decimal> Decimal::of(const document::Node& node) {
  return node.is_number() ? parse(node.text()) : std::nullopt;
}

int Decimal::compare_magnitude(const Decimal& other) const {
  if (is_zero() || other.is_zero())
    return static_cast<int>(other.is_zero()) - static_cast<int>(is_zero());
  const std::int64_t point = point_of(value_);
  const std::int64_t other_point = point_of(other.value_);
  if (point != other_point) return point < other_point ? -1 : 1;
  const int order = value_.digits.compare(other.value_.digits);
  return order < 0 ? -1 : static_cast<int>(order > 0);
}

int Decimal::compare(const Decimal& other) const {
  if (is_negative() != other.is_negative()) return is_negative() ? -1 : 1;
  return is_negative() ? other.compare_magnitude(*this) : compare_magnitude(other);
}

std::optional<std::int64_t> Decimal::significand() const {
  if (value_.digits.size() > small_digits) return std::nullopt;
  return integer_from(value_.digits, 0);
}

std::optional<bool> Decimal::is_multiple_of(const Decimal& divisor) const {
  if (divisor.is_negative() || divisor.is_zero()) return std::nullopt;
  if (is_zero()) return true;
  // Digits have no trailing zero, so nothing is left to cancel a higher power of ten.
  if (exponent() < divisor.exponent()) return false;
  const auto significand = divisor.significand();
  if (!significand) return std::nullopt;
  const auto modulus = static_cast<std::uint64_t>(*significand);
  std::uint64_t remainder = 0;
  for (const char c : value_.digits) {
    remainder =
        (multiply_modulo(remainder, 10, modulus) + static_cast<std::uint64_t>(c - '0')) % modulus;
  }
  const std::uint64_t power = power_of_ten_modulo(exponent() - divisor.exponent(), modulus);
  return multiply_modulo(remainder, power, modulus) == 0;
}

std::int64_t Decimal::floor() const {
  if (is_zero()) return 0;
  const auto size = static_cast<std::int64_t>(value_.digits.size());
  const std::int64_t kept = std::clamp<std::int64_t>(point_of(value_), 0, size);
  const std::int64_t magnitude = integer_from(
      std::string_view(value_.digits).substr(0, static_cast<std::size_t>(kept)), exponent());
  if (!is_negative()) return magnitude;
  const bool is_cut = kept < size && magnitude < std::numeric_limits<std::int64_t>::max();
  return is_cut ? -magnitude - 1 : -magnitude;
}

std::int64_t Decimal::ceil() const {
  Decimal opposite = *this;
  opposite.value_.is_negative = !is_negative() && !is_zero();
  const std::int64_t below = opposite.floor();
  return below == std::numeric_limits<std::int64_t>::min()
             ? std::numeric_limits<std::int64_t>::max()
             : -below;
}

Decimal Decimal::shifted(std::int64_t exponent) const {
  Decimal result = *this;
  if (!is_zero()) result.value_.exponent += exponent;
  return result;
}

std::string Decimal::text() const {
  if (is_zero()) return "0";
  constexpr std::int64_t plain = 30;
  const std::string& digits = value_.digits;
  const std::string sign = is_negative() ? "-" : "";
  const std::int64_t point = point_of(value_);
  if (exponent() >= 0 && exponent() < plain) {
    return sign + digits + std::string(static_cast<std::size_t>(exponent()), '0');
  }
  if (exponent() < 0 && point > 0) {
    const auto whole = static_cast<std::size_t>(point);
    return sign + digits.substr(0, whole) + "." + digits.substr(whole);
  }
  if (exponent() < 0 && point > -plain) {
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  }
  return sign + digits + "e" + std::to_string(exponent());
}

}  // namespace sworn::schema
