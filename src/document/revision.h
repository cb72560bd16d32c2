// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "document/json_path.h"
#include "document/node.h"
#include "sworn/result.h"

namespace sworn::document {

/// How values of different kinds are merged.
struct MergeRules {
  /// A list given to a list adds its elements; else it becomes one element. Within the value that
  /// is merged lists always add their elements.
  bool lists_add_elements = true;
  /// An object where the document has a string, and the like, is an error; else it takes its place.
  bool kinds_must_fit = true;
};

/// A document under change: each change makes a new tree that shares what stays the same, so that a
/// change costs what lies between the root and the nodes that it is about. The original and every
/// value that is merged have to outlive it. After an error the tree is what it was.
class Revision {
 public:
  explicit Revision(const Document& original, const Limits& limits = {});

  [[nodiscard]] const Node& root() const { return *root_; }

  /// Merges `value` into each target, which `root()` was asked for: object into object, member by
  /// member; lists grow; scalars take each other's place; null leaves a collection as it is.
  [[nodiscard]] Result<void> merge(std::vector<PathMatch> targets,
                                   const Node& value,
                                   const MergeRules& rules);
  /// Takes the targets out of what holds them. The root cannot be taken out.
  [[nodiscard]] Result<void> remove(std::vector<PathMatch> targets);

 private:
  struct Change;
  /// All of them, one after the other, or none.
  [[nodiscard]] Result<void> apply_all(const std::vector<Change>& changes);
  [[nodiscard]] Result<void> apply(const Change& change);

  const Node* root_;
  Limits limits_;
  std::size_t size_ = 0;  ///< nodes, repeated ones counted; an upper bound
  std::vector<Document> versions_;
};

}  // namespace sworn::document
