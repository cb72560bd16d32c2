// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sworn::base {

/// ASCII only, independent of the locale, as HTTP compares (RFC 9110 §5.1).
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);

/// Without leading and trailing space, tab, CR and LF.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The pieces between separators, empty ones included: split("a,,b", ',') has three.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

[[nodiscard]] std::string join(const std::vector<std::string>& pieces, std::string_view separator);

[[nodiscard]] std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// The words of an identifier in lower case: "deleteItemById", "delete_item-by id" and
/// "DeleteItemByID" give
/// {"delete", "item", "by", "id"}.
[[nodiscard]] std::vector<std::string> words_of(std::string_view identifier);

/// The candidate nearest to `word` by edit distance when that is at most a third of its length;
/// else "".
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

/// `text` with malformed UTF-8 (RFC 3629) replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Fit for a terminal: valid UTF-8 with C0 and C1 controls, DEL and bidirectional overrides shown
/// as \xNN or \u{NNNN}; line feeds too unless `keep_lines`.
[[nodiscard]] std::string printable(std::string_view text, bool keep_lines = false);

/// `text` as one word of a POSIX shell: bare when harmless, else in single quotes.
[[nodiscard]] std::string shell_quote(std::string_view text);

/// At most `bytes` bytes, cut at a character's end, with "…" where something was cut.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t bytes);

}  // namespace sworn::base
