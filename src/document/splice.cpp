// SPDX-License-Identifier: Apache-2.0
#include "document/splice.h"

#include <algorithm>

#include "document/json_writer.h"
#include "document/splicer.h"

namespace sworn::document {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The first list that is a member of an object, and how deep objects stand, from the top.
struct Layout {
  std::size_t indent = 0;
  std::optional<bool> indents_lists;
};

void look_at(const Node& node, Layout& layout) {
  for (const Entry& entry : node.entries()) {
    if (layout.indent != 0 && layout.indents_lists) return;
    const Mark mark = entry.value->mark();
    const bool is_below = mark.line > entry.key_mark.line;
    if (entry.value->is_mapping() && is_below && mark.column > entry.key_mark.column &&
        layout.indent == 0) {
      layout.indent = mark.column - entry.key_mark.column;
    }
    if (entry.value->is_sequence() && is_below && !layout.indents_lists) {
      layout.indents_lists = mark.column > entry.key_mark.column;
    }
    look_at(*entry.value, layout);
  }
  for (const Node* item : node.items()) {
    if (layout.indent != 0 && layout.indents_lists) return;
    look_at(*item, layout);
  }
}

/// Where the first document of the text ends: at the line of "---" or "...", or with the text.
std::size_t end_of_document(std::string_view source, std::size_t begin) {
  for (std::size_t line = source.find('\n', begin); line != npos;
       line = source.find('\n', line + 1)) {
    const std::string_view rest = source.substr(line + 1);
    if (rest.starts_with("---") || rest.starts_with("...")) return line + 1;
  }
  return source.size();
}

std::string as_json(std::string_view source, const Node& root) {
  JsonWriter writer(source.find('\n') == npos ? 0 : 2);
  writer.node(root);
  return writer.take() + "\n";
}

}  // namespace

YamlStyle style_of(const Node& root) {
  Layout layout;
  look_at(root, layout);
  YamlStyle style;
  if (layout.indent >= 2 && layout.indent <= 8) style.indent = layout.indent;
  style.indents_lists = layout.indents_lists.value_or(true);
  return style;
}

Splicer::Splicer(TextEdit& edit, const Node& root) : edit_(edit), style_(style_of(root)) {
  if (!is_flow(root)) return;
  // The indentation of the first member.
  const Mark first = !root.entries().empty() ? root.entries().front().key_mark
                     : !root.items().empty() ? root.items().front()->mark()
                                             : Mark{};
  const std::size_t offset = edit_.offset_of(first);
  if (first.line > root.mark().line && offset != npos && edit_.is_first_on_line(offset)) {
    flow_indent_ = edit_.before_on_line(offset);
  }
}

Spliced splice(std::string_view source, const Document& before, const Node& after) {
  const Node& root = before.root();
  if (equal(root, after)) return {std::string(source), false, {}};
  TextEdit edit(source);
  const std::size_t begin = edit.offset_of(root.mark());
  const bool is_flow = begin < source.size() && (source[begin] == '{' || source[begin] == '[');
  const auto says_it = [&](const std::string& text) {
    const auto again = parse(text, before.name(), 0, {}, Strictness::lenient);
    // A key that was written where it stands already is read, too: the last one counts.
    return again && again->oddities().size() <= before.oddities().size() &&
           equal(again->root(), after);
  };
  Splicer splicer(edit, root);
  if (begin != npos && splicer.edit_root(root, after, end_of_document(source, begin))) {
    std::string text = edit.carried_out();
    if (says_it(text)) return {std::move(text), false, edit.written_anew()};
  }
  // What began as JSON stays JSON, but for .inf and .nan of YAML in brackets, which that has not.
  std::string text = is_flow ? as_json(source, after) : "";
  if (!is_flow || !says_it(text)) text = to_yaml(after, style_of(root));
  return {std::move(text), true, {}};
}

}  // namespace sworn::document
