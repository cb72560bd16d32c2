// SPDX-License-Identifier: Apache-2.0
#include "report/markdown_text.h"

#include <algorithm>

#include "base/text.h"
#include "report/code_span.h"

namespace sworn::report {
namespace {

constexpr std::string_view joint = "\xe2\x80\x8b";  // U+200B ZERO WIDTH SPACE

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char one : text) {
    run = one == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Behind these a service may begin a link: a mention, an issue, a merge request, an epic, a
/// snippet, a label, a milestone (GitHub and GitLab Flavored Markdown), an address, a URL.
bool begins_link(char c) {
  return std::string_view("@#!&$~%:+^*[").find(c) != std::string_view::npos;
}

/// "www." begins a URL and "GH-" names an issue without any of these characters. A dot takes what
/// stands behind it for the rest of a host, whatever it is.
bool ends_word_that_links(std::string_view text, std::size_t at) {
  const auto ends = [&](std::string_view word) {
    return at + 1 >= word.size() &&
           base::equal_ignoring_case(text.substr(at + 1 - word.size(), word.size()), word);
  };
  return (ends("www") && text.substr(at + 1, 1) == ".") || ends("gh-");
}

void append_html(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out += c;
  }
}

/// What begins a list or a heading does so at the start of a line alone.
bool is_markup(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (std::string_view("\\`*_[]#|~$^!").find(c) != std::string_view::npos) return true;
  const std::string_view before = text.substr(0, at);
  if (c == '.' || c == ')') {
    return !before.empty() && before.find_first_not_of("0123456789") == std::string_view::npos &&
           (at + 1 == text.size() || text[at + 1] == ' ');
  }
  return before.empty() && (c == '-' || c == '+' || c == '=');
}

void append_prose(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_markup(text, i)) {
      out += '\\';
      out += text[i];
    } else {
      append_html(out, text[i]);
    }
    const bool is_last = i + 1 == text.size();
    if ((begins_link(text[i]) && !is_last && text[i + 1] != ' ') || ends_word_that_links(text, i)) {
      out += joint;
    }
  }
}

}  // namespace

std::string markdown_prose(std::string_view text) {
  const std::string shown = base::printable(text);
  std::string out;
  for (const TextSpan& span : text_spans(shown)) {
    if (span.is_code) {
      out += markdown_code(span.text);
    } else {
      append_prose(out, span.text);
    }
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  const std::string shown = base::printable(text);
  if (base::trim(shown).empty()) return "–";
  const std::string fence(longest_run(shown, '`') + 1, '`');
  const bool is_padded = shown.front() == '`' || shown.back() == '`' || shown.front() == ' ';
  const std::string pad = is_padded ? " " : "";
  return fence + pad + shown + pad + fence;
}

std::string markdown_cell(std::string markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    // What stands outside of code spans is escaped already.
    if (markdown[i] == '|' && (i == 0 || markdown[i - 1] != '\\')) out += '\\';
    out += markdown[i];
  }
  return out;
}

std::string markdown_block(std::string_view text, std::string_view language) {
  const std::string shown = base::printable(text, true);
  const std::string fence(std::max<std::size_t>(longest_run(shown, '`') + 1, 3), '`');
  return fence + std::string(language) + "\n" + shown + (shown.ends_with('\n') ? "" : "\n") +
         fence + "\n";
}

std::string html_inert(std::string_view text) {
  const std::string shown = base::printable(text);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    append_html(out, shown[i]);
    if ((begins_link(shown[i]) && i + 1 < shown.size() && shown[i + 1] != ' ') ||
        ends_word_that_links(shown, i)) {
      out += joint;
    }
  }
  return out;
}

}  // namespace sworn::report
