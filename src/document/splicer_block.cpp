// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>
#include <unordered_set>

#include "document/alignment.h"
#include "document/splicer.h"

namespace sworn::document {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Only where nothing but a comment follows on the line, the characters of a plain scalar are all
/// that there is to it.
bool ends_line(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t");
  return next == npos || rest[next] == '\n' || rest[next] == '\r' ||
         (next > 0 && rest[next] == '#');
}

const Node& last_leaf(const Node& node) {
  const Node* last = &node;
  while (last->has_children()) {
    last = last->is_mapping() ? last->entries().back().value : last->items().back();
  }
  return *last;
}

}  // namespace

bool Splicer::edit_root(const Node& before, const Node& after, std::size_t end) {
  if (before.kind() != after.kind() || !before.has_children() || !after.has_children()) {
    return false;
  }
  return is_flow(before) ? edit_flow(before, after) : edit_block(before, after, end);
}

bool Splicer::edit_block(const Node& before, const Node& after, std::size_t end) {
  return before.is_mapping() ? edit_members(before, after, end) : edit_elements(before, after, end);
}

std::optional<Splicer::Part> Splicer::member_of(const Entry& entry, std::size_t end) const {
  Part part{edit_.offset_of(entry.key_mark), 0, end, entry.key_mark.column - 1};
  if (part.begin >= end) return std::nullopt;
  const std::string_view text = edit_.source();
  const bool is_quoted = text[part.begin] == '"' || text[part.begin] == '\'';
  std::size_t key_end = is_quoted ? quote_end(part.begin) : part.begin + entry.key.size();
  if (!is_quoted && text.substr(part.begin, entry.key.size()) != entry.key) return std::nullopt;
  key_end = key_end == npos ? npos : text.find_first_not_of(" \t", key_end);
  if (key_end == npos || text[key_end] != ':') return std::nullopt;
  part.value = key_end + 1;
  return part;
}

std::vector<std::size_t> Splicer::merge_keys_of(std::size_t begin,
                                                std::size_t end,
                                                std::size_t column) const {
  std::vector<std::size_t> keys;
  const std::string_view text = edit_.source();
  for (std::size_t at = text.find("<<", begin); at < end; at = text.find("<<", at + 2)) {
    const std::size_t next = text.find_first_not_of(" \t", at + 2);
    const bool is_key =
        next != npos && text[next] == ':' && (at == begin || edit_.is_first_on_line(at));
    if (is_key && edit_.mark_of(at).column == column + 1) keys.push_back(at);
  }
  return keys;
}

std::optional<Splicer::Members> Splicer::members_of(const Node& mapping, std::size_t end) const {
  const std::span<const Entry> entries = mapping.entries();
  if (entries.empty()) return std::nullopt;
  const std::size_t begin = offset_of(mapping);
  const Mark first = entries.front().key_mark;
  const bool begins_with_own = edit_.offset_of(first) >= begin && edit_.offset_of(first) < end;
  Members members;
  members.column = (begins_with_own ? first : mapping.mark()).column - 1;
  members.merge_keys = merge_keys_of(begin, end, members.column);
  for (const Entry& entry : entries) {
    std::optional<Part> part = member_of(entry, end);
    const bool is_own = part && part->column == members.column && part->begin >= begin &&
                        (members.own.empty() || part->begin > members.own.back().begin);
    if (!is_own && members.merge_keys.empty()) return std::nullopt;
    if (!is_own) break;
    if (!members.own.empty()) members.own.back().end = part->begin;
    members.own.push_back(*part);
  }
  for (Part& part : members.own) {
    const auto merge = std::ranges::upper_bound(members.merge_keys, part.begin);
    if (merge != members.merge_keys.end()) part.end = std::min(part.end, *merge);
  }
  return members;
}

