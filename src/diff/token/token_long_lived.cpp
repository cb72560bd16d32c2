// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "evidence/token.h"

namespace sworn::diff {
namespace {

constexpr double day_seconds = 24 * 3600;
/// A day is meant, give or take the clocks.
constexpr double longest_seconds = day_seconds + evidence::longest_leeway_seconds;

Verdict judge(const Case& c, const TokenReading& reading) {
  const auto end = reading.time_claim("exp");
  if (!end) {
    return reading.token == nullptr ? inconclusive("nothing is known of the token")
                                    : not_applicable("the token has no end: token-no-expiry");
  }
  const auto issued = reading.time_claim("iat");
  const double lifetime = *end - issued.value_or(seconds_at(c, *reading.good));
  if (lifetime <= longest_seconds) {
    return match();
  }
  const std::string days = std::to_string(std::llround(lifetime / day_seconds));
  Verdict verdict =
      token_mismatch(c,
                     reading,
                     "a token that lives longer than a day",
                     "The token lives for about " + days + (days == "1" ? " day" : " days") +
                         ". It cannot be taken back unless the server keeps a list: "
                         "one that leaked opens as long.");
  verdict.declared = "a token that lives for a day at most";
  return verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_long_lived{
    {.id = "token-long-lived",
     .title = "A token lives long",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::hardening,
     .proof = Proof::answer,
     .promise = "A token that cannot be taken back lives for minutes or hours.",
     .proof_text = "Between iat and exp, or between the answer and exp, lie more than 24 hours.",
     .looks_like =
         "A long-lived token that the server can take back, which nobody can see from outside.",
     .remedy = "Shorten exp and renew by a refresh token that is taken back on logout.",
     .references = {"RFC 6750 §5.3", "CWE-613"}},
    "forgery",
    examine};

}  // namespace sworn::diff
