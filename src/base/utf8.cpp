// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace sworn::base {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

unsigned char byte_at(std::string_view text, std::size_t position) {
  return static_cast<unsigned char>(text[position]);
}

/// The number of ASCII bytes from `position` on, eight at a time while they last.
std::size_t skip_ascii(std::string_view text, std::size_t position) {
  while (position + 8 <= text.size()) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + position, 8);
    if ((eight & 0x8080808080808080ULL) != 0) break;
    position += 8;
  }
  while (position < text.size() && byte_at(text, position) < 0x80) ++position;
  return position;
}

void append_hex(std::string& out, char32_t value, int digits) {
  static constexpr char alphabet[] = "0123456789abcdef";
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += alphabet[(value >> shift) & 15U];
}

}  // namespace

bool is_deceptive(char32_t value) {
  return (value >= 0x80 && value <= 0x9F) || value == 0x061C || value == 0x200E ||
         value == 0x200F || (value >= 0x2028 && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069);
}

CodePoint decode_utf8(std::string_view text, std::size_t position) {
  const unsigned char first = byte_at(text, position);
  if (first < 0x80) return {first, 1, true};
  std::size_t length = 0;
  char32_t value = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    value = first & 0x1FU;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    value = first & 0x0FU;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    value = first & 0x07U;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1, false};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (position + i >= text.size()) return {0xFFFD, i, false};
    const unsigned char next = byte_at(text, position + i);
    if (next < low || next > high) return {0xFFFD, i, false};
    low = 0x80;
    high = 0xBF;
    value = (value << 6) | (next & 0x3FU);
  }
  return {value, length, true};
}

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    out += replacement;
  } else if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12));
    put(0x80U | ((value >> 6) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18));
    put(0x80U | ((value >> 12) & 0x3FU));
    put(0x80U | ((value >> 6) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while ((i = skip_ascii(text, i)) < text.size()) {
    const CodePoint point = decode_utf8(text, i);
    if (!point.valid) return i;
    i += point.length;
  }
  return std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) {
  return find_invalid_utf8(text) == std::string_view::npos;
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t bad = find_invalid_utf8(text.substr(i));
    out += text.substr(i, bad);
    if (bad == std::string_view::npos) break;
    out += replacement;
    i += bad;
    i += decode_utf8(text, i).length;
  }
  return out;
}

std::string printable(std::string_view text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    if (!point.valid) {
      out += replacement;
    } else if (point.value == '\n' && keep_lines) {
      out += '\n';
    } else if (point.value < 0x20 || point.value == 0x7F) {
      out += "\\x";
      append_hex(out, point.value, 2);
    } else if (is_deceptive(point.value)) {
      out += "\\u{";
      append_hex(out, point.value, 4);
      out += '}';
    } else {
      out += text.substr(i, point.length);
    }
    i += point.length;
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  const bool room = bytes >= ellipsis.size();
  const std::size_t most = room ? bytes - ellipsis.size() : bytes;
  std::size_t end = most;
  // A character has at most three continuation bytes; more are no UTF-8 and may be cut anywhere.
  while (end > 0 && most - end < 3 && (byte_at(text, end) & 0xC0U) == 0x80) --end;
  if ((byte_at(text, end) & 0xC0U) == 0x80) end = most;
  std::string out(text.substr(0, end));
  if (room) out += ellipsis;
  return out;
}

}  // namespace sworn::base
