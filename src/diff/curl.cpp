// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "diff/assembly.h"

namespace sworn::diff {
namespace {

/// "{never-issued.alice.ApiKeyAuth}" as the name of a shell variable:
/// NEVER_ISSUED_ALICE_APIKEYAUTH.
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

/// What to put into the variable, in words that mean nothing to a shell.
std::string_view hint_of(std::string_view placeholder) {
  struct Kind {
    std::string_view beginning, hint;
  };
  static constexpr std::array<Kind, 9> kinds{{
      {"{never-issued.", "any value of that shape that was never handed out"},
      {"{wrong.", "any wrong password"},
      {"{forged.", "a token made as the finding says"},
      {"{invented.", "any value of that shape"},
      {"{marker.", "any word"},
      {"{canary.", "any word"},
      {"{session ", "what that step of the story was handed out"},
      {"{cookie ", "what that step of the story was handed out"},
      {"{sent ", "what that step of the story sent"},
  }};
  for (const Kind& kind : kinds) {
    if (placeholder.starts_with(kind.beginning)) return kind.hint;
  }
  // "{sha256:alice.ApiKeyAuth}": made from another one, as its name says.
  return placeholder.find(':') == std::string_view::npos ? "the value of that name"
                                                         : "made from the value of that name";
}

/// A shell that does not know the variable says so and sends nothing: an answer to a request that
/// lacks the credential would look like a mended gate (POSIX.1-2017, Shell, 2.6.2).
std::string expansion_of(std::string_view variable, std::string_view hint) {
  return "\"${" + std::string(variable) + ":?" + std::string(hint) + "}\"";
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
    const std::string_view placeholder = text.substr(at, length);
    word += expansion_of(variable_of(placeholder), hint_of(placeholder));
    at += length;
  }
  flush();
  return word.empty() ? "''" : word;
}

/// The pair that a sealed answer to a digest challenge was made of, by its holder: the answer
/// itself is good for one nonce (RFC 7616 §3.4). "" where the field is none.
std::string digest_pair_of(const Exchange& exchange, const Header& header) {
  if (!base::equal_ignoring_case(header.name, "Authorization") ||
      header.value.find("{digest response}") == std::string::npos) {
    return "";
  }
  for (const CredentialUse& use : exchange.credentials) {
    if (base::equal_ignoring_case(use.signature, "http digest")) {
      const bool is_good = use.state == CredentialState::good;
      return expansion_of(variable_of((is_good ? "" : "never-issued ") + use.holder + " digest"),
                          is_good ? "user:password" : "user:any wrong password");
    }
  }
  return expansion_of("DIGEST", "user:password");
}

/// Whether curl would take segments out of the path (RFC 3986 §5.2.4).
bool has_dot_segment(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  return std::ranges::any_of(base::split(path, '/'), [](std::string_view segment) {
    const std::string plain = base::replace_all(base::to_lower(segment), "%2e", ".");
    return plain == "." || plain == "..";
  });
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
    if (const std::string pair = digest_pair_of(exchange, header); !pair.empty()) {
      line += " --digest -u " + pair;
      continue;
    }
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
  if (has_dot_segment(exchange.request.url)) {
    line += " --path-as-is";
  }
  return line + " " + word_of(exchange.request.url);
}

}  // namespace sworn::diff
