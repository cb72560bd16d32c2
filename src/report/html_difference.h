// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::report {

/// A header field of one or both of two messages.
struct HeaderPair {
  const Header* left = nullptr;
  const Header* right = nullptr;

  [[nodiscard]] bool is_alike() const {
    return left != nullptr && right != nullptr && left->value == right->value;
  }
};

/// Fields of one name side by side, in the order of `left`, then what only `right` has. Of repeated
/// fields the first goes with the first (RFC 9110 §5.3).
[[nodiscard]] std::vector<HeaderPair> pair_headers(const Headers& left, const Headers& right);

/// Which lines the other text does not have in the same order: a longest common subsequence. Texts
/// of very many lines are compared line by line instead.
struct LineDifference {
  std::vector<bool> left;  ///< one for each line
  std::vector<bool> right;
};
[[nodiscard]] LineDifference compare_lines(const std::vector<std::string_view>& left,
                                           const std::vector<std::string_view>& right);

/// Where two texts differ: what they begin and end with alike is left out, whole characters only.
struct DifferingPart {
  std::size_t begin = 0;
  std::size_t left_end = 0;
  std::size_t right_end = 0;
};
[[nodiscard]] DifferingPart differing_part(std::string_view left, std::string_view right);

}  // namespace sworn::report
