// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/json_path_query.h"
#include "document/json_path_scanner.h"
#include "document/json_writer.h"

namespace sworn::document {
namespace {

/// Of filters, parentheses and functions within one another.
constexpr int most_depth = 100;

/// A descent over the grammar of RFC 9535 §2. Each function leaves the scanner behind what it read;
/// after an error what it returns means nothing.
class Parser {
 public:
  explicit Parser(std::string_view text) : in_(text) {}

  Result<PathQuery> parse() {
    PathQuery query;
    if (!in_.take("$")) {
      in_.fail("a path begins with $");
    } else {
      query.segments = segments();
    }
    if (!in_.at_end()) in_.fail("'.' or '[' is expected");
    if (in_.error()) return *in_.error();
    return query;
  }

 private:
  std::vector<PathSegment> segments() {
    std::vector<PathSegment> all;
    while (!in_.error()) {
      const std::size_t before = in_.position();
      in_.skip_blanks();
      if (in_.take("..")) {
        all.push_back({true, in_.next() == '[' ? bracketed() : dotted()});
      } else if (in_.take(".")) {
        all.push_back({false, dotted()});
      } else if (in_.next() == '[') {
        all.push_back({false, bracketed()});
      } else {
        in_.return_to(before);
        break;
      }
    }
    return all;
  }

  std::vector<Selector> dotted() {
    if (in_.take("*")) return {WildcardSelector{}};
    const std::string_view name = in_.member_name();
    if (name.empty()) {
      in_.fail("a name or * is expected; other names stand in ['quotes']");
    }
    return {NameSelector{std::string(name)}};
  }

  std::vector<Selector> bracketed() {
    std::vector<Selector> all;
    in_.take("[");
    do {
      in_.skip_blanks();
      all.push_back(selector());
      in_.skip_blanks();
    } while (!in_.error() && in_.take(","));
    if (!in_.take("]")) in_.fail("']' is expected");
    return all;
  }

  Selector selector() {
    if (in_.take("*")) return WildcardSelector{};
    if (in_.take("?")) {
      in_.skip_blanks();
      return FilterSelector{std::make_shared<const FilterExpression>(
          nested<FilterExpression>([this] { return any_of(); }))};
    }
    if (in_.next() == '\'' || in_.next() == '"') return NameSelector{in_.string()};
    const std::optional<std::int64_t> number = in_.integer();
    const std::size_t before = in_.position();
    in_.skip_blanks();
    if (in_.take(":")) return slice(number);
    in_.return_to(before);
    if (!number) in_.fail("a name in quotes, an index, a slice, * or ? is expected");
    return IndexSelector{number.value_or(0)};
  }

  SliceSelector slice(std::optional<std::int64_t> start) {
    SliceSelector slice{start, std::nullopt, 1};
    in_.skip_blanks();
    slice.end = in_.integer();
    const std::size_t before = in_.position();
    in_.skip_blanks();
    if (in_.take(":")) {
      in_.skip_blanks();
      slice.step = in_.integer().value_or(1);
    } else {
      in_.return_to(before);
    }
    return slice;
  }

  /// What stands within a filter, parentheses or a function.
  template <typename Inner, typename Read>
  Inner nested(const Read& read) {
    if (depth_ == most_depth) in_.fail("the expression is nested too deep");
    if (in_.error()) return {};
    ++depth_;
    Inner inner = read();
    --depth_;
    return inner;
  }

  FilterExpression any_of() {
    return joined(FilterExpression::Kind::any_of, "||", [this] { return all_of(); });
  }
  FilterExpression all_of() {
    return joined(FilterExpression::Kind::all_of, "&&", [this] { return basic(); });
  }

  template <typename Part>
  FilterExpression joined(FilterExpression::Kind kind, std::string_view word, const Part& part) {
    FilterExpression all;
    all.kind = kind;
    do {
      in_.skip_blanks();
      all.parts.push_back(part());
      in_.skip_blanks();
    } while (!in_.error() && in_.take(word));
    return all.parts.size() == 1 ? std::move(all.parts.front()) : all;
  }

  FilterExpression basic() {
    FilterExpression expression;
    if (in_.take("!")) {
      in_.skip_blanks();
      expression.kind = FilterExpression::Kind::negation;
      expression.parts.push_back(in_.next() == '(' ? parenthesised() : test());
    } else {
      expression = in_.next() == '(' ? parenthesised() : comparison_or_test();
    }
    return expression;
  }

  FilterExpression parenthesised() {
    in_.take("(");
    in_.skip_blanks();
    auto inner = nested<FilterExpression>([this] { return any_of(); });
    if (!in_.take(")")) in_.fail("')' is expected");
    return inner;
  }

