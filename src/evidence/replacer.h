// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sworn::evidence {

/// Replaces many strings at once: at each place the longest that begins there. Time grows with the
/// text, not with the number of strings. Strings under 8 bytes are not taken, since they would hit
/// by accident, unless it is made for shorter ones.
class Replacer {
 public:
  static constexpr std::size_t shortest = 8;

  /// `least`: how long a string has to be, 2 bytes or more.
  explicit Replacer(std::size_t least = shortest) : least_(least) {}

  void add(const std::string& from, const std::string& to);
  [[nodiscard]] std::string apply(std::string_view text) const;

  /// Where one of the strings stands, and what it is replaced by.
  struct Hit {
    std::size_t at;
    std::size_t size;
    const std::string* to;
  };
  /// Ascending and apart. Lives as long as the replacer, which is not added to meanwhile.
  [[nodiscard]] std::vector<Hit> hits_in(std::string_view text) const;

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name of the standard
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Pair = std::pair<const std::string, std::string>;

  [[nodiscard]] std::uint64_t start_of(const char* text) const;
  /// The longest string that `text`, of `least_` bytes at least, begins with; or null.
  [[nodiscard]] const Pair* longest_at(std::string_view text) const;

  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> pairs_;
  /// How long the strings are that share their first 8 bytes, or as many as each string has, each
  /// length once, the longest first: of many that begin alike one is found without looking at the
  /// others.
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> lengths_;
  std::size_t least_;
  std::bitset<65'536> first_two_;  ///< bytes that some string begins with: most places end there
};

}  // namespace sworn::evidence
