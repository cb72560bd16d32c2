// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Mention& mention : mentions_of(contract)) {
    const Scheme* const scheme = contract.scheme(mention.use->scheme);
    const bool has_scopes =
        scheme != nullptr && scheme->kind == SchemeKind::oauth2 &&
        std::ranges::any_of(scheme->flows, [](const Flow& flow) { return !flow.scopes.empty(); });
    if (!has_scopes || !mention.use->scopes.empty()) continue;
    Statement statement;
    statement.operation = mention.operation;
    statement.where = mention.use->where;
    statement.scheme = scheme->name;
    statement.declared = scheme->name + " without a scope";
    statement.observed = "a token for anything is enough";
    statement.explanation = "The scheme has scopes, and none of them is asked for.";
    tell_once(std::move(statement), statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_scope_absent{
    {.id = "review-scope-absent",
     .title = "No scope is required where the scheme has some",
     .severity = Severity::info,
     .category = Category::function_authorization,
     .cwe = 1220,
     .owasp = "API5:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A requirement lists the scopes that an operation needs.",
     .proof_text = "The list is empty, and the flows of the scheme have scopes.",
     .looks_like = "An operation that every client may call, such as the caller's own profile.",
     .remedy = "List the scopes that the server checks; where it checks none, nothing is to do.",
     .references = {"OpenAPI 3.1 §4.8.30", "OWASP API5:2023"}},
    examine};

}  // namespace sworn::diff
