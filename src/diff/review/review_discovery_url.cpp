// SPDX-License-Identifier: Apache-2.0
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Scheme& scheme : contract.schemes) {
    const std::string path =
        scheme.open_id_connect_url.substr(0, scheme.open_id_connect_url.find_first_of("?#"));
    if (path.empty() || path.ends_with("/.well-known/openid-configuration") ||
        path == ".well-known/openid-configuration") {
      continue;
    }
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = scheme.open_id_connect_url;
    statement.observed = "this is not where discovery documents stand";
    statement.explanation =
        "Clients that read the issuer from the URL, or add the well-known path "
        "to it, find nothing.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_discovery_url{
    {.id = "review-discovery-url",
     .title = "The OpenID Connect URL is not that of a discovery document",
     .severity = Severity::info,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "The discovery document stands under the issuer at "
                "/.well-known/openid-configuration.",
     .proof_text = "The path of openIdConnectUrl does not end so.",
     .looks_like = "A provider that serves the document elsewhere as well.",
     .remedy = "Write the whole URL of the discovery document.",
     .references = {"OpenID Connect Discovery 1.0 §4", "OpenAPI 3.1 §4.8.27"}},
    examine};

}  // namespace sworn::diff
