// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "diff/fingerprint.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// Where the document leaves security open, that is one finding of its own; without operations it
/// is there for other documents.
std::vector<Statement> examine(const Contract& contract) {
  if (contract.operations.empty() || leaves_security_open(contract)) return {};
  std::vector<std::string> names;
  Statement statement;
  for (const Scheme& scheme : contract.schemes) {
    if (is_required(contract, scheme)) continue;
    if (names.empty()) statement.where = scheme.where;
    names.push_back(scheme.name);
    statement.members.push_back(wire_name(contract, scheme.name));
  }
  if (names.empty()) return {};
  statement.declared =
      (names.size() == 1 ? "security scheme " : "security schemes ") + base::join(names, ", ");
  statement.observed = "no operation requires " + std::string(names.size() == 1 ? "it" : "them");
  statement.explanation =
      names.size() == 1
          ? "Either operations take it and do not say so, or it is a leftover that misleads."
          : "Either operations take them and do not say so, or they are leftovers that mislead.";
  return {statement};
}

}  // namespace

const ReviewRule review_scheme_unused{
    {.id = "review-scheme-unused",
     .title = "A security scheme is required nowhere",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A scheme that is defined tells how some operation is called.",
     .proof_text = "No requirement of the root, of an operation, a webhook or a callback names it.",
     .looks_like = "A document of which operations were left out for its reader; one that "
                   "leaves security open, which review-security-undeclared tells.",
     .remedy = "Name it in the security of the operations that take it, as an alternative where "
               "there are others, or delete it.",
     .references = {"OpenAPI 3.1 §4.8.27", "OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
