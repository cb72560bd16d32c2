// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/section.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

bool is_method(std::string_view word) {
  constexpr std::array<std::string_view, 10> methods = {
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "*"};
  return std::ranges::any_of(
      methods, [&](std::string_view method) { return base::equal_ignoring_case(word, method); });
}

/// The normal form of a per-operation key; an Error of the reader when it has none.
std::string read_key(Reader& reader, const Entry& entry) {
  const std::optional<std::string> key = operation_key(entry.key);
  if (!key) reader.fail(entry.key_mark, "expected 'METHOD /path', '/path' or a parameter name");
  return key.value_or("");
}

}  // namespace

bool names_operation(std::string_view key) {
  const std::size_t space = key.find(' ');
  return key.find('/') != std::string_view::npos ||
         (space != std::string_view::npos && is_method(key.substr(0, space)));
}

std::optional<std::string> operation_key(std::string_view text) {
  if (text.starts_with('/')) return std::string(text);
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || !is_method(text.substr(0, space))) return std::nullopt;
  const std::string_view path = base::trim(text.substr(space));
  if (!path.starts_with('/')) return std::nullopt;
  return base::to_upper(text.substr(0, space)) + " " + std::string(path);
}

void read_values(Reader& reader, const Node& node, Config& config) {
  reader.entries(node, [&](const Entry& entry) {
    if (!names_operation(entry.key)) {
      config.values[std::string(entry.key)] = reader.text(*entry.value);
      return;
    }
    auto& values = config.values_at[read_key(reader, entry)];
    reader.entries(*entry.value, [&](const Entry& one) {
      values[std::string(one.key)] =
          one.key == "body" ? reader.json(*one.value) : reader.text(*one.value);
    });
  });
}

void read_owns(Reader& reader, const Node& node, Identity& identity) {
  reader.entries(node, [&](const Entry& entry) {
    if (!names_operation(entry.key)) {
      identity.owns[std::string(entry.key)] = reader.texts(*entry.value);
      return;
    }
    auto& values = identity.owns_at[read_key(reader, entry)];
    reader.entries(*entry.value, [&](const Entry& one) {
      values[std::string(one.key)] = reader.texts(*one.value);
    });
  });
}

}  // namespace sworn::config
