// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

bool declares(const Operation& operation, std::string_view status) {
  return std::ranges::any_of(operation.responses, [&](const ResponseDeclaration& response) {
    return base::equal_ignoring_case(response.status, status);
  });
}

/// A client without the certificate is refused before there is HTTP, and the certificate is enough.
bool is_refused_by_tls(const Contract& contract, const Operation& operation) {
  const auto is_tls = [&](const SchemeUse& use) {
    const Scheme* const scheme = contract.scheme(use.scheme);
    return scheme != nullptr && scheme->kind == SchemeKind::mutual_tls;
  };
  const auto& any_of = operation.requirement.any_of;
  return std::ranges::any_of(any_of,
                             [&](const Alternative& alternative) {
                               return std::ranges::all_of(alternative.all_of, is_tls);
                             }) &&
         std::ranges::all_of(any_of, [&](const Alternative& alternative) {
           return std::ranges::any_of(alternative.all_of, is_tls);
         });
}

bool needs_scope(const Operation& operation) {
  return std::ranges::all_of(operation.requirement.any_of, [](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of,
                               [](const SchemeUse& use) { return !use.scopes.empty(); });
  });
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    // An operation without any response is one that the document does not describe.
    if (!operation.requirement.is_secured() || operation.responses.empty() ||
        declares(operation, "4XX") || is_refused_by_tls(contract, operation)) {
      continue;
    }
    const bool has_401 = declares(operation, "401");
    const bool has_403 = declares(operation, "403");
    const bool has_default = declares(operation, "default");
    Statement statement;
    statement.operation = &operation;
    statement.declared = "a credential is needed";
    if (has_401 && (has_403 || has_default || !needs_scope(operation))) continue;
    if (has_401) {
      statement.declared = "scopes are needed";
      statement.observed = "401, and no 403 for who lacks them";
      statement.severity = Severity::info;
    } else if (has_default) {
      statement.observed = "default alone stands for a refusal";
      statement.severity = Severity::info;
    } else if (has_403) {
      statement.observed = "403, and no 401 for who has no credential";
      statement.severity = Severity::info;
    } else {
      statement.observed = "no 401, no 403 and no default";
    }
    statement.explanation =
        "Clients made from the document do not expect the refusal, and what it looks like is not "
        "told.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_refusal_undeclared{
    {.id = "review-refusal-undeclared",
     .title = "A secured operation does not tell how it refuses",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "The responses cover the known errors; a missing credential is one.",
     .proof_text = "The operation needs a credential and declares neither 401 nor 403 nor a range "
                   "or default that covers them.",
     .looks_like = "A default that stands for all errors, or a 403 alone, which are only noted; "
                   "mutual TLS, which refuses before there is HTTP.",
     .remedy = "Define one response for 401 (and 403 where scopes or roles are checked) under "
               "components and refer to it from each secured operation.",
     .references = {"OpenAPI 3.1 §4.8.16", "RFC 9110 §15.5.2", "RFC 9110 §15.5.4"}},
    examine};

}  // namespace sworn::diff
