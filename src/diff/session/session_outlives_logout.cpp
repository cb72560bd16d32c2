// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

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

/// What tells the conversations of one session from those of another: "", " (POST /login)".
std::vector<std::string> tails_of(const evidence::Story& story) {
  const std::string user = "user";
  std::vector<std::string> tails;
  for (const Exchange* exchange : story.steps()) {
    const std::string& name = exchange->conversation;
    const bool is_user = name == user || name.starts_with(user + " (");
    const std::string tail = is_user ? name.substr(user.size()) : "";
    if (is_user && std::ranges::find(tails, tail) == tails.end()) {
      tails.push_back(tail);
    }
  }
  return tails;
}

/// The steps of one session, before and after the logout.
struct Ending {
  Ending(const evidence::Story& story, const std::string& tail)
      : login(story.step("user" + tail, step::logs_in)),
        before(story.step("user" + tail, step::before_logout)),
        logout(story.step("user" + tail, step::logs_out)),
        after(story.step("user" + tail, step::after_logout)),
        later(story.step("user" + tail, step::long_after_logout)),
        anew(story.step("user anew" + tail, step::after_new_login)) {
    for (const Exchange* exchange : story.conversation("outsider" + tail)) {
      if (exchange->step == step::asks_with_nothing) {
        nothing = exchange;
      }
    }
  }

  [[nodiscard]] std::string carrier() const {
    return before == nullptr || before->credentials.empty() ? ""
                                                            : before->credentials.front().carrier;
  }

  const Exchange* login;
  const Exchange* before;
  const Exchange* logout;
  const Exchange* after;
  const Exchange* later;
  const Exchange* anew;
  const Exchange* nothing = nullptr;
};

Verdict outlives(const Case& c, const Ending& ending) {
  const std::string carrier = ending.carrier();
  const LedgerEntry* entry = ledger_of(c, ending.login, carrier);
  Verdict verdict = found_mismatch(
      carrier_words(carrier) + " still opens " + ending.before->operation,
      "Two seconds after a logout that succeeded, the session that it "
      "was to end is let in as before.",
      {ending.login, ending.before, ending.logout, ending.after, ending.later, ending.nothing});
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
  verdict.decisive = ending.later;
  verdict.scheme =
      ending.before->credentials.empty() ? "" : ending.before->credentials.front().signature;
  verdict.detail = carrier;
  return verdict;
}

Verdict examine(const Case& c, const Ending& ending) {
  if (ending.logout == nullptr || ending.after == nullptr || ending.later == nullptr) {
    return inconclusive(ending.login != nullptr && !ending.login->reason.empty()
                            ? ending.login->reason
                            : "no session could be begun to end it");
  }
  if (!works(c, ending.before)) {
    return inconclusive("the session did not work before the logout");
  }
  if (!ending.logout->response || ending.logout->status() >= 400 ||
      c.facts.gate(*ending.logout, evidence::Carrying::other) == Gate::refused) {
    return inconclusive("the logout does not succeed: " + std::to_string(ending.logout->status()));
  }
  if (says_it_failed(*ending.logout)) {
    return inconclusive("the logout says of itself that it did not succeed");
  }
  if (carrier_gate(c, ending.nothing, ending.before) != Gate::refused) {
    return inconclusive("the operation was not refused without a session");
  }
  const Gate at_once = carrier_gate(c, ending.after, ending.before);
  const Gate in_the_end = carrier_gate(c, ending.later, ending.before);
  if (at_once == Gate::refused && in_the_end == Gate::refused) {
    return works(c, ending.anew) ? match()
                                 : inconclusive("no session works any more, a new one neither");
  }
  if (at_once != Gate::allowed || in_the_end != Gate::allowed) {
    return inconclusive("the answers after the logout are unclear, or do not agree");
  }
  return outlives(c, ending);
}

/// Another logout that was seen to end what the same login hands out there; "" when none was.
std::string ended_elsewhere(const Case& c, const Ending& ending) {
  for (const Operation& other : c.contract.operations) {
    const evidence::Story& story = c.facts.story("logout", other.key());
    if (other.key() == c.operation.key() || story.is_empty()) {
      continue;
    }
    for (const std::string& tail : tails_of(story)) {
      const Ending theirs(story, tail);
      const bool is_same = theirs.login != nullptr && ending.login != nullptr &&
                           theirs.login->operation == ending.login->operation &&
                           theirs.carrier() == ending.carrier();
      if (is_same && examine(c, theirs).outcome == Outcome::match) {
        return other.key();
      }
    }
  }
  return "";
}

bool has_ended_well(const Case& c, const Exchange* logout) {
  return logout != nullptr && logout->response && logout->status() < 400 &&
         c.facts.gate(*logout, evidence::Carrying::other) != Gate::refused &&
         !says_it_failed(*logout);
}

