// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"

namespace sworn::spec {

using Words = std::vector<std::string>;

/// One piece of a path between slashes.
struct Segment {
  std::string_view text;
  bool has_parameter = false;
  Words words;  ///< of a literal segment, without a file ending such as ".json"
};

/// The names that an operation goes by, taken apart into words.
struct Wording {
  std::vector<Segment> segments;  ///< without empty ones, so that a trailing slash does not count
  Words last;                     ///< of the last literal segment
  bool ends_literal = false;      ///< that segment is the last one
  bool has_parameter = false;
  Words id;  ///< of the operationId without its namespace ("orgs/remove-member", "Auth_login")

  /// Whether some segment or the operationId has one of the words.
  [[nodiscard]] bool mentions(std::initializer_list<std::string_view> words) const;
};

[[nodiscard]] Wording wording_of(const Operation& operation);

[[nodiscard]] bool contains(const Words& words, std::string_view word);
[[nodiscard]] bool has_any(const Words& words, std::initializer_list<std::string_view> wanted);
[[nodiscard]] bool is_phrase(const Words& words, std::initializer_list<std::string_view> phrases);

/// How many words at the front of `words` are one of the phrases ("log out" is two words); 0 when
/// they are not.
[[nodiscard]] std::size_t begins_with(const Words& words,
                                      std::span<const std::string_view> phrases);
[[nodiscard]] std::size_t begins_with(const Words& words,
                                      std::initializer_list<std::string_view> phrases);
/// Likewise at the back.
[[nodiscard]] std::size_t ends_with(const Words& words,
                                    std::initializer_list<std::string_view> phrases);

}  // namespace sworn::spec
