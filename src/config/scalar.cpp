// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "config/reader.h"
#include "document/json_writer.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

/// A token (RFC 9110 §5.6.2), which a field name is.
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    const bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return is_word || marks.find(c) != std::string_view::npos;
  });
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string short_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

std::string Reader::substituted(const Node& node) {
  Result<std::string> text = substitute(node.text(), environment_);
  if (text) return std::move(*text);
  fail(node.mark(), text.error().message, text.error().hint);
  return "";
}

std::string Reader::text(const Node& node) {
  if (has_failed()) return "";
  if (node.is_string()) return substituted(node);
  if (node.is_number() || node.is_boolean()) return std::string(node.text());
  fail(node.mark(), "expected a string, got " + kind_of(node));
  return "";
}

std::string Reader::secret(const Node& node) {
  std::string value = text(node);
  if (has_failed() || !value.empty() || node.text().empty()) return value;
  // What is written and leaves nothing is made of references alone.
  const std::string_view name = node.text().substr(2, node.text().find('}') - 2);
  fail(node.mark(),
       "environment variable " + std::string(name) + " is empty",
       "a CI system gives an empty one where the secret is not there");
  return "";
}

std::string Reader::line(const Node& node) {
  std::string value = secret(node);
  if (has_failed()) return "";
  if (value.empty()) {
    fail(node.mark(), "expected a value, got an empty string");
  } else if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    fail(node.mark(), "the value holds a line break or a NUL, which no header can carry");
  }
  return value;
}

bool Reader::boolean(const Node& node) {
  const std::string value = text(node);
  if (value != "true" && value != "false") fail(node.mark(), "expected true or false");
  return value == "true";
}

double Reader::number(const Node& node, double least, bool is_open) {
  const std::string value = text(node);
  const std::optional<double> number = parse_number<double>(value);
  if (number && std::isfinite(*number) && (is_open ? *number > least : *number >= least)) {
    return *number;
  }
  fail(node.mark(),
       std::string("expected a number ") + (is_open ? "above " : "of at least ") +
           short_text(least));
  return least;
}

int Reader::integer(const Node& node, int least) {
  const std::string value = text(node);
  const std::optional<int> number = parse_number<int>(value);
  if (number && *number >= least) return *number;
  fail(node.mark(), "expected a whole number of at least " + std::to_string(least));
  return least;
}

std::vector<std::string> Reader::texts(const Node& node) {
  std::vector<std::string> values;
  if (node.is_sequence() || node.is_null()) {
    items(node, [&](const Node& item) { values.push_back(text(item)); });
  } else if (node.is_mapping()) {
    fail(node.mark(), "expected a list of strings, got a mapping");
  } else {
    values.push_back(text(node));
  }
  return values;
}

std::map<std::string, std::string> Reader::text_map(const Node& node) {
  std::map<std::string, std::string> values;
  entries(node, [&](const Entry& entry) { values[std::string(entry.key)] = text(*entry.value); });
  return values;
}

Headers Reader::headers(const Node& node) {
  Headers fields;
  entries(node, [&](const Entry& entry) {
    const std::string name(entry.key);
    if (!is_token(name)) {
      fail(entry.key_mark, "a header name is made of letters, digits and !#$%&'*+-.^_`|~");
    } else if (entry.value->is_sequence()) {
      items(*entry.value, [&](const Node& item) { fields.push_back({name, line(item)}); });
    } else {
      fields.push_back({name, line(*entry.value)});
    }
  });
  return fields;
}

std::string Reader::one_of(const Node& node, const std::vector<std::string>& names) {
  std::string value = text(node);
  if (has_failed() || std::ranges::find(names, value) != names.end()) return value;
  const std::string near = base::nearest(value, names);
  fail(node.mark(),
       "expected one of " + base::join(names, ", "),
       near.empty() ? "" : "did you mean '" + near + "'?");
  return "";
}

std::string Reader::json(const Node& node) {
  if (has_failed()) return "";
  if (node.is_string()) return document::quote_json(substituted(node));
  std::vector<std::string> parts;
  if (node.is_sequence()) {
    for (const Node* item : node.items()) parts.push_back(json(*item));
    return std::string("[").append(base::join(parts, ",")).append("]");
  }
  if (node.is_mapping()) {
    for (const Entry& entry : node.entries()) {
      parts.push_back(document::quote_json(entry.key) + ":" + json(*entry.value));
    }
    return std::string("{").append(base::join(parts, ",")).append("}");
  }
  return document::to_json(node);
}

std::string Reader::path(const Node& node) {
  return beside(document_.name(), line(node));
}

}  // namespace sworn::config
