// SPDX-License-Identifier: Apache-2.0
#include "diff/access/made_up.h"
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

/// What the baseline tells where no token was forged: a never-issued one has the real one's header
/// and claims, and the signature of a key that nobody knows.
Verdict judge_never_issued(const Case& c) {
  const MadeUpReading made_up = read_made_up(c);
  const auto& cells = read_access(c).table.never_issued;
  const bool is_token =
      !cells.empty() && cells.front().carried.size() == 1 &&
      ledger_of_request(c, *cells.front().answers.front(), cells.front().carried.front());
  if (!is_token || made_up.verdict || made_up.never_issued == evidence::Gate::unclear) {
    return not_applicable("no JSON Web Token opens it, or another operation stands for it");
  }
  Verdict verdict = not_applicable("a token that another key signed is not let in");
  const bool is_broken_out = made_up.broken == evidence::Gate::refused || made_up.broken_fails;
  if (made_up.never_issued == evidence::Gate::allowed && is_broken_out) {
    verdict = made_up_mismatch(c,
                               made_up,
                               "",
                               "A token with the claims of a real one is let in, though it was "
                               "signed with a key that nobody knows; a broken one and none at all "
                               "are not. Whoever knows how one looks writes one for anybody.");
    verdict.observed = verdict.scheme + ": lets in a token signed with another key";
    verdict.detail = cells.front().carried.front();
  }
  verdict.interview = "access";
  return verdict;
}

Verdict examine(const Case& c) {
  Verdict forged = judge_tokens(c, judge);
  if (forged.outcome == Outcome::mismatch || forged.outcome == Outcome::match) {
    return forged;
  }
  Verdict made_up = judge_never_issued(c);
  const bool says_more =
      made_up.outcome == Outcome::mismatch || forged.outcome == Outcome::not_applicable;
  return says_more ? made_up : forged;
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
         "the same token with one bit in the middle of the signature flipped, or with none; or "
         "three with its claims that a key signed which nobody knows.",
     .looks_like = "A flip of the last base64url character, which may be padding bits; an "
                   "operation that is open to all; an answer from a cache.",
     .remedy = "Verify the signature of every token with a maintained library, and refuse the "
               "token when that fails; decoding is not verifying.",
     .references = {"RFC 8725 §3.2", "RFC 7519 §7.2", "ASVS v5.0.0-9.1.1", "WSTG-SESS-10"},
     .yields_to = {"access-not-enforced", "access-invalid-credential-accepted"}},
    "forgery",
    examine};

}  // namespace sworn::diff
