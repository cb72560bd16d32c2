// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace sworn::schema {

/// How many characters a text may have.
struct Length {
  std::size_t least = 0;
  std::size_t most = static_cast<std::size_t>(-1);
};

/// A text that the pattern matches, found by a bounded search: literals, classes, groups,
/// alternation, quantifiers and back-references are followed, look-arounds and boundaries are left
/// to luck. Every answer was matched; nothing when none was found.
[[nodiscard]] std::optional<std::string> sample_pattern(std::string_view pattern,
                                                        Length length,
                                                        base::RandomStream& random);

}  // namespace sworn::schema
