// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "document/alignment.h"
#include "document/json_writer.h"
#include "document/splicer.h"

namespace sworn::document {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// As JSON with each level indented by `unit`, every line but the first by `base` besides.
std::string pretty(const Node& value, const std::string& unit, const std::string& base) {
  JsonWriter writer(1);
  writer.node(value);
  const std::string text = writer.take();
  std::string out;
  bool is_first = true;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::size_t depth = std::min(line.find_first_not_of(' '), line.size());
    if (!is_first) out += '\n' + base;
    is_first = false;
    for (std::size_t i = 0; i < depth; ++i) out += unit;
    out += line.substr(depth);
  }
  return out;
}

}  // namespace

bool Splicer::is_flow(const Node& collection) const {
  const std::size_t begin = offset_of(collection);
  return begin < edit_.source().size() &&
         edit_.source()[begin] == (collection.is_mapping() ? '{' : '[');
}

std::size_t Splicer::quote_end(std::size_t begin) const {
  const std::string_view text = edit_.source();
  const char quote = text[begin];
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return npos;
}

Splicer::FlowExtent Splicer::flow_extent(std::size_t begin) const {
  const std::string_view text = edit_.source();
  FlowExtent extent;
  if (begin >= text.size()) return extent;
  if (text[begin] == '"' || text[begin] == '\'') return {quote_end(begin), false};
  int depth = 0;
  bool may_begin = true;  // a quote begins a scalar only where a value may begin
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (depth == 0 && i > begin && (c == ',' || c == '}' || c == ']' || c == '\n')) {
      // Blanks behind a plain scalar are not its own.
      extent.end = text.find_last_not_of(" \t\r", i - 1) + 1;
      return extent;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) {
        extent.end = i + 1;
        return extent;
      }
    } else if (may_begin && (c == '"' || c == '\'')) {
      i = quote_end(i);
      if (i == npos) return extent;
      --i;
    } else if (c == '#' && i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\n')) {
      extent.has_comment = true;
      i = edit_.next_line(i) - 1;
    }
    may_begin = is_blank ? may_begin : c == '{' || c == '[' || c == ',' || c == ':';
  }
  return extent;
}

bool Splicer::edit_flow(const Node& before, const Node& after) {
  const std::size_t begin = offset_of(before);
  const FlowExtent extent = flow_extent(begin);
  if (extent.end == npos) return false;
  const std::size_t start = edit_.count();
  if (before.has_children() && after.has_children() &&
      (before.is_mapping() ? edit_flow_members(before, after)
                           : edit_flow_elements(before, after))) {
    return true;
  }
  edit_.undo_to(start);
  // Members that come by a merge key stand elsewhere.
  const bool merges = std::ranges::any_of(before.entries(), [&](const Entry& entry) {
    const std::size_t key = edit_.offset_of(entry.key_mark);
    return key < begin || key >= extent.end;
  });
  std::string text = flow_text(after, begin);
  if (extent.has_comment || merges) {
    edit_.write_anew(begin, extent.end, std::move(text), before.mark());
  } else {
    edit_.replace(begin, extent.end, std::move(text));
  }
  return true;
}

bool Splicer::edit_flow_members(const Node& before, const Node& after) {
  std::vector<std::size_t> begins;
  std::vector<std::size_t> ends;
  std::vector<bool> is_kept;
  for (const Entry& entry : before.entries()) {
    const std::size_t begin = edit_.offset_of(entry.key_mark);
    const std::size_t value = offset_of(*entry.value);
    const std::size_t end = flow_end(value);
    if (begin == npos || end == npos || value < begin || (!ends.empty() && begin < ends.back())) {
      return false;
    }
    begins.push_back(begin);
    ends.push_back(end);
    const Node* const now = after.find(entry.key);
    is_kept.push_back(now != nullptr);
    if (now != nullptr) edit_flow_value(*entry.value, *now, begin);
  }
  std::vector<std::string> added;
  for (const Entry& entry : after.entries()) {
    if (before.find(entry.key) != nullptr) continue;
    added.push_back(quote_json(entry.key) + ": " + flow_text(*entry.value, begins.back()));
  }
  return edit_flow_parts(begins, ends, is_kept, added);
}

bool Splicer::edit_flow_elements(const Node& before, const Node& after) {
  const auto alignment = align(before.items(), after.items());
  if (!alignment) return false;
  std::vector<std::size_t> begins;
  std::vector<std::size_t> ends;
  std::vector<bool> is_kept;
  for (std::size_t i = 0; i < before.items().size(); ++i) {
    const Node& item = *before.items()[i];
    const std::size_t begin = offset_of(item);
    const std::size_t end = flow_end(begin);
    if (end == npos || (!ends.empty() && begin < ends.back())) return false;
    begins.push_back(begin);
    ends.push_back(end);
    const std::optional<std::size_t> place = alignment->kept[i];
    is_kept.push_back(place.has_value());
    if (place) edit_flow_value(item, *after.items()[*place], begin);
  }
  std::vector<std::string> added;
  for (const Node* item : alignment->added) added.push_back(flow_text(*item, begins.back()));
  return edit_flow_parts(begins, ends, is_kept, added);
}

void Splicer::edit_flow_value(const Node& before, const Node& after, std::size_t around) {
  if (&before == &after) return;
  const bool has_same_shape = before.kind() == after.kind() && before.is_collection();
  if (has_same_shape && is_flow(before) && edit_flow(before, after)) return;
  if (equal(before, after)) return;
  const std::size_t begin = offset_of(before);
  edit_.replace(begin, flow_end(begin), flow_text(after, around));
}

bool Splicer::edit_flow_parts(const std::vector<std::size_t>& begins,
                              const std::vector<std::size_t>& ends,
                              const std::vector<bool>& is_kept,
                              const std::vector<std::string>& added) {
  const auto last_kept = std::find(is_kept.rbegin(), is_kept.rend(), true);
  if (last_kept == is_kept.rend()) return false;
  const auto kept = static_cast<std::size_t>(is_kept.rend() - last_kept) - 1;
  for (std::size_t i = 0; i < kept; ++i) {
    if (!is_kept[i]) edit_.replace(begins[i], begins[i + 1], "");
  }
  if (kept + 1 < begins.size()) edit_.replace(ends[kept], ends.back(), "");
  std::string text;
  const std::string_view source = edit_.source();
  const std::string_view indent = edit_.before_on_line(begins.back());
  const bool is_packed = begins.back() > 0 && source[begins.back() - 1] == ',';
  for (const std::string& one : added) {
    text += edit_.is_first_on_line(begins.back()) ? ",\n" + std::string(indent)
            : is_packed                           ? ","
                                                  : ", ";
    text += one;
  }
  if (!text.empty()) edit_.replace(ends.back(), ends.back(), std::move(text));
  return true;
}

std::string Splicer::flow_text(const Node& value, std::size_t around) const {
  const std::string_view before = edit_.before_on_line(around);
  const std::size_t indent = std::min(before.find_first_not_of(" \t"), before.size());
  // Where the text has a line for each member, what is new has, too.
  return flow_indent_.empty() ? to_json(value)
                              : pretty(value, flow_indent_, std::string(before.substr(0, indent)));
}

}  // namespace sworn::document
