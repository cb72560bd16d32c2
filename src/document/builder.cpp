// SPDX-License-Identifier: Apache-2.0
#include "document/builder.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "base/text.h"

namespace sworn::document {
namespace {

/// Mappings up to this size are searched one by one; see Node::find.
constexpr std::size_t linear_most = 16;
constexpr std::size_t chunk_size = 64 * 1024;

std::string place(Mark mark) {
  return "line " + std::to_string(mark.line) + ", column " + std::to_string(mark.column);
}

}  // namespace

std::string_view Document::Memory::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > chunk_left) {
    const std::size_t size = std::max(chunk_size, text.size());
    chunks.push_back(std::make_unique<char[]>(size));
    chunk_end = chunks.back().get() + size;
    chunk_left = size;
  }
  char* const start = chunk_end - chunk_left;
  std::memcpy(start, text.data(), text.size());
  chunk_left -= text.size();
  return {start, text.size()};
}

Builder::Builder(std::string name, std::uint16_t document_id, const Limits& limits)
    : document_id_(document_id), limits_(limits) {
  document_.memory_ = std::make_unique<Document::Memory>();
  document_.memory_->name = std::move(name);
}

bool Builder::fail(std::string message, Mark mark, std::string hint) {
  if (!error_) error_ = Error{std::move(message), document_.locate(mark), std::move(hint)};
  return false;
}

bool Builder::expects_key() const {
  return !frames_.empty() && frames_.back().node->is_mapping() && !frames_.back().has_key;
}

std::optional<Mark> Builder::pending_key() const {
  if (frames_.empty() || !frames_.back().has_key) return std::nullopt;
  return frames_.back().key_mark;
}

Node* Builder::make(Kind kind, Mark mark) {
  Node& node = document_.memory_->nodes.emplace_back();
  node.kind_ = kind;
  node.mark_ = mark;
  node.document_id_ = document_id_;
  return &node;
}

bool Builder::count(std::size_t nodes, Mark mark) {
  if (error_) return false;
  if (nodes > limits_.nodes - expanded_) {
    return fail("the document has more than " + std::to_string(limits_.nodes) +
                    " values, repeated ones counted",
                mark);
  }
  expanded_ += nodes;
  return true;
}

bool Builder::scalar(Kind kind, std::string_view text, Mark mark, bool boolean) {
  if (!count(1, mark)) return false;
  Node* const node = make(kind, mark);
  node->text_ = document_.memory_->keep(text);
  node->boolean_ = boolean;
  return attach({node, 1, 0}, mark);
}

Extent Builder::apart(Kind kind, std::string_view text, Mark mark) {
  Node* const node = make(kind, mark);
  node->text_ = document_.memory_->keep(text);
  return {node, 1, 0};
}

bool Builder::begin_sequence(Mark mark) {
  return begin(Kind::sequence, mark);
}
bool Builder::begin_mapping(Mark mark) {
  return begin(Kind::mapping, mark);
}

bool Builder::begin(Kind kind, Mark mark) {
  if (expects_key())
    return fail("a mapping key must be a plain value", mark, "check that every bracket is closed");
  if (frames_.size() >= limits_.depth) {
    return fail("the document is nested more than " + std::to_string(limits_.depth) + " deep",
                mark);
  }
  const std::size_t before = expanded_;
  if (!count(1, mark)) return false;
  Frame& frame = frames_.emplace_back();
  frame.node = make(kind, mark);
  frame.first = kind == Kind::mapping ? entries_.size() : items_.size();
  frame.size_before = before;
  return true;
}

std::string_view Builder::intern(std::string_view key) {
  const auto found = keys_.find(key);
  if (found != keys_.end()) return *found;
  return *keys_.insert(document_.memory_->keep(key)).first;
}

bool Builder::key(std::string_view text, Mark mark) {
  if (error_) return false;
  Frame& frame = frames_.back();
  frame.key = intern(text);
  frame.key_mark = mark;
  frame.has_key = true;
  frame.is_merge = false;
  return true;
}

bool Builder::merge_key(Mark mark) {
  if (!key("<<", mark)) return false;
  frames_.back().is_merge = true;
  return true;
}

