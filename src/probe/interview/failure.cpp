// SPDX-License-Identifier: Apache-2.0
#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/login_fields.h"
#include "probe/member_edit.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// A login that is about to fail.
struct Failing {
  Ask ask;
  std::string account;  ///< of which it has the place of a wrong password; "" for none
};

/// The right name with a wrong password, or a key that nobody was given. One wrong password of a
/// real account in each round, with a good login before and after.
std::optional<Failing> failing_login(Stage& stage, const LoginWay& way) {
  const Scene& scene = stage.scene;
  Ask ask = way.ask();
  ask.credentials.clear();
  for (const Attached& member : way.credentials) {
    auto never = scene.wallet.never_issued(way.identity->name, member.scheme.name, 0);
    if (!never) {
      return std::nullopt;
    }
    ask.credentials.push_back(std::move(*never));
  }
  if (!way.with_fields) {
    return ask.credentials.empty() ? std::nullopt : std::optional(Failing{ask, ""});
  }
  if (!ask.credentials.empty()) {
    return Failing{ask, ""};
  }
  const auto password = way.identity->login.find("password");
  const std::string account = account_of(*way.identity);
  if (password == way.identity->login.end() ||
      !(scene.round < 2 ? scene.wrong_secrets.take_and_keep(account)
                        : scene.wrong_secrets.take_kept(account))) {
    return std::nullopt;
  }
  base::RandomStream random = stage.random("wrong password");
  const std::string wrong = "wrong-" + random.draw("abcdefghijklmnopqrstuvwxyz0123456789", 16);
  scene.vault.add(wrong, "wrong." + way.identity->name + ".login.password");
  ask.edit = [right = password->second, wrong](Request& request) {
    replace_value(request, right, wrong);
  };
  return Failing{ask, account};
}

/// The wrong password was not sent: its place is another's.
void give_back(const Scene& scene, const Failing& failing) {
  if (failing.account.empty()) {
    return;
  }
  if (scene.round < 2) {
    scene.wrong_secrets.give_back_both(failing.account);
  } else {
    scene.wrong_secrets.give_back(failing.account);
  }
}

