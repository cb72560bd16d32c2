// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

struct Places {
  int count = 0;
  const document::Node* first = nullptr;
};

/// Members whose values are data or belong to somebody else.
bool is_data(std::string_view key) {
  static constexpr std::array<std::string_view, 6> names{
      "example", "examples", "default", "enum", "const", "value"};
  return key.starts_with("x-") || std::ranges::find(names, key) != names.end();
}

/// The maps in which a member is called as its author likes.
bool holds_names(std::string_view key) {
  static constexpr std::array<std::string_view, 4> names{
      "properties", "schemas", "definitions", "patternProperties"};
  return std::ranges::find(names, key) != names.end();
}

void look_into(const document::Node& node, bool keys_are_names, bool needs_type, Places& places) {
  for (const document::Node* item : node.items()) look_into(*item, false, needs_type, places);
  if (!keys_are_names) {
    const document::Node* const nullable = node.find("nullable");
    const bool is_on = nullable != nullptr && nullable->as_boolean();
    // Beside a reference everything is ignored, which is told elsewhere.
    if (is_on && !(needs_type && node.find("type") != nullptr) && node.find("$ref") == nullptr) {
      ++places.count;
      if (places.first == nullptr) places.first = &node;
    }
  }
  for (const document::Entry& entry : node.entries()) {
    if (!keys_are_names && is_data(entry.key)) continue;
    look_into(*entry.value, !keys_are_names && holds_names(entry.key), needs_type, places);
  }
}

std::vector<Statement> examine(const Contract& contract) {
  if (contract.files == nullptr || contract.version == SpecVersion::swagger_2_0) return {};
  const bool is_3_0 = contract.version == SpecVersion::openapi_3_0;
  Places places;
  look_into(contract.files->root(), false, is_3_0, places);
  if (places.first == nullptr) return {};
  Statement statement;
  statement.where = place_in(contract, *places.first, "nullable");
  statement.declared = "nullable: true";
  statement.observed = is_3_0 ? "no type stands beside it" : "this version has no such keyword";
  statement.explanation = "At " + std::to_string(places.count) +
                          (places.count == 1 ? " place" : " places") +
                          " null is meant to be allowed and is not; this is the first.";
  return {statement};
}

}  // namespace

const ReviewRule review_nullable_ignored{
    {.id = "review-nullable-ignored",
     .title = "nullable has no effect",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "In OpenAPI 3.0 nullable works together with a type in the same schema; later "
                "versions do not have it.",
     .proof_text = "A schema has nullable: true and no type, or stands in a later document.",
     .looks_like = "A property that is called nullable.",
     .remedy = "Write the type beside it; from OpenAPI 3.1 on write null as one of the types, or "
               "as a branch of anyOf.",
     .references = {"OpenAPI 3.0.3, Schema Object", "OpenAPI 3.1 §4.8.24"}},
    examine};

}  // namespace sworn::diff
