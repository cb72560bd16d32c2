// SPDX-License-Identifier: Apache-2.0
#include "diff/review/remark.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  return statement_of_all(
      contract, Flaw::ignored_sibling, "members beside a $ref", "this version ignores them");
}

}  // namespace

const ReviewRule review_reference_sibling{
    {.id = "review-reference-sibling",
     .title = "Members beside a reference are ignored",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise =
         "A reference stands for the whole object; what is beside it is ignored (SHALL), but "
         "for schemas and descriptions from OpenAPI 3.1 on.",
     .proof_text = "An object with $ref has other members that this version ignores.",
     .looks_like = "A schema of OpenAPI 3.1, where both count.",
     .remedy = "Wrap the reference in allOf and write the members beside that, or drop them.",
     .references = {"OpenAPI 3.0.3, Reference Object", "OpenAPI 3.1 §4.8.23"}},
    examine};

}  // namespace sworn::diff
