// SPDX-License-Identifier: Apache-2.0
#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// From OpenAPI 3.1 on the list may name roles.
std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  if (contract.version != SpecVersion::swagger_2_0 &&
      contract.version != SpecVersion::openapi_3_0) {
    return statements;
  }
  for (const Mention& mention : mentions_of(contract)) {
    const Scheme* const scheme = contract.scheme(mention.use->scheme);
    const bool has_no_scopes = scheme != nullptr && (scheme->kind == SchemeKind::api_key ||
                                                     scheme->kind == SchemeKind::http);
    if (!has_no_scopes || mention.use->scopes.empty()) continue;
    Statement statement;
    statement.operation = mention.operation;
    statement.where = mention.use->where;
    statement.scheme = scheme->name;
    statement.declared = scheme->name + " with scopes or roles";
    statement.observed = "this type of scheme has none";
    statement.explanation = "Tools ignore them, so that a limit which is meant is told to nobody.";
    tell_once(std::move(statement), statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_scope_misplaced{
    {.id = "review-scope-misplaced",
     .title = "A scope is required of a scheme that has none",
     .severity = Severity::low,
     .category = Category::function_authorization,
     .cwe = 1059,
     .owasp = "API5:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "In Swagger 2.0 and OpenAPI 3.0 the list is empty for all but oauth2 and "
                "openIdConnect (MUST).",
     .proof_text = "The list of an apiKey or http scheme has entries.",
     .looks_like = "Roles in a document of OpenAPI 3.1 or later, which may be listed.",
     .remedy =
         "Describe the scheme as oauth2 with these scopes, write the document as OpenAPI 3.1, "
         "or name the roles in the description.",
     .references = {"OpenAPI 3.0.3, Security Requirement Object", "OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
