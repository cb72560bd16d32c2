// SPDX-License-Identifier: Apache-2.0
#include "http/cookie.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "http/cookie_date.h"
#include "http/header.h"

namespace sworn::http {
namespace {

constexpr std::size_t most_pair_bytes = 4096;
constexpr std::size_t most_attribute_bytes = 1024;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != 0x09) || byte == 0x7F;
  });
}

/// Decimal with an optional minus; beyond the range it is the range's end.
std::optional<std::int64_t> parse_max_age(std::string_view text) {
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = std::min(most, value * 10 + (c - '0'));
  }
  return is_negative ? -value : value;
}

SameSite same_site_of(std::string_view value) {
  if (base::equal_ignoring_case(value, "none")) return SameSite::none;
  if (base::equal_ignoring_case(value, "lax")) return SameSite::lax;
  if (base::equal_ignoring_case(value, "strict")) return SameSite::strict;
  return SameSite::unknown;
}

void take_attribute(SetCookie& cookie, std::string_view name, std::string_view value) {
  if (value.size() > most_attribute_bytes) return;
  if (base::equal_ignoring_case(name, "expires")) {
    if (const auto time = parse_cookie_date(value)) cookie.expires = time;
  } else if (base::equal_ignoring_case(name, "max-age")) {
    if (const auto seconds = parse_max_age(value)) cookie.max_age = seconds;
  } else if (base::equal_ignoring_case(name, "domain")) {
    if (!value.empty() && value.front() == '.') value.remove_prefix(1);
    cookie.domain = base::to_lower(value);
  } else if (base::equal_ignoring_case(name, "path")) {
    cookie.path.reset();
    if (!value.empty() && value.front() == '/') cookie.path = std::string(value);
  } else if (base::equal_ignoring_case(name, "secure")) {
    cookie.is_secure = true;
  } else if (base::equal_ignoring_case(name, "httponly")) {
    cookie.is_http_only = true;
  } else if (base::equal_ignoring_case(name, "samesite")) {
    cookie.same_site = same_site_of(value);
  }
}

std::string_view path_of(std::string_view request_path) {
  return request_path.substr(0, request_path.find_first_of("?#"));
}

bool is_ip_address(std::string_view host) {
  if (!host.empty() && host.front() == '[') return true;
  return !host.empty() && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool domain_matches(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.' && !is_ip_address(host);
}

bool has_ended(const StoredCookie& stored, std::int64_t now) {
  return stored.ends && *stored.ends <= now;
}

}  // namespace

std::optional<SetCookie> parse_set_cookie(std::string_view field) {
  if (has_control(field)) return std::nullopt;
  SetCookie cookie;
  bool is_first = true;
  for (const std::string_view piece : base::split(field, ';')) {
    const std::size_t equals = piece.find('=');
    const bool has_value = equals != std::string_view::npos;
    const std::string_view left = trim_blanks(piece.substr(0, has_value ? equals : piece.size()));
    const std::string_view right = has_value ? trim_blanks(piece.substr(equals + 1)) : "";
    if (!is_first) {
      take_attribute(cookie, left, right);
      continue;
    }
    is_first = false;
    if (left.size() + right.size() > most_pair_bytes) return std::nullopt;
    if (left.empty() && right.empty()) return std::nullopt;
    cookie.name = has_value ? left : std::string_view();
    cookie.value = has_value ? right : left;
  }
  return cookie;
}

std::vector<Cookie> parse_cookie_header(std::string_view field) {
  std::vector<Cookie> cookies;
  for (const std::string_view piece : base::split(field, ';')) {
    const std::string_view pair = base::trim(piece);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) {
      cookies.push_back({"", std::string(pair)});
    } else {
      cookies.push_back({std::string(base::trim(pair.substr(0, equals))),
                         std::string(base::trim(pair.substr(equals + 1)))});
    }
  }
  return cookies;
}

std::string default_cookie_path(std::string_view request_path) {
  if (request_path.empty() || request_path.front() != '/') return "/";
  const std::size_t last = request_path.rfind('/');
  return std::string(last == 0 ? "/" : request_path.substr(0, last));
}

bool cookie_path_matches(std::string_view request_path, std::string_view cookie_path) {
  if (request_path.empty()) request_path = "/";
  if (!request_path.starts_with(cookie_path)) return false;
  return request_path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
         request_path[cookie_path.size()] == '/';
}

bool CookieJar::store(const SetCookie& cookie, std::string_view request_path, std::int64_t now) {
  StoredCookie stored{cookie, host_, "", true, std::nullopt};
  if (cookie.domain && !cookie.domain->empty()) {
    if (!domain_matches(host_, *cookie.domain)) return false;
    stored.domain = *cookie.domain;
    stored.is_host_only = false;
  }
  stored.path = cookie.path.value_or(default_cookie_path(path_of(request_path)));
  stored.ends = cookie.max_age ? now + *cookie.max_age : cookie.expires;

  const auto same = std::find_if(cookies_.begin(), cookies_.end(), [&](const StoredCookie& other) {
    return other.cookie.name == cookie.name && other.domain == stored.domain &&
           other.is_host_only == stored.is_host_only && other.path == stored.path;
  });
  if (has_ended(stored, now)) {
    if (same != cookies_.end()) cookies_.erase(same);
  } else if (same != cookies_.end()) {
    *same = std::move(stored);
  } else {
    cookies_.push_back(std::move(stored));
  }
  return true;
}

void CookieJar::store_all(const Headers& response,
                          std::string_view request_path,
                          std::int64_t now) {
  for (const std::string_view field : all_headers(response, "Set-Cookie")) {
    if (const auto cookie = parse_set_cookie(field)) store(*cookie, request_path, now);
  }
}

std::string CookieJar::header_for(std::string_view request_path, std::int64_t now) const {
  std::vector<const StoredCookie*> chosen;
  for (const StoredCookie& stored : cookies_) {
    if (has_ended(stored, now)) continue;
    if (cookie_path_matches(path_of(request_path), stored.path)) chosen.push_back(&stored);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const StoredCookie* a, const StoredCookie* b) {
    return a->path.size() > b->path.size();
  });
  std::string header;
  for (const StoredCookie* stored : chosen) {
    if (!header.empty()) header += "; ";
    if (!stored->cookie.name.empty()) header += stored->cookie.name + "=";
    header += stored->cookie.value;
  }
  return header;
}

const StoredCookie* CookieJar::find(std::string_view name) const {
  for (const StoredCookie& stored : cookies_) {
    if (stored.cookie.name == name) return &stored;
  }
  return nullptr;
}

}  // namespace sworn::http
