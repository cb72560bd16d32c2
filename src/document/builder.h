// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document/node.h"

namespace sworn::document {

struct Document::Memory {
  std::string name;
  std::deque<Node> nodes;
  std::vector<std::unique_ptr<char[]>> chunks;
  std::size_t chunk_left = 0;
  char* chunk_end = nullptr;
  const Node* root = nullptr;

  /// A copy that lives as long as the document.
  std::string_view keep(std::string_view text);
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
  Builder(std::string name, std::uint16_t document_id, const Limits& limits);

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

  /// The document, or the error. Without any value the root is null.
  Result<Document> finish();

 private:
  struct Frame {
    Node* node = nullptr;
    std::size_t first = 0;        ///< where its elements begin in items_ or entries_
    std::size_t size_before = 0;  ///< expanded_ before it was begun
    std::size_t height = 0;
    bool has_key = false;
    bool is_merge = false;
    std::string_view key;
    Mark key_mark;
    std::vector<Entry> merged;
  };

  Node* make(Kind kind, Mark mark);
  bool count(std::size_t nodes, Mark mark);
  bool begin(Kind kind, Mark mark);
  bool attach(const Extent& extent, Mark mark);
  bool merge(Frame& frame, const Node& value, Mark mark);
  bool end_mapping(Frame& frame);
  bool refuse_duplicates(const Node& mapping);
  std::string_view intern(std::string_view key);

  Document document_;
  std::uint16_t document_id_;
  Limits limits_;
  std::unordered_set<std::string_view> keys_;
  std::vector<Frame> frames_;
  std::vector<const Node*> items_;
  std::vector<Entry> entries_;
  std::size_t expanded_ = 0;
  Extent last_;
  std::optional<Error> error_;
};

/// The error for text that is no UTF-8 or holds NUL bytes, if so,
/// or is larger than the limit.
[[nodiscard]] std::optional<Error> refuse_text(std::string_view text,
                                               const std::string& name,
                                               const Limits& limits);

/// 3 when the text begins with a UTF-8 byte order mark, else 0.
[[nodiscard]] std::size_t bom_size(std::string_view text);

/// Line and column of a byte; a byte order mark has no width.
[[nodiscard]] Mark mark_at(std::string_view text, std::size_t position);

}  // namespace sworn::document
