// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "diff/assembly.h"

namespace sworn::diff {
namespace {

/// "{never-issued.alice.ApiKeyAuth}" as a shell variable: $NEVER_ISSUED_ALICE_APIKEYAUTH.
std::string variable_of(std::string_view placeholder) {
  std::string name;
  for (const char c : placeholder) {
    const bool fits = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (fits) {
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else if (!name.empty() && !name.ends_with('_')) {
      name += '_';
    }
  }
  while (name.ends_with('_')) {
    name.pop_back();
  }
  return name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0 ? "V_" + name
                                                                                     : name;
}

/// Length of the placeholder that begins at `at`, or 0. Placeholders have no quotes, backslashes or
/// line ends; JSON objects do. One that is named after a path has braces within: "{session POST
/// /{tenant}/login victim.sid}".
std::size_t placeholder_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 300;
  bool is_named = false;
  int depth = 0;
  for (std::size_t i = at; i < text.size() && i - at < longest; ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\' || c == '\n' || c == '\'') {
      return 0;
    }
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth == 0) {
      return is_named ? i - at + 1 : 0;
    }
    is_named = is_named || (c == '.' && depth == 1);
  }
  return 0;
}

/// One shell word: literal parts quoted, placeholders as variables in double quotes.
std::string word_of(std::string_view text) {
  std::string word;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) {
      word += base::shell_quote(literal);
      literal.clear();
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text[at] == '{' ? placeholder_at(text, at) : 0;
    if (length == 0) {
      literal += text[at++];
      continue;
    }
    flush();
    word += "\"$" + variable_of(text.substr(at, length)) + "\"";
    at += length;
  }
  flush();
  return word.empty() ? "''" : word;
}

bool is_sent_by_curl_anyway(const std::string& name) {
  static constexpr std::array<std::string_view, 5> names{
      "host", "user-agent", "content-length", "connection", "accept-encoding"};
  return std::ranges::find(names, base::to_lower(name)) != names.end();
}

}  // namespace

std::string curl_line(const Exchange& exchange) {
  std::string line = "curl -i";
  if (exchange.request.method == "HEAD") {
    line += " -I";
  } else if (exchange.request.method != "GET" || !exchange.request.body.empty()) {
    line += " -X " + base::shell_quote(exchange.request.method);
  }
  for (const Header& header : exchange.request.headers) {
    const bool is_default_accept =
        base::equal_ignoring_case(header.name, "Accept") && header.value == "*/*";
    const bool is_cache_control = base::equal_ignoring_case(header.name, "Cache-Control");
    if (!is_sent_by_curl_anyway(header.name) && !is_default_accept && !is_cache_control) {
      line += " -H " + word_of(header.name + ": " + header.value);
    }
  }
  if (!exchange.request.body.empty()) {
    line +=
        " --data-raw " +
        word_of(
            exchange.request.body);  // --data-binary would read a file where the body begins with @
  }
  if (exchange.request.url.find_first_of("[]{}") != std::string::npos) {
    line += " -g";  // they are no ranges
  }
  return line + " " + word_of(exchange.request.url);
}

}  // namespace sworn::diff
