// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sworn::report {

// Foreign text in GitHub Flavored Markdown, which GitLab reads likewise. All of these take any
// bytes and give one line of base::printable().

/// As prose: no markup, no HTML, and nothing that a service turns into a link by itself (@name, #1,
/// !1, GH-1, URLs, e-mail addresses): an invisible U+200B stands behind what begins one. Code spans
/// in `text` stay code spans where they are balanced.
[[nodiscard]] std::string markdown_prose(std::string_view text);
/// As a code span, in which nothing of that has a meaning; "–" for nothing.
[[nodiscard]] std::string markdown_code(std::string_view text);
/// What the others give, for the cell of a table, which "|" ends even within a code span
/// (GFM §4.10).
[[nodiscard]] std::string markdown_cell(std::string markdown);
/// As a fenced block, a line feed at its end.
[[nodiscard]] std::string markdown_block(std::string_view text, std::string_view language);
/// For the inside of an HTML element, where no Markdown is read: markup is escaped, links are
/// inert.
[[nodiscard]] std::string html_inert(std::string_view text);

}  // namespace sworn::report
