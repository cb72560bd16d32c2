// SPDX-License-Identifier: Apache-2.0
#include "spec/resources.h"

#include <algorithm>
#include <array>

#include "spec/uri.h"

namespace sworn::spec {
namespace {

/// Keywords whose values are data: an `$id` in there names nothing.
bool holds_data(std::string_view key) {
  static constexpr std::array<std::string_view, 7> names{
      "example", "examples", "default", "enum", "const", "value", "dataValue"};
  return std::ranges::find(names, key) != names.end() || key.starts_with("x-");
}

/// Keywords whose members are named by the author, so that a name is no keyword.
bool holds_names(std::string_view key) {
  static constexpr std::array<std::string_view, 18> names{"properties",
                                                          "patternProperties",
                                                          "$defs",
                                                          "definitions",
                                                          "dependentSchemas",
                                                          "schemas",
                                                          "responses",
                                                          "parameters",
                                                          "requestBodies",
                                                          "headers",
                                                          "paths",
                                                          "pathItems",
                                                          "mediaTypes",
                                                          "webhooks",
                                                          "securitySchemes",
                                                          "callbacks",
                                                          "links",
                                                          "encoding"};
  return std::ranges::find(names, key) != names.end();
}

/// Few documents have identifiers; the rest need not be walked for them.
bool may_have_identifiers(std::string_view text) {
  return text.find("$id") != std::string_view::npos ||
         text.find("$anchor") != std::string_view::npos ||
         text.find("$dynamicAnchor") != std::string_view::npos;
}

}  // namespace

void Resources::add(const document::Document& document,
                    std::uint16_t document_id,
                    std::string_view text,
                    const std::string& uri,
                    SpecVersion version) {
  const document::Node& root = document.root();
  const std::size_t index = all_.size();
  documents_.push_back(index);
  by_uri_.emplace(uri, index);
  Resource resource{uri, &root, document_id};
  if (const std::string_view self = root.string_at("$self");
      !self.empty() && version >= SpecVersion::openapi_3_2) {
    resource.base = resolve_uri(uri, self);
    by_uri_.emplace(resource.base, index);
  }
  all_.push_back(std::move(resource));
  if (version >= SpecVersion::openapi_3_1 && may_have_identifiers(text)) {
    scan(root, index, false);
    seen_ = {};
  }
}

void Resources::scan(const document::Node& node, std::size_t resource, bool keys_are_names) {
  if (node.is_collection()) {
    if (!seen_.insert(&node).second) return;
  }
  for (const document::Node* item : node.items()) scan(*item, resource, false);
  if (!node.is_mapping()) return;
  if (!keys_are_names) {
    if (const std::string_view id = take_apart(node.string_at("$id")).target; !id.empty()) {
      std::string base = resolve_uri(all_[resource].base, id);
      const std::uint16_t document_id = all_[resource].document_id;
      if (&node == all_[resource].root) {
        all_[resource].base = base;
      } else {
        resource = all_.size();
        all_.push_back({base, &node, document_id});
      }
      by_uri_.emplace(std::move(base), resource);
    }
    for (const std::string_view keyword : {"$anchor", "$dynamicAnchor"}) {
      if (const std::string_view name = node.string_at(keyword); !name.empty()) {
        all_[resource].anchors.emplace(name, &node);
      }
    }
  }
  if (resource != documents_.back()) nested_.emplace(&node, resource);
  for (const document::Entry& entry : node.entries()) {
    if (!keys_are_names && holds_data(entry.key)) continue;
    scan(*entry.value, resource, !keys_are_names && holds_names(entry.key));
  }
}

std::size_t Resources::holding(const document::Node& node) const {
  if (!nested_.empty()) {
    if (const auto found = nested_.find(&node); found != nested_.end()) return found->second;
  }
  return documents_[node.document_id()];
}

std::optional<std::size_t> Resources::find(const std::string& uri) const {
  const auto found = by_uri_.find(uri);
  return found == by_uri_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace sworn::spec
