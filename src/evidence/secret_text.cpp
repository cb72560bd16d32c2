// SPDX-License-Identifier: Apache-2.0
#include "evidence/secret_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "document/node.h"
#include "evidence/carrier.h"
#include "evidence/token.h"
#include "spec/purpose.h"

namespace sworn::evidence {
namespace {

constexpr std::size_t shortest_secret = 8;
constexpr std::string_view spaces = " \t\r\n";

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

/// Of token68 (RFC 9110 §11.2) but its padding.
bool is_token_character(char c) {
  return is_name_character(c) || c == '~' || c == '+' || c == '/';
}

std::size_t end_of(std::string_view text, std::size_t at, bool (*is_member)(char)) {
  while (at < text.size() && is_member(text[at])) ++at;
  return at;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(spaces, at), text.size());
}

/// What stands between quotes from `at` on, or to the end where a cut took the closing one.
std::string_view quoted_at(std::string_view text, std::size_t at, char quote) {
  std::size_t end = at;
  while (end < text.size() && text[end] != quote) end += text[end] == '\\' ? 2U : 1U;
  return text.substr(at, std::min(end, text.size()) - at);
}

/// As JSON or a form would have read it, where it is written so.
std::string decoded(std::string_view written, bool is_quoted) {
  if (!is_quoted) return base::percent_decode(written);
  if (written.find('\\') != std::string_view::npos) {
    const auto json = document::parse_json("\"" + std::string(written) + "\"", "");
    if (json && json->root().is_string()) return std::string(json->root().text());
  }
  return base::replace_all(std::string(written), "&amp;", "&");
}

/// The value of an attribute within `tag`; nothing when it has none of that name.
std::optional<std::string_view> attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const std::size_t equals = at + name.size();
    const bool is_whole = at > 0 && spaces.find(tag[at - 1]) != std::string_view::npos;
    if (is_whole && equals + 1 < tag.size() && tag[equals] == '=' &&
        (tag[equals + 1] == '"' || tag[equals + 1] == '\'')) {
      return quoted_at(tag, equals + 2, tag[equals + 1]);
    }
  }
  return std::nullopt;
}

/// The value that an element carries whose attribute ends at `at`: `<input name="token"
/// value="x">`, `<meta content="x" name="token">`.
std::optional<std::string_view> value_of_element(std::string_view text, std::size_t at) {
  const std::size_t begin = text.rfind('<', at);
  if (begin == std::string_view::npos || text.find('>', begin) < at) return std::nullopt;
  const std::string_view tag = text.substr(begin, text.find('>', at) - begin);
  const auto value = attribute(tag, "value");
  return value ? value : attribute(tag, "content");
}

/// What stands beside the name that ends at `end`.
std::optional<std::string> value_beside(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = end;
  while (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == '\\')) ++at;
  const bool is_attribute = at > end && begin > 1 && text[begin - 2] == '=';
  at = skip_spaces(text, at);
  if (is_attribute) {
    const auto value = value_of_element(text, at);
    return value ? std::optional(decoded(*value, true)) : std::nullopt;
  }
  if (at >= text.size() || (text[at] != ':' && text[at] != '=')) return std::nullopt;
  at = skip_spaces(text, at + 1);
  if (at < text.size() && text[at] == '\\') ++at;  // JSON within a JSON string
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    std::string_view value = quoted_at(text, at + 1, text[at]);
    if (text[at - 1] == '\\') value = value.substr(0, value.find('\\'));
    return decoded(value, true);
  }
  const std::size_t stop = text.find_first_of(" \t\r\n&;,<>\"'()[]{}", at);
  return decoded(text.substr(at, stop == std::string_view::npos ? stop : stop - at), false);
}

/// A token of three parts that begins at `at`; "" when none does.
std::string_view jwt_at(std::string_view text, std::size_t at) {
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  };
  std::string_view token = text.substr(at, end_of(text, at, is_part) - at);
  while (token.ends_with('.') && std::ranges::count(token, '.') > 2) token.remove_suffix(1);
  return decode_token(token) ? token : std::string_view();
}

/// What follows "Bearer " at `at`, unless it is a challenge's parameter (RFC 6750 §3).
std::string_view bearer_at(std::string_view text, std::size_t at) {
  constexpr std::string_view scheme = "bearer ";
  if (!base::starts_with_ignoring_case(text.substr(at), scheme)) return {};
  at += scheme.size();
  std::size_t end = end_of(text, at, is_token_character);
  while (end < text.size() && text[end] == '=') ++end;
  const bool is_parameter = end < text.size() && end > at && text[end - 1] == '=' &&
                            (text[end] == '"' || is_token_character(text[end]));
  const std::string_view token = text.substr(at, end - at);
  return is_parameter || !reads_random(token) ? std::string_view() : token;
}

