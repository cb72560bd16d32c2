// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/text.h"
#include "base/utf8.h"
#include "document/builder.h"

namespace sworn::document {

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
                                 const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{"the document is larger than " + std::to_string(limits.bytes) + " bytes",
                 Location{name, 0, 0, {}},
                 {}};
  }
  const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  std::size_t bad = text.find('\0');
  if (bad == std::string_view::npos) bad = base::find_invalid_utf8(text);
  if (bad == std::string_view::npos) return std::nullopt;
  const Mark mark = is_utf16 ? Mark{1, 1} : mark_at(text, bad);
  const std::string what = is_utf16            ? " but UTF-16"
                           : text[bad] == '\0' ? ": it contains a NUL byte"
                                               : ": it contains a malformed byte sequence";
  return Error{"not UTF-8 text" + what,
               Location{name, static_cast<int>(mark.line), static_cast<int>(mark.column), {}},
               "save the file as UTF-8"};
}

}  // namespace sworn::document
