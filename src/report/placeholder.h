// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sworn::report {

/// The "{…}" of a sealed text that begins at `begin`, whole: it may name a path that has braces of
/// its own. "" where none begins there or it has no end.
[[nodiscard]] std::string_view placeholder_at(std::string_view text, std::size_t begin);

}  // namespace sworn::report
