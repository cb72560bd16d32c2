// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/arena.h"
#include "document/key.h"
#include "document/node.h"

namespace sworn::document {

struct Document::Memory {
  std::string name;
  Arena arena;
  std::vector<Oddity> oddities;
  const Node* root = nullptr;
};

/// How much of a finished value an alias repeats.
struct Extent {
  const Node* node = nullptr;
  std::size_t size = 0;    ///< nodes after alias expansion
  std::size_t height = 0;  ///< collections within one another, itself included
};

/// Puts a document together from parse events, in order. Each call returns false once something is
/// wrong; then error() says what, and further calls change nothing.
class Builder {
 public:
  Builder(std::string name, std::uint16_t document_id, const Limits& limits, Strictness strictness);

  /// A scalar; `text` as Node::text() promises it.
  bool scalar(Kind kind, std::string_view text, Mark mark, bool boolean = false);
  bool begin_sequence(Mark mark);
  bool begin_mapping(Mark mark);
  bool key(std::string_view text, Mark mark);
  /// The next value of this mapping is merged into it (YAML's "<<").
  bool merge_key(Mark mark);
  /// Ends the innermost collection.
  bool end();
  /// A finished value once more, at another place.
  bool repeat(const Extent& extent, Mark mark);
  /// A value that would hold itself: the one begun at `around` repeated within itself.
  bool repeat_unfinished(Mark around, Mark mark);

  /// What the last finished value (or repeated one) was.
  [[nodiscard]] const Extent& last() const { return last_; }
  /// A scalar that stands nowhere in the tree: an anchored key, which aliases may repeat.
  Extent apart(Kind kind, std::string_view text, Mark mark);

  /// Whether a key, not a value, comes next.
  [[nodiscard]] bool expects_key() const;
  /// Where the pending key of the innermost mapping stands.
  [[nodiscard]] std::optional<Mark> pending_key() const;
  [[nodiscard]] std::size_t depth() const { return frames_.size(); }

  bool fail(std::string message, Mark mark, std::string hint = {});
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  /// Adds to what was odd about a finished document.
  static void add_note(Document& document, Oddity oddity);

  /// The document, or the error. Without any value the root is null.
  Result<Document> finish();

 private:
  struct Frame {
    Node* node = nullptr;
    std::size_t first = 0;         ///< where its elements begin in items_ or entries_
    std::size_t first_merged = 0;  ///< where those of its merges begin in merged_
    std::size_t size_before = 0;   ///< expanded_ before it was begun
    std::size_t height = 0;
    bool has_key = false;
    bool is_merge = false;
    std::string_view key;
    Mark key_mark;
  };

  Node* make(Kind kind, Mark mark);
  Node* make(Kind kind, Mark mark, std::string_view text);
  bool count(std::size_t nodes, Mark mark);
  bool begin(Kind kind, Mark mark);
  bool attach(const Extent& extent, Mark mark);
  bool merge(const Node& value, Mark mark);
  void end_sequence(const Frame& frame);
  bool end_mapping(const Frame& frame);
  /// The entry among those from `first` to `end` with this key, or null: then one will follow at
  /// `end`.
  Entry* earlier_entry(std::size_t first, std::size_t end, std::string_view key);
  bool duplicate(const Entry& earlier, const Entry& later);
  bool note(Oddity::Kind kind, std::string message, Mark mark);

  Document document_;
  std::uint16_t document_id_;
  Limits limits_;
  Strictness strictness_;
  KeyTable keys_;
  KeyIndex index_;
  std::vector<Frame> frames_;
  std::vector<const Node*> items_;
  std::vector<Entry> entries_;
  std::vector<Entry> merged_;
  std::size_t expanded_ = 0;
  Extent last_;
  std::optional<Error> error_;
};

}  // namespace sworn::document
