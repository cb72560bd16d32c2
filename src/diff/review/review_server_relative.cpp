// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  const auto is_relative = [](const Server& server) {
    return server.node != nullptr && server.url.find("://") == std::string::npos &&
           !server.url.starts_with('{');
  };
  const bool is_of_url = base::starts_with_ignoring_case(contract.file, "http://") ||
                         base::starts_with_ignoring_case(contract.file, "https://");
  if (is_of_url || contract.servers.empty() ||
      !std::ranges::all_of(contract.servers, is_relative)) {
    return {};
  }
  Statement statement;
  statement.where = contract.servers.front().where;
  statement.declared = "server " + contract.servers.front().url;
  statement.observed = "it is relative to a document that is a file";
  statement.explanation = "Where the API is depends on where the document is served from.";
  return {statement};
}

}  // namespace

const ReviewRule review_server_relative{
    {.id = "review-server-relative",
     .title = "The server is relative to the place of the document",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A relative server URL is resolved against the URL that the document came from.",
     .proof_text = "All servers are relative, and the document is a file.",
     .looks_like = "A document that the API itself serves.",
     .remedy = "Name an absolute URL where there is a public one; else give --url to tools.",
     .references = {"OpenAPI 3.1 §4.8.5"}},
    examine};

}  // namespace sworn::diff