bool is_credential_name(std::string_view name, TextKind kind) {
  return is_secret_name(name) || (kind == TextKind::url && name == "code");
}

void collect(const document::Node& node, std::string_view name, std::vector<NamedSecret>& found) {
  if (node.is_string()) {
    const std::string_view text = node.text();
    const bool is_named = spec::is_token_name(name) ? text.size() >= shortest_secret
                                                    : is_secret_name(name) && reads_random(text);
    if (is_named || decode_token(text)) {
      found.push_back({std::string(name), std::string(text)});
      return;
    }
    for (NamedSecret& secret : secrets_in_text(text, TextKind::prose)) {
      found.push_back(std::move(secret));
    }
  }
  for (const document::Entry& entry : node.entries()) collect(*entry.value, entry.key, found);
  for (const document::Node* item : node.items()) collect(*item, name, found);
}

}  // namespace

bool is_secret_name(std::string_view name) {
  if (spec::is_token_name(name)) return true;
  static constexpr std::array<std::string_view, 7> whole{
      "apikey", "secretkey", "privatekey", "clientsecret", "refreshtoken", "credential", "otp"};
  static constexpr std::array<std::string_view, 9> public_tokens{
      "page", "next", "previous", "prev", "continuation", "sync", "cursor", "start", "last"};
  const std::vector<std::string> words = base::words_of(name);
  if (words.empty()) return false;
  const auto is_any_of = [](const auto& list, const std::string& word) {
    return std::ranges::find(list, word) != list.end();
  };
  const std::string& last = words.back();
  const std::string& before = words.size() > 1 ? words[words.size() - 2] : last;
  const bool is_key =
      last == "key" && (before == "api" || before == "secret" || before == "private");
  const bool is_token = last == "token" && std::ranges::none_of(words, [&](const auto& word) {
                          return is_any_of(public_tokens, word);
                        });
  return is_key || is_token || is_any_of(whole, last) || spec::is_password_name(name);
}

bool reads_random(std::string_view value) {
  constexpr std::size_t longer_than_words = 24;
  if (value.size() < shortest_secret || value.find_first_of(spaces) != std::string_view::npos) {
    return false;
  }
  const auto any = [&](int (*is_member)(int)) {
    return std::any_of(value.begin() + 1, value.end(), [&](char c) {
      return is_member(static_cast<unsigned char>(c)) != 0;
    });
  };
  const bool is_mixed = any(std::isupper) && any(std::islower);
  return any(std::isdigit) || is_mixed || value.size() >= longer_than_words;
}

std::vector<NamedSecret> secrets_in_text(std::string_view text, TextKind kind) {
  std::vector<NamedSecret> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_name_character(text[at])) {
      ++at;
      continue;
    }
    if (const std::string_view jwt = text.substr(at).starts_with("eyJ") ? jwt_at(text, at) : "";
        !jwt.empty()) {
      found.push_back({"jwt", std::string(jwt)});
      at += jwt.size();
      continue;
    }
    if (const std::string_view token = bearer_at(text, at); !token.empty()) {
      found.push_back({"bearer", std::string(token)});
      at += std::string_view("bearer ").size() + token.size();
      continue;
    }
    const std::size_t end = end_of(text, at, is_name_character);
    constexpr std::size_t longest_name = 64;
    const std::string_view name = text.substr(at, end - at);
    // The name last: most words have nothing beside them.
    auto value = name.size() <= longest_name ? value_beside(text, at, end) : std::nullopt;
    if (value && reads_random(*value) && is_credential_name(name, kind)) {
      found.push_back({std::string(name), std::move(*value)});
    }
    at = end;
  }
  return found;
}

std::vector<NamedSecret> secrets_in_body(std::string_view body) {
  std::vector<NamedSecret> found;
  const bool may_be_json = body.find_first_of("{[\"") != std::string_view::npos;
  if (const auto json = may_be_json ? std::optional(document::parse_json(body, "")) : std::nullopt;
      json && *json) {
    collect((*json)->root(), "", found);
    return found;
  }
  return secrets_in_text(body, TextKind::prose);
}

}  // namespace sworn::evidence