/// Whether the login was made to fail.
bool hold_for(Stage& stage,
              const Operation& login,
              const evidence::Opening& opening,
              const LoginWay& way,
              const Ask& failing) {
  const Scene& scene = stage.scene;
  const Identity& identity = *way.identity;
  const auto source = source_of(scene, login, opening, identity);
  const Operation& guarded = *scene.contract.operation(opening.operation);
  const std::lock_guard turn(scene.turns.of(identity.name));
  const auto name = [&](const std::string& who) {
    return evidence::conversation_of(who, "failure", opening);
  };
  Conversation user(stage, name("user"), Connection::fresh, false);
  const auto own = source ? begin_session(stage, user, step::logs_in, *source) : std::nullopt;
  if (!own) {
    return false;
  }
  Conversation attacker(stage, name("attacker"), Connection::fresh, false);
  std::string value;
  const bool is_cookie = source->scheme.place == Place::cookie;
  const Operation* visited =
      is_cookie ? anonymous_source(scene, source->scheme.parameter) : nullptr;
  if (visited != nullptr) {
    const Exchange& visit = attacker.ask(step::obtains, *visited, {.identity = &identity});
    value = visit.response ? evidence::value_at(*visit.response, source->place).value_or("") : "";
    scene.vault.watch(value);
  }
  if (value.empty()) {
    value = invented(stage, source->place, *own);
  }
  const auto asks = [&](const char* question, const std::string& sent) {
    attacker.ask(
        question, guarded, {.identity = &identity, .credentials = {source->attached(sent)}});
  };
  asks(step::asks_before, value);
  Ask fails = failing;
  fails.credentials.push_back(source->attached(value));
  fails.as = "";
  const Exchange& failure = attacker.ask(step::fails_to_log_in, login, fails);
  // A refusal may set an identifier of its own.
  const auto fresh =
      failure.response ? evidence::value_at(*failure.response, source->place) : std::nullopt;
  if (fresh) {
    scene.vault.watch(*fresh);
  }
  asks(step::asks_after_failure, fresh.value_or(value));
  Conversation outsider(stage, name("outsider"), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
  Conversation anew(stage, name("user anew"), Connection::fresh, false);
  if (const auto again = begin_session(stage, anew, step::logs_in, *source)) {
    anew.ask(step::with_session,
             guarded,
             {.identity = &identity, .credentials = {source->attached(*again)}});
  }
  return failure.failure != Failure::not_asked;
}

/// The same over a live session: its owner fails to log in as somebody else, whose session it must
/// not become. Whether the login was made to fail.
bool hold_over_live(Stage& stage,
                    const Operation& login,
                    const evidence::Opening& opening,
                    const LoginWay& way,
                    const LoginWay& other,
                    const Ask& failing_as_other) {
  const Scene& scene = stage.scene;
  const auto source = source_of(scene, login, opening, *way.identity);
  const auto others = source_of(scene, login, opening, *other.identity);
  if (!source || !others) {
    return false;
  }
  const Operation& guarded = *scene.contract.operation(opening.operation);
  const auto turns = scene.turns.take({way.identity->name, other.identity->name});
  const auto name = [&](const std::string& who) {
    return evidence::conversation_of(who, "failure over a live session", opening);
  };
  const auto asks = [&](Conversation& client,
                        const char* question,
                        const SessionSource& whose,
                        const std::string& value) {
    const Exchange& answer = client.ask(
        question, guarded, {.identity = &whose.identity(), .credentials = {whose.attached(value)}});
    return renewed(scene, answer, whose.place, value);
  };
  Conversation user(stage, name("user"), Connection::fresh, false);
  auto own = begin_session(stage, user, step::logs_in, *source);
  if (!own) {
    return false;
  }
  own = asks(user, step::asks_before, *source, *own);
  Ask fails = failing_as_other;
  fails.credentials.push_back(source->attached(*own));
  fails.as = "";
  const Exchange& failure = user.ask(step::fails_to_log_in, login, fails);
  const auto fresh =
      failure.response ? evidence::value_at(*failure.response, source->place) : std::nullopt;
  if (fresh) {
    scene.vault.watch(*fresh);
  }
  asks(user, step::asks_after_failure, *source, fresh.value_or(*own));
  Conversation outsider(stage, name("outsider"), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = way.identity});
  // Last, so that a good login follows the wrong password.
  Conversation anew(stage, name("other"), Connection::fresh, false);
  if (const auto session = begin_session(stage, anew, step::logs_in, *others)) {
    asks(anew, step::with_session, *others, *session);
  }
  return failure.failure != Failure::not_asked;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
    if (!evidence::can_be_planted(opening)) {
      continue;
    }
    std::optional<LoginWay> first;
    bool was_begun = false;
    for (const Identity* identity : active_identities(scene)) {
      auto way = login_way(scene, login, *identity);
      const auto failing = way ? failing_login(stage, *way) : std::nullopt;
      // A made-up key names nobody whose session it could become.
      const bool names_somebody = way && way->with_fields && way->credentials.empty();
      if (!failing) {
        continue;
      }
      was_begun = true;
      const bool is_over_live = first && names_somebody;
      bool was_sent = false;
      if (is_over_live) {
        was_sent = hold_over_live(stage, login, opening, *first, *way, failing->ask);
      } else if (!first) {
        was_sent = hold_for(stage, login, opening, *way, failing->ask);
      }
      if (!was_sent) {
        give_back(scene, *failing);
      }
      if (is_over_live) {
        return;
      }
      if (was_sent) {
        first = std::move(way);
      }
    }
    if (was_begun) {
      return;  // one carrier shows it, and wrong passwords are few
    }
  }
  stage.not_asked("attacker",
                  step::fails_to_log_in,
                  &login,
                  "no wrong credential can be sent that locks nobody out");
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins;
  for (const std::string& login : logins_with_openings(scene)) {
    const auto openings = evidence::openings_of(scene.facts, login);
    if (std::any_of(openings.begin(), openings.end(), evidence::can_be_planted)) {
      logins.push_back(login);
    }
  }
  return one_by_one(logins);
}

}  // namespace

const Interview failure_interview{"failure",
                                  Phase::sessions,
                                  "whether a login that fails leaves its mark on the session",
                                  16,
                                  waves,
                                  hold,
                                  false,
                                  true};

}  // namespace sworn::probe
