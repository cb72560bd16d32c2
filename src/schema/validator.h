// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "schema/compiled.h"
#include "schema/compiled_schemas.h"
#include "schema/keyword.h"
#include "schema/schema.h"
#include "schema/verdict.h"

namespace sworn::schema {

class Validator;

/// One compiled schema applied to one instance: what each check works on.
struct Site {
  Validator& validator;
  const Compiled& schema;
  const document::Node& instance;
  Evaluated* evaluated;  ///< null when nobody asks

  void mark_evaluated(std::size_t child) const {
    if (evaluated != nullptr) evaluated->add(child);
  }
  void mark_all_evaluated() const {
    if (evaluated != nullptr) evaluated->add_all();
  }
  /// Records a problem with the instance itself; `make` gives its message when it is wanted.
  template <typename Make>
  Verdict fail(Keyword keyword, Make make) const;
};

/// One run of one schema over one instance. It first asks for the verdict alone and stops at the
/// first thing that is wrong; only then it goes again, to say where and why.
class Validator {
 public:
  Validator(CompiledSchemas& schemas, const Context& context, std::size_t most);

  [[nodiscard]] std::vector<Problem> run(const document::Node& schema,
                                         const document::Node& instance);

  /// Applies a schema to an instance at the place where the walk is.
  Verdict check(const Compiled& schema, const document::Node& instance, Evaluated* evaluated);
  /// The same for a child of the instance; a schema `false` is reported as `keyword`.
  Verdict check_child(Keyword keyword, const Compiled& schema, const document::Entry& member) {
    return explains_ ? check_step(keyword, schema, {member.key, 0, true}, *member.value)
                     : check(schema, *member.value, nullptr);
  }
  Verdict check_child(Keyword keyword,
                      const Compiled& schema,
                      std::size_t index,
                      const document::Node& item) {
    return explains_ ? check_step(keyword, schema, {{}, index, false}, item)
                     : check(schema, item, nullptr);
  }
  /// The same without recording problems.
  Verdict probe(const Compiled& schema, const document::Node& instance, Evaluated* evaluated);

  void report(const document::Node& place, std::string_view keyword, std::string message);
  /// Whether a verdict `invalid` needs no further problems.
  [[nodiscard]] bool is_satiated() const { return !explains_ || found_.size() >= most_; }
  /// Whether problems are being recorded at all.
  [[nodiscard]] bool explains() const { return explains_; }

  [[nodiscard]] CompiledSchemas& schemas() { return schemas_; }
  /// The target of a `$dynamicRef`: the outermost schema of the dynamic scope with that dynamic
  /// anchor; null when it leads nowhere.
  [[nodiscard]] const Compiled* resolve_dynamic(const document::Node& from,
                                                std::string_view reference);
  /// Whether `name` need not be present in this direction: some schema that applies to the current
  /// instance declares it `readOnly` or `writeOnly`.
  [[nodiscard]] bool is_exempt(std::string_view name) const;

 private:
  struct Frame {
    const Compiled* schema;
    const document::Node* instance;
  };
  struct Step {
    std::string_view name;
    std::size_t index;
    bool is_name;
  };
  struct Found {
    Problem problem;
    document::Mark mark;
  };

  /// Keeps the way, for pointer().
  Verdict check_step(Keyword keyword,
                     const Compiled& schema,
                     const Step& step,
                     const document::Node& child);
  Verdict apply(const Compiled& schema, const document::Node& instance, Evaluated* evaluated);
  Verdict check_in_order(const Site& site);
  [[nodiscard]] bool is_in_progress(const Compiled& schema, const document::Node& instance) const;
  [[nodiscard]] std::string pointer() const;
  /// The problems in document order, without repetitions.
  [[nodiscard]] std::vector<Problem> take();

  CompiledSchemas& schemas_;
  const Context& context_;
  std::size_t most_;
  bool explains_ = false;
  std::size_t steps_ = 0;
  std::vector<Frame> frames_;
  std::vector<Step> path_;
  std::vector<Found> found_;
};

template <typename Make>
Verdict Site::fail(Keyword keyword, Make make) const {
  if (!validator.is_satiated()) validator.report(instance, name_of(keyword), make());
  return Verdict::invalid;
}

/// The checks, by what they look at. Each needs the rules that it is about.
[[nodiscard]] Verdict check_type(const Site& site);
[[nodiscard]] Verdict check_value(const Site& site);  ///< enum, const, format
[[nodiscard]] Verdict check_number(const Site& site);
[[nodiscard]] Verdict check_string(const Site& site);
[[nodiscard]] Verdict check_array(const Site& site);
[[nodiscard]] Verdict check_object(const Site& site);
[[nodiscard]] Verdict check_in_place(const Site& site);     ///< $ref, allOf, anyOf, oneOf, not, if
[[nodiscard]] Verdict check_unevaluated(const Site& site);  ///< after all others

/// The schema against a text, without a node for it; nothing when it asks for more than its rules
/// for strings can tell.
[[nodiscard]] std::optional<Verdict> check_text(const Compiled& schema, std::string_view text);

}  // namespace sworn::schema
