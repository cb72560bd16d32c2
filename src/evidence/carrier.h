// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn::evidence {

/// A value that an answer hands out and that may carry a session.
struct Handed {
  CarrierPlace place;
  std::string value;  ///< raw, or a placeholder when the exchange is sealed
};

/// What `response` hands out: the value of every cookie that it sets and does not delete (one for
/// each name: the one for the widest path), of every header named like a session or token, and
/// every JSON string that looks like one or is named so. In the order of the answer, bounded to 40.
[[nodiscard]] std::vector<Handed> handed_out(const Response& response);

/// Whether a value is long and mixed enough to be an identifier or secret rather than a word.
[[nodiscard]] bool looks_secret(std::string_view value);

/// Whether an answer's field is named like a session or token, and long enough for one.
[[nodiscard]] bool is_session_header(const Header& header);

/// Cookies that are known to carry no session: affinity, bot guards, analytics, CSRF tokens, taste
/// (ORACLES.md).
[[nodiscard]] bool is_known_harmless_cookie(std::string_view name);

}  // namespace sworn::evidence
