// SPDX-License-Identifier: Apache-2.0
#include "document/builder.h"

#include <algorithm>
#include <new>

#include "base/text.h"

namespace sworn::document {
namespace {

/// Counts are numbers of 32 bits, and an index has twice as many places as entries.
constexpr std::size_t most_nodes = std::size_t{1} << 30U;
/// A hostile document may repeat a key a million times.
constexpr std::size_t most_oddities = 1000;

std::string place(Mark mark) {
  return "line " + std::to_string(mark.line) + ", column " + std::to_string(mark.column);
}

}  // namespace

Builder::Builder(std::string name,
                 std::uint16_t document_id,
                 const Limits& limits,
                 Strictness strictness)
    : document_id_(document_id), limits_(limits), strictness_(strictness) {
  limits_.nodes = std::min(limits_.nodes, most_nodes);
  document_.memory_ = std::make_unique<Document::Memory>();
  document_.memory_->name = std::move(name);
}

bool Builder::fail(std::string message, Mark mark, std::string hint) {
  if (!error_) error_ = Error{std::move(message), document_.locate(mark), std::move(hint)};
  return false;
}

bool Builder::note(Oddity::Kind kind, std::string message, Mark mark) {
  std::vector<Oddity>& oddities = document_.memory_->oddities;
  if (oddities.size() < most_oddities) oddities.push_back({kind, std::move(message), mark});
  return true;
}

void Builder::add_note(Document& document, Oddity oddity) {
  document.memory_->oddities.push_back(std::move(oddity));
}

bool Builder::expects_key() const {
  return !frames_.empty() && frames_.back().node->is_mapping() && !frames_.back().has_key;
}

std::optional<Mark> Builder::pending_key() const {
  if (frames_.empty() || !frames_.back().has_key) return std::nullopt;
  return frames_.back().key_mark;
}

Node* Builder::make(Kind kind, Mark mark) {
  Node* const node = new (document_.memory_->arena.take(sizeof(Node))) Node;
  node->kind_ = kind;
  node->mark_ = mark;
  node->document_id_ = document_id_;
  return node;
}

Node* Builder::make(Kind kind, Mark mark, std::string_view text) {
  Node* const node = make(kind, mark);
  const std::string_view kept = document_.memory_->arena.keep(text);
  node->text_ = kept.data();
  node->size_ = static_cast<std::uint32_t>(kept.size());
  return node;
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
  Node* const node = make(kind, mark, text);
  node->boolean_ = boolean;
  return attach({node, 1, 0}, mark);
}

Extent Builder::apart(Kind kind, std::string_view text, Mark mark) {
  return {make(kind, mark, text), 1, 0};
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
  frame.first_merged = merged_.size();
  frame.size_before = before;
  return true;
}

bool Builder::key(std::string_view text, Mark mark) {
  if (error_) return false;
  Frame& frame = frames_.back();
  frame.key = keys_.intern(text, document_.memory_->arena);
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

bool Builder::repeat_unfinished(Mark around, Mark mark) {
  const std::string message =
      "the alias stands within the value that it repeats, begun at " + place(around);
  if (strictness_ == Strictness::strict) return fail(message, mark);
  note(Oddity::Kind::cyclic_alias, message + "; read as null", mark);
  // Merged into itself a mapping stays what it is.
  if (!frames_.back().is_merge) return scalar(Kind::null, "null", mark);
  frames_.back().has_key = false;
  frames_.back().is_merge = false;
  return true;
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
  if (frame.is_merge) return merge(*extent.node, mark);
  entries_.push_back({frame.key, frame.key_mark, extent.node});
  return true;
}

bool Builder::merge(const Node& value, Mark mark) {
  const auto add = [this](const Node& mapping) {
    merged_.insert(merged_.end(), mapping.entries().begin(), mapping.entries().end());
  };
  bool is_mergeable = value.is_collection();
  for (const Node* item : value.items()) is_mergeable = is_mergeable && item->is_mapping();
  if (!is_mergeable) return fail("the merge key << needs a mapping or a list of mappings", mark);
  add(value);
  for (const Node* item : value.items()) add(*item);
  return true;
}

bool Builder::end() {
  if (error_) return false;
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.node->is_sequence()) {
    end_sequence(frame);
  } else if (!end_mapping(frame)) {
    return false;
  }
  return attach({frame.node, expanded_ - frame.size_before, frame.height + 1}, frame.node->mark_);
}

void Builder::end_sequence(const Frame& frame) {
  const std::span<const Node* const> items = std::span(items_).subspan(frame.first);
  frame.node->items_ = document_.memory_->arena.keep_all(items);
  frame.node->size_ = static_cast<std::uint32_t>(items.size());
  items_.resize(frame.first);
}

bool Builder::end_mapping(const Frame& frame) {
  const std::size_t merged = merged_.size() - frame.first_merged;
  const std::size_t most = entries_.size() - frame.first + merged;
  index_.reset(most);

  std::size_t kept = frame.first;
  for (std::size_t i = frame.first; i < entries_.size(); ++i) {
    const Entry entry = entries_[i];
    Entry* const earlier = earlier_entry(frame.first, kept, entry.key);
    if (earlier == nullptr) {
      entries_[kept++] = entry;
    } else {
      if (!duplicate(*earlier, entry)) return false;
      *earlier = entry;
    }
  }
  entries_.resize(kept);
  for (std::size_t i = frame.first_merged; i < merged_.size(); ++i) {
    if (earlier_entry(frame.first, entries_.size(), merged_[i].key) == nullptr) {
      entries_.push_back(merged_[i]);
    }
  }
  merged_.resize(frame.first_merged);

  const std::span<const Entry> entries = std::span(entries_).subspan(frame.first);
  frame.node->entries_ = index_.keep(entries, document_.memory_->arena);
  frame.node->size_ = static_cast<std::uint32_t>(entries.size());
  entries_.resize(frame.first);
  return true;
}

Entry* Builder::earlier_entry(std::size_t first, std::size_t end, std::string_view key) {
  if (!index_.is_empty()) {
    const std::optional<std::size_t> position =
        index_.find_or_add(std::span(entries_).subspan(first), key, end - first);
    return position ? &entries_[first + *position] : nullptr;
  }
  // Interned: equal keys are the same characters in memory.
  for (std::size_t i = first; i < end; ++i) {
    if (entries_[i].key.data() == key.data()) return &entries_[i];
  }
  return nullptr;
}

bool Builder::duplicate(const Entry& earlier, const Entry& later) {
  const std::string message = "the key \"" + base::printable(base::shorten(later.key, 100)) +
                              "\" stands twice in one mapping, ";
  if (strictness_ == Strictness::strict) {
    return fail(
        message + "first at " + place(earlier.key_mark), later.key_mark, "keep one of the two");
  }
  return note(Oddity::Kind::duplicate_key,
              message + "also at " + place(earlier.key_mark) + "; the last value counts",
              later.key_mark);
}

Result<Document> Builder::finish() {
  if (error_) return *error_;
  if (document_.memory_->root == nullptr) document_.memory_->root = make(Kind::null, {1, 1});
  return std::move(document_);
}

}  // namespace sworn::document
