// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// Authorization, the third such name, is told by review-authorization-parameter.
std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  if (contract.version == SpecVersion::swagger_2_0) return statements;
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      const std::string field = base::to_lower(parameter.name);
      if (parameter.place != Place::header || (field != "accept" && field != "content-type")) {
        continue;
      }
      Statement statement;
      statement.operation = &operation;
      statement.where = parameter.where;
      statement.detail = field;
      statement.declared = "header parameter " + field;
      statement.observed = "OpenAPI ignores it";
      statement.explanation = field == "accept"
                                  ? "Which types can be had is what the responses' content says."
                                  : "Which types may be sent is what the body's content says.";
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

}  // namespace

const ReviewRule review_header_ignored{
    {.id = "review-header-ignored",
     .title = "A header parameter is declared that OpenAPI ignores",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Header parameters called Accept or Content-Type are ignored (SHALL).",
     .proof_text = "An operation declares one, by itself or through its path item.",
     .looks_like = "The same in Swagger 2.0, which does not ignore them.",
     .remedy = "Delete the parameter and list the media types under content.",
     .references = {"OpenAPI 3.1 §4.8.12", "OpenAPI 3.1 §4.8.14"}},
    examine};

}  // namespace sworn::diff
