// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace sworn::report {

/// A part of a sentence: words, or what stood between two backticks.
struct TextSpan {
  std::string_view text;
  bool is_code = false;
};

/// The spans of `text`, which they point into; an empty one is left out. Backticks that are not
/// balanced, or stand two in a row, are letters like any other.
[[nodiscard]] std::vector<TextSpan> text_spans(std::string_view text);

}  // namespace sworn::report
