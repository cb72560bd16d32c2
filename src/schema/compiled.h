// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/node.h"
#include "schema/keyword.h"
#include "schema/number.h"

namespace sworn::schema {

class Pattern;
struct Compiled;

/// A number that a keyword names, and its nearest double: where two doubles differ, so do the
/// numbers, in the same order.
struct Bound {
  Decimal exact;
  double nearest;
};

/// A lower or an upper bound on numbers.
struct Limit {
  Bound bound;
  Keyword inclusive;
  Keyword exclusive;
  bool is_upper;
  bool may_equal;
  /// Whether `inclusive` stands in the schema; otherwise `exclusive` is the bound itself.
  bool is_inclusive_stated;
};

struct NumberRules {
  std::vector<Limit> limits;
  std::optional<Decimal> divisor;
  std::optional<std::int64_t> small_divisor;
};

constexpr std::size_t no_count = std::numeric_limits<std::size_t>::max();

/// How many characters, items or properties; `no_count` is no upper bound.
struct CountRules {
  std::size_t least = 0;
  std::size_t most = no_count;
};

struct StringRules {
  CountRules length;
  bool has_pattern = false;
  std::string_view pattern_text;
  std::shared_ptr<const Pattern> pattern;  ///< null when it does not compile
};

struct ArrayRules {
  CountRules size;
  bool is_unique = false;
  std::vector<const Compiled*> prefix;
  const Compiled* rest = nullptr;
  const Compiled* contained = nullptr;
  CountRules contains{1, no_count};
  bool is_least_stated = false;  ///< `minContains` stands in the schema
};

struct ObjectRules {
  /// A property that is declared, required or both.
  struct Slot {
    std::string_view name;
    const Compiled* schema = nullptr;
    bool is_required = false;
  };

  CountRules size;
  std::vector<Slot> slots;
  /// Positions in `slots` by name, where they are too many to be looked through.
  std::unordered_map<std::string_view, std::uint32_t> by_name;
  std::vector<std::string_view> required;
  std::size_t required_slots = 0;
  std::vector<std::pair<std::shared_ptr<const Pattern>, const Compiled*>> patterns;
  const Compiled* additional = nullptr;
  const Compiled* names = nullptr;
  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> dependents;

  /// The slot of the name, or null. `hint` is where members in declared order are found at once.
  [[nodiscard]] const Slot* find(std::string_view name, std::size_t& hint) const;
};

struct ValueRules {
  bool has_enumeration = false;
  std::size_t enumerated = 0;
  std::vector<std::string_view> strings;  ///< of `enum`, sorted
  std::vector<const document::Node*> others;
  const document::Node* constant = nullptr;
  std::string_view format;  ///< "" where formats are not asserted
  bool (*string_format)(std::string_view) = nullptr;
};

/// What applies to the instance itself.
struct InPlaceRules {
  bool has_reference = false;
  const Compiled* reference = nullptr;  ///< null when it leads nowhere
  bool has_dynamic_reference = false;
  std::string_view dynamic_reference;
  std::vector<const Compiled*> all_of;
  std::vector<const Compiled*> any_of;
  std::vector<const Compiled*> one_of;
  /// The property that names the branch of `oneOf`, and the branch of each name; "" without one.
  std::string_view discriminator;
  std::vector<std::pair<std::string_view, const Compiled*>> discriminated;
  const Compiled* negation = nullptr;
  const Compiled* condition = nullptr;
  const Compiled* consequence = nullptr;
  const Compiled* alternative = nullptr;
  std::vector<std::pair<std::string_view, const Compiled*>> dependents;
};

struct UnevaluatedRules {
  const Compiled* items = nullptr;
  const Compiled* properties = nullptr;
};

/// What a Schema Object asks of values, ready to be asked: keywords looked up, numbers and patterns
/// parsed, references followed. Rules that are absent ask nothing. Immutable once complete.
struct Compiled {
  enum class Shape : std::uint8_t { anything, nothing, rules, no_schema };
  static constexpr std::uint8_t all_kinds = 0x7F;

  explicit Compiled(const document::Node& node);

  [[nodiscard]] static constexpr std::uint8_t bit(document::Kind kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
  }

  const document::Node* source;
  Shape shape;
  std::atomic<bool> is_complete;  ///< only of `rules` may this be false
  bool accepts_any_null = false;  ///< `x-nullable`
  bool or_null = false;           ///< `nullable`
  /// One bit for each document::Kind that `type` allows.
  std::uint8_t kinds = all_kinds;
  bool allows_integral_numbers = false;  ///< 1.0, although numbers are not allowed
  std::vector<std::string_view> types;
  std::unique_ptr<const ValueRules> value;
  std::unique_ptr<const NumberRules> number;
  std::unique_ptr<const StringRules> string;
  std::unique_ptr<const ArrayRules> array;
  std::unique_ptr<const ObjectRules> object;
  std::unique_ptr<const InPlaceRules> in_place;
  std::unique_ptr<const UnevaluatedRules> unevaluated;
};

}  // namespace sworn::schema
