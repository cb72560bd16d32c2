// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sworn::base {

/// Milliseconds since the Unix epoch, UTC.
[[nodiscard]] std::int64_t unix_milliseconds();
/// "2026-11-20T21:00:00.123Z" (RFC 3339).
[[nodiscard]] std::string rfc3339(std::int64_t unix_milliseconds);
/// Milliseconds since the epoch of a time as RFC 3339 writes it, with any zone; nothing for
/// anything else.
[[nodiscard]] std::optional<std::int64_t> parse_rfc3339(std::string_view text);
/// Seconds since the epoch of an HTTP-date in any of its three forms (RFC 9110 §5.6.7).
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace sworn::base
