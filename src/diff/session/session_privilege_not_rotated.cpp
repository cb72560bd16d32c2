// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

const Exchange* find(const std::vector<const Exchange*>& steps,
                     const char* name,
                     const std::string& operation) {
  for (const Exchange* exchange : steps) {
    if (exchange->step == name && exchange->operation == operation) {
      return exchange;
    }
  }
  return nullptr;
}

/// Refused by the server as this session's: not by a limit or a failure.
bool was_closed(const Exchange& before) {
  return before.response &&
         (before.status() == 401 || before.status() == 403 || before.status() == 404);
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("step-up", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it raises no privilege");
  }
  const auto user = story.conversation("user");
  const Exchange* login = story.step("user", step::logs_in);
  const Exchange* raised = story.step("user", step::steps_up);
  if (raised == nullptr || raised->failure == Failure::not_asked) {
    return inconclusive(raised != nullptr && !raised->reason.empty() ? raised->reason
                        : login != nullptr && !login->reason.empty()
                            ? login->reason
                            : "no session could be begun to raise it");
  }
  if (!evidence::succeeded(*raised)) {
    return inconclusive("the step-up does not succeed: " + std::to_string(raised->status()));
  }
  bool any_ended = false;
  std::string reason = "the step-up opens nothing that was closed before";
  for (const Exchange* before : user) {
    if (before->step != step::before_step_up || !was_closed(*before)) {
      continue;
    }
    const std::string& operation = before->operation;
    const Exchange* old = find(user, step::old_after_step_up, operation);
    const Exchange* fresh = find(user, step::after_step_up, operation);
    const Exchange* later = find(user, step::old_long_after_step_up, operation);
    const Exchange* nothing =
        find(story.conversation("outsider"), step::asks_with_nothing, operation);
    if (old == nullptr || fresh == nullptr || !evidence::succeeded(*fresh)) {
      continue;
    }
    if (carrier_gate(c, nothing, fresh) != Gate::refused) {
      reason = "the privileged operation was not refused without a session";
      continue;
    }
    const Gate gate = carrier_gate(c, old, fresh);
    if (gate == Gate::refused) {
      any_ended = true;
      continue;
    }
    if (gate != Gate::allowed) {
      reason = "the answer to the old identifier is unclear";
      continue;
    }
    if (later != nullptr && carrier_gate(c, later, fresh) != Gate::allowed) {
      any_ended = true;  // a moment of grace for requests under way
      continue;
    }
    const CredentialUse& use = old->credentials.front();
    Verdict verdict =
        found_mismatch(carrier_words(use.carrier) + " of before opens " + operation,
                       "The identifier that the session had before the step-up is refused there "
                       "before it and let in after it: whoever learned it shares in the rise.",
                       {login, before, raised, old, fresh, later, nothing});
    std::erase(verdict.proof, nullptr);
    verdict.declared = "a rise in privilege issues a new identifier";
    verdict.scheme = use.signature;
    verdict.detail = use.carrier;
    verdict.decisive = later != nullptr ? later : old;
    return verdict;
  }
  return any_ended ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_privilege_not_rotated{
    {.id = "session-privilege-not-rotated",
     .title = "A rise in privilege keeps the session identifier",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A re-authentication or step-up issues a new identifier and ends the old one (ASVS "
                "7.2.4).",
     .proof_text = "A session is refused at a privileged operation; it steps up; the identifier of "
                   "before is then let in there. Without one the operation refuses.",
     .looks_like = "A short grace for requests under way; a step-up that opens nothing.",
     .remedy = "Renew the identifier whenever what the session may do grows.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.4", "WSTG-SESS-03"}},
    "step-up",
    examine};

}  // namespace sworn::diff
