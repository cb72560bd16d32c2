// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// Swagger 2.0 has no other way to describe a bearer token.
std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  if (contract.version == SpecVersion::swagger_2_0) return statements;
  for (const Scheme& scheme : contract.schemes) {
    const bool is_authorization = scheme.kind == SchemeKind::api_key &&
                                  scheme.place == Place::header &&
                                  base::equal_ignoring_case(scheme.parameter, "Authorization");
    if (!is_authorization) continue;
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = "apiKey in the header Authorization";
    statement.observed = "the word before the credential is not told";
    statement.explanation =
        "The field begins with a scheme such as Bearer; an apiKey leaves it to each client to know "
        "that and to write it.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_authorization_key{
    {.id = "review-authorization-key",
     .title = "The header Authorization is described as a plain key",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "Authorization carries an authentication scheme and its credentials.",
     .proof_text = "A scheme of type apiKey has in: header and the name Authorization.",
     .looks_like = "A server that takes the bare key in that field; a scheme that is not "
                   "registered; Swagger 2.0, which has no type http.",
     .remedy = "Write type http with scheme bearer (or basic, digest); the tools then write the "
               "word before the credential.",
     .references = {"RFC 9110 §11.6.2", "OpenAPI 3.1 §4.8.27"}},
    examine};

}  // namespace sworn::diff
