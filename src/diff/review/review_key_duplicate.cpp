// SPDX-License-Identifier: Apache-2.0
#include "diff/review/remark.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  return statements_of(contract, Flaw::duplicate_key, "readers differ in which one they take");
}

}  // namespace

const ReviewRule review_key_duplicate{
    {.id = "review-key-duplicate",
     .title = "A member stands twice in one object",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "The names in an object are unique.",
     .proof_text = "The same name stands twice; sworn reads the last one.",
     .looks_like = "The same name in two objects, which is no fault.",
     .remedy = "Delete one of the two; readers differ in which one they take.",
     .references = {"YAML 1.2.2 §3.2.1.1", "RFC 8259 §4"}},
    examine};

}  // namespace sworn::diff
