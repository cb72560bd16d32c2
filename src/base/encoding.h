// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sworn::base {

/// Lower-case hexadecimal (RFC 4648 §8).
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// RFC 4648 §4, padded.
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// RFC 4648 §5, without padding, as JOSE has it (RFC 7515 §2).
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Either alphabet, padded or not; nothing on any other character or an impossible length.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

/// Everything but unreserved characters as %XX (RFC 3986 §2.3); with `keep_reserved`, reserved
/// characters and existing triplets stay (RFC 6570 §3.2.3).
[[nodiscard]] std::string percent_encode(std::string_view text, bool keep_reserved = false);
/// %XX decoded; a malformed triplet stays as it is. `plus_is_space` for form data.
[[nodiscard]] std::string percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace sworn::base
