// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/utf8.h"
#include "document/json_path_query.h"
#include "document/number.h"

namespace sworn::document {
namespace {

constexpr std::size_t most_in_filter = 1'000'000;

/// What an operand comes to: nothing, a node, or the number that a function gives.
using Value = std::variant<std::monostate, const Node*, std::int64_t>;

std::int64_t characters_of(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += base::decode_utf8(text, i).length) ++count;
  return count;
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

Value value_of(const Operand& operand, const Node& current, const Node& root) {
  if (operand.literal != nullptr) return &operand.literal->root();
  if (operand.function == PathFunction::length && operand.argument != nullptr) {
    return length_of(value_of(*operand.argument, current, root));
  }
  const std::vector<PathMatch> nodes = nodes_of(*operand.query, current, root, most_in_filter);
  if (operand.function == PathFunction::count) return static_cast<std::int64_t>(nodes.size());
  const Value only = nodes.size() == 1 ? Value(nodes.front().node) : Value();
  return operand.function == PathFunction::length ? length_of(only) : only;
}

std::optional<Decimal> number_of(const Value& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    return decimal_of(std::to_string(*number));
  }
  const auto* const node = std::get_if<const Node*>(&value);
  return node != nullptr && (*node)->is_number() ? decimal_of((*node)->text()) : std::nullopt;
}

bool are_equal(const Value& left, const Value& right) {
  if (left.index() == 0 || right.index() == 0) return left.index() == right.index();
  const auto* const a = std::get_if<const Node*>(&left);
  const auto* const b = std::get_if<const Node*>(&right);
  if (a != nullptr && b != nullptr) return equal(**a, **b);
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

bool holds(Comparison comparison, const Value& left, const Value& right) {
  switch (comparison) {
    case Comparison::equal:
      return are_equal(left, right);
    case Comparison::not_equal:
      return !are_equal(left, right);
    case Comparison::less:
      return is_less(left, right);
    case Comparison::less_or_equal:
      return is_less(left, right) || are_equal(left, right);
    case Comparison::greater:
      return is_less(right, left);
    case Comparison::greater_or_equal:
      return is_less(right, left) || are_equal(left, right);
  }
  return false;
}

}  // namespace

bool satisfies(const FilterExpression& expression, const Node& current, const Node& root) {
  const auto part_holds = [&](const FilterExpression& part) {
    return satisfies(part, current, root);
  };
  switch (expression.kind) {
    case FilterExpression::Kind::any_of:
      return std::ranges::any_of(expression.parts, part_holds);
    case FilterExpression::Kind::all_of:
      return std::ranges::all_of(expression.parts, part_holds);
    case FilterExpression::Kind::negation:
      return !part_holds(expression.parts.front());
    case FilterExpression::Kind::existence:
      return !nodes_of(*expression.left.query, current, root, most_in_filter).empty();
    case FilterExpression::Kind::comparison:
      return holds(expression.comparison,
                   value_of(expression.left, current, root),
                   value_of(expression.right, current, root));
  }
  return false;
}

}  // namespace sworn::document
