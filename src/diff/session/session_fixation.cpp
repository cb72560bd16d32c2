// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"

namespace sworn::diff {
namespace {

Verdict found(const evidence::Opening& opening,
              const std::string& how,
              std::vector<const Exchange*> proof,
              const Exchange* replay) {
  Verdict verdict =
      found_mismatch(carrier_words(opening.carrier) + " survives the login", how, std::move(proof));
  verdict.declared = "a login begins a session of its own";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
  verdict.decisive = replay;
  return verdict;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  std::string open_question;
  bool all_ended = true;
  bool any_carrier = false;
  for (const evidence::Opening& opening : login.openings) {
    if (!evidence::can_be_planted(opening)) {
      continue;
    }
    any_carrier = true;
    const Planting obtained = read_planting(c, opening, "obtained");
    if (obtained.result == Planting::Result::survives) {
      return found(opening,
                   "An identifier that was handed to an anonymous caller is refused before the "
                   "login and opens the victim's session after "
                   "it.",
                   obtained.proof(),
                   obtained.attacker_after);
    }
    const Planting invented = read_planting(c, opening, "invented");
    if (invented.result == Planting::Result::survives) {
      return found(opening,
                   "An identifier that the attacker invented is adopted at the login and opens the "
                   "victim's session.",
                   invented.proof(),
                   invented.attacker_after);
    }
    const Takeover live = read_takeover(c, opening);
    if (live.result == Planting::Result::survives) {
      return found(opening,
                   "A login over somebody else's live session keeps its identifier: the attacker "
                   "goes on as the victim.",
                   live.proof,
                   live.replay);
    }
    // Where nothing hands an anonymous caller an identifier, a live session stands in for one
    // (ORACLES.md, F1b).
    const bool stands_in =
        obtained.result == Planting::Result::not_held && live.result == Planting::Result::ends;
    if (obtained.result == Planting::Result::ends || stands_in) {
      continue;
    }
    all_ended = false;
    for (const auto* question : {&obtained.reason, &live.reason}) {
      if (open_question.empty() && !question->empty()) {
        open_question = *question;
      }
    }
  }
  if (!any_carrier) {
    return login.openings.empty()
               ? inconclusive("nothing that the login hands out opened anything")
               : not_applicable(
                     "what the login hands out is not a cookie or header that could be planted");
  }
  return all_ended ? match() : inconclusive(open_question);
}

}  // namespace

const Rule session_fixation{
    {.id = "session-fixation",
     .title = "A session identifier known before the login survives it",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A login issues a new identifier; what was known before opens nothing.",
     .proof_text = "An attacker obtains or invents an identifier, or brings its own live session; "
                   "a victim logs in with it; the attacker's request "
                   "with it, refused before, is then answered. Without it the operation refuses, "
                   "and the victim's session works.",
     .looks_like = "A cookie that does not change because it is for affinity, CSRF or analytics; a "
                   "short grace for requests under way; an operation that "
                   "is open; a session that stays the attacker's own.",
     .remedy = "At every login end the session that came with the request and begin a new one "
               "under a fresh random identifier; take no "
               "identifier from a client that you did not issue.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.4", "WSTG-SESS-03", "RFC 6265 §8.4"}},
    "fixation",
    examine};

}  // namespace sworn::diff
