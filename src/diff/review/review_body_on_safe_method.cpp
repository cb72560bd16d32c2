// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// What generators write for every operation: a body that may be left out and has no members.
bool is_empty(const Contract& contract, const RequestBody& body) {
  const auto has_members = [&](const MediaType& media) {
    const document::Node* const schema =
        contract.files == nullptr ? media.schema : contract.files->follow(media.schema);
    if (schema == nullptr) return false;
    const document::Node* const properties = schema->find("properties");
    return properties == nullptr || !properties->entries().empty();
  };
  return !body.is_required && std::ranges::none_of(body.content, has_members);
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    const std::string& method = operation.method;
    const bool is_odd =
        method == "GET" || method == "HEAD" || method == "TRACE" || method == "DELETE";
    if (!is_odd || !operation.body || is_empty(contract, *operation.body)) continue;
    Statement statement;
    statement.operation = &operation;
    if (operation.node != nullptr && operation.node->find("requestBody") != nullptr &&
        contract.files != nullptr) {
      statement.where =
          contract.files->locate(*operation.node, operation.node->mark_of("requestBody"));
    }
    statement.declared = method + " with a body";
    statement.observed = "the body has no meaning there";
    statement.explanation =
        "Clients, proxies and caches may drop it, or refuse the request; "
        "OpenAPI 3.0 lets readers ignore it.";
    if (method == "DELETE") statement.severity = Severity::info;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_body_on_safe_method{
    {.id = "review-body-on-safe-method",
     .title = "A request body is declared where it has no meaning",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "GET, HEAD, DELETE and TRACE carry their input in the URL.",
     .proof_text = "Such an operation declares a body.",
     .looks_like =
         "A DELETE whose server reads the body, which is only noted; a body without members "
         "that may be left out, as generators write it.",
     .remedy = "Move the input to query parameters, or ask with POST or QUERY.",
     .references = {"RFC 9110 §9.3.1", "OpenAPI 3.0.3, Operation Object", "OpenAPI 3.1 §4.8.10"}},
    examine};

}  // namespace sworn::diff
