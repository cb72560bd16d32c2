// SPDX-License-Identifier: Apache-2.0
#include "document/json_path.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "document/json_path_query.h"

namespace sworn::document {
namespace {

/// In units of work: what it takes to hold a match of these steps.
std::size_t weight_of(const std::vector<PathStep>& steps) {
  std::size_t weight = 6 + 5 * steps.size();
  for (const PathStep& step : steps) {
    if (const auto* const name = std::get_if<std::string>(&step)) weight += name->size() / 8;
  }
  return weight;
}

/// Collects what the selectors of one segment lead to.
class Selection {
 public:
  Selection(const Node& root, Work& work) : root_(root), work_(work) {}

  void apply(const PathSegment& segment, const PathMatch& from) {
    steps_ = from.steps;
    walk(segment, *from.node);
  }

  [[nodiscard]] std::vector<PathMatch> take() { return std::move(found_); }

 private:
  void walk(const PathSegment& segment, const Node& node) {
    for (const Selector& selector : segment.selectors) {
      if (work_.is_spent()) return;
      std::visit([&](const auto& one) { select(one, node); }, selector);
    }
    if (segment.is_descendant) {
      each_child(node, [&](const Node& child) { walk(segment, child); });
    }
  }

  void select(const NameSelector& selector, const Node& node) {
    work_.take_bytes(selector.name.size());
    if (const Node* const child = node.find(selector.name)) keep(selector.name, *child);
  }

  void select(const WildcardSelector&, const Node& node) {
    each_child(node, [&](const Node& child) { keep(child); });
  }

  void select(const IndexSelector& selector, const Node& node) {
    const auto size = static_cast<std::int64_t>(node.items().size());
    keep_item(node, selector.index < 0 ? selector.index + size : selector.index);
  }

  void select(const SliceSelector& slice, const Node& node) {
    const auto size = static_cast<std::int64_t>(node.items().size());
    const auto counted = [size](std::int64_t index) { return index < 0 ? index + size : index; };
    work_.take(1);
    if (slice.step > 0) {
      const std::int64_t end = std::min(counted(slice.end.value_or(size)), size);
      std::int64_t i = std::max<std::int64_t>(counted(slice.start.value_or(0)), 0);
      for (; i < end && !work_.is_spent(); i += std::min(slice.step, size)) keep_item(node, i);
    } else if (slice.step < 0) {
      const std::int64_t end =
          slice.end ? std::max<std::int64_t>(counted(*slice.end), -1) : std::int64_t{-1};
      std::int64_t i = std::min(counted(slice.start.value_or(size - 1)), size - 1);
      for (; i > end && !work_.is_spent(); i += std::max(slice.step, -size)) keep_item(node, i);
    }
  }

  void select(const FilterSelector& selector, const Node& node) {
    each_child(node, [&](const Node& child) {
      if (satisfies(*selector.expression, child, root_, work_)) keep(child);
    });
  }

  /// While `visit` is called the child's place is the current one.
  template <typename Visit>
  void each_child(const Node& node, const Visit& visit) {
    const auto at = [&](PathStep step, const Node& child) {
      steps_.push_back(std::move(step));
      visit(child);
      steps_.pop_back();
    };
    for (std::size_t i = 0; i < node.items().size() && !work_.is_spent(); ++i) {
      work_.take(1);
      at(i, *node.items()[i]);
    }
    for (const Entry& entry : node.entries()) {
      if (work_.is_spent()) return;
      work_.take_bytes(entry.key.size());
      at(std::string(entry.key), *entry.value);
    }
  }

  void keep_item(const Node& node, std::int64_t index) {
    work_.take(1);
    if (index < 0 || index >= static_cast<std::int64_t>(node.items().size())) return;
    const auto place = static_cast<std::size_t>(index);
    keep(place, *node.items()[place]);
  }

  void keep(PathStep step, const Node& child) {
    steps_.push_back(std::move(step));
    keep(child);
    steps_.pop_back();
  }

  /// What stands at the current place.
  void keep(const Node& node) {
    work_.take(weight_of(steps_));
    if (!work_.is_spent()) found_.push_back({steps_, &node});
  }

  const Node& root_;
  Work& work_;
  std::vector<PathStep> steps_;  ///< to the current place
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
                                Work& work) {
  std::vector<PathMatch> nodes;
  nodes.push_back({{}, query.is_relative ? &current : &root});
  for (const PathSegment& segment : query.segments) {
    if (nodes.empty() || work.is_spent()) break;
    Selection next(root, work);
    for (const PathMatch& node : nodes) next.apply(segment, node);
    nodes = next.take();
  }
  return nodes;
}

Result<std::vector<PathMatch>> JsonPath::select(const Node& root) const {
  Work work;
  std::vector<PathMatch> nodes = nodes_of(*query_, root, root, work);
  if (work.is_spent()) return Error{"the path asks for too much of this document", {}, {}};
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
