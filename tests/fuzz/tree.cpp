// SPDX-License-Identifier: Apache-2.0
#include "tree.h"

#include <unordered_set>

#include "base/utf8.h"
#include "fuzz.h"

namespace sworn::fuzz {
namespace {

using document::Entry;
using document::Node;

class Walk {
 public:
  explicit Walk(std::size_t text_size) : most_(text_size + 1) {}

  void visit(const Node& node) {
    // Aliases share nodes: a document of a kilobyte may spell millions.
    if (!seen_.insert(&node).second) return;
    must(node.mark().line <= most_ && node.mark().column <= most_, "a mark lies within the text");
    must(base::find_invalid_utf8(node.text()) == std::string_view::npos, "text is UTF-8");
    must(node.items().empty() || node.is_sequence(), "only sequences have items");
    must(node.entries().empty() || node.is_mapping(), "only mappings have entries");
    for (const Node* item : node.items()) {
      must(item != nullptr, "an item is a node");
      visit(*item);
    }
    for (const Entry& entry : node.entries()) {
      must(entry.value != nullptr, "an entry has a value");
      must(node.find(entry.key) == entry.value, "an entry is found by its key");
      must(base::find_invalid_utf8(entry.key) == std::string_view::npos, "a key is UTF-8");
      visit(*entry.value);
    }
  }

 private:
  std::size_t most_;
  std::unordered_set<const Node*> seen_;
};

}  // namespace

void check_tree(const document::Document& document, std::size_t text_size) {
  Walk(text_size).visit(document.root());
}

}  // namespace sworn::fuzz
