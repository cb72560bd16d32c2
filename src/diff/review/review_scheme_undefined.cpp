// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

bool is_usable(const Alternative& alternative) {
  return std::ranges::all_of(alternative.all_of, &SchemeUse::is_defined);
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  std::vector<Mention> mentions = mentions_of(contract);
  add_mentions_in(contract.webhooks, mentions);
  add_mentions_in(contract.callbacks, mentions);
  for (const Mention& mention : mentions) {
    if (mention.use->is_defined) continue;
    const bool any_usable = std::ranges::any_of(mention.requirement->any_of, is_usable);
    Statement statement;
    statement.operation = mention.operation;
    statement.where = mention.use->where;
    statement.scheme = mention.use->scheme;
    statement.declared = mention.use->scheme + " is required";
    statement.observed = "no scheme of that name is defined";
    statement.explanation = any_usable
                                ? "This alternative cannot be satisfied; the others still count."
                                : "No client can know which credential to send, and where.";
    if (any_usable) statement.severity = Severity::low;
    tell_once(std::move(statement), statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_scheme_undefined{
    {.id = "review-scheme-undefined",
     .title = "A required security scheme is defined nowhere",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Each name in a security requirement is that of a declared security scheme.",
     .proof_text = "The document declares no scheme of that name.",
     .looks_like = "A scheme that a referenced file declares: names are looked up in the entry "
                   "document. An alternative beside others that can be satisfied is low.",
     .remedy = "Define the scheme under components.securitySchemes (securityDefinitions in Swagger "
               "2.0), or correct its name; upper and lower case differ.",
     .references = {"OpenAPI 3.1 §4.8.30", "Swagger 2.0, Security Requirement Object"}},
    examine};

}  // namespace sworn::diff
