// SPDX-License-Identifier: Apache-2.0
#include "evidence/encoded.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace sworn::evidence {
namespace {

/// A text with its escapes undone, and where each of its bytes begins in the text as written.
struct Plain {
  std::string text;
  std::vector<std::size_t> begins;

  void add(std::string_view bytes, std::size_t at) {
    text += bytes;
    begins.resize(text.size(), at);
  }
};

std::optional<std::uint32_t> hex_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + digits, value, 16);
  const bool is_read = error == std::errc() && end == begin + digits;
  return is_read ? std::optional(value) : std::nullopt;
}

/// The code unit of the \uXXXX that begins at `at`.
std::optional<std::uint32_t> unit_at(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("\\u") ? hex_at(text, at + 2, 4) : std::nullopt;
}

bool is_within(std::uint32_t value, std::uint32_t first, std::uint32_t last) {
  return value >= first && value <= last;
}

/// Reads the JSON escape at `at` into `plain`; how long it is, or 0 when it is none.
std::size_t read_json_escape(std::string_view text, std::size_t at, Plain& plain) {
  if (const auto unit = unit_at(text, at)) {
    const auto low = is_within(*unit, 0xD800, 0xDBFF) ? unit_at(text, at + 6) : std::nullopt;
    const bool is_pair = low && is_within(*low, 0xDC00, 0xDFFF);
    std::string bytes;
    base::append_utf8(bytes,
                      is_pair ? 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00) : *unit);
    plain.add(bytes, at);
    return is_pair ? 12 : 6;
  }
  static constexpr std::string_view letters = "\"\\/bfnrt";
  static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const auto letter = at + 1 < text.size() ? letters.find(text[at + 1]) : std::string_view::npos;
  if (letter == std::string_view::npos) {
    return 0;
  }
  plain.add(meanings.substr(letter, 1), at);
  return 2;
}

std::size_t read_escape(std::string_view text, std::size_t at, Escape escape, Plain& plain) {
  if (escape == Escape::json) {
    return text[at] == '\\' ? read_json_escape(text, at, plain) : 0;
  }
  if (text[at] == '+' && escape == Escape::form) {
    plain.add(" ", at);
    return 1;
  }
  const auto byte = text[at] == '%' ? hex_at(text, at + 1, 2) : std::nullopt;
  if (!byte) {
    return 0;
  }
  const char c = static_cast<char>(static_cast<unsigned char>(*byte));
  plain.add({&c, 1}, at);
  return 3;
}

Plain without_escapes(std::string_view text, Escape escape) {
  Plain plain;
  plain.text.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = read_escape(text, at, escape, plain);
    if (length == 0) {
      plain.add(text.substr(at, 1), at);
      length = 1;
    }
    at += length;
  }
  plain.begins.push_back(text.size());
  return plain;
}

std::string_view marks_of(Escape escape) {
  switch (escape) {
    case Escape::json:
      return "\\";
    case Escape::percent:
      return "%";
    case Escape::form:
      break;
  }
  return "%+";
}

}  // namespace

std::string apply_through(const Replacer& replacer, std::string_view text, Escape escape) {
  if (text.find_first_of(marks_of(escape)) == std::string_view::npos) {
    return replacer.apply(text);
  }
  const Plain plain = without_escapes(text, escape);
  std::string out;
  std::size_t copied = 0;
  for (const Replacer::Hit& hit : replacer.hits_in(plain.text)) {
    out.append(text, copied, plain.begins[hit.at] - copied);
    out += *hit.to;
    copied = plain.begins[hit.at + hit.size];
  }
  out.append(text, copied);
  return out;
}

std::string escaped_for_html(const std::string& value) {
  std::string text = base::replace_all(value, "&", "&amp;");
  text = base::replace_all(std::move(text), "<", "&lt;");
  text = base::replace_all(std::move(text), ">", "&gt;");
  return base::replace_all(std::move(text), "\"", "&quot;");
}

}  // namespace sworn::evidence
