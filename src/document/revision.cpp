// SPDX-License-Identifier: Apache-2.0
#include "document/revision.h"

#include <algorithm>
#include <map>
#include <span>

#include "document/builder.h"

namespace sworn::document {

/// What is done to the nodes at the end of paths of one length, so that none lies within another.
struct Revision::Change {
  std::vector<PathMatch> targets;  ///< sorted, each once
  const Node* value = nullptr;     ///< null: they are taken out
  std::size_t value_height = 0;
  MergeRules rules;
};

namespace {

struct Measure {
  std::size_t size = 1;
  std::size_t height = 1;
};

Measure measure(const Node& node) {
  Measure all;
  const auto add = [&all](const Node& child) {
    const Measure one = measure(child);
    all.size += one.size;
    all.height = std::max(all.height, one.height + 1);
  };
  for (const Node* item : node.items()) add(*item);
  for (const Entry& entry : node.entries()) add(*entry.value);
  return all;
}

using Targets = std::span<const PathMatch>;

/// The targets of which the step at `depth` is this one.
template <typename Step>
Targets below(Targets targets, std::size_t depth, const Step& step) {
  const PathStep wanted(step);
  const auto is_before = [depth](const PathMatch& match, const PathStep& other) {
    return match.steps[depth] < other;
  };
  const auto first = std::lower_bound(targets.begin(), targets.end(), wanted, is_before);
  auto last = first;
  while (last != targets.end() && last->steps[depth] == wanted) ++last;
  return {first, last};
}

/// Builds the tree anew where it changes.
class Rebuilding {
 public:
  Rebuilding(Builder& out, const Node* value, std::size_t value_height, const MergeRules& rules)
      : out_(out), value_(value), value_height_(value_height), rules_(rules) {}

  void rebuild(const Node& node, Targets targets, std::size_t depth) {
    if (!targets.empty() && targets.front().steps.size() == depth) {
      merge(node, *value_, true);
    } else if (targets.empty() || !node.is_collection()) {
      // A scalar with targets took the place of what held them.
      keep(node);
    } else if (node.is_mapping()) {
      out_.begin_mapping(node.mark());
      for (const Entry& entry : node.entries()) {
        const Targets inside = below(targets, depth, std::string(entry.key));
        if (is_taken_out(inside, depth)) continue;
        out_.key(entry.key, entry.key_mark);
        rebuild(*entry.value, inside, depth + 1);
      }
      out_.end();
    } else {
      out_.begin_sequence(node.mark());
      for (std::size_t i = 0; i < node.items().size(); ++i) {
        const Targets inside = below(targets, depth, i);
        if (!is_taken_out(inside, depth)) rebuild(*node.items()[i], inside, depth + 1);
      }
      out_.end();
    }
  }

 private:
  [[nodiscard]] bool is_taken_out(Targets inside, std::size_t depth) const {
    return value_ == nullptr && !inside.empty() && inside.front().steps.size() == depth + 1;
  }

  void keep(const Node& node) { out_.repeat({&node, 1, 1}, node.mark()); }
  void take(const Node& value) { out_.repeat({&value, 1, value_height_}, value.mark()); }

  void merge(const Node& node, const Node& value, bool is_target) {
    if (node.is_mapping() && value.is_mapping()) {
      merge_members(node, value);
    } else if (node.is_sequence() && (value.is_sequence() || is_target)) {
      append(node, value, !is_target || rules_.lists_add_elements);
    } else if (node.is_collection() && value.is_null()) {
      keep(node);
    } else if ((!node.is_collection() && !value.is_collection()) || node.is_null() ||
               (!rules_.kinds_must_fit && !is_target)) {
      take(value);
    } else {
      out_.fail("the update has " + std::string(name_of(value.kind())) +
                    " where the document has " + std::string(name_of(node.kind())),
                value.mark());
    }
  }

  void merge_members(const Node& node, const Node& value) {
    out_.begin_mapping(node.mark());
    for (const Entry& entry : node.entries()) {
      out_.key(entry.key, entry.key_mark);
      if (const Node* const update = value.find(entry.key)) {
        merge(*entry.value, *update, false);
      } else {
        keep(*entry.value);
      }
    }
    for (const Entry& entry : value.entries()) {
      if (node.find(entry.key) != nullptr) continue;
      out_.key(entry.key, entry.key_mark);
      take(*entry.value);
    }
    out_.end();
  }

  void append(const Node& node, const Node& value, bool adds_elements) {
    out_.begin_sequence(node.mark());
    for (const Node* item : node.items()) keep(*item);
    if (value.is_sequence() && adds_elements) {
      for (const Node* item : value.items()) take(*item);
    } else {
      take(value);
    }
    out_.end();
  }

  Builder& out_;
  const Node* value_;
  std::size_t value_height_;
  const MergeRules& rules_;
};

/// By the lengths of their paths, sorted, each once.
std::map<std::size_t, std::vector<PathMatch>> by_depth(std::vector<PathMatch> targets) {
  std::map<std::size_t, std::vector<PathMatch>> groups;
  for (PathMatch& target : targets) {
    const std::size_t depth = target.steps.size();
    groups[depth].push_back(std::move(target));
  }
  for (auto& group : groups) {
    std::vector<PathMatch>& all = group.second;
    std::ranges::sort(all, {}, &PathMatch::steps);
    const auto is_same = [](const PathMatch& a, const PathMatch& b) { return a.steps == b.steps; };
    all.erase(std::unique(all.begin(), all.end(), is_same), all.end());
  }
  return groups;
}

}  // namespace

Revision::Revision(const Document& original, const Limits& limits)
    : root_(&original.root()), limits_(limits), size_(measure(original.root()).size) {}

Result<void> Revision::merge(std::vector<PathMatch> targets,
                             const Node& value,
                             const MergeRules& rules) {
  const Measure added = measure(value);
  std::size_t size = size_;
  std::vector<Change> changes;
  // What holds another target is changed before it.
  for (auto& group : by_depth(std::move(targets))) {
    size += added.size * group.second.size();
    if (size > limits_.nodes) {
      return Error{
          "the document would have more than " + std::to_string(limits_.nodes) + " values", {}, {}};
    }
    changes.push_back({std::move(group.second), &value, added.height, rules});
  }
  auto done = apply_all(changes);
  if (done) size_ = size;
  return done;
}

Result<void> Revision::remove(std::vector<PathMatch> targets) {
  auto groups = by_depth(std::move(targets));
  if (groups.contains(0)) return Error{"the whole document cannot be removed", {}, {}};
  std::vector<Change> changes;
  // The innermost first: indices of what holds them stay as they are.
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    changes.push_back({std::move(group->second), nullptr, 0, {}});
  }
  return apply_all(changes);
}

Result<void> Revision::apply_all(const std::vector<Change>& changes) {
  const Node* const before = root_;
  for (const Change& change : changes) {
    if (auto done = apply(change); !done) {
      root_ = before;
      return done;
    }
  }
  return {};
}

Result<void> Revision::apply(const Change& change) {
  Builder builder("", 0, limits_, Strictness::lenient);
  Rebuilding(builder, change.value, change.value_height, change.rules)
      .rebuild(*root_, change.targets, 0);
  Result<Document> next = builder.finish();
  if (!next) return next.error();
  versions_.push_back(std::move(*next));
  root_ = &versions_.back().root();
  return {};
}

}  // namespace sworn::document
