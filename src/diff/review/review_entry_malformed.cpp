// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "diff/review/remark.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

struct Reading {
  std::string_view ending;  ///< of the loader's remark
  std::string_view observed;
};

/// What the loader did, by its own words at the end of the remark: before them may stand names of
/// the document.
constexpr std::array<Reading, 6> readings{
    {{" is left out", "it is left out"},
     {" read as U+FFFD", "such characters are read as U+FFFD"},
     {"; it is read as YAML", "it is read as YAML"},
     {"; read as null", "it is read as null"},
     {"' is not a list", "it counts as not given"},
     {"' is not an object", "it counts as not given"}}};

std::string reading_of(std::string_view remark) {
  const auto* const found = std::ranges::find_if(
      readings, [&](const Reading& reading) { return remark.ends_with(reading.ending); });
  return std::string(found != readings.end() ? found->observed
                                             : "readers differ in what they make of it");
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements = statements_of(contract, Flaw::malformed, "");
  for (Statement& statement : statements) statement.observed = reading_of(statement.declared);
  return statements;
}

}  // namespace

const ReviewRule review_entry_malformed{
    {.id = "review-entry-malformed",
     .title = "A part of the document cannot be read",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Each part of the document has the type that OpenAPI gives it.",
     .proof_text =
         "A value of another type or form stands there, which readers leave out or read in "
         "a way of their own.",
     .looks_like = "A part of a later version of OpenAPI, an extension (x-).",
     .remedy = "Write the part as the version of the document wants it.",
     .references = {"OpenAPI 3.1 §4.1"}},
    examine};

}  // namespace sworn::diff