  FilterExpression test() {
    FilterExpression expression;
    expression.left = operand();
    if (expression.left.query == nullptr || expression.left.function) {
      in_.fail("a path or a comparison is expected");
    }
    return expression;
  }

  FilterExpression comparison_or_test() {
    const std::size_t start = in_.position();
    FilterExpression expression;
    expression.left = operand();
    const std::size_t before = in_.position();
    in_.skip_blanks();
    const std::optional<Comparison> comparison = comparison_sign();
    if (!comparison) {
      in_.return_to(before);
      if (expression.left.query == nullptr || expression.left.function) {
        in_.fail("a comparison (==, !=, <, <=, >, >=) is expected");
      }
      return expression;
    }
    expression.kind = FilterExpression::Kind::comparison;
    expression.comparison = *comparison;
    must_be_one(expression.left, start);
    in_.skip_blanks();
    const std::size_t right = in_.position();
    expression.right = operand();
    must_be_one(expression.right, right);
    return expression;
  }

  std::optional<Comparison> comparison_sign() {
    static constexpr std::array<std::pair<std::string_view, Comparison>, 6> signs{
        {{"==", Comparison::equal},
         {"!=", Comparison::not_equal},
         {"<=", Comparison::less_or_equal},
         {">=", Comparison::greater_or_equal},
         {"<", Comparison::less},
         {">", Comparison::greater}}};
    for (const auto& [sign, comparison] : signs) {
      if (in_.take(sign)) return comparison;
    }
    return std::nullopt;
  }

  /// What is compared is one value at most (RFC 9535 §2.3.5.1).
  void must_be_one(const Operand& operand, std::size_t start) {
    if (operand.query != nullptr && !operand.function && !operand.query->is_singular()) {
      in_.fail_at(start, "a compared path has names and indices only");
    }
  }

  Operand operand() {
    Operand operand;
    const char next = in_.next();
    if (next == '@' || next == '$') {
      operand.query = std::make_shared<const PathQuery>(query());
    } else if (next == '\'' || next == '"') {
      operand.literal = literal(quote_json(in_.string()));
    } else if (next == '-' || (next >= '0' && next <= '9')) {
      operand.literal = literal(std::string(in_.number()));
    } else {
      const std::size_t start = in_.position();
      const std::string name(in_.member_name());
      if (name == "true" || name == "false" || name == "null") {
        operand.literal = literal(name);
      } else if (!name.empty() && in_.take("(")) {
        operand = function(name, start);
      } else {
        in_.fail_at(start, "a path that begins with @ or $, a value or a function is expected");
      }
    }
    return operand;
  }

  PathQuery query() {
    PathQuery query;
    query.is_relative = in_.take("@");
    if (!query.is_relative) in_.take("$");
    query.segments = segments();
    return query;
  }

  Operand function(const std::string& name, std::size_t start) {
    Operand call;
    if (name == "match" || name == "search") {
      in_.fail_at(start, "the function " + name + " is not supported");
    } else if (name == "length") {
      call.function = PathFunction::length;
    } else if (name == "count") {
      call.function = PathFunction::count;
    } else if (name == "value") {
      call.function = PathFunction::value;
    } else {
      in_.fail_at(start, "no such function: " + base::printable(base::shorten(name, 40)));
    }
    in_.skip_blanks();
    const std::size_t place = in_.position();
    const auto argument = nested<Operand>([this] { return operand(); });
    const bool is_path = argument.query != nullptr && !argument.function;
    if (call.function != PathFunction::length && !is_path) {
      in_.fail_at(place, "a path is expected");
    }
    if (call.function == PathFunction::length) must_be_one(argument, place);
    call.query = argument.query;
    call.argument = std::make_shared<const Operand>(argument);
    in_.skip_blanks();
    if (!in_.take(")")) in_.fail("')' is expected");
    return call;
  }

  std::shared_ptr<const Document> literal(const std::string& json) {
    Result<Document> document = parse_json(json, "");
    if (!document) {
      in_.fail("a value is expected");
      return nullptr;
    }
    return std::make_shared<const Document>(std::move(*document));
  }

  PathScanner in_;
  int depth_ = 0;
};

}  // namespace

bool PathQuery::is_singular() const {
  return std::ranges::all_of(segments, [](const PathSegment& segment) {
    return !segment.is_descendant && segment.selectors.size() == 1 &&
           (std::holds_alternative<NameSelector>(segment.selectors.front()) ||
            std::holds_alternative<IndexSelector>(segment.selectors.front()));
  });
}

Result<JsonPath> JsonPath::parse(std::string_view text) {
  Result<PathQuery> query = Parser(text).parse();
  if (!query) return query.error();
  return JsonPath(std::make_shared<const PathQuery>(std::move(*query)));
}

}  // namespace sworn::document
