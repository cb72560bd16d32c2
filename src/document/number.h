// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sworn::document {

/// The exact value of a number as it stands in a JSON or YAML source, so that neither 1e400 nor an
/// integer of 40 digits is rounded: (-1)^negative * digits * 10^exponent, `digits` without leading
/// or trailing zeros and empty for zero. Comparing members compares values.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  std::int64_t exponent = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// JSON's number (RFC 8259 §6), YAML's decimal, octal (0o7), hexadecimal (0xF) or float form;
/// nothing for anything else, .inf and .nan included.
[[nodiscard]] std::optional<Decimal> decimal_of(std::string_view text);

/// Whether `text` is a number by RFC 8259 §6.
[[nodiscard]] bool is_json_number(std::string_view text);

/// The value when it is a whole number that fits.
[[nodiscard]] std::optional<std::int64_t> integer_of(const Decimal& value);
/// The nearest double, infinite or zero when out of range.
[[nodiscard]] double double_of(const Decimal& value);

/// The number as JSON text: as it stands when it is JSON already; "null" for .inf and .nan.
[[nodiscard]] std::string json_number(std::string_view text);

}  // namespace sworn::document