std::optional<std::vector<Splicer::Part>> Splicer::elements_of(const Node& sequence,
                                                               std::size_t end) const {
  std::vector<Part> parts;
  const std::size_t column = sequence.mark().column - 1;
  for (const Node* item : sequence.items()) {
    // The dash stands before the element, which may begin on a later line.
    const std::size_t value = offset_of(*item);
    const std::size_t least = parts.empty() ? offset_of(sequence) : parts.back().begin + 1;
    if (value == npos || value > end || value < least) return std::nullopt;
    std::size_t dash = npos;
    for (std::size_t line = edit_.line_start(value);; line = edit_.line_start(line - 1)) {
      const std::size_t place = line + column;
      if (place >= least && place < value && edit_.source()[place] == '-') {
        dash = place;
        break;
      }
      if (line == 0 || line <= least) break;
    }
    if (dash == npos) return std::nullopt;
    if (!parts.empty()) parts.back().end = dash;
    parts.push_back({dash, dash + 1, end, column});
  }
  return parts;
}

bool Splicer::keeps_blank_lines(const Node& value) const {
  const Node& leaf = last_leaf(value);
  const std::size_t begin = offset_of(leaf);
  if (!leaf.is_string() || begin >= edit_.source().size()) return false;
  const char first = edit_.source()[begin];
  return (first == '|' || first == '>') && edit_.source().substr(begin, 3).find('+') != npos;
}

std::size_t Splicer::content_end(const Node& value, const Part& part) const {
  const std::string_view text = edit_.source();
  std::size_t end = part.end;
  // The line of the next key is no part of it.
  if (end < text.size() && edit_.line_start(end) > part.begin) end = edit_.line_start(end);
  const bool keeps_blanks = keeps_blank_lines(value);
  while (end > edit_.next_line(part.begin)) {
    const std::size_t line = edit_.line_start(end - 1);
    const std::string_view content = text.substr(line, end - line);
    const std::size_t first = content.find_first_not_of(" \t\r\n");
    const bool is_blank = first == npos;
    const bool is_foreign_comment = !is_blank && content[first] == '#' && first <= part.column;
    if (!is_foreign_comment && (!is_blank || keeps_blanks)) break;
    end = line;
  }
  return end;
}

bool Splicer::remove_part(const Node& before, const Part& part) {
  if (!edit_.is_first_on_line(part.begin)) return false;
  edit_.replace(edit_.line_start(part.begin), content_end(before, part), "");
  return true;
}

void Splicer::insert_behind(const Node& before, const Part& part, const std::string& lines) {
  const std::size_t end = content_end(before, part);
  const bool is_line_open = end > 0 && edit_.source()[end - 1] != '\n';
  edit_.replace(end, end, (is_line_open ? "\n" : "") + lines);
}

void Splicer::insert_members(const Node& before, const Members& members, const std::string& lines) {
  if (!members.own.empty()) {
    const std::size_t last = members.own.size() - 1;
    insert_behind(*before.entries()[last].value, members.own[last], lines);
    return;
  }
  // Nothing but merge keys: before the first.
  const std::size_t place = members.merge_keys.front();
  edit_.replace(place, place, lines.substr(members.column) + std::string(members.column, ' '));
}

bool Splicer::edit_members(const Node& before, const Node& after, std::size_t end) {
  const auto members = members_of(before, end);
  if (!members) return false;
  const std::size_t start = edit_.count();
  const auto give_up = [&] {
    edit_.undo_to(start);
    return false;
  };
  for (std::size_t i = 0; i < members->own.size(); ++i) {
    const Entry& entry = before.entries()[i];
    const Node* const now = after.find(entry.key);
    const Part& part = members->own[i];
    if (now == entry.value) continue;
    if (now == nullptr ? !remove_part(*entry.value, part) : !edit_part(*entry.value, *now, part)) {
      return give_up();
    }
  }
  // What is merged cannot be taken out, but a member of one's own goes before it.
  std::unordered_set<std::string_view> merged;
  for (const Entry& entry : before.entries().subspan(members->own.size())) {
    if (after.find(entry.key) == nullptr) return give_up();
    merged.insert(entry.key);
  }
  std::string added;
  for (const Entry& entry : after.entries()) {
    const Node* const was = before.find(entry.key);
    if (was != nullptr && (!merged.contains(entry.key) || equal(*was, *entry.value))) continue;
    added += std::string(members->column, ' ') +
             yaml_entry(entry.key, *entry.value, members->column, style_);
  }
  if (!added.empty()) insert_members(before, *members, added);
  return true;
}

