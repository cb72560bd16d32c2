// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "document/node.h"
#include "document/number.h"

namespace sworn::schema {

/// Arithmetic on numbers exactly as they were written, of any size: 0.3 is a multiple of 0.1 and
/// 1e400 is above 1e308.
class Decimal {
 public:
  explicit Decimal(std::int64_t value);
  explicit Decimal(document::Decimal value) : value_(std::move(value)) {}

  /// Nothing for infinity, not-a-number and whatever is no number.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  /// The value of an integer or number node.
  [[nodiscard]] static std::optional<Decimal> of(const document::Node& node);

  [[nodiscard]] bool is_zero() const { return value_.digits.empty(); }
  [[nodiscard]] bool is_negative() const { return value_.is_negative; }
  [[nodiscard]] bool is_integer() const { return is_zero() || value_.exponent >= 0; }

  /// Negative, zero or positive, as this is below, equal to or above `other`.
  [[nodiscard]] int compare(const Decimal& other) const;
  /// Nothing when the divisor is not positive or has more than 18 significant digits.
  [[nodiscard]] std::optional<bool> is_multiple_of(const Decimal& divisor) const;

  /// The largest integer that is not above this one, clamped to the range of the type.
  [[nodiscard]] std::int64_t floor() const;
  /// The smallest integer that is not below this one, clamped likewise.
  [[nodiscard]] std::int64_t ceil() const;
  /// The digits as an integer; nothing when there are more than 18.
  [[nodiscard]] std::optional<std::int64_t> significand() const;
  [[nodiscard]] std::int64_t exponent() const { return value_.exponent; }
  /// This number times 10^exponent.
  [[nodiscard]] Decimal shifted(std::int64_t exponent) const;
  /// As a JSON number.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] int compare_magnitude(const Decimal& other) const;

  document::Decimal value_;
};

}  // namespace sworn::schema
