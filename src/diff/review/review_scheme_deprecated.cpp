// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

bool is_deprecated(const Contract& contract, const SchemeUse& use) {
  const Scheme* const scheme = contract.scheme(use.scheme);
  return scheme != nullptr && scheme->is_deprecated;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Mention& mention : mentions_of(contract)) {
    if (!is_deprecated(contract, *mention.use)) continue;
    // Who still takes the old credential beside a new one is on the way.
    const bool any_current =
        std::ranges::any_of(mention.requirement->any_of, [&](const Alternative& alternative) {
          return std::ranges::none_of(alternative.all_of, [&](const SchemeUse& use) {
            return is_deprecated(contract, use);
          });
        });
    if (any_current) continue;
    Statement statement;
    statement.operation = mention.operation;
    statement.where = mention.use->where;
    statement.scheme = mention.use->scheme;
    statement.declared = mention.use->scheme + ", deprecated";
    statement.observed = "there is no other way in";
    statement.explanation = "Clients are told to leave a scheme that they cannot do without.";
    tell_once(std::move(statement), statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_scheme_deprecated{
    {.id = "review-scheme-deprecated",
     .title = "A deprecated security scheme is the only way in",
     .severity = Severity::low,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Clients should move away from a scheme that is deprecated.",
     .proof_text = "Every alternative of a requirement names a scheme with deprecated: true.",
     .looks_like = "A requirement that offers a current scheme as well.",
     .remedy = "Add the scheme that replaces it as an alternative, then take the old one away.",
     .references = {"OpenAPI 3.2 §4.27"}},
    examine};

}  // namespace sworn::diff
