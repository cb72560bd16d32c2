// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

Verdict marked(const evidence::Opening& opening,
               const char* what_happens,
               const char* explanation,
               const Exchange& after,
               std::vector<const Exchange*> proof) {
  Verdict verdict =
      found_mismatch(carrier_words(opening.carrier) + what_happens, explanation, std::move(proof));
  verdict.declared = "a login that fails changes nothing";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
  verdict.decisive = &after;
  return verdict;
}

/// Over a live session: whether its owner's failed attempt to log in as somebody else made it that
/// somebody's. A match also where that was not asked: it takes two identities.
Verdict verdict_over_live(const Case& c, const evidence::Opening& opening) {
  const evidence::Story& story = c.facts.story("failure", c.operation.key());
  const auto name = [&](const char* who) {
    return evidence::conversation_of(who, "failure over a live session", opening);
  };
  const Exchange* before = story.step(name("user"), step::asks_before);
  const Exchange* fails = story.step(name("user"), step::fails_to_log_in);
  const Exchange* after = story.step(name("user"), step::asks_after_failure);
  const Exchange* nothing = story.step(name("outsider"), step::asks_with_nothing);
  const Exchange* others = story.step(name("other"), step::with_session);
  if (fails == nullptr) {
    return match();
  }
  const bool was_refused = fails->response && fails->status() < 500 && fails->status() != 429 &&
                           !evidence::may_have_logged_in(*fails);
  if (!was_refused || !works(c, before) || carrier_gate(c, nothing, before) != Gate::refused) {
    return inconclusive("the same over a live session shows nothing");
  }
  if (carrier_gate(c, after, before) == Gate::refused) {
    return match();  // that an attempt ends the session is right as well
  }
  if (!works(c, after) || !works(c, others)) {
    return inconclusive("the same over a live session shows nothing");
  }
  if (is_answered_as_second(c, *after, *others, *before)) {
    return match();
  }
  if (!is_answered_as_second(c, *after, *before, *others)) {
    return inconclusive("whose the live session is afterwards, no answer tells");
  }
  return marked(opening,
                " changes hands by a login that failed",
                "The owner of a session logs in with it as somebody else and a wrong credential, "
                "and is refused; the session is then answered as that somebody.",
                *after,
                {before, fails, after, nothing, others});
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  const evidence::Story& story = c.facts.story("failure", c.operation.key());
  if (story.is_empty()) {
    return login.openings.empty()
               ? inconclusive("nothing that the login hands out opened anything")
               : not_applicable(
                     "what the login hands out is not a cookie or header that a client "
                     "brings along");
  }
  std::string reason = "no login was made to fail";
  for (const Exchange* exchange : story.steps()) {
    if (exchange->failure == Failure::not_asked && !exchange->reason.empty()) {
      reason = exchange->reason;
    }
  }
  for (const evidence::Opening& opening : login.openings) {
    const auto name = [&](const char* who) {
      return evidence::conversation_of(who, "failure", opening);
    };
    const Exchange* before = story.step(name("attacker"), step::asks_before);
    const Exchange* fails = story.step(name("attacker"), step::fails_to_log_in);
    const Exchange* after = story.step(name("attacker"), step::asks_after_failure);
    const Exchange* nothing = story.step(name("outsider"), step::asks_with_nothing);
    const Exchange* anew = story.step(name("user anew"), step::with_session);
    if (after == nullptr || fails == nullptr) {
      continue;
    }
    if (!works(c, anew)) {
      return inconclusive("a good login did not work afterwards");
    }
    if (!fails->response || fails->status() >= 500 || fails->status() == 429) {
      return inconclusive("the answer to the wrong credential is unclear");
    }
    if (evidence::succeeded(*fails) &&
        c.facts.gate(*fails, evidence::Carrying::other) != Gate::refused) {
      return inconclusive("the login does not refuse the wrong credential");
    }
    if (carrier_gate(c, before, anew) != Gate::refused) {
      return inconclusive("the identifier was not refused before the failed login");
    }
    if (carrier_gate(c, nothing, anew) != Gate::refused) {
      return inconclusive("the operation was not refused without an identifier");
    }
    const Gate gate = carrier_gate(c, after, anew);
    Verdict over_live = verdict_over_live(c, opening);
    if (over_live.outcome == Outcome::mismatch || gate == Gate::refused) {
      return over_live;
    }
    if (gate != Gate::allowed) {
      return inconclusive("the answer after the failed login is unclear");
    }
    return marked(opening,
                  " opens after a login that failed",
                  "A login with a wrong credential is refused, and the session that came with it "
                  "is let in afterwards, where it was not before.",
                  *after,
                  {before, fails, after, nothing, anew});
  }
  return inconclusive(reason);
}

}  // namespace

const Rule session_marked_by_failed_login{
    {.id = "session-marked-by-failed-login",
     .title = "A login that fails leaves the session logged in",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "Only a login that succeeds writes a principal into a session.",
     .proof_text = "An identifier is refused; a login with it and a wrong credential is refused; "
                   "the identifier is then let in. Or a live session is answered as somebody else "
                   "after such a login. Nothing at all is refused still, and a good login works.",
     .looks_like = "Counters of failed logins kept in the session, which open nothing.",
     .remedy = "Write to the session after the credential was checked, and not before.",
     .references = {"CWE-303", "CWE-384", "ASVS v5.0.0-7.2.1"},
     .yields_to = {"access-not-enforced"}},
    "failure",
    examine};

}  // namespace sworn::diff
