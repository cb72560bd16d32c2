// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "schema/compiled_schemas.h"
#include "schema/keyword.h"

namespace sworn::schema {

/// Turns one Schema Object into its rules. Needs the lock of the schemas that it belongs to.
class Compiler {
 public:
  Compiler(CompiledSchemas& schemas, Compiled& target);
  void run();

 private:
  void compile_type();
  void compile_value();
  void compile_number();
  void compile_string();
  void compile_array();
  void compile_object();
  void compile_slots(ObjectRules& rules);
  void compile_in_place();
  void compile_discriminator(InPlaceRules& rules) const;
  void compile_unevaluated();

  [[nodiscard]] const Compiled* at(Keyword keyword);
  [[nodiscard]] std::vector<const Compiled*> list_at(Keyword keyword);
  [[nodiscard]] bool is_true(Keyword keyword) const;
  [[nodiscard]] bool has_any(std::initializer_list<Keyword> keywords) const;
  void add_limit(NumberRules& rules, Keyword inclusive, Keyword exclusive, bool is_upper) const;

  CompiledSchemas& schemas_;
  Compiled& target_;
  const document::Node& source_;
  const Keywords keywords_;
};

}  // namespace sworn::schema
