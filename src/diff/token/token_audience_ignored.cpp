// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/forged.h"

namespace sworn::diff {
namespace {

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.token != nullptr && !reading.claim("aud")) {
    return not_applicable("the token names no audience");
  }
  Verdict verdict = judge_forged(
      c,
      reading,
      {.hows = {evidence::forged::other_audience, evidence::forged::of_other_audience},
       .explanation = "A token that says that it is meant for somebody else is let in: whoever is "
                      "handed tokens for another service uses them here.",
       .why_not_asked = ""});
  if (verdict.outcome == Outcome::not_applicable && verdict.reason.empty()) {
    return inconclusive("no token for another audience is at hand");
  }
  if (verdict.outcome == Outcome::mismatch &&
      !reading.is_let_in(evidence::forged::other_audience)) {
    // A server may go by several names, and who issued both tokens knows them all.
    verdict.severity = Severity::medium;
  }
  return verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_audience_ignored{
    {.id = "token-audience-ignored",
     .title = "A token for another audience is accepted",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 345,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise =
         "A token whose aud does not name the one who reads it is refused (RFC 7519 §4.1.3).",
     .proof_text =
         "The token works before and after, one that is signed by nobody is refused, and one whose "
         "aud has nothing in common with that of the good one is let in: one that a login handed "
         "out beside it, or one that is signed anew with a secret that is known.",
     .looks_like = "A token without aud; an operation that declares several schemes, for one of "
                   "which the other token may be meant.",
     .remedy = "Compare aud with the service's own name and refuse what does not hold it; take no "
               "ID token for an access token.",
     .references = {"RFC 7519 §4.1.3", "RFC 8725 §3.9", "RFC 9068 §4", "ASVS v5.0.0-9.2.3"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "token-none-algorithm"}},
    "forgery",
    examine};

}  // namespace sworn::diff
