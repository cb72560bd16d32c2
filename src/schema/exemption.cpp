// SPDX-License-Identifier: Apache-2.0
#include "schema/exemption.h"

#include <algorithm>
#include <vector>

namespace sworn::schema {
namespace {

/// How many schemas are looked at in search of a flag.
constexpr std::size_t search_limit = 500;

/// Whether `holds` is true of the schema or of one that its references and `allOf` bring along.
template <typename Predicate>
bool any_joined(const document::Node& schema, const Context& context, Predicate holds) {
  std::vector<const document::Node*> joined{&schema};
  const auto add = [&](const document::Node* node) {
    if (node != nullptr && node->is_mapping() && joined.size() < search_limit &&
        std::ranges::find(joined, node) == joined.end()) {
      joined.push_back(node);
    }
  };
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const document::Node& node = *joined[i];
    if (holds(node)) return true;
    const std::string_view reference = node.string_at("$ref");
    if (!reference.empty() && context.resolver != nullptr)
      add(context.resolver->resolve(node, reference));
    const document::Node* const parts = node.find("allOf");
    if (parts == nullptr) continue;
    for (const document::Node* const part : parts->items()) add(part);
  }
  return false;
}

}  // namespace

std::string_view exempting_flag(const Context& context) {
  if (context.direction == Direction::request) return "readOnly";
  return context.dialect == Dialect::swagger_2_0 ? "" : "writeOnly";
}

bool is_flagged(const document::Node& property, std::string_view flag, const Context& context) {
  return !flag.empty() && any_joined(property, context, [&](const document::Node& node) {
    const document::Node* const own = node.find(flag);
    return own != nullptr && own->as_boolean();
  });
}

bool declares_exempt(const document::Node& schema, std::string_view name, const Context& context) {
  const std::string_view flag = exempting_flag(context);
  return !flag.empty() && any_joined(schema, context, [&](const document::Node& node) {
    const document::Node* const properties = node.find("properties");
    const document::Node* const property = properties == nullptr ? nullptr : properties->find(name);
    return property != nullptr && is_flagged(*property, flag, context);
  });
}

}  // namespace sworn::schema
