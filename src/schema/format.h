// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document/node.h"

namespace sworn::schema {

/// Whether `instance` is what the format says. Formats that are not known, and those that say
/// nothing about a value of this kind, are satisfied.
[[nodiscard]] bool satisfies_format(std::string_view format, const document::Node& instance);

/// The same for the text of a string.
[[nodiscard]] bool satisfies_string_format(std::string_view format, std::string_view text);

/// RFC 3339 §5.6, leap seconds only where they can be.
[[nodiscard]] bool is_date(std::string_view text);
[[nodiscard]] bool is_time(std::string_view text);
[[nodiscard]] bool is_date_time(std::string_view text);
/// RFC 3339 appendix A.
[[nodiscard]] bool is_duration(std::string_view text);

/// RFC 2673 §3.2 "dotted-quad" without leading zeros, and RFC 4291 §2.2.
[[nodiscard]] bool is_ipv4(std::string_view text);
[[nodiscard]] bool is_ipv6(std::string_view text);
/// RFC 1123 §2.1; internationalised labels are not decoded.
[[nodiscard]] bool is_hostname(std::string_view text);
/// RFC 5321 §4.1.2 "Mailbox".
[[nodiscard]] bool is_email(std::string_view text);
/// RFC 3986 §3 and §4.1.
[[nodiscard]] bool is_uri(std::string_view text);
[[nodiscard]] bool is_uri_reference(std::string_view text);

}  // namespace sworn::schema
