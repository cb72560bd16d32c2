// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"
#include "spec/promise.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

Verdict examine_opening(const Case& c,
                        const evidence::Story& story,
                        const evidence::Opening& opening) {
  const auto answer_to = [&](const char* who, const char* question) {
    return story.step(evidence::conversation_of(who, "binding", opening), question);
  };
  const Exchange* before = answer_to("user", step::with_session);
  const Exchange* elsewhere = answer_to("stranger", step::from_another_program);
  const Exchange* nothing = answer_to("outsider", step::asks_with_nothing);
  const Exchange* again = answer_to("user", step::with_session_again);
  const Exchange* twice = answer_to("user", step::with_session_twice);
  const Exchange* of_its_own = answer_to("stranger anew", step::with_session);
  if (!works(c, before)) {
    return inconclusive("the session did not work where it began");
  }
  if (carrier_gate(c, nothing, before) != Gate::refused) {
    return inconclusive("the operation was not refused without a session");
  }
  const Gate gate = carrier_gate(c, elsewhere, before);
  if (gate == Gate::refused && !works(c, of_its_own)) {
    return inconclusive("the other program is not let in with a session of its own either");
  }
  if (gate == Gate::refused) {
    // That the session ends with it is one way of keeping the promise: by being seen elsewhere, and
    // not by being good for one request.
    return works(c, again) || works(c, twice)
               ? match()
               : inconclusive("the session did not work twice where it began");
  }
  if (gate != Gate::allowed) {
    return inconclusive("the answer to the other program shows nothing");
  }
  if (!works(c, again)) {
    return inconclusive("the session did not work where it began, before and after");
  }
  return found_mismatch("the session serves another program as well",
                        "A session that the document binds to the program that began it is let in "
                        "from a client of another User-Agent: what is stolen works elsewhere.",
                        {before, elsewhere, nothing, again});
}

Verdict examine(const Case& c) {
  const auto promise = spec::client_binding(c.contract, c.operation);
  if (!promise) {
    return not_applicable("the document binds no session to a client");
  }
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  const evidence::Story& story = c.facts.story("binding", c.operation.key());
  for (const evidence::Opening& opening : login.openings) {
    if (story.step(evidence::conversation_of("user", "binding", opening), step::logs_in) ==
        nullptr) {
      continue;
    }
    Verdict verdict = examine_opening(c, story, opening);
    verdict.declared = "a session serves the client that began it";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    verdict.where = *promise;
    if (verdict.outcome == Outcome::mismatch) {
      verdict.decisive = verdict.proof[1];
    }
    return verdict;
  }
  return inconclusive("no session of this login was taken elsewhere");
}

}  // namespace

const Rule session_binding_ignored{
    {.id = "session-binding-ignored",
     .title = "A session that is promised to be bound to its client serves another",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 294,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document says that a session is bound to the browser or user agent that began "
                "it.",
     .proof_text = "The session works where it began, before and after; the operation refuses "
                   "without one; a new client of another User-Agent is let in with it.",
     .looks_like = "A document that promises no such thing, as most; a session that ends when it "
                   "is seen elsewhere.",
     .remedy = "Bind the session as promised, or take the promise out of the document: a "
               "User-Agent is easily copied, so that a proof of possession (mutual TLS, DPoP) "
               "binds better.",
     .references = {"RFC 9449", "RFC 8705", "CWE-294", "WSTG-SESS-09"},
     .yields_to = {"access-not-enforced", "session-fixation"}},
    "binding",
    examine};

}  // namespace sworn::diff
