// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"

namespace sworn::document {

/// What is refused of a text besides NUL bytes and what is no UTF-8.
enum class Controls { allowed, refused };

/// The error for text that is no UTF-8, holds NUL bytes, or is larger than the limit. `refused`
/// controls are those below U+0020 but tab and line ends (YAML 1.2.2 §5.1).
[[nodiscard]] std::optional<Error> refuse_text(std::string_view text,
                                               const std::string& name,
                                               const Limits& limits,
                                               Controls controls);

/// 3 when the text begins with a UTF-8 byte order mark, else 0.
[[nodiscard]] std::size_t bom_size(std::string_view text);

/// Line and column of a byte; a byte order mark has no width.
[[nodiscard]] Mark mark_at(std::string_view text, std::size_t position);

}  // namespace sworn::document
