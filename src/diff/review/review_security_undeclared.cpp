// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  if (!leaves_security_open(contract)) return {};
  const auto writes = std::ranges::count_if(contract.operations, [](const Operation& operation) {
    return spec::effect_of(operation, {}) != spec::Effect::read;
  });
  Statement statement;
  statement.where = contract.operations.front().where;
  const auto open = std::ranges::count_if(contract.operations, [](const Operation& operation) {
    return operation.requirement.source == RequirementSource::operation;
  });
  statement.declared = open == 0 ? std::string("no security at the root and on no operation")
                                 : "no security at the root, an empty one on " +
                                       std::to_string(open) + " of " +
                                       std::to_string(contract.operations.size()) + " operations";
  if (has_scheme_for_operations(contract)) {
    statement.where = contract.schemes.front().where;
    statement.observed = "schemes are defined, and nothing requires one";
    statement.explanation =
        "A reader takes every operation for public, which is hardly meant where "
        "credentials are described.";
    statement.severity = Severity::medium;
  } else if (writes > 0) {
    statement.observed = "whether operations that change something need a credential is not said";
    statement.explanation =
        "Clients, gateways and tests made from the document send no credential "
        "and expect none to be needed.";
  } else {
    statement.observed = "whether a credential is needed is not said";
    statement.explanation = "All operations read; a public API can say so.";
    statement.severity = Severity::info;
  }
  return {statement};
}

}  // namespace

const ReviewRule review_security_undeclared{
    {.id = "review-security-undeclared",
     .title = "The document says nothing about security",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "The document tells which operations need a credential, and which.",
     .proof_text = "Neither the root nor any operation has the member security; where schemes are "
                   "defined, an empty list on some operations is as much as none.",
     .looks_like = "A public API that says so by an empty list, an API behind a gateway that has a "
                   "document of its own.",
     .remedy = "Declare security at the root, and `security: []` on each operation that is meant "
               "to be public; on the root where all are.",
     .references = {"OpenAPI 3.1 §4.8.1", "OpenAPI 3.1 §4.8.30", "OWASP API2:2023"}},
    examine};

}  // namespace sworn::diff
