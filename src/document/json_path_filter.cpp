// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/utf8.h"
#include "document/json_path_query.h"
#include "document/number.h"

namespace sworn::document {
namespace {

/// What an operand comes to: nothing, a node, or the number that a function gives.
using Value = std::variant<std::monostate, const Node*, std::int64_t>;

std::int64_t characters_of(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += base::decode_utf8(text, i).length) ++count;
  return count;
}

/// What it takes to read the node to its end.
void take_for(const Node& node, Work& work) {
  if (work.is_spent()) return;
  work.take_bytes(node.text().size());
  for (const Node* item : node.items()) take_for(*item, work);
  for (const Entry& entry : node.entries()) {
    work.take_bytes(entry.key.size());
    take_for(*entry.value, work);
  }
}

/// RFC 9535 §2.4.4: of a string, a sequence or a mapping; nothing of anything else.
Value length_of(const Value& value) {
  const auto* const node = std::get_if<const Node*>(&value);
  if (node == nullptr) return {};
  switch ((*node)->kind()) {
    case Kind::string:
      return characters_of((*node)->text());
    case Kind::sequence:
      return static_cast<std::int64_t>((*node)->items().size());
    case Kind::mapping:
      return static_cast<std::int64_t>((*node)->entries().size());
    default:
      return {};
  }
}

Value value_of(const Operand& operand, const Node& current, const Node& root, Work& work) {
  if (operand.function == PathFunction::length && operand.argument != nullptr) {
    return length_of(value_of(*operand.argument, current, root, work));
  }
  const Node* only = nullptr;
  if (operand.literal != nullptr) {
    only = &operand.literal->root();
  } else {
    const std::vector<PathMatch> nodes = nodes_of(*operand.query, current, root, work);
    if (operand.function == PathFunction::count) return static_cast<std::int64_t>(nodes.size());
    if (nodes.size() == 1) only = nodes.front().node;
  }
  if (only == nullptr) return {};
  work.take_bytes(only->text().size());
  return operand.function == PathFunction::length ? length_of(only) : only;
}

std::optional<Decimal> number_of(const Value& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    return decimal_of(std::to_string(*number));
  }
  const auto* const node = std::get_if<const Node*>(&value);
  return node != nullptr && (*node)->is_number() ? decimal_of((*node)->text()) : std::nullopt;
}

bool are_equal(const Value& left, const Value& right, Work& work) {
  if (left.index() == 0 || right.index() == 0) return left.index() == right.index();
  const auto* const a = std::get_if<const Node*>(&left);
  const auto* const b = std::get_if<const Node*>(&right);
  if (a != nullptr && b != nullptr) {
    // Of different sizes they are told apart at once.
    if ((*a)->items().size() == (*b)->items().size() &&
        (*a)->entries().size() == (*b)->entries().size()) {
      take_for(**a, work);
    }
    return !work.is_spent() && equal(**a, **b);
  }
  const auto one = number_of(left);
  return one && one == number_of(right);
}

/// Numbers and strings have an order, nothing else (RFC 9535 §2.3.5.2.2). UTF-8 has that of its
/// code points.
bool is_less(const Value& left, const Value& right) {
  const auto one = number_of(left);
  const auto other = number_of(right);
  if (one && other) return double_of(*one) < double_of(*other);
  const auto* const a = std::get_if<const Node*>(&left);
  const auto* const b = std::get_if<const Node*>(&right);
  return a != nullptr && b != nullptr && (*a)->is_string() && (*b)->is_string() &&
         (*a)->text() < (*b)->text();
}

bool holds(Comparison comparison, const Value& left, const Value& right, Work& work) {
  switch (comparison) {
    case Comparison::equal:
      return are_equal(left, right, work);
    case Comparison::not_equal:
      return !are_equal(left, right, work);
    case Comparison::less:
      return is_less(left, right);
    case Comparison::less_or_equal:
      return is_less(left, right) || are_equal(left, right, work);
    case Comparison::greater:
      return is_less(right, left);
    case Comparison::greater_or_equal:
      return is_less(right, left) || are_equal(left, right, work);
  }
  return false;
}

}  // namespace

bool satisfies(const FilterExpression& expression,
               const Node& current,
               const Node& root,
               Work& work) {
  const auto part_holds = [&](const FilterExpression& part) {
    return satisfies(part, current, root, work);
  };
  work.take(1);
  if (work.is_spent()) return false;
  switch (expression.kind) {
    case FilterExpression::Kind::any_of:
      return std::ranges::any_of(expression.parts, part_holds);
    case FilterExpression::Kind::all_of:
      return std::ranges::all_of(expression.parts, part_holds);
    case FilterExpression::Kind::negation:
      return !part_holds(expression.parts.front());
    case FilterExpression::Kind::existence:
      return !nodes_of(*expression.left.query, current, root, work).empty();
    case FilterExpression::Kind::comparison:
      return holds(expression.comparison,
                   value_of(expression.left, current, root, work),
                   value_of(expression.right, current, root, work),
                   work);
  }
  return false;
}

}  // namespace sworn::document
