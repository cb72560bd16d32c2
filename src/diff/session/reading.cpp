// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"

#include <algorithm>
#include <map>

#include "diff/session/voice.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Carrying;
using evidence::Gate;

/// What this identity was told on the operation at another time, which clocks and counters survive
/// no time.
std::vector<const Exchange*> earlier_answers(const Case& c, const Exchange& answer) {
  std::vector<const Exchange*> earlier;
  for (const evidence::AccessCell& cell : c.facts.access(answer.operation).good) {
    if (cell.identity == answer.identity) {
      std::ranges::copy_if(cell.answers, std::back_inserter(earlier), [](const Exchange* e) {
        return evidence::succeeded(*e);
      });
    }
  }
  return earlier;
}

enum class Whose { first, second, neither };

/// Whose answer `answer` is, told by the values in which the two others differ and which one of the
/// two was told before as well: a clock differs from answer to answer, and tells nobody apart.
Whose whose_answer(const Case& c,
                   const Exchange& answer,
                   const Exchange& first,
                   const Exchange& second) {
  const auto values = values_in(answer);
  const auto of_first = values_in(first);
  const auto of_second = values_in(second);
  const auto was_told_before =
      [&](const Exchange& whose, const std::string& pointer, const std::string& value) {
        return std::ranges::any_of(earlier_answers(c, whose), [&](const Exchange* earlier) {
          const auto known = values_in(*earlier);
          const auto found = known.find(pointer);
          return found != known.end() && found->second == value;
        });
      };
  int like_first = 0;
  int like_second = 0;
  for (const auto& [pointer, value] : of_first) {
    const auto other = of_second.find(pointer);
    const auto own = values.find(pointer);
    if (other == of_second.end() || other->second == value || own == values.end()) {
      continue;
    }
    if (!was_told_before(first, pointer, value) &&
        !was_told_before(second, pointer, other->second)) {
      continue;
    }
    like_first += own->second == value ? 1 : 0;
    like_second += own->second == other->second ? 1 : 0;
  }
  if (like_first > 0 && like_second == 0) return Whose::first;
  if (like_second > 0 && like_first == 0) return Whose::second;
  return Whose::neither;
}

/// Whether the login handed out another identifier than the one that was planted.
bool is_renewed(const Planting& planting, const evidence::Opening& opening) {
  const auto place = evidence::carrier_named(opening.carrier);
  const auto fresh = place ? evidence::value_at(*planting.login->response, *place) : std::nullopt;
  return fresh && std::ranges::none_of(planting.login->request.headers, [&](const Header& header) {
           return header.value.find(*fresh) != std::string::npos;
         });
}

std::vector<const Exchange*> without_nulls(std::vector<const Exchange*> steps) {
  std::erase(steps, nullptr);
  return steps;
}

