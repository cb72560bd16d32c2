// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/lifetime.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::clock_skew_s;
using evidence::Gate;

Verdict named(Verdict verdict, const evidence::Opening& opening, const Exchange* decisive) {
  verdict.decisive = decisive;
  verdict.declared = "one lifetime";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
  return verdict;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  const evidence::Story& story = c.facts.story("lifetime", c.operation.key());
  std::string reason;
  bool any_said = false;
  for (const evidence::Opening& opening : login.openings) {
    const std::string user = evidence::conversation_of("user", "lifetime", opening);
    const Exchange* begins = story.step(user, step::logs_in);
    const Exchange* before = story.step(user, step::before_end);
    const Exchange* after = story.step(user, step::after_end);
    const auto place = evidence::carrier_named(opening.carrier);
    if (begins == nullptr || !evidence::may_have_logged_in(*begins) || !place) {
      continue;
    }
    const LedgerEntry* entry = ledger_of(c, begins, opening.carrier);
    const auto lifetime = evidence::lifetime_of(
        *begins->response,
        *place,
        entry != nullptr && entry->is_jwt ? entry->claims : std::map<std::string, std::string>());
    if (!lifetime.shortest()) {
      continue;
    }
    any_said = true;
    if (!works(c, before)) {
      reason = "the session did not work before its end";
      continue;
    }
    if (lifetime.token && lifetime.expires_in &&
        *lifetime.token > *lifetime.expires_in + clock_skew_s) {
      return named(found_mismatch("the token lives longer than expires_in says",
                                  "The answer promises one end and the token's own claims exp and "
                                  "iat name a later one: clients that drop it in time leave a "
                                  "token behind that still opens.",
                                  {begins, before}),
                   opening,
                   begins);
    }
    if (lifetime.token && lifetime.cookie && *lifetime.token > *lifetime.cookie + clock_skew_s) {
      Verdict verdict = named(found_mismatch("the token lives longer than its cookie",
                                             "Max-Age takes the cookie from the client before the "
                                             "token in it ends.",
                                             {begins, before}),
                              opening,
                              begins);
      verdict.severity = Severity::low;
      return verdict;
    }
    if (after == nullptr || after->failure == Failure::not_asked) {
      continue;  // the voices agree; whether it ends then is asked by option
    }
    const Exchange* nothing = story.step(evidence::conversation_of("outsider", "lifetime", opening),
                                         step::asks_with_nothing);
    const double passed_s = (after->started_ms - begins->started_ms) / 1000;
    if (passed_s < static_cast<double>(*lifetime.shortest() + clock_skew_s)) {
      reason = "the session's end had not come";
      continue;
    }
    if (carrier_gate(c, nothing, before) != Gate::refused) {
      reason = "the operation was not refused without a session";
      continue;
    }
    const Gate gate = carrier_gate(c, after, before);
    if (gate == Gate::allowed) {
      Verdict verdict = named(found_mismatch("the session works after its end",
                                             "More than a minute after the end that the answer "
                                             "names, the session is let in as before.",
                                             {begins, before, after, nothing}),
                              opening,
                              after);
      return verdict;
    }
    if (gate != Gate::refused) {
      reason = "the answer after the session's end is unclear";
    }
  }
  if (!any_said) {
    return not_applicable("the login says nothing of an end");
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_lifetime{
    {.id = "session-lifetime",
     .title = "The session does not end when it is said to",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session ends when expires_in, Max-Age or exp says so, and they say the same "
                "(RFC 6749 §5.1, RFC 7519 §4.1.4).",
     .proof_text = "The lifetimes that one answer names differ by more than a minute; or, where "
                   "`patience` under limits: allows the wait, the session works still a minute "
                   "after its end.",
     .looks_like = "Clocks that differ by up to a minute; limits of idle time, which nobody sees.",
     .remedy = "Derive expires_in, Max-Age and exp from one number, and check the end on every "
               "request.",
     .references = {"CWE-613", "RFC 6749 §5.1", "RFC 7519 §4.1.4", "WSTG-SESS-07"}},
    "lifetime",
    examine};

}  // namespace sworn::diff
