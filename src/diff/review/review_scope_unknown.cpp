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
    // What OpenID Connect knows stands in its discovery document.
    if (scheme == nullptr || scheme->kind != SchemeKind::oauth2 || scheme->flows.empty()) continue;
    for (const std::string& scope : mention.use->scopes) {
      const bool is_known = std::ranges::any_of(
          scheme->flows, [&](const Flow& flow) { return flow.scopes.contains(scope); });
      if (is_known) continue;
      Statement statement;
      statement.operation = mention.operation;
      statement.where = mention.use->where;
      statement.scheme = scheme->name;
      statement.detail = scope;
      statement.declared = "scope " + scope;
      statement.observed = "no flow of " + scheme->name + " has it";
      statement.explanation =
          "A client does not know that it can ask for the scope, or asks for "
          "one that is not there.";
      tell_once(std::move(statement), statements);
    }
  }
  return statements;
}

}  // namespace

const ReviewRule review_scope_unknown{
    {.id = "review-scope-unknown",
     .title = "A required scope is not among those of the scheme",
     .severity = Severity::low,
     .category = Category::function_authorization,
     .cwe = 1059,
     .owasp = "API5:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "The flows of an OAuth 2 scheme list the scopes that there are.",
     .proof_text = "No flow of the scheme lists a scope that a requirement names.",
     .looks_like = "A scope of OpenID Connect, which its discovery document lists.",
     .remedy = "Add the scope with its description to the flows that hand it out, or correct its "
               "name.",
     .references = {"OpenAPI 3.1 §4.8.29", "OpenAPI 3.1 §4.8.30", "RFC 6749 §3.3"}},
    examine};

}  // namespace sworn::diff