/// A refresh token that was handed to the logout, which gave sessions before it.
Verdict examine_refresh(const Case& c, const evidence::Story& story) {
  const auto refreshes = [&](const char* who) { return story.step(who, step::refreshes); };
  const auto gives_session = [&](const char* who) {
    return works(c, story.step(who, step::with_refreshed));
  };
  const Exchange* logout = story.step("holder", step::logs_out);
  const Exchange* after = refreshes("holder after the logout");
  const Exchange* later = refreshes("holder two seconds later");
  const Exchange* invented = story.step("outsider to the refresh", step::refreshes_invented);
  const Exchange* nothing = story.step("outsider to the refresh", step::asks_with_nothing);
  const Exchange* used = story.step("holder", step::with_refreshed);
  if (!gives_session("holder")) {
    return inconclusive("the refresh token gave no session before the logout");
  }
  if (!has_ended_well(c, logout)) {
    return inconclusive("the logout with the refresh token does not succeed");
  }
  const auto is_refused = [](const Exchange* answer) {
    return answer != nullptr && answer->response && answer->status() >= 300 &&
           answer->status() < 500 && answer->status() != 429;
  };
  if (!is_refused(invented) || carrier_gate(c, nothing, used) != Gate::refused) {
    return inconclusive("an invented refresh token, or no session, was not refused");
  }
  if (is_refused(after)) {
    return gives_session("holder anew")
               ? match()
               : inconclusive("no refresh token works any more, a new one neither");
  }
  if (!gives_session("holder after the logout") || !gives_session("holder two seconds later")) {
    return inconclusive("the answers to the refresh token after the logout do not agree");
  }
  const Exchange* opened = story.step("holder two seconds later", step::with_refreshed);
  Verdict verdict =
      found_mismatch("the refresh token still gives sessions at " + later->operation,
                     "The refresh token was handed to a logout that succeeded. At once and two "
                     "seconds later it is exchanged as before for what opens " +
                         opened->operation + ".",
                     {story.step("holder", step::logs_in),
                      story.step("holder", step::refreshes),
                      used,
                      logout,
                      after,
                      later,
                      opened,
                      invented,
                      nothing});
  std::erase(verdict.proof, nullptr);
  verdict.declared = "a logout ends the session";
  verdict.decisive = later;
  verdict.detail = "refresh token";
  return verdict;
}

/// Of several sessions that the logout may be there to end, it need not end those that another
/// logout ends.
Verdict examine_sessions(const Case& c, const evidence::Story& story) {
  const std::vector<std::string> tails = tails_of(story);
  std::optional<Verdict> survives;
  std::optional<Verdict> unclear;
  std::optional<Verdict> others;
  bool ends_one = false;
  for (const std::string& tail : tails) {
    const Ending ending(story, tail);
    Verdict verdict = examine(c, ending);
    const bool is_alive = verdict.outcome == Outcome::mismatch;
    const std::string other = is_alive && tails.size() > 1 ? ended_elsewhere(c, ending) : "";
    if (!other.empty()) {
      others = inconclusive("what " + ending.login->operation + " begins is ended by " + other +
                            " and need not be ended here");
      continue;
    }
    ends_one |= verdict.outcome == Outcome::match;
    auto& kept = is_alive ? survives : unclear;
    if (!kept && verdict.outcome != Outcome::match) {
      kept = std::move(verdict);
    }
  }
  const Exchange* nearer = story.step("nearer", step::logs_in_nearer);
  if (survives) {
    return nearer != nullptr ? inconclusive(nearer->reason) : *survives;
  }
  if (unclear) {
    return *unclear;
  }
  return ends_one ? match() : others.value_or(inconclusive("no session could be begun to end it"));
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("logout", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it is no logout");
  }
  if (story.conversation("holder").empty()) {
    return examine_sessions(c, story);
  }
  Verdict of_refresh = examine_refresh(c, story);
  if (of_refresh.outcome == Outcome::mismatch || tails_of(story).empty()) {
    return of_refresh;
  }
  return examine_sessions(c, story);
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
                   "still, at once and two seconds later; or the refresh token that the logout "
                   "took still gives one. Without a session the "
                   "operation refuses.",
     .looks_like = "A logout that failed, an operation that is open; the session of another login, "
                   "which a logout of its own ends.",
     .remedy = "End the session on the server; taking the cookie back in the browser is not "
               "enough. Of signed tokens, and of signed or encrypted cookies that hold the session "
               "themselves, keep a list of revoked ones until "
               "they end, or let them live for minutes only.",
     .references = {"CWE-613", "ASVS v5.0.0-7.4.1", "WSTG-SESS-06"}},
    "logout",
    examine};

}  // namespace sworn::diff
