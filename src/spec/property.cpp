// SPDX-License-Identifier: Apache-2.0
#include "spec/property.h"

#include <algorithm>

#include "spec/files.h"

namespace sworn::spec {
namespace {

constexpr std::size_t most_schemas = 200;
constexpr int deepest = 20;

/// The schema, and what `$ref` beside other keywords (JSON Schema 2020-12 §8.2.3.1), `allOf` and,
/// if wanted, choices add to it.
std::vector<const document::Node*> joined(const Contract& contract,
                                          const document::Node* schema,
                                          bool choices) {
  std::vector<const document::Node*> all;
  const auto add = [&](const document::Node* node) {
    if (node != nullptr && node->is_mapping() && all.size() < most_schemas &&
        std::ranges::find(all, node) == all.end()) {
      all.push_back(node);
    }
  };
  add(schema);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const document::Node& node = *all[i];
    if (node.find("$ref") != nullptr && contract.files != nullptr) {
      add(contract.files->follow(&node));
    }
    for (const std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
      const document::Node* parts = node.find(keyword);
      if (parts != nullptr && (choices || keyword == "allOf")) {
        for (const document::Node* part : parts->items()) {
          add(part);
        }
      }
    }
  }
  return all;
}

void find_flagged(const Contract& contract,
                  const document::Node* schema,
                  const document::Node& instance,
                  std::string_view flag,
                  const std::string& pointer,
                  int depth,
                  std::vector<std::string>& found) {
  if (schema == nullptr || depth > deepest || found.size() > most_schemas) {
    return;
  }
  if (instance.is_mapping()) {
    for (const auto& [name, property] : properties_of(contract, schema, false)) {
      const document::Node* value = instance.find(name);
      if (value == nullptr || value->is_null() || (value->is_string() && value->text().empty())) {
        continue;
      }
      const std::string place = pointer + "/" + document::escape_pointer(name);
      if (is_flagged(contract, *property, flag)) {
        found.push_back(place);
      } else {
        find_flagged(contract, property, *value, flag, place, depth + 1, found);
      }
    }
  }
  for (const document::Node* part : joined(contract, schema, false)) {
    const document::Node* items = part->find("items");
    for (std::size_t i = 0; items != nullptr && i < instance.items().size(); ++i) {
      find_flagged(contract,
                   items,
                   *instance.items()[i],
                   flag,
                   pointer + "/" + std::to_string(i),
                   depth + 1,
                   found);
    }
  }
}

}  // namespace

std::map<std::string, const document::Node*> properties_of(const Contract& contract,
                                                           const document::Node* schema,
                                                           bool choices) {
  std::map<std::string, const document::Node*> properties;
  for (const document::Node* part : joined(contract, schema, choices)) {
    if (const document::Node* own = part->find("properties")) {
      for (const document::Entry& entry : own->entries()) {
        properties.try_emplace(std::string(entry.key), entry.value);
      }
    }
  }
  return properties;
}

bool is_flagged(const Contract& contract, const document::Node& property, std::string_view flag) {
  return std::ranges::any_of(joined(contract, &property, false), [&](const document::Node* node) {
    const document::Node* own = node->find(flag);
    return own != nullptr && own->as_boolean();
  });
}

std::vector<std::string> flagged_members(const Contract& contract,
                                         const document::Node* schema,
                                         const document::Node& instance,
                                         std::string_view flag) {
  std::vector<std::string> found;
  find_flagged(contract, schema, instance, flag, "", 0, found);
  return found;
}

}  // namespace sworn::spec
