// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/token/reading.h"
#include "diff/token/rules.h"

namespace sworn::diff {
namespace {

/// Whether a claim names the token or a session, so that the server may keep the end of it and take
/// it back.
bool names_what_is_kept(const TokenReading& reading) {
  return std::ranges::any_of(reading.token->claims, [](const auto& claim) {
    const std::string name = base::join(base::words_of(claim.first), "");
    return name == "jti" || name == "sid" || name == "tid" || name == "tokenid" ||
           name.starts_with("session") || name.starts_with("sess");
  });
}

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.token == nullptr) {
    return inconclusive("nothing is known of the token");
  }
  const auto end = reading.time_claim("exp");
  if (end && *end > 0) {
    return match();
  }
  if (!end && reading.claim("exp")) {
    return inconclusive("the exp of the token is no number");
  }
  Verdict verdict = token_mismatch(c,
                                   reading,
                                   "a token without exp",
                                   "The token does not say when it ends. Unless the server keeps a "
                                   "list of its own, one that leaked opens for ever.");
  verdict.declared = "a token that ends";
  if (names_what_is_kept(reading)) {
    verdict.severity = Severity::low;
  }
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
     .proof_text = "The token that opens the operation has no claim exp. It is low where the token "
                   "names itself or a session, which the server may end.",
     .looks_like = "A token of which the server keeps the end on its side, which nobody can see; "
                   "an opaque token; a token within a token.",
     .remedy =
         "Put exp into every token, minutes to hours ahead, and hand out refresh tokens for more.",
     .references = {"RFC 7519 §4.1.4", "RFC 9068 §2.2", "CWE-613", "ASVS v5.0.0-9.2.1"}},
    "forgery",
    examine};

}  // namespace sworn::diff
