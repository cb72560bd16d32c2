// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/forged.h"
#include "evidence/token.h"

namespace sworn::diff {
namespace {

/// Less is no proof: libraries that verify tokens allow for so much (RFC 7519 §4.1.4), which is
/// more than the clocks of lifetimes may differ (ORACLES.md, F17: evidence::clock_skew_s).
constexpr double leeway_seconds = evidence::longest_leeway_seconds;
/// Where the server does not tell its time, ours may be that of another zone.
constexpr double blind_leeway_seconds = 86'400;

Verdict judge(const Case& c, const TokenReading& reading) {
  const auto end = reading.time_claim("exp");
  const double leeway = tells_time(*reading.good) ? leeway_seconds : blind_leeway_seconds;
  // Zero stands for no end where a server keeps that itself.
  if (end && *end > 0 && *end + leeway < seconds_at(c, *reading.good)) {
    return token_mismatch(
        c,
        reading,
        "a token is let in after its end",
        "The token itself says that it is over, by more than five minutes, and is let "
        "in all the same: a token that leaked once opens for ever.");
  }
  Verdict verdict = judge_forged(
      c,
      reading,
      {.hows = {evidence::forged::expired, evidence::forged::past_its_end},
       .explanation = "A token that is past its end is let in as any other: a token that leaked "
                      "once opens for ever.",
       .why_not_asked = ""});
  const bool was_asked = !reading.answers_to(evidence::forged::expired).empty() ||
                         !reading.answers_to(evidence::forged::past_its_end).empty();
  if (verdict.outcome != Outcome::not_applicable || was_asked) {
    return verdict;
  }
  if (!end) {
    return not_applicable("the token has no end: token-no-expiry");
  }
  return verdict.reason.empty()
             ? inconclusive(
                   "no token that is past its end is at hand: give one to an identity of state "
                   "expired")
             : verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_expired_accepted{
    {.id = "token-expired-accepted",
     .title = "A token works after its end",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A token is not accepted on or after its exp, a leeway of at most a few minutes "
                "apart (RFC 7519 §4.1.4).",
     .proof_text = "The token works before and after, one that is signed by nobody is refused, and "
                   "one whose exp is past is let in: the token itself, that of an expired "
                   "identity, or one that is signed anew with a secret that is known.",
     .looks_like =
         "Clocks that differ by up to five minutes; a token without exp, which is token-no-expiry.",
     .remedy =
         "Compare exp with the clock on every request; libraries do so unless told otherwise.",
     .references = {"RFC 7519 §4.1.4", "CWE-613", "ASVS v5.0.0-9.2.1"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "access-revoked-credential",
                   "token-signature-ignored",
                   "token-none-algorithm"}},
    "forgery",
    examine};

}  // namespace sworn::diff
