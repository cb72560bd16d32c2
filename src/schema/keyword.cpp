// SPDX-License-Identifier: Apache-2.0
#include "schema/keyword.h"

#include <unordered_map>

namespace sworn::schema {
namespace {

constexpr std::size_t keyword_count = static_cast<std::size_t>(Keyword::count);

enum DialectSet : std::uint8_t {
  swagger = 1,
  openapi_3_0 = 2,
  modern = 4,
  from_3_0 = openapi_3_0 | modern,
  every = swagger | openapi_3_0 | modern
};

struct Declaration {
  Keyword keyword;
  std::string_view name;
  DialectSet dialects;
};

constexpr std::array<Declaration, keyword_count> declarations{{
    {Keyword::ref, "$ref", every},
    {Keyword::dynamic_ref, "$dynamicRef", modern},
    {Keyword::dynamic_anchor, "$dynamicAnchor", modern},
    {Keyword::type, "type", every},
    {Keyword::enumeration, "enum", every},
    {Keyword::constant, "const", modern},
    {Keyword::nullable, "nullable", openapi_3_0},
    {Keyword::x_nullable, "x-nullable", swagger},
    {Keyword::format, "format", every},
    {Keyword::multiple_of, "multipleOf", every},
    {Keyword::minimum, "minimum", every},
    {Keyword::maximum, "maximum", every},
    {Keyword::exclusive_minimum, "exclusiveMinimum", every},
    {Keyword::exclusive_maximum, "exclusiveMaximum", every},
    {Keyword::min_length, "minLength", every},
    {Keyword::max_length, "maxLength", every},
    {Keyword::pattern, "pattern", every},
    {Keyword::items, "items", every},
    {Keyword::prefix_items, "prefixItems", modern},
    {Keyword::contains, "contains", modern},
    {Keyword::min_contains, "minContains", modern},
    {Keyword::max_contains, "maxContains", modern},
    {Keyword::min_items, "minItems", every},
    {Keyword::max_items, "maxItems", every},
    {Keyword::unique_items, "uniqueItems", every},
    {Keyword::unevaluated_items, "unevaluatedItems", modern},
    {Keyword::properties, "properties", every},
    {Keyword::pattern_properties, "patternProperties", modern},
    {Keyword::additional_properties, "additionalProperties", every},
    {Keyword::property_names, "propertyNames", modern},
    {Keyword::required, "required", every},
    {Keyword::dependent_required, "dependentRequired", modern},
    {Keyword::dependent_schemas, "dependentSchemas", modern},
    {Keyword::min_properties, "minProperties", every},
    {Keyword::max_properties, "maxProperties", every},
    {Keyword::unevaluated_properties, "unevaluatedProperties", modern},
    {Keyword::all_of, "allOf", every},
    {Keyword::any_of, "anyOf", from_3_0},
    {Keyword::one_of, "oneOf", from_3_0},
    {Keyword::negation, "not", from_3_0},
    {Keyword::condition, "if", modern},
    {Keyword::consequence, "then", modern},
    {Keyword::alternative, "else", modern},
    {Keyword::discriminator, "discriminator", from_3_0},
}};

const std::unordered_map<std::string_view, const Declaration*>& by_name() {
  static const auto index = [] {
    std::unordered_map<std::string_view, const Declaration*> result;
    for (const Declaration& declaration : declarations)
      result.emplace(declaration.name, &declaration);
    return result;
  }();
  return index;
}

DialectSet set_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::swagger_2_0:
      return swagger;
    case Dialect::openapi_3_0:
      return openapi_3_0;
    case Dialect::draft_2020_12:
      break;
  }
  return modern;
}

}  // namespace

std::string_view name_of(Keyword keyword) {
  return declarations.at(static_cast<std::size_t>(keyword)).name;
}

Keywords::Keywords(const document::Node& schema, Dialect dialect) {
  const auto& index = by_name();
  const unsigned wanted = set_of(dialect);
  for (const document::Entry& entry : schema.entries()) {
    const auto found = index.find(entry.key);
    if (found == index.end() || (found->second->dialects & wanted) == 0) continue;
    values_[static_cast<std::size_t>(found->second->keyword)] = entry.value;
  }
  const document::Node* const reference = (*this)[Keyword::ref];
  if (reference != nullptr && !reference->is_string()) {
    values_[static_cast<std::size_t>(Keyword::ref)] = nullptr;
  } else if (reference != nullptr && dialect != Dialect::draft_2020_12) {
    const document::Node* const nullable = (*this)[Keyword::x_nullable];
    values_.fill(nullptr);
    values_[static_cast<std::size_t>(Keyword::ref)] = reference;
    // An extension, read leniently: many 2.0 documents can say "a Pet or null" in this way only.
    values_[static_cast<std::size_t>(Keyword::x_nullable)] = nullable;
  }
}

std::optional<std::size_t> count_at(const Keywords& keywords, Keyword keyword) {
  const document::Node* const value = keywords[keyword];
  if (value == nullptr) return std::nullopt;
  const auto number = value->as_integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::vector<std::string_view> type_names(const Keywords& keywords) {
  std::vector<std::string_view> names;
  const document::Node* const type = keywords[Keyword::type];
  if (type == nullptr) return names;
  if (type->is_string()) names.push_back(type->text());
  for (const document::Node* const item : type->items()) {
    if (item->is_string()) names.push_back(item->text());
  }
  return names;
}

std::vector<std::string_view> discriminator_values(const document::Node& discriminator,
                                                   std::string_view reference) {
  const std::string_view name = reference.substr(reference.rfind('/') + 1);
  std::vector<std::string_view> values;
  if (const document::Node* const mapping = discriminator.find("mapping"); mapping != nullptr) {
    for (const document::Entry& entry : mapping->entries()) {
      const std::string_view target = entry.value->text();
      if (target == reference || target == name) values.push_back(entry.key);
    }
  }
  if (values.empty()) values.push_back(name);
  return values;
}

bool allows_null(const Keywords& keywords) {
  // OpenAPI 3.0.4 §4.7.24.1: effective only beside `type`, in the same Schema Object.
  const document::Node* const nullable = keywords[Keyword::nullable];
  return nullable != nullptr && nullable->as_boolean() && keywords.has(Keyword::type);
}

}  // namespace sworn::schema
