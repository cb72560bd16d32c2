// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

/// What a server says of a request that it does not take; of its own failures and limits it says
/// nothing here.
bool is_refusal(int status) {
  return status >= 300 && status < 500 && status != 408 && status != 429;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  const evidence::Story& story = c.facts.story("handout", c.operation.key());
  bool any_refusal = false;
  for (const char* name :
       {evidence::step::login_with_nothing, evidence::step::login_never_issued}) {
    const Exchange* answer = story.step("first", name);
    if (answer == nullptr || !answer->response || !is_refusal(answer->status())) {
      continue;
    }
    any_refusal = true;
    for (const evidence::Opening& opening : login.openings) {
      const auto place = evidence::carrier_named(opening.carrier);
      if (!place || !evidence::value_at(*answer->response, *place)) {
        continue;
      }
      Verdict verdict = found_mismatch(carrier_words(opening.carrier) + " is set on a refusal",
                                       "The login hands out its session identifier before it has "
                                       "looked at the credential, also to those that it refuses.",
                                       {answer, login.first});
      verdict.decisive = answer;
      verdict.declared = "a refusal hands out nothing";
      verdict.scheme = opening.signature;
      verdict.detail = opening.carrier;
      return verdict;
    }
  }
  return any_refusal ? match() : not_applicable("no refusal of the login was seen");
}

}  // namespace

const Rule session_before_validation{
    {.id = "session-before-validation",
     .title = "A session identifier is set before the credential is checked",
     .severity = Severity::info,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A session begins when its caller is known.",
     .proof_text = "The login refuses a request without a credential, or with a random one, and "
                   "sets in that answer the identifier that carries its sessions.",
     .looks_like = "Affinity and CSRF cookies, which open nothing. Harmless by itself unless the "
                   "identifier survives the login.",
     .remedy = "Begin the session after the check; renew the identifier at the login in any case.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.4"},
     .yields_to = {"session-fixation"}},
    "handout",
    examine};

}  // namespace sworn::diff
