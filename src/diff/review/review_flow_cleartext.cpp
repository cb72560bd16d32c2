// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

void add_if_cleartext(const std::string& url, std::vector<std::string>& urls) {
  if (is_cleartext(url)) urls.push_back(url);
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Scheme& scheme : contract.schemes) {
    std::vector<std::string> urls;
    add_if_cleartext(scheme.open_id_connect_url, urls);
    add_if_cleartext(scheme.oauth2_metadata_url, urls);
    for (const Flow& flow : scheme.flows) {
      add_if_cleartext(flow.authorization_url, urls);
      add_if_cleartext(flow.token_url, urls);
      add_if_cleartext(flow.device_authorization_url, urls);
      add_if_cleartext(flow.refresh_url, urls);
    }
    if (urls.empty()) continue;
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = some_of(urls);
    statement.observed = "tokens are asked for and handed out without TLS";
    statement.explanation =
        "Who sees the network has the client's secret, the password or the "
        "token, and can send the user elsewhere.";
    const bool is_exposed =
        std::ranges::any_of(urls, [](const auto& url) { return !is_private_host(host_of(url)); });
    if (!is_exposed || !is_required(contract, scheme)) statement.severity = Severity::low;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_flow_cleartext{
    {.id = "review-flow-cleartext",
     .title = "Tokens are obtained without TLS",
     .severity = Severity::medium,
     .category = Category::encryption,
     .cwe = 319,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "The endpoints of OAuth 2 and the discovery document are reached over TLS (MUST).",
     .proof_text = "A URL of the scheme begins with http.",
     .looks_like =
         "An authorisation server on the loopback, as in a development setup; it is left "
         "alone. Where the host is a private one or nothing requires the scheme it is low.",
     .remedy = "Write the https URLs, and let the authorisation server refuse plain http.",
     .references = {"RFC 6749 §3.1.2.1",
                    "RFC 6749 §3.2",
                    "OpenAPI 3.1 §4.8.29",
                    "OpenID Connect Discovery 1.0 §4"}},
    examine};

}  // namespace sworn::diff
