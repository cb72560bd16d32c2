// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document/node.h"
#include "schema/keyword.h"
#include "schema/schema.h"

namespace sworn::schema {

/// `undecided` where a reference leads nowhere, a pattern does not compile or a bound was reached.
/// It is no problem by itself, and `not`, `oneOf` and the like never turn it into one.
enum class Verdict : std::uint8_t { valid, invalid, undecided };

/// Of two verdicts that must both hold.
[[nodiscard]] constexpr Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::invalid || b == Verdict::invalid) return Verdict::invalid;
  return a == Verdict::undecided ? a : b;
}

/// The children of one instance that some subschema has looked at, for `unevaluatedProperties` and
/// `unevaluatedItems` (JSON Schema Core §11).
class Evaluated {
 public:
  void add(const document::Node& child) { children_.insert(&child); }
  void add_all() { all_ = true; }
  void add(const Evaluated& other);
  [[nodiscard]] bool has(const document::Node& child) const {
    return all_ || children_.contains(&child);
  }

 private:
  bool all_ = false;
  std::unordered_set<const document::Node*> children_;
};

class Validator;

/// One Schema Object applied to one instance: what each keyword check works on.
struct Site {
  Validator& validator;
  const document::Node& schema;
  const Keywords& keywords;
  const document::Node& instance;
  Evaluated* evaluated;  ///< null when nobody asks

  [[nodiscard]] const document::Node* operator[](Keyword keyword) const {
    return keywords[keyword];
  }
  void mark_evaluated(const document::Node& child) const {
    if (evaluated != nullptr) evaluated->add(child);
  }
  void mark_all_evaluated() const {
    if (evaluated != nullptr) evaluated->add_all();
  }
  /// Records a problem with the instance itself.
  Verdict fail(Keyword keyword, std::string message) const;
};

/// One run of one schema over one instance: the path walked, the problems met and the bounds.
class Validator {
 public:
  Validator(const Context& context, std::size_t most);

  /// Applies a schema to an instance at the place where the walk is.
  Verdict check(const document::Node& schema, const document::Node& instance, Evaluated* evaluated);
  /// The same for a child of the instance; a schema `false` is reported as `keyword`.
  Verdict check_child(Keyword keyword,
                      const document::Node& schema,
                      std::string_view name,
                      const document::Node& child);
  Verdict check_child(Keyword keyword,
                      const document::Node& schema,
                      std::size_t index,
                      const document::Node& child);
  /// The same without recording problems.
  Verdict probe(const document::Node& schema, const document::Node& instance, Evaluated* evaluated);

  void report(const document::Node& place, Keyword keyword, std::string message);
  /// Whether a verdict `invalid` needs no further problems.
  [[nodiscard]] bool is_satiated() const;

  [[nodiscard]] const Context& context() const { return context_; }
  [[nodiscard]] const document::Node* resolve(const document::Node& from,
                                              std::string_view reference) const;
  /// The target of a `$dynamicRef`: the outermost schema of the dynamic scope with that dynamic
  /// anchor.
  [[nodiscard]] const document::Node* resolve_dynamic(const document::Node& from,
                                                      std::string_view reference) const;
  /// Whether `name` need not be present in this direction: some schema that applies to the current
  /// instance declares it `readOnly` or `writeOnly`.
  [[nodiscard]] bool is_exempt(std::string_view name) const;

  /// The problems in document order, without repetitions.
  [[nodiscard]] std::vector<Problem> take();

 private:
  struct Frame {
    const document::Node* schema;
    const document::Node* instance;
  };
  struct Step {
    std::string_view name;
    std::optional<std::size_t> index;
  };
  struct Found {
    Problem problem;
    document::Mark mark;
  };

  Verdict check_step(Keyword keyword,
                     const document::Node& schema,
                     Step step,
                     const document::Node& child);
  Verdict apply(const document::Node& schema, const document::Node& instance, Evaluated* evaluated);
  [[nodiscard]] bool is_in_progress(const document::Node& schema,
                                    const document::Node& instance) const;
  [[nodiscard]] std::string pointer() const;

  const Context& context_;
  std::size_t most_;
  std::size_t quiet_ = 0;
  std::size_t steps_ = 0;
  std::vector<Frame> frames_;
  std::vector<Step> path_;
  std::vector<Found> found_;
};

/// Whether a property's schema, its references or its `allOf` carry `flag: true`.
[[nodiscard]] bool is_flagged(const document::Node& property,
                              std::string_view flag,
                              const Context& context);
/// The flag that frees a property from being present in this direction, or "".
[[nodiscard]] std::string_view exempting_flag(const Context& context);
/// Whether a schema or its `allOf` declare the property, with a flag that exempts it.
[[nodiscard]] bool declares_exempt(const document::Node& schema,
                                   std::string_view name,
                                   const Context& context);

/// The checks, by what they look at. Each is valid for an instance of another type.
[[nodiscard]] Verdict check_type(const Site& site);
[[nodiscard]] Verdict check_value(const Site& site);  ///< enum, const, format
[[nodiscard]] Verdict check_number(const Site& site);
[[nodiscard]] Verdict check_string(const Site& site);
[[nodiscard]] Verdict check_array(const Site& site);
[[nodiscard]] Verdict check_object(const Site& site);
[[nodiscard]] Verdict check_in_place(const Site& site);     ///< $ref, allOf, anyOf, oneOf, not, if
[[nodiscard]] Verdict check_unevaluated(const Site& site);  ///< after all others

/// A keyword's value as a count; nothing when it is absent or no count.
[[nodiscard]] std::optional<std::size_t> count_at(const Keywords& keywords, Keyword keyword);
/// The names in `type`; empty when absent.
[[nodiscard]] std::vector<std::string_view> type_names(const Keywords& keywords);
/// Whether null satisfies the object's `type` although that does not name it.
[[nodiscard]] bool allows_null(const Keywords& keywords);

}  // namespace sworn::schema
