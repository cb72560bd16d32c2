// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "document/node.h"
#include "sworn/contract.h"

namespace sworn::spec {

/// A document, or a schema within it that has an `$id` of its own: what a reference's fragment is
/// looked up in, and what relative references resolve against (JSON Schema 2020-12 Core §8.2.1,
/// OpenAPI 3.2 §4.1.2.2).
struct Resource {
  std::string base;  ///< its URI, without a fragment
  const document::Node* root = nullptr;
  std::uint16_t document_id = 0;
  std::unordered_map<std::string_view, const document::Node*> anchors = {};
};

/// The resources of all documents, by URI and by the nodes that they hold.
class Resources {
 public:
  /// A document that was retrieved from `uri`, with the resources in it. `text` is its source.
  void add(const document::Document& document,
           std::uint16_t document_id,
           std::string_view text,
           const std::string& uri,
           SpecVersion version);

  [[nodiscard]] const Resource& at(std::size_t index) const { return all_[index]; }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// The innermost resource that holds the node, which is of a document that was added.
  [[nodiscard]] std::size_t holding(const document::Node& node) const;
  /// The resource of a document as a whole.
  [[nodiscard]] std::size_t of_document(std::size_t document_id) const {
    return documents_[document_id];
  }
  [[nodiscard]] std::optional<std::size_t> find(const std::string& uri) const;
  void add_alias(const std::string& uri, std::size_t index) { by_uri_.emplace(uri, index); }

 private:
  void scan(const document::Node& node, std::size_t resource, bool keys_are_names);

  std::vector<Resource> all_;
  std::vector<std::size_t> documents_;
  std::unordered_map<std::string, std::size_t> by_uri_;
  /// Only nodes within an `$id` of their own are here: in most documents none.
  std::unordered_map<const document::Node*, std::size_t> nested_;
  std::unordered_set<const document::Node*> seen_;  ///< of the document that is being added
};

}  // namespace sworn::spec
