// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

bool has_challenge(const ResponseDeclaration& response) {
  return std::ranges::any_of(response.headers, [](const ResponseHeader& header) {
    return base::equal_ignoring_case(header.name, "WWW-Authenticate");
  });
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    const auto refusal =
        std::ranges::find(operation.responses, "401", &ResponseDeclaration::status);
    if (refusal == operation.responses.end() || has_challenge(*refusal)) continue;
    Statement statement;
    statement.operation = &operation;
    statement.where = refusal->where;
    statement.declared = "a response 401";
    statement.observed = "its header WWW-Authenticate is not described";
    statement.explanation =
        "Each 401 has to carry one; that the document is silent suggests that "
        "the server forgets it.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_challenge_undeclared{
    {.id = "review-challenge-undeclared",
     .title = "A 401 is described without its challenge",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "A 401 carries WWW-Authenticate (MUST).",
     .proof_text = "The response 401 has no such header in the document.",
     .looks_like = "A server that sends the header and does not describe it, as most do.",
     .remedy = "Add the header WWW-Authenticate to the shared response 401, and send it.",
     .references = {"RFC 9110 §15.5.2", "RFC 9110 §11.6.1"}},
    examine};

}  // namespace sworn::diff
