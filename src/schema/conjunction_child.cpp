// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "schema/conjunction.h"
#include "schema/pattern.h"

namespace sworn::schema {
namespace {

bool is_false(const document::Node& schema) {
  return schema.is_boolean() && !schema.as_boolean();
}

}  // namespace

std::optional<Schemas> Conjunction::item(std::size_t index, bool is_contained) const {
  Schemas result;
  bool is_evaluated = is_contained;
  for (const Part& part : parts_) {
    const document::Node* const prefix = part.keywords[Keyword::prefix_items];
    const document::Node* schema = part.keywords[Keyword::items];
    if (prefix != nullptr && index < prefix->items().size()) schema = prefix->items()[index];
    if (schema == nullptr) continue;
    if (is_false(*schema)) return std::nullopt;
    result.push_back(schema);
    is_evaluated = true;
  }
  for (const Part& part : parts_) {
    const document::Node* const schema = part.keywords[Keyword::unevaluated_items];
    if (is_evaluated || schema == nullptr) continue;
    if (is_false(*schema)) return std::nullopt;
    result.push_back(schema);
  }
  return result;
}

std::size_t Conjunction::prefix_size() const {
  std::size_t size = 0;
  for (const Part& part : parts_) {
    const document::Node* const prefix = part.keywords[Keyword::prefix_items];
    if (prefix != nullptr) size = std::max(size, prefix->items().size());
  }
  return size;
}

Schemas Conjunction::contained() const {
  constexpr std::size_t most = 100;
  Schemas result;
  for (const Part& part : parts_) {
    const document::Node* const schema = part.keywords[Keyword::contains];
    if (schema == nullptr) continue;
    const std::size_t least = count_at(part.keywords, Keyword::min_contains).value_or(1);
    result.insert(result.end(), std::min(least, most), schema);
  }
  return result;
}

std::vector<std::string_view> Conjunction::property_names() const {
  std::vector<std::string_view> names;
  const auto append = [&](std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const Part& part : parts_) {
    const document::Node* const properties = part.keywords[Keyword::properties];
    if (properties == nullptr) continue;
    for (const document::Entry& entry : properties->entries()) append(entry.key);
  }
  for (const Part& part : parts_) {
    const document::Node* const required = part.keywords[Keyword::required];
    if (required == nullptr) continue;
    for (const document::Node* const name : required->items()) {
      if (name->is_string()) append(name->text());
    }
  }
  for (const auto& [name, value] : discriminated_) append(name);
  return names;
}

bool Conjunction::requires_property(std::string_view name) const {
  return std::ranges::any_of(parts_, [&](const Part& part) {
    const document::Node* const required = part.keywords[Keyword::required];
    if (required == nullptr) return false;
    return std::ranges::any_of(required->items(), [&](const document::Node* item) {
      return item->is_string() && item->text() == name;
    });
  });
}

std::optional<Schemas> Conjunction::property(std::string_view name) const {
  Schemas result;
  bool is_declared = false;
  for (const Part& part : parts_) {
    bool is_declared_here = false;
    const auto append = [&](const document::Node& schema) {
      is_declared_here = true;
      result.push_back(&schema);
    };
    const document::Node* const properties = part.keywords[Keyword::properties];
    const document::Node* const own = properties == nullptr ? nullptr : properties->find(name);
    if (own != nullptr) append(*own);
    if (const document::Node* const patterns = part.keywords[Keyword::pattern_properties];
        patterns != nullptr) {
      for (const document::Entry& entry : patterns->entries()) {
        if (matches(entry.key, name).value_or(false)) append(*entry.value);
      }
    }
    const document::Node* const additional = part.keywords[Keyword::additional_properties];
    if (!is_declared_here && additional != nullptr) append(*additional);
    is_declared = is_declared || is_declared_here;
  }
  for (const Part& part : parts_) {
    const document::Node* const schema = part.keywords[Keyword::unevaluated_properties];
    if (!is_declared && schema != nullptr) result.push_back(schema);
  }
  if (std::ranges::any_of(result, [](const document::Node* schema) { return is_false(*schema); })) {
    return std::nullopt;
  }
  return result;
}

std::string_view Conjunction::discriminated(std::string_view name) const {
  const auto found = discriminated_.find(name);
  return found == discriminated_.end() ? std::string_view() : found->second;
}

std::vector<std::string_view> Conjunction::dependents_of(std::string_view name) const {
  std::vector<std::string_view> result;
  for (const Part& part : parts_) {
    const document::Node* const dependent = part.keywords[Keyword::dependent_required];
    const document::Node* const names = dependent == nullptr ? nullptr : dependent->find(name);
    if (names == nullptr) continue;
    for (const document::Node* const item : names->items()) {
      if (item->is_string()) result.push_back(item->text());
    }
  }
  return result;
}

}  // namespace sworn::schema
