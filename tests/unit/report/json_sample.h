// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "document/node.h"
#include "schema/schema.h"

namespace sworn::test {

/// References within the schema's own document.
class WithinDocument : public schema::Resolver {
 public:
  explicit WithinDocument(const document::Node& root) : root_(root) {}
  [[nodiscard]] const document::Node* resolve(const document::Node&,
                                              std::string_view reference) const override {
    return document::at_pointer(root_, reference.substr(1));
  }

 private:
  const document::Node& root_;
};

/// What is wrong with `json` by the schema in `file`, a line each. Draft 4 and 7 are read as
/// 2020-12, which of these schemas says the same.
inline std::string problems_by_schema(const std::string& file, const std::string& json) {
  const auto text = base::read_file(file, 4'000'000);
  REQUIRE_MESSAGE(text, file);
  const auto schema = document::parse_json(*text, "schema");
  const auto instance = document::parse_json(json, "report");
  REQUIRE_MESSAGE(schema.has_value(), file);
  REQUIRE_MESSAGE(instance.has_value(), (instance ? "" : instance.error().text()));
  const WithinDocument resolver(schema->root());
  schema::Context context;
  context.dialect = schema::Dialect::draft_2020_12;
  context.resolver = &resolver;
  std::string all;
  for (const auto& problem : schema::validate(schema->root(), instance->root(), context)) {
    all += problem.instance_pointer + ": " + problem.message + "\n";
  }
  return all;
}

}  // namespace sworn::test
