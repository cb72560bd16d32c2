// SPDX-License-Identifier: Apache-2.0
#include "document/source.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/utf8.h"

namespace sworn::document {
namespace {

/// Places and sizes are numbers of 32 bits, of which a parser takes one for a sign.
constexpr std::size_t most_bytes = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t block_size = 32;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// Whether a block holds nothing but ASCII without controls, nearly always so. Without branches and
/// in bytes throughout: the compiler then compares many at once. Those above ASCII are negative.
bool is_plain(const char* block) {
  std::uint8_t is_other = 0;
  for (std::size_t i = 0; i < block_size; ++i) {
    const auto byte = static_cast<signed char>(block[i]);
    is_other |=
        static_cast<std::uint8_t>((byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r'));
  }
  return is_other == 0;
}

/// The first byte that is not allowed, or npos.
std::size_t find_refused(std::string_view text, Controls controls) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= block_size && is_plain(text.data() + i)) {
      i += block_size;
      continue;
    }
    const std::size_t end = std::min(text.size(), i + block_size);
    while (i < end) {
      const bool is_refused_control =
          text[i] == '\0' || (controls == Controls::refused && is_control(text[i]));
      const base::CodePoint point = base::decode_utf8(text, i);
      if (is_refused_control || !point.valid) return i;
      i += point.length;
    }
  }
  return std::string_view::npos;
}

/// By its byte order mark or, as all such files begin with an ASCII character, by one zero of two.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

}  // namespace

std::size_t bom_size(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

Mark mark_at(std::string_view text, std::size_t position) {
  Mark mark{1, 1};
  for (std::size_t i = bom_size(text); i < position && i < text.size(); ++i) {
    const bool is_lone_return = text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || is_lone_return) {
      ++mark.line;
      mark.column = 1;
    } else {
      ++mark.column;
    }
  }
  return mark;
}

std::optional<Error> refuse_text(std::string_view text,
                                 const std::string& name,
                                 const Limits& limits,
                                 Controls controls) {
  const std::size_t most = std::min(limits.bytes, most_bytes);
  if (text.size() > most) {
    return Error{"the document is larger than " + std::to_string(most) + " bytes",
                 Location{name, 0, 0, {}},
                 {}};
  }
  const std::size_t bad = find_refused(text, controls);
  if (bad == std::string_view::npos) return std::nullopt;
  const Mark mark = is_utf16(text) ? Mark{1, 1} : mark_at(text, bad);
  const Location where{name, static_cast<int>(mark.line), static_cast<int>(mark.column), {}};
  if (text[bad] != '\0' && is_control(text[bad])) {
    return Error{"not valid YAML: it contains a control character", where, {}};
  }
  const std::string what = is_utf16(text)      ? " but UTF-16"
                           : text[bad] == '\0' ? ": it contains a NUL byte"
                                               : ": it contains a malformed byte sequence";
  return Error{"not UTF-8 text" + what, where, "save the file as UTF-8"};
}

}  // namespace sworn::document
