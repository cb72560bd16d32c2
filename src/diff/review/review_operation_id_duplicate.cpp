// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

using Owners = std::map<std::string_view, const Operation*>;

void look_at(const std::vector<Operation>& operations,
             Owners& first,
             std::vector<Statement>& statements) {
  for (const Operation& operation : operations) {
    if (operation.operation_id.empty()) continue;
    const auto [known, is_new] = first.emplace(operation.operation_id, &operation);
    // Two paths that refer to one path item have one operation.
    if (is_new || known->second->node == operation.node) continue;
    Statement statement;
    statement.operation = &operation;
    statement.detail = operation.operation_id;
    statement.declared = "an operationId of its own";
    statement.observed = "another operation has the same";
    statement.explanation = known->second->key() + " is called " + operation.operation_id +
                            " as well: generated clients lose one of the two, and a link may mean "
                            "either.";
    statements.push_back(std::move(statement));
  }
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  Owners first;
  look_at(contract.operations, first, statements);
  look_at(contract.webhooks, first, statements);
  look_at(contract.callbacks, first, statements);
  return statements;
}

}  // namespace

const ReviewRule review_operation_id_duplicate{
    {.id = "review-operation-id-duplicate",
     .title = "Two operations have the same operationId",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "An operationId is unique among all operations, those of webhooks and callbacks "
                "included (MUST).",
     .proof_text = "Another operation has the same one, upper and lower case included.",
     .looks_like = "Two paths that refer to the same path item.",
     .remedy = "Give each operation an id of its own, or none.",
     .references = {"OpenAPI 3.1 §4.8.10"}},
    examine};

}  // namespace sworn::diff
