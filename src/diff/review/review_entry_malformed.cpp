// SPDX-License-Identifier: Apache-2.0
#include "diff/review/remark.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  return statements_of(contract, Flaw::malformed, "it is left out");
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
     .proof_text = "A value of another type stands there, and is left out by readers.",
     .looks_like = "A part of a later version of OpenAPI, an extension (x-).",
     .remedy = "Write the part as the version of the document wants it.",
     .references = {"OpenAPI 3.1 §4.1"}},
    examine};

}  // namespace sworn::diff
