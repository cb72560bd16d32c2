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
      {.hows = {evidence::forged::header_key},
       .explanation = "A token is verified with the key that its own header brings or points to, "
                      "which is the key of whoever wrote it.",
       .why_not_asked = "no token that names a key of its own was asked"});
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_header_key_trusted{
    {.id = "token-header-key-trusted",
     .title = "A token names the key that it is verified with",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 347,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A key is used for verifying because its issuer is trusted, not because the token "
                "names it in jwk, jku, x5c or kid (RFC 8725 §3.10).",
     .proof_text = "The token works before and after, one that is signed by nobody is refused, and "
                   "one that is signed with a fresh key is let in when its header brings that key "
                   "as jwk, x5c or jku, or has a kid that leads to a key that everybody knows.",
     .looks_like = "A kid that selects one of the keys that the server holds anyway; a refusal "
                   "with a server error, which lets nobody in.",
     .remedy = "Take keys from a fixed set, look kid up there as an opaque name, and ignore or "
               "refuse jwk, jku, x5u and x5c.",
     .references = {"RFC 8725 §3.10", "RFC 7515 §4.1", "ASVS v5.0.0-9.1.3", "WSTG-SESS-10"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "token-none-algorithm"}},
    "forgery",
    examine};

}  // namespace sworn::diff
