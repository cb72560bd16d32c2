// SPDX-License-Identifier: Apache-2.0
#include "evidence/carrier.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "document/node.h"
#include "http/cookie.h"
#include "http/header.h"
#include "spec/purpose.h"

namespace sworn::evidence {
namespace {

constexpr std::size_t most_carriers = 40;

bool is_placeholder(std::string_view value) {
  return value.size() > 2 && value.starts_with('{') && value.ends_with('}') &&
         value.find('"') == std::string_view::npos;
}

/// A cookie that the answer takes back (RFC 6265bis §5.7): an end in the past.
bool is_deletion(const http::SetCookie& cookie) {
  if (cookie.max_age) {
    return *cookie.max_age <= 0;
  }
  constexpr std::int64_t year_2000 = 946'684'800;
  return cookie.expires && *cookie.expires < year_2000;
}

void collect_json(const document::Node& node,
                  const std::string& pointer,
                  std::string_view name,
                  std::vector<Handed>& found,
                  int depth) {
  if (found.size() >= most_carriers || depth > 8) {
    return;
  }
  if (node.is_string()) {
    const std::string_view text = node.text();
    const bool is_named = spec::is_token_name(name) && text.size() >= 8;
    if (is_named || looks_secret(text) || is_placeholder(text)) {
      found.push_back({{CarrierPlace::Kind::json, pointer}, std::string(text)});
    }
    return;
  }
  for (const document::Entry& entry : node.entries()) {
    collect_json(*entry.value,
                 pointer + "/" + document::escape_pointer(entry.key),
                 entry.key,
                 found,
                 depth + 1);
  }
  std::size_t index = 0;
  for (const document::Node* item : node.items()) {
    collect_json(*item, pointer + "/" + std::to_string(index++), name, found, depth + 1);
  }
}

}  // namespace

bool looks_secret(std::string_view value) {
  if (value.size() < 16 || value.size() > 8192 || value.find(' ') != std::string_view::npos ||
      value.starts_with("http://") || value.starts_with("https://") || value.starts_with('/')) {
    return false;
  }
  const bool has_digit =
      std::ranges::any_of(value, [](unsigned char c) { return std::isdigit(c) != 0; });
  const bool has_letter =
      std::ranges::any_of(value, [](unsigned char c) { return std::isalpha(c) != 0; });
  return has_letter && has_digit;
}

bool is_session_header(const Header& header) {
  const auto words = base::words_of(header.name);
  return header.value.size() >= 8 && std::ranges::any_of(words, [](const std::string& word) {
           return word == "session" || word == "token" || word == "authorization" || word == "sid";
         });
}

bool is_known_harmless_cookie(std::string_view name) {
  static constexpr std::array<std::string_view, 19> names{"awsalb",
                                                          "awsalbcors",
                                                          "awsalbtg",
                                                          "awsalbtgcors",
                                                          "arraffinity",
                                                          "arraffinitysamesite",
                                                          "serverid",
                                                          "__cf_bm",
                                                          "cf_clearance",
                                                          "_ga",
                                                          "_gid",
                                                          "_gat",
                                                          "_fbp",
                                                          "xsrf-token",
                                                          "csrftoken",
                                                          "_csrf",
                                                          "lang",
                                                          "theme",
                                                          "locale"};
  return std::ranges::find(names, base::to_lower(name)) != names.end();
}

std::vector<Handed> handed_out(const Response& response) {
  std::vector<Handed> found;
  for (const Header& header : response.headers) {
    if (base::equal_ignoring_case(header.name, "Set-Cookie")) {
      const auto cookie = http::parse_set_cookie(header.value);
      if (cookie && !cookie->value.empty() && !is_deletion(*cookie) &&
          found.size() < most_carriers) {
        found.push_back({{CarrierPlace::Kind::cookie, cookie->name}, cookie->value});
      }
      continue;
    }
    if (is_session_header(header) && found.size() < most_carriers) {
      found.push_back({{CarrierPlace::Kind::header, header.name}, header.value});
    }
  }
  if (const auto json = document::parse_json(response.body, "")) {
    collect_json(json->root(), "", "", found, 0);
  }
  return found;
}

}  // namespace sworn::evidence
