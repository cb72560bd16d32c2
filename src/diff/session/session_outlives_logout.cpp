// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/reading.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "document/node.h"
#include "evidence/lifetime.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

/// A success by its status that says of itself that it is none: `{"ok": false}`, `{"error": "…"}`.
bool says_it_failed(const Exchange& logout) {
  const auto json = document::parse_json(logout.response->body, "");
  return json && (speaks_of_an_error(logout) ||
                  std::ranges::any_of(json->root().entries(), [](const document::Entry& entry) {
                    const std::string name = base::join(base::words_of(entry.key), "");
                    return (name == "ok" || name == "success" || name == "loggedout") &&
                           entry.value->is_boolean() && !entry.value->as_boolean();
                  }));
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("logout", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it is no logout");
  }
  const Exchange* login = story.step("user", step::logs_in);
  const Exchange* before = story.step("user", step::before_logout);
  const Exchange* logout = story.step("user", step::logs_out);
  const Exchange* after = story.step("user", step::after_logout);
  const Exchange* later = story.step("user", step::long_after_logout);
  const Exchange* nothing = nullptr;
  for (const Exchange* exchange : story.conversation("outsider")) {
    if (exchange->step == step::asks_with_nothing) {
      nothing = exchange;
    }
  }
  const Exchange* anew = story.step("user anew", step::after_new_login);
  if (logout == nullptr || after == nullptr || later == nullptr) {
    return inconclusive(login != nullptr && !login->reason.empty()
                            ? login->reason
                            : "no session could be begun to end it");
  }
  if (!works(c, before)) {
    return inconclusive("the session did not work before the logout");
  }
  if (!logout->response || logout->status() >= 400 ||
      c.facts.gate(*logout, evidence::Carrying::other) == Gate::refused) {
    return inconclusive("the logout does not succeed: " + std::to_string(logout->status()));
  }
  if (says_it_failed(*logout)) {
    return inconclusive("the logout says of itself that it did not succeed");
  }
  if (carrier_gate(c, nothing, before) != Gate::refused) {
    return inconclusive("the operation was not refused without a session");
  }
  const Gate at_once = carrier_gate(c, after, before);
  const Gate in_the_end = carrier_gate(c, later, before);
  if (at_once == Gate::refused && in_the_end == Gate::refused) {
    return works(c, anew) ? match() : inconclusive("no session works any more, a new one neither");
  }
  if (at_once != Gate::allowed || in_the_end != Gate::allowed) {
    return inconclusive("the answers after the logout are unclear, or do not agree");
  }
  const std::string carrier =
      before->credentials.empty() ? "" : before->credentials.front().carrier;
  const LedgerEntry* entry = ledger_of(c, login, carrier);
  Verdict verdict = found_mismatch(carrier_words(carrier) + " still opens " + before->operation,
                                   "Two seconds after a logout that succeeded, the session that it "
                                   "was to end is let in as before.",
                                   {login, before, logout, after, later, nothing});
  std::erase(verdict.proof, nullptr);
  if (entry != nullptr && entry->is_jwt) {
    const auto life = evidence::token_life(entry->claims);
    if (life && *life <= short_life_s) {
      verdict.severity = Severity::low;  // nobody looks it up, and it ends soon
    }
    verdict.explanation +=
        " It is a signed token, which the server cannot take back without a list of revoked ones.";
  }
  verdict.declared = "a logout ends the session";
  verdict.decisive = later;
  verdict.scheme = before->credentials.empty() ? "" : before->credentials.front().signature;
  verdict.detail = carrier;
  return verdict;
}

}  // namespace

const Rule session_outlives_logout{
    {.id = "session-outlives-logout",
     .title = "The session outlives the logout",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "After a logout the session opens nothing any more (ASVS 7.4.1).",
     .proof_text = "A session works, its owner logs out with success, and the same session works "
                   "still, at once and two seconds later. Without a session the "
                   "operation refuses.",
     .looks_like = "A logout that failed, an operation that is open.",
     .remedy = "End the session on the server; taking the cookie back in the browser is not "
               "enough. Of signed tokens, and of signed or encrypted cookies that hold the session "
               "themselves, keep a list of revoked ones until "
               "they end, or let them live for minutes only.",
     .references = {"CWE-613", "ASVS v5.0.0-7.4.1", "WSTG-SESS-06"}},
    "logout",
    examine};

}  // namespace sworn::diff
