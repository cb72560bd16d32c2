// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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
  struct Pair {
    std::string from;
    std::string to;
  };
  [[nodiscard]] std::uint64_t start_of(const char* text) const;

  std::size_t least_;
  /// By the first 8 bytes, or as many as each string has; longest first.
  std::unordered_map<std::uint64_t, std::vector<Pair>> by_start_;
  std::bitset<65'536> first_two_;  ///< bytes that some string begins with: most places end there
};

}  // namespace sworn::evidence
