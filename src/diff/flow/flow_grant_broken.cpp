// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/flow/reading.h"
#include "diff/flow/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

/// A wrong secret is granted what the right one is, between two of the right one.
Verdict secret_not_checked(const Scheme& scheme, std::vector<const Exchange*> proof) {
  const Exchange* decisive = proof[1];
  Verdict verdict = found_mismatch(
      "a wrong client secret is handed a token",
      "The token endpoint gives a token to a client that shows a secret which was never issued. "
      "Whoever knows the client's public name can be the client.",
      std::move(proof));
  verdict.declared = "the client authenticates with its secret";
  verdict.scheme = scheme.name;
  verdict.detail = "secret";
  verdict.severity = Severity::high;
  verdict.decisive = decisive;
  return verdict;
}

bool is_unsupported(const Exchange& exchange) {
  const auto grant = exchange.response && exchange.status() >= 400 && exchange.status() < 500
                         ? evidence::read_grant(*exchange.response)
                         : std::nullopt;
  return grant && grant->error == "unsupported_grant_type";
}

Verdict examine(const Case& c) {
  const Scheme* scheme = token_scheme_of(c);
  if (scheme == nullptr) {
    return not_applicable("it is no scheme with a token endpoint");
  }
  const Exchange* before = nullptr;
  const Exchange* wrong = nullptr;
  bool was_tried = false;
  bool was_granted = false;
  const Exchange* unsupported = nullptr;
  for (const Exchange* exchange : token_exchanges(c, *scheme)) {
    if (exchange->step == step::token_again) {
      before = exchange;
      wrong = nullptr;
    } else if (exchange->step == step::wrong_secret) {
      wrong = exchange;
    } else if (exchange->step == step::token_after && before != nullptr && wrong != nullptr &&
               is_granted(*before) && is_granted(*wrong) && is_granted(*exchange)) {
      return secret_not_checked(*scheme, {before, wrong, exchange});
    }
    if (asks_for_token(*exchange)) {
      was_tried = true;
      was_granted = was_granted || is_granted(*exchange);
      if (is_unsupported(*exchange)) unsupported = exchange;
    }
  }
  if (!was_tried) {
    return not_applicable("no identity has client data for " + scheme->name);
  }
  // What discovery offers was chosen by us; what the document declares was promised.
  if (unsupported != nullptr && !scheme->flows.empty()) {
    Verdict verdict = found_mismatch(
        "the token endpoint answers unsupported_grant_type",
        "The document declares a flow that the token endpoint does not know (RFC 6749 §5.2), "
        "whatever the client.",
        {unsupported});
    verdict.declared = "the flows of " + scheme->name;
    verdict.scheme = scheme->name;
    verdict.detail = "unsupported";
    return verdict;
  }
  return was_granted ? match()
                     : inconclusive("no token was obtained for " + scheme->name +
                                    ": the client data may be wrong");
}

}  // namespace

const Rule flow_grant_broken{
    {.id = "flow-grant-broken",
     .title = "A declared flow does not do what it declares",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "A declared flow gives a token to a client that shows its secret, and to no other.",
     .proof_text = "The token endpoint calls the grant type of a declared flow unsupported; or a "
                   "client secret that was never issued is handed a token, between two requests "
                   "with the right one.",
     .looks_like = "Client data that are wrong, a client that may not use this flow: both are "
                   "refused, and that is no finding.",
     .remedy = "Declare the flows that the server runs; compare the client's secret.",
     .references = {"OpenAPI 3.1 §4.8.29", "RFC 6749 §2.3.1", "RFC 6749 §5.2", "CWE-303"}},
    "flow",
    examine};

}  // namespace sworn::diff
