// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sworn::evidence {

/// A JSON Web Token as it reads, its signature not checked (RFC 7515 §7.1, RFC 7519 §4).
struct Token {
  std::map<std::string, std::string> header;
  std::map<std::string, std::string> claims;  ///< strings as they are, all else as JSON text
};

/// Verifiers allow for clocks that differ, "usually no more than a few minutes" (RFC 7519 §4.1.4);
/// some wait for five by default.
inline constexpr int longest_leeway_seconds = 300;

/// Nothing unless `text` is three base64url parts of which the first two are JSON objects.
[[nodiscard]] std::optional<Token> decode_token(std::string_view text);

}  // namespace sworn::evidence
