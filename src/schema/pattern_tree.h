// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace sworn::schema {

/// A set of code points: closed ranges, or everything but them.
struct CharacterSet {
  std::vector<std::pair<char32_t, char32_t>> ranges;
  bool is_negated = false;

  void add(char32_t first, char32_t last) { ranges.emplace_back(first, last); }
  void add(const CharacterSet& other);
};

struct PatternPiece;
using PatternSequence = std::vector<PatternPiece>;

/// One piece of a pattern and how often it may follow itself.
struct PatternPiece {
  enum class Kind : std::uint8_t { set, group, back_reference, assertion };
  static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

  Kind kind = Kind::assertion;
  CharacterSet set;
  std::vector<PatternSequence> alternatives;  ///< of a group
  std::size_t capture = 0;                    ///< of a capturing group or a back-reference; else 0
  std::size_t least = 1;
  std::size_t most = 1;
};

/// The alternatives of a whole pattern. Generous: what it misreads only makes samples that do not
/// match. Nothing when parentheses or brackets do not close or the nesting is too deep.
[[nodiscard]] std::optional<std::vector<PatternSequence>> parse_pattern(std::string_view pattern);

}  // namespace sworn::schema
