// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sworn/result.h"

namespace sworn::base {

/// An absolute http or https URL, taken apart (RFC 3986 §3). `path` starts with "/" or is empty;
/// `query` has no
/// "?". The host is in lower case, IPv6 in brackets. User information and fragments are refused.
struct Url {
  std::string scheme;
  std::string host;
  int port = 0;  ///< always set: 80 or 443 when the URL names none
  std::string path;
  std::string query;

  /// scheme://host[:port], the port only when it is not the scheme's own (RFC 6454 §6.2).
  [[nodiscard]] std::string origin() const;
  [[nodiscard]] std::string text() const;
  /// Whether the host is in 127.0.0.0/8, ::1 or "localhost".
  [[nodiscard]] bool is_loopback() const;
};

/// Errors name what is wrong: no scheme, an unknown one, no host, a bad port, a space.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

/// `reference` against `base` (RFC 3986 §5.2); an error when the result is no http(s) URL.
[[nodiscard]] Result<Url> resolve_url(const Url& base, std::string_view reference);

/// A path without its "." and ".." segments (RFC 3986 §5.2.4).
[[nodiscard]] std::string remove_dot_segments(std::string_view path);

/// Two path parts joined by exactly one slash; either may be empty.
[[nodiscard]] std::string join_paths(std::string_view base, std::string_view path);

}  // namespace sworn::base
