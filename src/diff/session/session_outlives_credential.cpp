// SPDX-License-Identifier: Apache-2.0

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/lifetime.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("revocation", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it ends no credential");
  }
  const Exchange* login = story.step("user", step::logs_in);
  const Exchange* before = story.step("user", step::before_revocation);
  const Exchange* revokes = story.step("user elsewhere", step::revokes);
  const Exchange* login_again = story.step("user anew", step::login_after_revocation);
  const Exchange* after = story.step("user", step::after_revocation);
  const Exchange* later = story.step("user", step::long_after_revocation);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  if (after == nullptr || login_again == nullptr || revokes == nullptr) {
    for (const Exchange* exchange : story.steps()) {
      if (!exchange->reason.empty()) {
        return inconclusive(exchange->reason);
      }
    }
    return inconclusive("no credential could be ended");
  }
  if (!works(c, before)) {
    return inconclusive("the session did not work before the credential was ended");
  }
  if (!evidence::succeeded(*revokes)) {
    return inconclusive("ending the credential does not succeed: " +
                        std::to_string(revokes->status()));
  }
  if (!login_again->response || login_again->status() == 429 || login_again->status() >= 500) {
    return inconclusive("whether the credential has ended was not found out");
  }
  if (evidence::succeeded(*login_again)) {
    return inconclusive("the credential still works: nothing was ended");
  }
  if (carrier_gate(c, nothing, before) != Gate::refused) {
    return inconclusive("the operation was not refused without a session");
  }
  const Exchange* last = later != nullptr ? later : after;
  const Gate gate = carrier_gate(c, last, before);
  if (gate == Gate::refused) {
    return match();
  }
  if (gate != Gate::allowed) {
    return inconclusive("the answer to the session afterwards is unclear");
  }
  const std::string carrier =
      before->credentials.empty() ? "" : before->credentials.front().carrier;
  const LedgerEntry* entry = ledger_of(c, login, carrier);
  Verdict verdict = found_mismatch(
      carrier_words(carrier) + " still opens " + before->operation,
      "The credential was ended with success and no longer logs in; the session that it began is "
      "let in as before.",
      {login, before, revokes, login_again, after, later, nothing});
  std::erase(verdict.proof, nullptr);
  verdict.declared = "a session ends with its credential";
  verdict.scheme = before->credentials.empty() ? "" : before->credentials.front().signature;
  verdict.detail = carrier;
  verdict.decisive = last;
  if (entry != nullptr && entry->is_jwt) {
    const auto life = evidence::token_life(entry->claims);
    verdict.severity = life && *life <= short_life_s ? Severity::low : Severity::medium;
    verdict.explanation +=
        " It is a signed token, which is not looked up: what it opens, it opens until its end.";
  }
  return verdict;
}

}  // namespace

const Rule session_outlives_credential{
    {.id = "session-outlives-credential",
     .title = "The session outlives the credential that began it",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "When a key is revoked, a password changed or an account closed, its sessions end "
                "(ASVS 7.4.2, 7.4.3).",
     .proof_text = "A throwaway identity logs in twice; the one session ends the credential, which "
                   "then no longer logs in; the other session works still, a second later. Without "
                   "a session the operation refuses.",
     .looks_like = "A revocation that failed; a signed token of a few minutes, which is a choice: "
                   "rated by the life that is left.",
     .remedy = "Keep with each session the credential that it came from, and end all of them with "
               "it; of signed tokens keep a list of revoked ones or let them live for minutes.",
     .references = {"CWE-613", "ASVS v5.0.0-7.4.2", "ASVS v5.0.0-7.4.3"}},
    "revocation",
    examine};

}  // namespace sworn::diff
