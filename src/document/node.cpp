// SPDX-License-Identifier: Apache-2.0
#include "document/node.h"

#include <algorithm>
#include <limits>

#include "document/builder.h"
#include "document/key.h"
#include "document/number.h"

namespace sworn::document {

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::sequence:
      return "array";
    case Kind::mapping:
      return "object";
  }
  return "null";
}

bool Node::as_boolean(bool otherwise) const {
  return is_boolean() ? boolean_ : otherwise;
}

std::optional<std::int64_t> Node::as_integer() const {
  if (!is_number()) return std::nullopt;
  const std::optional<Decimal> value = decimal_of(text());
  return value ? integer_of(*value) : std::nullopt;
}

std::optional<double> Node::as_double() const {
  if (!is_number()) return std::nullopt;
  if (const std::optional<Decimal> value = decimal_of(text())) return double_of(*value);
  // What is no decimal is one of YAML's .inf and .nan.
  if (text().find_first_of("nN") == 1) return std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  return text().starts_with('-') ? -infinity : infinity;
}

const Entry* Node::entry(std::string_view key) const {
  const std::span<const Entry> all = entries();
  if (all.size() > linear_most) return KeyIndex::find(all, key);
  const auto found =
      std::find_if(all.begin(), all.end(), [key](const Entry& entry) { return entry.key == key; });
  return found == all.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Entry* const found = entry(key);
  return found == nullptr ? nullptr : found->value;
}

Mark Node::mark_of(std::string_view key) const {
  const Entry* const found = entry(key);
  return found == nullptr ? mark_ : found->key_mark;
}

std::string_view Node::string_at(std::string_view key) const {
  const Node* const value = find(key);
  return value != nullptr && value->is_string() ? value->text() : std::string_view();
}

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

const Node& Document::root() const {
  return *memory_->root;
}
const std::string& Document::name() const {
  return memory_->name;
}

const std::vector<Oddity>& Document::oddities() const {
  return memory_->oddities;
}

Location Document::locate(Mark mark) const {
  return Location{memory_->name, static_cast<int>(mark.line), static_cast<int>(mark.column), {}};
}

}  // namespace sworn::document
