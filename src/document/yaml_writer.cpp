// SPDX-License-Identifier: Apache-2.0
#include "document/yaml_writer.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "document/json_writer.h"
#include "document/yaml_scalar.h"

namespace sworn::document {
namespace {

constexpr std::size_t most_columns = 100;
/// What is longer needs a question mark to be a key (YAML 1.2.2 §7.4.2, §8.2.2).
constexpr std::size_t longest_implicit_key = 1024;
/// A text is folded into that many columns however deep it stands.
constexpr std::size_t least_columns = 40;

/// Printable, on one line, nothing that a terminal obeys.
bool is_harmless(std::string_view text, bool may_have_lines = false) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] >= ' ' && text[i] <= '~') {
      ++i;
      continue;
    }
    const base::CodePoint point = base::decode_utf8(text, i);
    const bool is_line = may_have_lines && point.value == '\n';
    if (!point.valid || (point.value < 0x20 && !is_line) || point.value == 0x7F ||
        point.value == 0xFEFF || base::is_deceptive(point.value)) {
      return false;
    }
    i += point.length;
  }
  return true;
}

/// What YAML 1.1 takes for a boolean, which many readers still speak.
bool is_word_of_old(std::string_view text) {
  static constexpr std::array<std::string_view, 6> words{"y", "n", "yes", "no", "on", "off"};
  return std::ranges::find(words, base::to_lower(text)) != words.end();
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether a string can stand without quotes in block style (YAML 1.2.2 §7.3.3). What begins with a
/// digit is quoted: to some readers it is a number, a date or a time.
bool can_be_plain(std::string_view text) {
  if (text.empty() || !is_harmless(text) || kind_of_plain(text) != Kind::string) return false;
  const char first = text.front();
  const bool begins_well = (is_alphanumeric(first) && (first < '0' || first > '9')) ||
                           first == '/' || first == '$' || first == '_' || first == '(' ||
                           static_cast<unsigned char>(first) >= 0x80;
  return begins_well && text.back() != ' ' && text.back() != ':' && !is_word_of_old(text) &&
         text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  if (!is_harmless(text)) return quote_json(text);
  return "'" + base::replace_all(std::string(text), "'", "''") + "'";
}

std::string text_of(std::string_view text) {
  return can_be_plain(text) ? std::string(text) : quoted(text);
}

class Writer {
 public:
  explicit Writer(const YamlStyle& style) : style_(style) {}

  /// Behind a colon or a dash: a scalar follows on the line, a collection on the next ones.
  void value(const Node& node, std::size_t column) {
    if (node.is_mapping() && node.has_children()) {
      out_ += '\n';
      members(node, column + style_.indent, true);
    } else if (node.is_sequence() && node.has_children()) {
      out_ += '\n';
      elements(node, style_.indents_lists ? column + style_.indent : column, true);
    } else {
      scalar(node, column + style_.indent);
    }
  }

  void members(const Node& mapping, std::size_t column, bool indents_first) {
    for (const Entry& entry : mapping.entries()) {
      if (indents_first) out_.append(column, ' ');
      indents_first = true;
      member(entry.key, *entry.value, column);
    }
  }

  void member(std::string_view key, const Node& node, std::size_t column) {
    const std::string name = text_of(key);
    if (name.size() > longest_implicit_key) {
      out_ += "? " + name + '\n' + std::string(column, ' ');
    } else {
      out_ += name;
    }
    out_ += ':';
    value(node, column);
  }

  void elements(const Node& sequence, std::size_t column, bool indents_first) {
    for (const Node* item : sequence.items()) {
      if (indents_first) out_.append(column, ' ');
      indents_first = true;
      element(*item, column);
    }
  }

  /// The first member of an object stands behind the dash.
  void element(const Node& node, std::size_t column) {
    out_ += '-';
    if (!node.has_children()) {
      scalar(node, column + 2);
    } else if (node.is_mapping()) {
      out_ += ' ';
      members(node, column + 2, false);
    } else {
      out_ += ' ';
      elements(node, column + 2, false);
    }
  }

  void scalar(const Node& node, std::size_t column) {
    if (node.is_string() && write_lines(node.text(), column)) return;
    out_ += ' ';
    out_ += yaml_scalar(node);
    out_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  /// A text of several lines as a literal block, a long one folded (YAML 1.2.2 §8.1); false where
  /// it is neither or holds what these cannot.
  bool write_lines(std::string_view text, std::size_t column) {
    const bool has_lines = text.find('\n') != std::string_view::npos;
    if (text.empty() || text.front() == ' ' || text.front() == '\n' || text.front() == '#' ||
        !is_harmless(text, true)) {
      return false;
    }
    if (has_lines) return write_literal(text, column);
    const bool is_long = column + text.size() > most_columns + 20;
    if (!is_long || text.back() == ' ' || text.find("  ") != std::string_view::npos) return false;
    fold(text, column);
    return true;
  }

  bool write_literal(std::string_view text, std::size_t column) {
    const bool ends_in_line = text.back() == '\n';
    if (ends_in_line) text.remove_suffix(1);
    if (text.ends_with('\n') || text.find(" \n") != std::string_view::npos || text.ends_with(' ')) {
      return false;
    }
    out_ += ends_in_line ? " |\n" : " |-\n";
    for (const std::string_view line : base::split(text, '\n')) {
      if (!line.empty()) out_.append(column, ' ');
      out_ += line;
      out_ += '\n';
    }
    return true;
  }

  void fold(std::string_view text, std::size_t column) {
    const std::size_t width =
        column + least_columns < most_columns ? most_columns - column : least_columns;
    out_ += " >-\n";
    while (!text.empty()) {
      std::size_t end = text.size();
      if (end > width) {
        end = text.rfind(' ', width);
        if (end == std::string_view::npos) end = std::min(text.find(' '), text.size());
      }
      out_.append(column, ' ');
      out_ += text.substr(0, end);
      out_ += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  YamlStyle style_;
  std::string out_;
};

}  // namespace

std::string to_yaml(const Node& root, const YamlStyle& style) {
  Writer writer(style);
  if (!root.has_children()) return yaml_scalar(root) + "\n";
  if (root.is_mapping()) {
    writer.members(root, 0, true);
  } else {
    writer.elements(root, 0, true);
  }
  return writer.take();
}

std::string yaml_entry(std::string_view key,
                       const Node& value,
                       std::size_t column,
                       const YamlStyle& style) {
  Writer writer(style);
  writer.member(key, value, column);
  return writer.take();
}

std::string yaml_value(const Node& value, std::size_t column, const YamlStyle& style) {
  Writer writer(style);
  writer.value(value, column);
  return writer.take();
}

std::string yaml_item(const Node& value, std::size_t column, const YamlStyle& style) {
  Writer writer(style);
  writer.element(value, column);
  return writer.take();
}

std::string yaml_scalar(const Node& scalar) {
  switch (scalar.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return scalar.as_boolean() ? "true" : "false";
    case Kind::integer:
    case Kind::number:
      return std::string(scalar.text());
    case Kind::string:
      return text_of(scalar.text());
    case Kind::sequence:
      return "[]";
    case Kind::mapping:
      return "{}";
  }
  return "null";
}

}  // namespace sworn::document
