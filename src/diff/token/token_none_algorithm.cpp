// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/forged.h"

namespace sworn::diff {
namespace {

Verdict judge(const Case& c, const TokenReading& reading) {
  return judge_forged(
      c,
      reading,
      {.hows = {evidence::forged::no_algorithm},
       .explanation = "A token that says of itself that it is not signed is let in, though wrong "
                      "signatures are refused: whoever knows how one looks writes one for anybody.",
       .why_not_asked = "no token of alg none was asked"});
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_none_algorithm{
    {.id = "token-none-algorithm",
     .title = "A token without a signature is accepted",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 347,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise =
         "Tokens of algorithm none are refused where a signature is expected (RFC 8725 §3.2).",
     .proof_text = "The token works before and after, one that is signed by nobody is refused, and "
                   "the same claims under the header alg none, in one of four spellings and "
                   "without a signature, are let in.",
     .looks_like = "An operation that is open to all; a server that checks no signature at all, "
                   "which is token-signature-ignored.",
     .remedy = "Name the algorithms that are accepted when verifying, and never take the word of "
               "the token for it.",
     .references = {"RFC 8725 §3.1", "RFC 8725 §3.2", "ASVS v5.0.0-9.1.2", "WSTG-SESS-10"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "forgery",
    examine};

}  // namespace sworn::diff
