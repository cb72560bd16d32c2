// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"

namespace sworn::diff {
namespace {

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.token == nullptr) {
    return inconclusive("nothing is known of the token");
  }
  if (reading.time_claim("exp")) {
    return match();
  }
  if (reading.claim("exp")) {
    return inconclusive("the exp of the token is no number");
  }
  Verdict verdict = token_mismatch(c,
                                   reading,
                                   "a token without exp",
                                   "The token does not say when it ends. Unless the server keeps a "
                                   "list of its own, one that leaked opens for ever.");
  verdict.declared = "a token that ends";
  return verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_no_expiry{
    {.id = "token-no-expiry",
     .title = "A token has no end",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A bearer token ends by itself (ASVS v5.0.0-9.2.1; RFC 9068 §2.2 requires exp of "
                "access tokens).",
     .proof_text = "The token that opens the operation has no claim exp.",
     .looks_like = "A token of which the server keeps the end on its side, which nobody can see; "
                   "an opaque token.",
     .remedy =
         "Put exp into every token, minutes to hours ahead, and hand out refresh tokens for more.",
     .references = {"RFC 7519 §4.1.4", "RFC 9068 §2.2", "CWE-613", "ASVS v5.0.0-9.2.1"}},
    "forgery",
    examine};

}  // namespace sworn::diff
