// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sworn::base {

/// What stands at a place of a UTF-8 text (RFC 3629): a character of `length` bytes or, when not
/// `valid`, the `length` bytes (at least one) that one U+FFFD replaces (Unicode §3.9, table 3-8).
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;
  bool valid = false;
};

/// The code point at `position`, which must lie within `text`.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t position);

/// Appends a code point; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// The position of the first malformed sequence, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Characters beyond ASCII that reorder or break a line of a terminal without being seen: C1
/// controls, line and paragraph separators, bidirectional controls (Unicode §23.1, UAX #9).
[[nodiscard]] bool is_deceptive(char32_t value);

}  // namespace sworn::base
