// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/text.h"
#include "diff/flow/reading.h"
#include "diff/flow/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

/// What is answered where no token endpoint stands (RFC 9110 §15.5, §15.6.2); other errors may be
/// one's bad day.
bool says_nothing_there(const Exchange& exchange) {
  const int status = exchange.status();
  return status == 404 || status == 405 || status == 410 || status == 501;
}

/// Where client certificates are in use, TLS may have failed for want of one.
bool cannot_be_reached(const Case& c, const Exchange& exchange) {
  const bool uses_certificates =
      std::ranges::find(c.contract.schemes, SchemeKind::mutual_tls, &Scheme::kind) !=
      c.contract.schemes.end();
  return exchange.failure == Failure::unreachable ||
         (exchange.failure == Failure::tls && !uses_certificates);
}

Verdict examine(const Case& c) {
  const Scheme* scheme = token_scheme_of(c);
  if (scheme == nullptr) {
    return not_applicable("it is no scheme with a token endpoint");
  }
  bool anything_answered = false;
  std::string unclear;
  std::vector<std::string> missing;
  std::vector<const Exchange*> proof;
  const auto blame = [&](const std::string& what, const Exchange& exchange) {
    if (std::ranges::find(missing, what) == missing.end()) missing.push_back(what);
    proof.push_back(&exchange);
  };
  const std::string subject = step::scheme_subject + scheme->name;
  if (const Exchange* metadata =
          c.facts.story("flow", subject).step("nobody", step::reads_metadata);
      metadata != nullptr && metadata->failure != Failure::not_asked) {
    if (evidence::read_metadata(*metadata)) {
      anything_answered = true;
    } else if (says_nothing_there(*metadata) || metadata->status() == 200) {
      blame("no metadata at the URL that is declared for them", *metadata);
    } else {
      unclear = "the metadata could not be read";
    }
  }
  std::map<std::string, std::vector<const Exchange*>> by_url;
  for (const Exchange* exchange : token_exchanges(c, *scheme)) {
    // A device endpoint is another one; a GET is refused with 405 where all is well.
    if (exchange->step != step::begins_device_flow && exchange->step != step::token_by_get) {
      by_url[exchange->request.url].push_back(exchange);
    }
  }
  for (const auto& [url, exchanges] : by_url) {
    const bool all_missing =
        std::ranges::all_of(exchanges, [](const Exchange* e) { return says_nothing_there(*e); });
    const bool all_dead =
        exchanges.size() >= 2 &&
        std::ranges::all_of(exchanges, [&](const Exchange* e) { return cannot_be_reached(c, *e); });
    if (all_missing || all_dead) {
      blame(all_missing ? "no token endpoint at the token URL that is declared"
                        : "nobody answers at the token URL that is declared",
            *exchanges.front());
    } else if (std::ranges::any_of(exchanges, [](const Exchange* e) {
                 return e->response && e->status() < 500 && e->status() != 429;
               })) {
      anything_answered = true;
    } else {
      unclear = "the token endpoint gave no answer that can be read";
    }
  }
  if (!missing.empty()) {
    Verdict verdict = found_mismatch(
        base::join(missing, "; "),
        "The document sends clients of " + scheme->name + " to a place that does not serve them.",
        proof);
    verdict.decisive = proof.front();
    verdict.declared = "the flows of " + scheme->name;
    verdict.scheme = scheme->name;
    verdict.members = missing;
    return verdict;
  }
  if (!unclear.empty()) {
    return inconclusive(unclear);
  }
  return anything_answered ? match() : not_applicable(reason_not_asked(c, *scheme));
}

}  // namespace

const Rule flow_unreachable{
    {.id = "flow-unreachable",
     .title = "A declared token or metadata URL leads nowhere",
     .severity = Severity::medium,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "The token URL of a flow takes token requests, and the URL of the metadata gives "
                "metadata.",
     .proof_text =
         "Every request to the token URL is answered with 404, 405, 410 or 501, or nobody "
         "answers there, asked twice; the metadata URL gives no JSON object.",
     .looks_like = "An endpoint on another host, which is not asked unless `allow_origins` names "
                   "it; one that is overloaded, or that refuses a client.",
     .remedy = "Declare the URL where the authorization server really takes token requests.",
     .references = {"OpenAPI 3.1 §4.8.29", "RFC 6749 §3.2", "RFC 8414 §3"}},
    "flow",
    examine};

}  // namespace sworn::diff
