// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "schema/schema.h"

namespace sworn::schema {

/// The keywords that change what a schema means.
enum class Keyword : std::uint8_t {
  ref,
  dynamic_ref,
  dynamic_anchor,
  type,
  enumeration,
  constant,
  nullable,
  x_nullable,
  format,
  multiple_of,
  minimum,
  maximum,
  exclusive_minimum,
  exclusive_maximum,
  min_length,
  max_length,
  pattern,
  items,
  prefix_items,
  contains,
  min_contains,
  max_contains,
  min_items,
  max_items,
  unique_items,
  unevaluated_items,
  properties,
  pattern_properties,
  additional_properties,
  property_names,
  required,
  dependent_required,
  dependent_schemas,
  min_properties,
  max_properties,
  unevaluated_properties,
  all_of,
  any_of,
  one_of,
  negation,
  condition,
  consequence,
  alternative,
  discriminator,
  count
};

/// The keyword as it stands in a schema.
[[nodiscard]] std::string_view name_of(Keyword keyword);

/// What a Schema Object says in its dialect: the keywords that the dialect does not have are
/// absent, and so are the siblings of a `$ref` before OpenAPI 3.1.
class Keywords {
 public:
  Keywords(const document::Node& schema, Dialect dialect);

  [[nodiscard]] const document::Node* operator[](Keyword keyword) const {
    return values_[static_cast<std::size_t>(keyword)];
  }
  [[nodiscard]] bool has(Keyword keyword) const { return (*this)[keyword] != nullptr; }

 private:
  std::array<const document::Node*, static_cast<std::size_t>(Keyword::count)> values_{};
};

/// A keyword's value as a count; nothing when it is absent or no count.
[[nodiscard]] std::optional<std::size_t> count_at(const Keywords& keywords, Keyword keyword);
/// The names in `type`; empty when absent.
[[nodiscard]] std::vector<std::string_view> type_names(const Keywords& keywords);
/// The values of a discriminator's property that stand for the schema at `reference`: those that
/// `mapping` gives it, or its own name (OpenAPI 3.0 §4.7.25).
[[nodiscard]] std::vector<std::string_view> discriminator_values(
    const document::Node& discriminator, std::string_view reference);
/// Whether null satisfies the object's `type` although that does not name it.
[[nodiscard]] bool allows_null(const Keywords& keywords);

}  // namespace sworn::schema
