// SPDX-License-Identifier: Apache-2.0
#include "diff/review/remark.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements =
      statements_of(contract, Flaw::broken_reference, "what should stand there is left out");
  for (Statement& refused :
       statements_of(contract, Flaw::refused_reference, "it was not followed")) {
    refused.severity = Severity::info;
    statements.push_back(std::move(refused));
  }
  return statements;
}

}  // namespace

const ReviewRule review_reference_broken{
    {.id = "review-reference-broken",
     .title = "A reference leads nowhere",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Each reference leads to an object of the kind that is expected there.",
     .proof_text = "Nothing stands at its target, or the file cannot be read.",
     .looks_like = "A reference out of the folder of the document or to another host, which sworn "
                   "follows only when told to (--ref-root, --allow-remote-refs): only noted.",
     .remedy = "Correct the reference, or add what it refers to.",
     .references = {"OpenAPI 3.1 §4.8.23", "RFC 6901"}},
    examine};

}  // namespace sworn::diff
