// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn::evidence {

/// How long a session is said to live, in seconds, by each voice in one answer.
struct Lifetime {
  std::optional<std::int64_t> cookie;      ///< Max-Age of the cookie (RFC 6265bis §5.6.2)
  std::optional<std::int64_t> expires_in;  ///< beside a token (RFC 6749 §5.1)
  std::optional<std::int64_t> token;       ///< exp - iat of a JWT (RFC 7519 §4.1)

  /// The shortest that is said to the client.
  [[nodiscard]] std::optional<std::int64_t> shortest() const;
};

/// The seconds from `iat` to `exp` of a JWT (RFC 7519 §4.1.4, §4.1.6). Nothing where it lacks one
/// of them, or ends before it began: zero stands for no end.
[[nodiscard]] std::optional<std::int64_t> token_life(
    const std::map<std::string, std::string>& claims);

/// `claims` are those of the value at `place`, where it is a JWT.
[[nodiscard]] Lifetime lifetime_of(const Response& response,
                                   const CarrierPlace& place,
                                   const std::map<std::string, std::string>& claims);

/// Clocks of servers and clients may differ by so many seconds (ORACLES.md, F17).
inline constexpr std::int64_t clock_skew_s = 60;

}  // namespace sworn::evidence
