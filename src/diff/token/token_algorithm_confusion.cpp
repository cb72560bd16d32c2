// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/forged.h"

namespace sworn::diff {
namespace {

/// The request that fetched the key; null where the story has none.
const Exchange* key_set_for(const Case& c, const TokenReading& reading) {
  const Exchange* found = nullptr;
  for (const Exchange* exchange : c.facts.story("forgery", c.operation.key()).steps()) {
    if (exchange->step.starts_with(evidence::forged::key_set) && evidence::succeeded(*exchange) &&
        exchange->conversation.ends_with(" " + reading.signature)) {
      found = exchange;
    }
  }
  return found;
}

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.is_by_secret()) {
    return not_applicable("the token is signed with a secret: there is no public key to confuse");
  }
  Verdict verdict = judge_forged(
      c,
      reading,
      {.hows = {evidence::forged::public_key},
       .explanation = "A token that is signed with HMAC, the published verification key as its "
                      "secret, is let in: everybody can fetch that key and sign for anybody.",
       .why_not_asked = "no token under the published key was asked"});
  const Exchange* key_set = key_set_for(c, reading);
  if (verdict.outcome == Outcome::mismatch && key_set != nullptr) {
    verdict.proof.push_back(key_set);
  }
  return verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_algorithm_confusion{
    {.id = "token-algorithm-confusion",
     .title = "A public key is taken for a secret",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 347,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise =
         "A verifier uses a key only with the algorithm that it is meant for (RFC 8725 §3.1).",
     .proof_text = "The token of an asymmetric algorithm works before and after, one that is "
                   "signed by nobody is refused, and the same claims under HS256, signed with the "
                   "target's own published key as the secret, are let in.",
     .looks_like = "A key set that is published for another issuer; a server that checks no "
                   "signature at all.",
     .remedy = "Fix the algorithm for each key and issuer when verifying; give HMAC and public "
               "keys to different functions.",
     .references = {"RFC 8725 §2.1", "RFC 8725 §3.1", "ASVS v5.0.0-9.1.2", "WSTG-SESS-10"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "token-none-algorithm"}},
    "forgery",
    examine};

}  // namespace sworn::diff
