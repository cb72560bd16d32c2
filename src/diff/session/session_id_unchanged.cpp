// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

/// Long enough for a clock of seconds to have moved on.
constexpr double far_apart_ms = 1500;

/// Names an identifier that the attacker invented, as it is or in a derived form.
bool names_invented(const std::string& text) {
  return text.find("{invented.") != std::string::npos ||
         text.find(":invented.") != std::string::npos;
}

/// What a value that a login handed out has of the identifier that came along (ORACLES.md, F19);
/// "" when nothing. The identifier itself, taken over, is session-fixation's.
std::string tie_of(const LedgerEntry& entry) {
  if (!entry.derivation.empty() && names_invented(entry.derived_from)) {
    return entry.derivation + " of the identifier that came along";
  }
  for (const auto& [name, claim] : entry.claims) {
    if (names_invented(claim)) {
      return "a token whose claim " + name + " is made from the identifier that came along";
    }
  }
  return "";
}

/// Whether a login over a visitor's identifier, or over somebody else's live session, was seen to
/// begin a session of its own: then a repeated login of one owner keeps an identifier that was as
/// good before.
bool renews_for_others(const Case& c, const evidence::Opening& opening) {
  return read_planting(c, opening, "obtained").result == Planting::Result::ends ||
         read_takeover(c, opening).result == Planting::Result::ends;
}

/// A new identifier that is tied to the old one is no new beginning.
std::optional<Verdict> tied_to_the_old(const Case& c, const LoginReading& login) {
  for (const evidence::Opening& planted : login.openings) {
    const Planting planting = read_planting(c, planted, "invented");
    if (planting.login == nullptr || !works(c, planting.victim_after)) {
      continue;
    }
    for (const evidence::Opening& opening : login.openings) {
      const LedgerEntry* entry = ledger_of(c, planting.login, opening.carrier);
      const std::string tie = entry != nullptr ? tie_of(*entry) : "";
      if (tie.empty()) {
        continue;
      }
      Verdict verdict = found_mismatch(carrier_words(opening.carrier) + " is " + tie,
                                       "A login with an invented identifier hands out a new one "
                                       "that is made from it: whoever planted the old one knows "
                                       "of the new.",
                                       {planting.before, planting.login, planting.victim_after});
      std::erase(verdict.proof, nullptr);
      verdict.declared = "each login issues a new identifier";
      verdict.scheme = opening.signature;
      verdict.detail = opening.carrier;
      verdict.decisive = planting.login;
      return verdict;
    }
  }
  return std::nullopt;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (auto tied = tied_to_the_old(c, login)) {
    return *tied;
  }
  const evidence::Story& story = c.facts.story("fixation", c.operation.key());
  std::string reason;
  bool any_carrier = false;
  for (const evidence::Opening& opening : login.openings) {
    if (!evidence::can_be_planted(opening)) {
      continue;
    }
    any_carrier = true;
    const std::string user = evidence::conversation_of("user", "own", opening);
    const Exchange* before = story.step(user, step::asks_before);
    // A signed text of one second may be equal and right: where it was, a later one tells.
    const Exchange* later = story.step(user, step::logs_in_over_later);
    const Exchange* over = later != nullptr ? later : story.step(user, step::logs_in_over);
    const Exchange* after = story.step(user, step::asks_after);
    const Exchange* first = story.step(user, step::logs_in);
    const Exchange* nothing =
        story.step(evidence::conversation_of("outsider", "own", opening), step::asks_with_nothing);
    if (before == nullptr || over == nullptr || after == nullptr || first == nullptr ||
        !over->response || !first->response) {
      reason = "no session of its own was logged in over";
      continue;
    }
    if (!works(c, before) || !works(c, after) || !evidence::may_have_logged_in(*over)) {
      reason = "the session did not work before and after the second login";
      continue;
    }
    if (carrier_gate(c, nothing, after) != evidence::Gate::refused) {
      reason = "the operation was not refused without a session afterwards";
      continue;
    }
    const auto place = *evidence::carrier_named(opening.carrier);
    // Where the first question renewed it, that is the one that came along.
    const auto asked = evidence::value_at(*before->response, place);
    const auto old_value = asked ? asked : evidence::value_at(*first->response, place);
    const auto new_value = evidence::value_at(*over->response, place);
    if (new_value && new_value != old_value) {
      continue;
    }
    if (!new_value) {
      reason = "the second login handed out nothing; it may not have logged in again";
      continue;
    }
    if (over->started_ms - first->started_ms < far_apart_ms) {
      reason = "two values signed within one second may be equal";
      continue;
    }
    Verdict verdict = found_mismatch(carrier_words(opening.carrier) + " stays the same",
                                     "A login over a live session keeps its identifier: whoever "
                                     "learned it before is logged in again with it.",
                                     {first, before, over, after, nothing});
    verdict.declared = "each login issues a new identifier";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    verdict.decisive = over;
    if (renews_for_others(c, opening)) {
      verdict.severity = Severity::low;
    }
    return verdict;
  }
  if (!any_carrier) {
    return login.openings.empty() ? inconclusive("nothing that the login hands out opened anything")
                                  : not_applicable(
                                        "what the login hands out is not a cookie or header that a "
                                        "client brings along");
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_id_unchanged{
    {.id = "session-id-unchanged",
     .title = "A login keeps the session identifier",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "Each authentication, a repeated one too, issues a new identifier (ASVS 7.2.4).",
     .proof_text = "An identity logs in, and logs in again with its session; the identifier stays "
                   "and still opens what it opened. Or a login with an invented identifier hands "
                   "out one that is made from it.",
     .looks_like = "A cookie that is no session; a login that hands out a bearer token.",
     .remedy = "Renew the identifier at every login and end the old session.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.4", "WSTG-SESS-03"},
     .yields_to = {"session-fixation", "session-id-derived-from-key", "session-id-stable"}},
    "fixation",
    examine};

}  // namespace sworn::diff
