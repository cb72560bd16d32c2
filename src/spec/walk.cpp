// SPDX-License-Identifier: Apache-2.0
#include "spec/walk.h"

#include <utility>

namespace sworn::spec {
namespace {

constexpr std::size_t most_names = 5;

const document::Node* reference_of(const document::Node& node) {
  const document::Node* reference = node.find("$ref");
  return reference != nullptr && reference->is_string() ? reference : nullptr;
}

}  // namespace

std::vector<Link> Walk::take_links() {
  return std::exchange(links_, {});
}

std::vector<IgnoredMembers> Walk::take_ignored() {
  return std::exchange(ignored_, {});
}

void Walk::visit(const document::Node& node, Position position) {
  if (position.shape == Shape::map) {
    visit_map(node, position.object);
  } else if (node.is_sequence()) {
    // A list where one object belongs is the tuple form of `items` (draft 4 §5.3.1).
    for (const document::Node* item : node.items()) visit_one(*item, position.object);
  } else {
    visit_one(node, position.object);
  }
}

void Walk::visit_map(const document::Node& node, Object object) {
  if (!node.is_mapping() || !seen_.insert(&node).second) return;
  if (const document::Node* reference = reference_of(node)) {
    visit_reference(node, *reference, {object, Shape::map});
    return;
  }
  for (const document::Entry& entry : node.entries()) visit_one(*entry.value, object);
}

void Walk::visit_one(const document::Node& node, Object object) {
  if (!node.is_mapping() || !seen_.insert(&node).second) return;
  if (object == Object::requirement) {
    visit_requirement(node);
    return;
  }
  if (const document::Node* reference = reference_of(node)) {
    if (!visit_reference(node, *reference, {object, Shape::one})) return;
  }
  if (object == Object::schema && version_ >= SpecVersion::openapi_3_1) {
    const document::Node* dynamic = node.find("$dynamicRef");
    if (dynamic != nullptr && dynamic->is_string()) {
      links_.push_back({&node, dynamic->text(), dynamic->mark(), {object, Shape::one}});
    }
  }
  const auto member = member_of(object);
  for (const document::Entry& entry : node.entries()) {
    if (member) {
      if (!entry.key.starts_with("x-")) visit_one(*entry.value, *member);
    } else if (const auto position = position_of(object, entry.key)) {
      visit(*entry.value, *position);
    }
  }
}

void Walk::visit_requirement(const document::Node& node) {
  if (version_ < SpecVersion::openapi_3_2) return;
  for (const document::Entry& entry : node.entries()) {
    // A single segment is a component's name; "./name" makes it a URI (OpenAPI 3.2 §4.30).
    if (entry.key.find_first_of("/#:") != std::string_view::npos) {
      links_.push_back(
          {&node, entry.key, entry.key_mark, {Object::security_scheme, Shape::one}, true});
    }
  }
}

bool Walk::visit_reference(const document::Node& node,
                           const document::Node& reference,
                           Position position) {
  links_.push_back({&node, reference.text(), reference.mark(), position});
  if (node.entries().size() == 1) return false;
  // The `$ref` of a Path Item is a field among others (OpenAPI 3.1 §4.8.9); in a schema it is a
  // keyword among others since JSON Schema 2019-09.
  const bool is_newer = version_ >= SpecVersion::openapi_3_1;
  if (position.shape == Shape::one &&
      (position.object == Object::path_item || (position.object == Object::schema && is_newer))) {
    return true;
  }
  note_ignored(node, reference.mark(), is_newer);
  return false;
}

void Walk::note_ignored(const document::Node& node, document::Mark mark, bool may_describe) {
  std::string names;
  std::size_t count = 0;
  for (const document::Entry& entry : node.entries()) {
    const bool is_description = entry.key == "summary" || entry.key == "description";
    if (entry.key == "$ref" || entry.key.starts_with("x-") || (may_describe && is_description)) {
      continue;
    }
    if (++count <= most_names) names.append(names.empty() ? "" : ", ").append(entry.key);
  }
  if (count == 0) return;
  if (count > most_names) names.append(" and ").append(std::to_string(count - most_names));
  ignored_.push_back({&node, mark, std::move(names)});
}

}  // namespace sworn::spec
