// SPDX-License-Identifier: Apache-2.0
#include "diff/review/reading.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Scheme& scheme : contract.schemes) {
    if (!is_required(contract, scheme)) continue;
    for (const Flow& flow : scheme.flows) {
      const bool is_implicit = flow.kind == "implicit";
      if (!is_implicit && flow.kind != "password") continue;
      Statement statement;
      statement.where = flow.where;
      statement.scheme = scheme.name;
      statement.detail = flow.kind;
      statement.declared = "OAuth 2 flow " + flow.kind;
      statement.observed = is_implicit ? "access tokens are handed out in a redirect"
                                       : "clients handle the user's password";
      statement.explanation = is_implicit
                                  ? "The token stands in the fragment of a URL, where scripts, "
                                    "histories and referrers find it."
                                  : "The password is shown to every client, and no second factor "
                                    "can be asked for.";
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

}  // namespace

const ReviewRule review_flow_discouraged{
    {.id = "review-flow-discouraged",
     .title = "An OAuth 2 flow is declared that is no longer recommended",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 522,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "The password grant is not used (MUST NOT), the implicit grant is avoided (SHOULD "
                "NOT).",
     .proof_text = "A scheme that is required has the flow password or implicit.",
     .looks_like = "A flow that the document keeps for old clients beside authorizationCode; it "
                   "is open to an attacker all the same.",
     .remedy = "Offer authorizationCode with PKCE to users' clients, clientCredentials to "
               "services, deviceAuthorization where there is no browser.",
     .references = {"RFC 9700 §2.1.2", "RFC 9700 §2.4", "OWASP ASVS 5.0 10.4.4"}},
    examine};

}  // namespace sworn::diff
