// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document/node.h"

namespace sworn::schema {

using StringFormat = bool (*)(std::string_view text);

/// Whether the text of a string is what the format says; null for a format that is not known or
/// says nothing about strings.
[[nodiscard]] StringFormat string_format(std::string_view format);

/// Whether the format is one that numbers have: int32 or int64 (OpenAPI 3.0 §4.4).
[[nodiscard]] bool is_number_format(std::string_view format);

/// Whether a number is what such a format says.
[[nodiscard]] bool satisfies_number_format(std::string_view format, const document::Node& number);

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