/// Whether the controls that were held at the opening bear it out: nothing, and an invented value,
/// are not let in.
bool is_borne_out(const Case& c, const evidence::Opening& opening) {
  const evidence::Story& story = c.facts.story("handout", c.operation.key());
  for (const std::string& control :
       {"asks " + opening.operation + " with an invented value of " + opening.carrier,
        "asks " + opening.operation + " with nothing"}) {
    const Exchange* answer = story.step(opening.proof->conversation, control);
    if (answer != nullptr && carrier_gate(c, answer, opening.proof) == Gate::allowed) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_login(const Case& c) {
  return !c.facts.story("handout", c.operation.key()).is_empty();
}

LoginReading read_login(const Case& c) {
  LoginReading login;
  const evidence::Story& story = c.facts.story("handout", c.operation.key());
  if (story.is_empty()) {
    login.verdict = not_applicable("it is no login");
    return login;
  }
  login.first = story.step("first", step::logs_in);
  login.second = story.step("second", step::logs_in);
  login.third = story.step("third", step::logs_in);
  if (login.first == nullptr || !login.first->response) {
    login.verdict = inconclusive(login.first != nullptr && !login.first->reason.empty()
                                     ? login.first->reason
                                     : "the login was not asked");
    return login;
  }
  if (!evidence::may_have_logged_in(*login.first)) {
    login.verdict = inconclusive("the login answers " + std::to_string(login.first->status()));
    return login;
  }
  login.openings = evidence::openings_of(c.facts, c.operation.key());
  if (std::erase_if(login.openings,
                    [&](const evidence::Opening& opening) { return !is_borne_out(c, opening); }) >
          0 &&
      login.openings.empty()) {
    login.verdict = inconclusive(
        "what the login hands out opens no more than an invented value or nothing at all");
  }
  return login;
}

bool works(const Case& c, const Exchange* answer) {
  return answer != nullptr && evidence::succeeded(*answer) &&
         c.facts.gate(*answer, Carrying::good) == Gate::allowed;
}

Gate carrier_gate(const Case& c, const Exchange* answer, const Exchange* good) {
  if (answer == nullptr || !answer->response) {
    return Gate::unclear;
  }
  evidence::GateReference reference = c.facts.access(answer->operation).reference();
  if (good != nullptr && good->operation == answer->operation && evidence::succeeded(*good)) {
    reference.good = good;
  }
  return evidence::read_gate(*answer, Carrying::other, reference);
}

std::vector<const Exchange*> Planting::proof() const {
  return without_nulls(
      {obtains, before, login, victim_after, attacker_after, attacker_later, nothing});
}

Planting read_planting(const Case& c,
                       const evidence::Opening& opening,
                       const std::string& variant) {
  Planting planting;
  planting.variant = variant;
  const evidence::Story& story = c.facts.story("fixation", c.operation.key());
  const std::string attacker = evidence::conversation_of("attacker", variant, opening);
  const std::string victim = evidence::conversation_of("victim", variant, opening);
  planting.obtains = story.step(attacker, step::obtains);
  planting.before = story.step(attacker, step::asks_before);
  planting.login = story.step(victim, step::logs_in_planted);
  planting.victim_after = story.step(victim, step::asks_after);
  planting.attacker_after = story.step(attacker, step::asks_after);
  planting.attacker_later = story.step(attacker, step::asks_later);
  planting.nothing =
      story.step(evidence::conversation_of("outsider", variant, opening), step::asks_with_nothing);
  if (planting.attacker_after == nullptr) {
    const Exchange* obtains = planting.obtains;
    planting.reason = obtains != nullptr && !obtains->reason.empty()
                          ? obtains->reason
                          : "no identifier could be planted";
    const bool got_no_answer =
        obtains != nullptr && !obtains->response && obtains->failure != Failure::not_asked;
    planting.result = got_no_answer ? Planting::Result::unknown : Planting::Result::not_held;
    return planting;
  }
  planting.result = Planting::Result::unknown;
  const Gate before = carrier_gate(c, planting.before, planting.victim_after);
  const Gate after = carrier_gate(c, planting.attacker_after, planting.victim_after);
  if (!works(c, planting.victim_after)) {
    planting.reason = "the victim's own session did not work after the login";
  } else if (before == Gate::allowed) {
    planting.reason = "the planted identifier opened the operation before anybody logged in";
  } else if (before != Gate::refused) {
    planting.reason = "the answer to the planted identifier before the login is unclear";
  } else if (planting.login == nullptr || !planting.login->response ||
             !evidence::may_have_logged_in(*planting.login)) {
    planting.reason = "the login does not succeed with the planted identifier";
  } else if (carrier_gate(c, planting.nothing, planting.victim_after) != Gate::refused) {
    planting.reason = "the operation was not refused without an identifier afterwards";
  } else if (after == Gate::refused) {
    planting.result = Planting::Result::ends;
  } else if (after != Gate::allowed) {
    planting.reason = "the answer to the planted identifier after the login is unclear";
  } else if (planting.attacker_later == nullptr && !is_renewed(planting, opening)) {
    planting.result =
        Planting::Result::survives;  // there is no second identifier, so no grace for the first
  } else {
    const Gate later = carrier_gate(c, planting.attacker_later, planting.victim_after);
    if (later == Gate::allowed) {
      planting.result = Planting::Result::survives;
    } else if (later == Gate::refused) {
      planting.result = Planting::Result::ends;
    } else {
      planting.reason = "whether the planted identifier works five seconds later was not found out";
    }
  }
  return planting;
}

bool is_answered_as_second(const Case& c,
                           const Exchange& answer,
                           const Exchange& first,
                           const Exchange& second) {
  return whose_answer(c, answer, first, second) == Whose::second;
}

Takeover read_takeover(const Case& c, const evidence::Opening& opening) {
  Takeover takeover;
  const evidence::Story& story = c.facts.story("fixation", c.operation.key());
  const auto attacker = story.conversation(evidence::conversation_of("attacker", "live", opening));
  const auto victim = story.conversation(evidence::conversation_of("victim", "live", opening));
  const Exchange* nothing =
      story.step(evidence::conversation_of("outsider", "live", opening), step::asks_with_nothing);
  if (attacker.empty()) {
    takeover.reason = "a second identity is needed to log in over somebody's live session";
    return takeover;
  }
  takeover.result = Planting::Result::unknown;
  takeover.reason = "no operation tells the two identities apart";
  const auto find = [](const std::vector<const Exchange*>& steps,
                       const char* name,
                       const std::string& operation) -> const Exchange* {
    const auto found = std::ranges::find_if(
        steps, [&](const Exchange* e) { return e->step == name && e->operation == operation; });
    return found == steps.end() ? nullptr : *found;
  };
  for (const Exchange* before : attacker) {
    if (before->step != step::asks_before) {
      continue;
    }
    const Exchange* victims = find(victim, step::asks_after, before->operation);
    const Exchange* after = find(attacker, step::asks_after, before->operation);
    if (after == nullptr || !works(c, before) || !works(c, victims) ||
        carrier_gate(c, nothing, before) != Gate::refused) {
      continue;
    }
    const Gate gate = carrier_gate(c, after, before);
    if (gate == Gate::refused) {
      takeover.result = Planting::Result::ends;
      continue;
    }
    if (gate != Gate::allowed) {
      continue;
    }
    const Whose whose = whose_answer(c, *after, *before, *victims);
    if (whose == Whose::second) {
      takeover.result = Planting::Result::survives;
      takeover.replay = after;
      takeover.proof = without_nulls({find(attacker, step::logs_in, c.operation.key()),
                                      before,
                                      find(victim, step::logs_in_over, c.operation.key()),
                                      victims,
                                      after,
                                      nothing});
      return takeover;
    }
    if (whose == Whose::first) {
      takeover.result = Planting::Result::ends;  // still the attacker's own: right
    }
  }
  return takeover;
}

std::string carrier_words(const std::string& carrier) {
  if (carrier.starts_with("json ")) {
    return "the response member " + carrier.substr(5);
  }
  return "the " + carrier;
}

const LedgerEntry* ledger_of(const Case& c, const Exchange* answer, const std::string& carrier) {
  const auto place = evidence::carrier_named(carrier);
  if (answer == nullptr || !answer->response || !place) {
    return nullptr;
  }
  const auto value = evidence::value_at(*answer->response, *place);
  const auto entry = value ? c.transcript.ledger.find(*value) : c.transcript.ledger.end();
  return entry == c.transcript.ledger.end() ? nullptr : &entry->second;
}

}  // namespace sworn::diff
