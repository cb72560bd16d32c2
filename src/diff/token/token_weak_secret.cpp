// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/forged.h"

namespace sworn::diff {
namespace {

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.token == nullptr) {
    return inconclusive("nothing is known of the token");
  }
  if (!reading.is_by_secret()) {
    return not_applicable("the token is not signed with a secret");
  }
  if (reading.token->signed_with.empty()) {
    return match();
  }
  const Verdict verdict = judge_forged(
      c,
      reading,
      {.hows = {evidence::forged::known_secret},
       .explanation = "The secret that signs the tokens is one that everybody can know: " +
                      reading.token->signed_with +
                      ". A token with another claim, signed with it, is let in: whoever tries a "
                      "list of such secrets on one token signs for anybody.",
       .why_not_asked = "no token signed with the known secret was asked"});
  return verdict.outcome == Outcome::match
             ? inconclusive("the secret is known, but a token that is signed with it is refused")
             : verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_weak_secret{
    {.id = "token-weak-secret",
     .title = "Tokens are signed with a secret that everybody knows",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 1391,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "The secret of an HMAC is as long as its hash and drawn at random (RFC 7518 §3.2, "
                "RFC 8725 §3.5).",
     .proof_text = "The signature of the token is computed, offline, with a secret of documents, "
                   "defaults or lists; a token that is signed anew with that secret is let in, one "
                   "that is signed by nobody is refused, the real one works before and after.",
     .looks_like = "A token whose secret is known and that the server looks up by its value: the "
                   "one that is signed anew is refused.",
     .remedy = "Draw 32 random bytes or more, keep them out of the code, let the server refuse to "
               "start without them, and end all tokens that are out.",
     .references = {"RFC 8725 §3.5", "RFC 7518 §3.2", "CWE-1391"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "token-none-algorithm"}},
    "forgery",
    examine};

}  // namespace sworn::diff
