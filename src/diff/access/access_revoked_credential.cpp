// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"
#include "diff/token/reading.h"
#include "evidence/shape.h"
#include "evidence/token.h"

namespace sworn::diff {
namespace {

using evidence::Carrying;
using evidence::Gate;

/// Where refusals are told beneath success, success alone says nothing: the answer has to be that
/// of the good credential.
bool is_refused_in_words(const Case& c, const Exchange& answer) {
  if (!evidence::succeeded(answer)) {
    return false;
  }
  const evidence::GateReference reference = c.facts.access(c.operation.key()).reference();
  const bool refuses_softly = reference.none != nullptr && evidence::succeeded(*reference.none);
  return speaks_of_an_error(answer) ||
         (refuses_softly && reference.good != nullptr && !evidence::alike(answer, *reference.good));
}

/// Whether an expired credential is a token that says of itself that it goes on, or ended so little
/// ago that clocks may differ by it (RFC 7519 §4.1.4).
bool may_not_be_over(const Case& c, const Exchange& answer, const CredentialUse& use) {
  const LedgerEntry* token = ledger_of_request(c, answer, use.signature);
  if (use.how != "expired" || token == nullptr) {
    return false;
  }
  const auto end = token->claims.find("exp");
  return end != token->claims.end() &&
         std::strtod(end->second.c_str(), nullptr) + evidence::longest_leeway_seconds >
             seconds_at(c, answer);
}

Verdict examine(const Case& c) {
  const GuardedStory guarded = read_guarded(
      c, "retirement", "no identity with a revoked or expired credential is configured for it");
  if (guarded.verdict) {
    return *guarded.verdict;
  }
  bool any_asked = false;
  bool any_unclear = false;
  for (const Exchange* answer : guarded.story.steps()) {
    const CredentialUse* use = use_in_state(*answer, CredentialState::altered);
    if (use == nullptr || answer->failure == Failure::not_asked) {
      continue;
    }
    any_asked = true;
    // Its own data may differ from the other's, so that success beside a refusal of others tells.
    const Gate gate = c.facts.gate(*answer, Carrying::good);
    const bool is_in_words = is_refused_in_words(c, *answer);
    if (gate != Gate::allowed || !evidence::succeeded(*answer) || is_in_words) {
      any_unclear =
          any_unclear || is_in_words ||
          (gate == Gate::unclear && c.facts.gate(*answer, Carrying::other) != Gate::refused);
      continue;
    }
    if (may_not_be_over(c, *answer, *use)) {
      any_unclear = true;
      continue;
    }
    const std::string names = scheme_names(c, {use->signature});
    Verdict verdict =
        found_mismatch("the " + use->how + " " + names + " of " + use->holder + " opens it",
                       "The configuration says that the credential of " + use->holder + " is " +
                           use->how + "; it is let in as if it were not.",
                       guarded.between({answer}));
    verdict.scheme = names;
    verdict.detail = use->holder;
    verdict.decisive = answer;
    return verdict;
  }
  if (!any_asked) {
    return inconclusive("no revoked or expired credential was asked");
  }
  return any_unclear ? inconclusive("the answer to a revoked or expired credential is unclear")
                     : match();
}

}  // namespace

const Rule access_revoked_credential{
    {.id = "access-revoked-credential",
     .title = "A revoked or expired credential still opens it",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "A credential that was revoked or has expired is none.",
     .proof_text = "The credential of an identity that the configuration calls revoked or expired "
                   "is let in; none is refused; a valid one works before and after.",
     .looks_like =
         "An operation that is open, or takes any credential of that shape; a token whose "
         "own end is less than five minutes past.",
     .remedy = "Look the credential up on every request, or keep what is cached of it no longer "
               "than a revocation may take.",
     .references = {"CWE-613", "ASVS v5.0.0-7.4.1", "OWASP API2:2023"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "retirement",
    examine};

}  // namespace sworn::diff
