// SPDX-License-Identifier: Apache-2.0
#include "document/json_path.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "document/json_path_query.h"

namespace sworn::document {
namespace {

constexpr std::size_t most_matches = 1'000'000;

/// Collects what the selectors of one query lead to.
class Selection {
 public:
  Selection(const Node& root, std::size_t most) : root_(root), most_(most) {}

  void apply(const PathSegment& segment, const PathMatch& from) {
    select(segment, from);
    if (segment.is_descendant) {
      each_child(from, [&](const PathMatch& child) { apply(segment, child); });
    }
  }

  [[nodiscard]] bool is_full() const { return found_.size() > most_; }
  [[nodiscard]] std::vector<PathMatch> take() { return std::move(found_); }

 private:
  static PathMatch child_of(const PathMatch& from, PathStep step, const Node* node) {
    PathMatch child{from.steps, node};
    child.steps.push_back(std::move(step));
    return child;
  }

  template <typename Visit>
  void each_child(const PathMatch& from, const Visit& visit) {
    for (std::size_t i = 0; i < from.node->items().size() && !is_full(); ++i) {
      visit(child_of(from, i, from.node->items()[i]));
    }
    for (const Entry& entry : from.node->entries()) {
      if (is_full()) return;
      visit(child_of(from, std::string(entry.key), entry.value));
    }
  }

  void select(const PathSegment& segment, const PathMatch& from) {
    for (const Selector& selector : segment.selectors) {
      std::visit([&](const auto& one) { add(one, from); }, selector);
    }
  }

  void add(const NameSelector& selector, const PathMatch& from) {
    if (const Node* const node = from.node->find(selector.name)) {
      found_.push_back(child_of(from, selector.name, node));
    }
  }

  void add(const WildcardSelector&, const PathMatch& from) {
    each_child(from, [&](PathMatch child) { found_.push_back(std::move(child)); });
  }

  void add(const IndexSelector& selector, const PathMatch& from) {
    const auto size = static_cast<std::int64_t>(from.node->items().size());
    add_item(from, selector.index < 0 ? selector.index + size : selector.index);
  }

  void add(const SliceSelector& slice, const PathMatch& from) {
    const auto size = static_cast<std::int64_t>(from.node->items().size());
    const auto counted = [size](std::int64_t index) { return index < 0 ? index + size : index; };
    if (slice.step > 0) {
      const std::int64_t end = std::min(counted(slice.end.value_or(size)), size);
      std::int64_t i = std::max<std::int64_t>(counted(slice.start.value_or(0)), 0);
      for (; i < end && !is_full(); i += std::min(slice.step, size)) add_item(from, i);
    } else if (slice.step < 0) {
      const std::int64_t end =
          slice.end ? std::max<std::int64_t>(counted(*slice.end), -1) : std::int64_t{-1};
      std::int64_t i = std::min(counted(slice.start.value_or(size - 1)), size - 1);
      for (; i > end && !is_full(); i += std::max(slice.step, -size)) add_item(from, i);
    }
  }

  void add(const FilterSelector& selector, const PathMatch& from) {
    each_child(from, [&](PathMatch child) {
      if (satisfies(*selector.expression, *child.node, root_)) found_.push_back(std::move(child));
    });
  }

  void add_item(const PathMatch& from, std::int64_t index) {
    if (index < 0 || index >= static_cast<std::int64_t>(from.node->items().size())) return;
    const auto place = static_cast<std::size_t>(index);
    found_.push_back(child_of(from, place, from.node->items()[place]));
  }

  const Node& root_;
  std::size_t most_;
  std::vector<PathMatch> found_;
};

bool is_shorthand(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

void append_hexadecimal(std::string& out, std::uint32_t value) {
  static constexpr char digits[] = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(value >> shift) & 15U];
}

/// In single quotes; what a terminal would obey is escaped, too, which the standard allows.
std::string quoted(std::string_view name) {
  static constexpr std::array<std::pair<char, char>, 7> short_forms{{{'\b', 'b'},
                                                                     {'\t', 't'},
                                                                     {'\n', 'n'},
                                                                     {'\f', 'f'},
                                                                     {'\r', 'r'},
                                                                     {'\'', '\''},
                                                                     {'\\', '\\'}}};
  std::string out = "'";
  for (std::size_t i = 0; i < name.size();) {
    const base::CodePoint point = base::decode_utf8(name, i);
    const auto form = std::ranges::find(short_forms, name[i], &std::pair<char, char>::first);
    if (!point.valid) {
      base::append_utf8(out, 0xFFFD);
    } else if (form != short_forms.end()) {
      out += '\\';
      out += form->second;
    } else if (point.value < 0x20 || point.value == 0x7F || base::is_deceptive(point.value)) {
      append_hexadecimal(out, point.value);
    } else {
      out += name.substr(i, point.length);
    }
    i += point.length;
  }
  return out + "'";
}

}  // namespace

std::vector<PathMatch> nodes_of(const PathQuery& query,
                                const Node& current,
                                const Node& root,
                                std::size_t most) {
  std::vector<PathMatch> nodes;
  nodes.push_back({{}, query.is_relative ? &current : &root});
  for (const PathSegment& segment : query.segments) {
    Selection next(root, most);
    for (const PathMatch& node : nodes) next.apply(segment, node);
    nodes = next.take();
  }
  return nodes;
}

Result<std::vector<PathMatch>> JsonPath::select(const Node& root) const {
  std::vector<PathMatch> nodes = nodes_of(*query_, root, root, most_matches);
  if (nodes.size() > most_matches) {
    return Error{"the path leads to more than " + std::to_string(most_matches) + " nodes", {}, {}};
  }
  return nodes;
}

std::string path_of_names(const std::vector<std::string>& names) {
  std::string path = "$";
  for (const std::string& name : names) {
    path += is_shorthand(name) ? "." + name : "[" + quoted(name) + "]";
  }
  return path;
}

}  // namespace sworn::document
