// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sworn::probe {

/// A path template without the names of its parameters and a trailing slash: "/items/{}" of
/// "/items/{id}/".
[[nodiscard]] std::string shape_of(std::string_view path);

}  // namespace sworn::probe