bool Builder::repeat(const Extent& extent, Mark mark) {
  if (frames_.size() + extent.height > limits_.depth) {
    return fail("with its aliases the document is nested more than " +
                    std::to_string(limits_.depth) + " deep",
                mark);
  }
  return count(extent.size, mark) && attach(extent, mark);
}

bool Builder::attach(const Extent& extent, Mark mark) {
  last_ = extent;
  if (frames_.empty()) {
    document_.memory_->root = extent.node;
    return true;
  }
  Frame& frame = frames_.back();
  frame.height = std::max(frame.height, extent.height);
  if (frame.node->is_sequence()) {
    items_.push_back(extent.node);
    return true;
  }
  frame.has_key = false;
  if (frame.is_merge) return merge(frame, *extent.node, mark);
  entries_.push_back({frame.key, frame.key_mark, extent.node});
  return true;
}

bool Builder::merge(Frame& frame, const Node& value, Mark mark) {
  if (value.is_mapping()) {
    frame.merged.insert(frame.merged.end(), value.entries_.begin(), value.entries_.end());
    return true;
  }
  bool are_mappings = value.is_sequence();
  for (const Node* item : value.items_) are_mappings = are_mappings && item->is_mapping();
  if (!are_mappings) return fail("the merge key << needs a mapping or a list of mappings", mark);
  for (const Node* item : value.items_) merge(frame, *item, mark);
  return true;
}

bool Builder::end() {
  if (error_) return false;
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.node->is_mapping()) {
    if (!end_mapping(frame)) return false;
  } else {
    const auto first = items_.begin() + static_cast<std::ptrdiff_t>(frame.first);
    frame.node->items_.assign(first, items_.end());
    items_.erase(first, items_.end());
  }
  return attach({frame.node, expanded_ - frame.size_before, frame.height + 1}, frame.node->mark_);
}

bool Builder::end_mapping(Frame& frame) {
  Node& node = *frame.node;
  const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(frame.first);
  node.entries_.assign(first, entries_.end());
  entries_.erase(first, entries_.end());
  if (!refuse_duplicates(node)) return false;
  if (!frame.merged.empty()) {
    std::unordered_set<std::string_view> own;
    for (const Entry& entry : node.entries_) own.insert(entry.key);
    for (const Entry& entry : frame.merged) {
      if (own.insert(entry.key).second) node.entries_.push_back(entry);
    }
    node.entries_.shrink_to_fit();
    node.sorted_.clear();
  }
  if (node.entries_.size() > linear_most && node.sorted_.empty()) {
    node.sorted_.resize(node.entries_.size());
    std::iota(node.sorted_.begin(), node.sorted_.end(), 0U);
    std::sort(node.sorted_.begin(), node.sorted_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return node.entries_[a].key < node.entries_[b].key;
    });
  }
  return true;
}

bool Builder::refuse_duplicates(const Node& mapping) {
  const std::vector<Entry>& entries = mapping.entries_;
  const Entry* earlier = nullptr;
  const Entry* later = nullptr;
  if (entries.size() <= linear_most) {
    // Interned: equal keys are the same characters in memory.
    for (std::size_t j = 1; j < entries.size() && later == nullptr; ++j) {
      for (std::size_t i = 0; i < j && later == nullptr; ++i) {
        if (entries[i].key.data() != entries[j].key.data()) continue;
        earlier = &entries[i];
        later = &entries[j];
      }
    }
  } else {
    std::unordered_set<std::string_view> seen;
    seen.reserve(entries.size());
    for (std::size_t j = 0; j < entries.size() && later == nullptr; ++j) {
      if (!seen.insert(entries[j].key).second) later = &entries[j];
    }
    for (std::size_t i = 0; later != nullptr && earlier == nullptr; ++i) {
      if (entries[i].key == later->key) earlier = &entries[i];
    }
  }
  if (later == nullptr) return true;
  return fail("the key \"" + base::printable(base::shorten(later->key, 100)) +
                  "\" stands twice in one mapping, first at " + place(earlier->key_mark),
              later->key_mark,
              "keep one of the two");
}

Result<Document> Builder::finish() {
  if (error_) return *error_;
  if (document_.memory_->root == nullptr) document_.memory_->root = make(Kind::null, {1, 1});
  return std::move(document_);
}

}  // namespace sworn::document
