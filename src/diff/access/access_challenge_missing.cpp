// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "http/header.h"

namespace sworn::diff {
namespace {

/// A scheme of HTTP's framework, which has a name to challenge with; an apiKey has none (IANA HTTP
/// Authentication Scheme Registry).
bool can_be_challenged(const Case& c) {
  return std::ranges::any_of(c.operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = c.contract.scheme(use.scheme);
      return scheme != nullptr && scheme->kind != SchemeKind::api_key &&
             scheme->kind != SchemeKind::mutual_tls && scheme->kind != SchemeKind::unknown;
    });
  });
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (!c.operation.requirement.is_secured()) {
    return not_applicable("no credential is required");
  }
  if (!can_be_challenged(c)) {
    return not_applicable("its schemes have no name to challenge with");
  }
  std::vector<const Exchange*> refusals;
  for (const Exchange* answer : reading.table.none) {
    if (answer->status() == 401) {
      refusals.push_back(answer);
    }
  }
  if (refusals.empty()) {
    return not_applicable("nobody was refused with 401");
  }
  const auto silent = std::ranges::find_if(refusals, [](const Exchange* answer) {
    return !http::find_header(answer->response->headers, "WWW-Authenticate").has_value();
  });
  if (silent == refusals.end()) {
    return match();
  }
  Verdict verdict = found_mismatch("401 without WWW-Authenticate",
                                   "The refusal does not say by which scheme to come back.",
                                   {*silent});
  verdict.declared = "401 with a challenge";
  verdict.detail = "401";
  return verdict;
}

}  // namespace

const Rule access_challenge_missing{
    {.id = "access-challenge-missing",
     .title = "A 401 does not name a scheme",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A server that answers 401 sends a WWW-Authenticate field with a challenge.",
     .proof_text = "A request without a credential is answered 401, and the field is not there.",
     .looks_like = "An apiKey, for which no scheme is registered; a 403.",
     .remedy =
         "Send `WWW-Authenticate` with every 401, with the name of the declared scheme: `Basic`, "
         "`Bearer`, `Digest`.",
     .references = {"RFC 9110 §15.5.2", "RFC 6750 §3"}},
    "",
    examine};

}  // namespace sworn::diff
