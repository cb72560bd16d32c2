// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document/node.h"
#include "spec/grammar.h"
#include "sworn/contract.h"

namespace sworn::spec {

/// A `$ref` (or `$dynamicRef`, or a requirement's key that may be a URI) as it was met.
struct Link {
  const document::Node* holder = nullptr;
  std::string_view text;
  document::Mark mark;
  Position position;      ///< of what it has to refer to
  bool is_tried = false;  ///< may be a name as well: where nothing is found, nothing is wrong
};

/// Members beside a `$ref` that the version ignores.
struct IgnoredMembers {
  const document::Node* holder = nullptr;
  document::Mark mark;
  std::string names;
};

/// Finds the references of a tree of OpenAPI objects, knowing what stands where (grammar.h). What
/// was walked once is not walked again, so that cycles and YAML aliases cost nothing.
class Walk {
 public:
  explicit Walk(SpecVersion version) : version_(version) {}

  /// Everything below `node`, which is read as `position` says. Found links are appended.
  void visit(const document::Node& node, Position position);

  /// What has been found since the last call.
  [[nodiscard]] std::vector<Link> take_links();
  [[nodiscard]] std::vector<IgnoredMembers> take_ignored();

 private:
  void visit_one(const document::Node& node, Object object);
  void visit_map(const document::Node& node, Object object);
  void visit_requirement(const document::Node& node);
  /// Whether the members beside the reference count.
  bool visit_reference(const document::Node& node,
                       const document::Node& reference,
                       Position position);
  void note_ignored(const document::Node& node, document::Mark mark, bool may_describe);

  SpecVersion version_;
  std::unordered_set<const document::Node*> seen_;
  std::vector<Link> links_;
  std::vector<IgnoredMembers> ignored_;
};

}  // namespace sworn::spec
