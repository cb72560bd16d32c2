// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::http {

enum class SameSite { absent, none, lax, strict, unknown };

/// One Set-Cookie field. Attributes are the last of their name, as a user agent takes them.
struct SetCookie {
  std::string name;  ///< may be empty: "token" alone is a value without a name
  std::string value;
  std::optional<std::string> path;    ///< as given, only when it begins with "/"
  std::optional<std::string> domain;  ///< in lower case, without a leading dot
  std::optional<std::int64_t> max_age;
  std::optional<std::int64_t> expires;  ///< seconds since the Unix epoch
  bool is_secure = false;
  bool is_http_only = false;
  SameSite same_site = SameSite::absent;
};

/// RFC 6265bis §5.6; nothing when a user agent ignores the whole field: control characters, an
/// empty pair, more than 4096 bytes. What an honest user agent refuses later (prefixes,
/// `SameSite=None` without `Secure`) is returned: judging it is a rule's work.
[[nodiscard]] std::optional<SetCookie> parse_set_cookie(std::string_view field);

struct Cookie {
  std::string name;
  std::string value;

  friend bool operator==(const Cookie&, const Cookie&) = default;
};

/// The pairs of a Cookie request header in their order (RFC 6265bis §4.2.1), read leniently.
[[nodiscard]] std::vector<Cookie> parse_cookie_header(std::string_view field);

/// RFC 6265bis §5.1.4; both without a query.
[[nodiscard]] std::string default_cookie_path(std::string_view request_path);
[[nodiscard]] bool cookie_path_matches(std::string_view request_path, std::string_view cookie_path);

struct StoredCookie {
  SetCookie cookie;
  std::string domain;
  std::string path;
  bool is_host_only = true;
  std::optional<std::int64_t> ends;  ///< seconds since the Unix epoch; nothing: with the session
};

/// The cookies that one client keeps of one origin (RFC 6265bis §5.7). `Secure` is not asked of the
/// channel: a cookie goes back only where it came from, and a session has to be seen to work where
/// the user tests. Request paths may have a query; times are seconds since the Unix epoch.
class CookieJar {
 public:
  /// `host` as in the URL, in lower case. A Domain attribute that does not cover it is refused.
  explicit CookieJar(std::string host) : host_(std::move(host)) {}

  /// False when the cookie was refused; one that has ended removes its predecessor.
  bool store(const SetCookie& cookie, std::string_view request_path, std::int64_t now);
  /// All Set-Cookie fields of a response.
  void store_all(const Headers& response, std::string_view request_path, std::int64_t now);

  /// The value of the Cookie header, longer paths first, then older cookies; "" when there is none
  /// to send.
  [[nodiscard]] std::string header_for(std::string_view request_path, std::int64_t now) const;

  [[nodiscard]] const std::vector<StoredCookie>& cookies() const { return cookies_; }
  [[nodiscard]] const StoredCookie* find(std::string_view name) const;
  void clear() { cookies_.clear(); }

 private:
  std::string host_;
  std::vector<StoredCookie> cookies_;  ///< in the order of their creation
};

}  // namespace sworn::http
