// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "base/text.h"
#include "document/node.h"
#include "document/number.h"

namespace sworn::document {
namespace {

bool equal_numbers(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::optional<Decimal> left = decimal_of(a);
  const std::optional<Decimal> right = decimal_of(b);
  if (left && right) return *left == *right;
  if (left || right) return false;
  // YAML's .inf, +.INF and the like: equal but for case and a plus sign.
  if (a.starts_with('+')) a.remove_prefix(1);
  if (b.starts_with('+')) b.remove_prefix(1);
  return base::equal_ignoring_case(a, b);
}

bool equal_items(const Node& a, const Node& b) {
  if (a.items().size() != b.items().size()) return false;
  for (std::size_t i = 0; i < a.items().size(); ++i) {
    if (!equal(*a.items()[i], *b.items()[i])) return false;
  }
  return true;
}

bool equal_entries(const Node& a, const Node& b) {
  if (a.entries().size() != b.entries().size()) return false;
  for (const Entry& entry : a.entries()) {
    const Node* const other = b.find(entry.key);
    if (other == nullptr || !equal(*entry.value, *other)) return false;
  }
  return true;
}

}  // namespace

bool equal(const Node& a, const Node& b) {
  if (&a == &b) return true;
  if (a.is_number() && b.is_number()) return equal_numbers(a.text(), b.text());
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return a.as_boolean() == b.as_boolean();
    case Kind::string:
      return a.text() == b.text();
    case Kind::sequence:
      return equal_items(a, b);
    case Kind::mapping:
      return equal_entries(a, b);
    case Kind::integer:
    case Kind::number:
      break;
  }
  return false;
}

}  // namespace sworn::document
