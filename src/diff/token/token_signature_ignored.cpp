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
      {.hows = {evidence::forged::flipped, evidence::forged::stripped},
       .needs_checked_signature = false,
       .explanation = "A token whose signature is wrong, or gone, is let in: whoever knows how one "
                      "looks writes one for anybody.",
       .why_not_asked = "no token with a bad signature was asked"});
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_signature_ignored{
    {.id = "token-signature-ignored",
     .title = "The signature of a token is not checked",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 347,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A signed token is refused when its signature is not valid (RFC 7519 §7.2, RFC "
                "7515 §5.2).",
     .proof_text =
         "The token works before and after, the operation refuses whoever brings none, and lets in "
         "the same token with one bit in the middle of the signature flipped, or with none.",
     .looks_like = "A flip of the last base64url character, which may be padding bits; an "
                   "operation that is open to all; an answer from a cache.",
     .remedy = "Verify the signature of every token with a maintained library, and refuse the "
               "token when that fails; decoding is not verifying.",
     .references = {"RFC 8725 §3.2", "RFC 7519 §7.2", "ASVS v5.0.0-9.1.1", "WSTG-SESS-10"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential"}},
    "forgery",
    examine};

}  // namespace sworn::diff
