// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::http {

/// The value of the first field of that name, in any case (RFC 9110 §5.1); views live as long as
/// `headers`.
[[nodiscard]] std::optional<std::string_view> find_header(const Headers& headers,
                                                          std::string_view name);
/// The values of all fields of that name, in their order.
[[nodiscard]] std::vector<std::string_view> all_headers(const Headers& headers,
                                                        std::string_view name);

/// A method, field name, scheme or parameter name (RFC 9110 §5.6.2); not empty.
[[nodiscard]] bool is_token(std::string_view text);
[[nodiscard]] bool is_token_character(char c);

/// The text of the quoted-string that begins at `text[at]` (RFC 9110 §5.6.4), escapes undone, and
/// `at` moved behind its closing quote. Nothing, and `at` at the end, when it is never closed.
[[nodiscard]] std::optional<std::string> read_quoted_string(std::string_view text, std::size_t& at);

}  // namespace sworn::http
