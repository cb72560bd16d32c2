// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "document/node.h"

namespace sworn::document {

/// How one list became another: what became of each old element, and the new ones behind them.
struct Alignment {
  /// Per old element: its place in the new list, or nothing where it is gone.
  std::vector<std::optional<std::size_t>> kept;
  std::vector<const Node*> added;
};

/// Elements that are equal stay; between them, what was is paired with what is, in order. Nothing
/// where a new element stands before an old one.
[[nodiscard]] std::optional<Alignment> align(std::span<const Node* const> before,
                                             std::span<const Node* const> after);

}  // namespace sworn::document
