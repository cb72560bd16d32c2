// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sworn::http {

/// Seconds since the Unix epoch of a cookie-date, read as leniently as browsers do (RFC 6265bis
/// §5.1.1).
[[nodiscard]] std::optional<std::int64_t> parse_cookie_date(std::string_view text);

}  // namespace sworn::http
