// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "document/json_path.h"
#include "document/node.h"

namespace sworn::document {

struct FilterExpression;

struct NameSelector {
  std::string name;
};
struct WildcardSelector {};
struct IndexSelector {
  std::int64_t index = 0;
};
/// RFC 9535 §2.3.4.
struct SliceSelector {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;
  std::int64_t step = 1;
};
struct FilterSelector {
  std::shared_ptr<const FilterExpression> expression;
};

using Selector =
    std::variant<NameSelector, WildcardSelector, IndexSelector, SliceSelector, FilterSelector>;

struct PathSegment {
  bool is_descendant = false;
  std::vector<Selector> selectors;
};

struct PathQuery {
  bool is_relative = false;  ///< begins with `@`
  std::vector<PathSegment> segments;

  /// Names and indices alone, one each (RFC 9535 §2.3.5.1): at most one node.
  [[nodiscard]] bool is_singular() const;
};

/// The functions of RFC 9535 §2.4 that give a value.
enum class PathFunction { length, count, value };

/// What is compared: a literal, a query or a function of one.
struct Operand {
  std::shared_ptr<const Document> literal;
  std::shared_ptr<const PathQuery> query;
  std::optional<PathFunction> function;
  std::shared_ptr<const Operand> argument;  ///< of length, where it is no query
};

enum class Comparison { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

/// A logical expression (RFC 9535 §2.3.5).
struct FilterExpression {
  enum class Kind { any_of, all_of, negation, existence, comparison };
  Kind kind = Kind::existence;
  std::vector<FilterExpression> parts;  ///< of the first three
  Operand left;                         ///< of existence: the query
  Comparison comparison = Comparison::equal;
  Operand right;
};

/// What the answer to a query may still cost, whatever the query and the document are: one for each
/// node that is looked at, and one for each eight bytes that are read, compared or kept.
class Work {
 public:
  void take(std::size_t units) { left_ -= std::min(units, left_); }
  void take_bytes(std::size_t bytes) { take(1 + bytes / 8); }
  /// Then what was found is no answer: all that works on it has to stop.
  [[nodiscard]] bool is_spent() const { return left_ == 0; }

 private:
  std::size_t left_ = 30'000'000;
};

/// Whether `current` satisfies the expression (RFC 9535 §2.3.5.2).
[[nodiscard]] bool satisfies(const FilterExpression& expression,
                             const Node& current,
                             const Node& root,
                             Work& work);

/// The nodes of `query`, from `current` or `root`.
[[nodiscard]] std::vector<PathMatch> nodes_of(const PathQuery& query,
                                              const Node& current,
                                              const Node& root,
                                              Work& work);

}  // namespace sworn::document