bool Splicer::edit_elements(const Node& before, const Node& after, std::size_t end) {
  const auto parts = elements_of(before, end);
  const auto alignment = align(before.items(), after.items());
  if (!parts || !alignment) return false;
  const std::size_t start = edit_.count();
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const Node& item = *before.items()[i];
    const std::optional<std::size_t> place = alignment->kept[i];
    const bool is_done = place ? edit_part(item, *after.items()[*place], (*parts)[i])
                               : remove_part(item, (*parts)[i]);
    if (!is_done) {
      edit_.undo_to(start);
      return false;
    }
  }
  std::string added;
  const std::size_t column = parts->front().column;
  for (const Node* item : alignment->added) {
    added += std::string(column, ' ') + yaml_item(*item, column, style_);
  }
  if (!added.empty()) insert_behind(*before.items().back(), parts->back(), added);
  return true;
}

bool Splicer::edit_part(const Node& before, const Node& after, const Part& part) {
  if (&before == &after) return true;
  const std::size_t value = offset_of(before);
  const bool is_here = value >= part.value && value < part.end;
  const bool has_same_shape = before.kind() == after.kind() && before.is_collection();
  if (is_here && has_same_shape && is_flow(before) && before.has_children()) {
    if (edit_flow(before, after)) return true;
  } else if (is_here && has_same_shape && before.has_children() && after.has_children()) {
    if (edit_block(before, after, part.end)) return true;
  } else if (equal(before, after) || (is_here && edit_scalar(before, after))) {
    return true;
  }
  const bool is_item = edit_.source()[part.begin] == '-' && part.value == part.begin + 1;
  std::string text = is_item ? yaml_item(after, part.column, style_).substr(1)
                             : yaml_value(after, part.column, style_);
  const std::size_t end = content_end(before, part);
  if (end == edit_.source().size() && !edit_.source().ends_with('\n')) text.pop_back();
  if (loses_text(before, after, part)) {
    edit_.write_anew(part.value, end, std::move(text), edit_.mark_of(part.begin));
  } else {
    edit_.replace(part.value, end, std::move(text));
  }
  return true;
}

bool Splicer::loses_text(const Node& before, const Node& after, const Part& part) const {
  if (before.kind() == after.kind() && before.has_children() && after.has_children()) {
    return true;
  }
  // A comment behind the key or behind a value of one line.
  const std::size_t value = offset_of(before);
  const bool is_here = value >= part.value && value < part.end;
  const std::string_view text = edit_.source();
  const bool is_quoted =
      is_here && before.is_string() && (text[value] == '"' || text[value] == '\'');
  const std::size_t from = std::min(is_quoted ? quote_end(value) : part.value, text.size());
  const std::string_view line = text.substr(from, edit_.next_line(from) - from);
  return line.find(" #") != npos || line.find("\t#") != npos;
}

bool Splicer::edit_scalar(const Node& before, const Node& after) {
  if (before.is_collection() || after.is_collection()) return false;
  const std::size_t begin = offset_of(before);
  const std::string_view text = edit_.source();
  const bool is_quoted = text[begin] == '"' || text[begin] == '\'';
  if (!is_quoted && text.substr(begin, before.text().size()) != before.text()) return false;
  const std::size_t end = is_quoted ? quote_end(begin) : begin + before.text().size();
  if (end == npos || !ends_line(text.substr(end))) return false;
  edit_.replace(begin, end, yaml_scalar(after));
  return true;
}

}  // namespace sworn::document
