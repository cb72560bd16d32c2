// SPDX-License-Identifier: Apache-2.0
#include "document/yaml_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.h"

namespace sworn::document {
namespace {

constexpr std::size_t pair_width = 12;    // \uD83D\uDE00
constexpr std::size_t single_width = 10;  // \U0001F600

std::optional<char32_t> parse_hex(std::string_view digits) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, value, 16);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::string to_hex(char32_t value, int digits) {
  static constexpr char alphabet[] = "0123456789ABCDEF";
  std::string out;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += alphabet[(value >> shift) & 15U];
  return out;
}

/// The character that a pair of escapes at `position` spells.
std::optional<char32_t> pair_at(std::string_view text, std::size_t position) {
  if (text.size() - position < pair_width) return std::nullopt;
  text = text.substr(position, pair_width);
  if (!text.starts_with("\\u") || text.substr(6, 2) != "\\u") return std::nullopt;
  const std::optional<char32_t> high = parse_hex(text.substr(2, 4));
  const std::optional<char32_t> low = parse_hex(text.substr(8, 4));
  if (!high || !low || *high < 0xD800 || *high > 0xDBFF || *low < 0xDC00 || *low > 0xDFFF) {
    return std::nullopt;
  }
  return 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
}

/// The first pair from `position` on, or npos.
std::size_t find_pair(std::string_view text, std::size_t position) {
  while ((position = text.find("\\u", position)) != std::string_view::npos) {
    if (pair_at(text, position)) return position;
    ++position;
  }
  return position;
}

/// A character of two bytes that the text does not use, or "".
std::string unused_character(std::string_view text) {
  std::array<bool, 0x800> is_used{};
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xC4 || lead > 0xDF) continue;
    const auto next = static_cast<unsigned char>(text[i + 1]);
    is_used[((lead & 0x1FU) << 6U) | (next & 0x3FU)] = true;
  }
  const auto found = std::find(is_used.begin() + 0x100, is_used.end(), false);
  std::string out;
  if (found != is_used.end()) {
    base::append_utf8(out, static_cast<char32_t>(found - is_used.begin()));
  }
  return out;
}

/// yaml-cpp decodes "\_" and "\N" into single bytes of Latin-1; nothing else it yields is
/// malformed.
std::string repaired(const std::string& scalar) {
  std::string out;
  for (std::size_t i = 0; i < scalar.size();) {
    const base::CodePoint point = base::decode_utf8(scalar, i);
    const auto byte = static_cast<unsigned char>(scalar[i]);
    const bool is_latin = !point.valid && (byte == 0xA0 || byte == 0x85);
    base::append_utf8(out, is_latin ? byte : point.value);
    i += point.length;
  }
  return out;
}

}  // namespace

YamlSource::YamlSource(std::string_view text)
    : text_(text),
      has_latin_escapes_(text.find("\\_") != std::string_view::npos ||
                         text.find("\\N") != std::string_view::npos) {
  std::size_t at = find_pair(text, 0);
  if (at == std::string_view::npos) return;
  stand_in_ = unused_character(text);
  if (stand_in_.empty()) return;
  rewritten_ = text;
  for (; at != std::string_view::npos; at = find_pair(text, at + pair_width)) {
    const std::string single = "\\U" + to_hex(*pair_at(text, at), 8) + stand_in_;
    rewritten_.replace(at, pair_width, single);
  }
}

std::string_view YamlSource::restored(const std::string& scalar) {
  const bool is_malformed =
      has_latin_escapes_ && base::find_invalid_utf8(scalar) != std::string_view::npos;
  const bool has_stand_in = !stand_in_.empty() && scalar.find(stand_in_) != std::string::npos;
  if (!is_malformed && !has_stand_in) return scalar;
  restored_ = is_malformed ? repaired(scalar) : scalar;
  if (has_stand_in) restored_ = without_stand_ins(restored_);
  return restored_;
}

std::string YamlSource::without_stand_ins(const std::string& scalar) const {
  std::string restored;
  for (std::size_t i = 0; i < scalar.size();) {
    const std::size_t next = scalar.find(stand_in_, i);
    restored.append(scalar, i, next - i);
    if (next == std::string::npos) break;
    i = next + stand_in_.size();
    const std::size_t start = restored.size() < single_width ? 0 : restored.size() - single_width;
    const std::string_view before = std::string_view(restored).substr(start);
    if (before.size() != single_width || !before.starts_with("\\U")) continue;
    const std::optional<char32_t> value = parse_hex(before.substr(2));
    if (!value) continue;
    restored.resize(start);
    restored.append("\\u").append(to_hex(0xD800 + ((*value - 0x10000) >> 10), 4));
    restored.append("\\u").append(to_hex(0xDC00 + ((*value - 0x10000) & 0x3FFU), 4));
  }
  return restored;
}

}  // namespace sworn::document
