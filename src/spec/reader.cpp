// SPDX-License-Identifier: Apache-2.0
#include "spec/reader.h"

namespace sworn::spec {

std::string below(const std::string& pointer, std::string_view token) {
  return pointer + "/" + document::escape_pointer(token);
}

Location Reader::place_of(const document::Node& parent,
                          std::string_view key,
                          const std::string& parent_pointer) const {
  return files.locate(parent, parent.mark_of(key), below(parent_pointer, key));
}

void Reader::malformed(std::string message, Location where, std::string hint) const {
  remarks.add(Flaw::malformed, {std::move(message), std::move(where), std::move(hint)});
}

const document::Node* Reader::list_at(const document::Node& parent, std::string_view key) const {
  const document::Node* list = files.follow(parent.find(key));
  if (list == nullptr || list->is_sequence()) return list;
  if (!list->is_null()) {
    malformed("'" + std::string(key) + "' is not a list",
              files.locate(parent, parent.mark_of(key)));
  }
  return nullptr;
}

const document::Node* Reader::map_at(const document::Node& parent, std::string_view key) const {
  const document::Node* map = files.follow(parent.find(key));
  if (map == nullptr || map->is_mapping()) return map;
  if (!map->is_null()) {
    malformed("'" + std::string(key) + "' is not an object",
              files.locate(parent, parent.mark_of(key)));
  }
  return nullptr;
}

const document::Node* Reader::object(const document::Node* node, std::string_view what) const {
  const document::Node* found = files.follow(node);
  if (found == nullptr || found->is_mapping()) return found;
  malformed(std::string(what) + " is not an object and is left out",
            files.locate(*node, node->mark()));
  return nullptr;
}

}  // namespace sworn::spec
