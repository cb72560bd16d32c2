// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sworn::document {

/// The key that a token of a JSON Pointer names: what `escape_pointer` turns back. Nothing where a
/// "~" begins no escape (RFC 6901 §3).
[[nodiscard]] std::optional<std::string> unescape_pointer(std::string_view token);

}  // namespace sworn::document
