// SPDX-License-Identifier: Apache-2.0
#include "evidence/carrier.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

/// Which of the answer's fields set a cookie that a client of the API goes on with. A later field
/// of the same name, Domain and Path replaces an earlier one or takes it back (RFC 6265bis §5.7),
/// and none of another domain does; of one name for several paths the widest is the API's, and the
/// last of equally wide ones.
std::set<std::size_t> fields_that_set(const Headers& headers) {
  struct Kept {
    std::size_t field;
    bool is_deletion;
  };
  // Without a Domain a cookie is the host's alone, and another one than that of the same domain.
  std::map<std::tuple<std::string, std::string, std::string>, Kept> by_key;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const auto cookie = base::equal_ignoring_case(headers[i].name, "Set-Cookie")
                            ? http::parse_set_cookie(headers[i].value)
                            : std::nullopt;
    if (cookie) {
      by_key.insert_or_assign(
          {cookie->name, cookie->path.value_or("/"), cookie->domain.value_or("")},
          Kept{i, cookie->value.empty() || is_deletion(*cookie)});
    }
  }
  std::map<std::string, std::pair<std::size_t, std::size_t>> widest;  // length of the path, field
  for (const auto& [key, kept] : by_key) {
    const auto& [name, path, domain] = key;
    if (kept.is_deletion) {
      continue;
    }
    const auto [place, is_new] = widest.try_emplace(name, path.size(), kept.field);
    const auto& [length, field] = place->second;
    if (!is_new && (path.size() < length || (path.size() == length && kept.field > field))) {
      place->second = {path.size(), kept.field};
    }
  }
  std::set<std::size_t> fields;
  for (const auto& [name, place] : widest) {
    fields.insert(place.second);
  }
  return fields;
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
  const std::set<std::size_t> kept = fields_that_set(response.headers);
  for (std::size_t i = 0; i < response.headers.size(); ++i) {
    const Header& header = response.headers[i];
    if (base::equal_ignoring_case(header.name, "Set-Cookie")) {
      const auto cookie = kept.contains(i) ? http::parse_set_cookie(header.value) : std::nullopt;
      if (cookie && found.size() < most_carriers) {
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
