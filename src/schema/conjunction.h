// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "schema/keyword.h"
#include "schema/number.h"
#include "schema/sample_pattern.h"
#include "schema/schema.h"

namespace sworn::schema {

using Schemas = std::vector<const document::Node*>;

/// Schema objects that one value must satisfy at the same time: the given ones, what they refer to,
/// all of their `allOf` and one branch each of their `anyOf`, `oneOf` and `if`, picked by a number.
class Conjunction {
 public:
  struct Part {
    const document::Node* schema;
    Keywords keywords;
  };

  Conjunction(const Schemas& schemas, const Context& context, std::size_t choice);

  /// Why no value can satisfy this, or "".
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }
  /// How many choices of branches there are, at most 64.
  [[nodiscard]] std::size_t choices() const { return choices_; }
  [[nodiscard]] std::span<const Part> parts() const { return parts_; }
  /// The branches of `oneOf` that were not picked: a value of this must satisfy none of them.
  [[nodiscard]] const Schemas& rivals() const { return rivals_; }

  /// The values that the schemas propose: `const`, `example` and `examples`, `default`, `enum`.
  [[nodiscard]] Schemas proposals() const;
  /// The types a value may have, the most telling first, `null` last.
  [[nodiscard]] std::vector<std::string> types() const;

  /// What the numeric bounds leave.
  struct Range {
    std::optional<Decimal> low;
    std::optional<Decimal> high;
    bool low_is_open = false;
    bool high_is_open = false;
  };
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::vector<Decimal> divisors() const;
  /// The largest of the lower counts and the smallest of the upper ones.
  [[nodiscard]] Length count(Keyword least, Keyword most) const;
  /// The strings that the keyword has in the parts: formats, patterns.
  [[nodiscard]] std::vector<std::string_view> strings(Keyword keyword) const;
  [[nodiscard]] bool is_set(Keyword keyword) const;

  /// The schemas of the item at `index`; nothing when there must be no such item. What matches
  /// `contains` is not unevaluated.
  [[nodiscard]] std::optional<Schemas> item(std::size_t index, bool is_contained = false) const;
  [[nodiscard]] std::size_t prefix_size() const;
  /// The schemas of `contains`.
  [[nodiscard]] Schemas contained() const;

  /// The declared properties in order, then what is required beyond them.
  [[nodiscard]] std::vector<std::string_view> property_names() const;
  [[nodiscard]] bool requires_property(std::string_view name) const;
  /// The schemas of the property; nothing when it must not be there.
  [[nodiscard]] std::optional<Schemas> property(std::string_view name) const;
  /// What the discriminator wants to stand in the property for the branch picked; "" if nothing.
  [[nodiscard]] std::string_view discriminated(std::string_view name) const;
  /// Names that must be there when `name` is.
  [[nodiscard]] std::vector<std::string_view> dependents_of(std::string_view name) const;

 private:
  void add(const document::Node& schema);
  void add_reference(const document::Node& schema, const Keywords& keywords);
  void add_branches(const Keywords& keywords);
  void add_branch(const document::Node& branch, const document::Node* discriminator);
  void add_condition(const Keywords& keywords);
  void add_dependents();
  std::size_t pick(std::size_t count);
  void restrict_types(std::vector<std::string>& types, const Keywords& keywords) const;

  const Context& context_;
  std::vector<Part> parts_;
  Schemas rivals_;
  std::map<std::string, std::string, std::less<>> discriminated_;
  std::string obstacle_;
  std::size_t choices_ = 1;
  std::size_t choice_;
};

}  // namespace sworn::schema
