// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/session_source.h"
#include "spec/promise.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// A program that is plainly another one than whatever began the session.
void come_as_another_program(Request& request) {
  std::erase_if(request.headers, [](const Header& header) {
    return base::equal_ignoring_case(header.name, "User-Agent");
  });
  request.headers.push_back(
      {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"});
}

void hold_for(Stage& stage, const SessionSource& source, const evidence::Opening& opening) {
  const Scene& scene = stage.scene;
  const Operation& guarded = *scene.contract.operation(opening.operation);
  const Identity& identity = source.identity();
  const auto named = [&](const char* who) {
    return evidence::conversation_of(who, "binding", opening);
  };
  const std::lock_guard turn(scene.turns.of(identity.name));
  Conversation user(stage, named("user"), Connection::fresh, false);
  auto value = begin_session(stage, user, step::logs_in, source);
  if (!value) {
    return;
  }
  const auto with = [&](const std::string& text) {
    return Ask{.identity = &identity, .credentials = {source.attached(text)}};
  };
  const auto as_user = [&](const char* question) {
    const Exchange& answer = user.ask(question, guarded, with(*value));
    value = renewed(scene, answer, source.place, *value);
  };
  as_user(step::with_session);
  as_user(step::with_session_twice);
  Conversation stranger(stage, named("stranger"), Connection::fresh, false);
  Ask elsewhere = with(*value);
  elsewhere.edit = come_as_another_program;
  value = renewed(
      scene, stranger.ask(step::from_another_program, guarded, elsewhere), source.place, *value);
  Conversation outsider(stage, named("outsider"), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
  as_user(step::with_session_again);
  // A program that is refused whatever it brings says nothing of whose session it was. Last, since
  // where an account has one session, a new one ends the old.
  Conversation anew(stage, named("stranger anew"), Connection::fresh, false);
  if (const auto own = begin_session(stage, anew, step::logs_in, source, come_as_another_program)) {
    Ask its_own = with(*own);
    its_own.edit = come_as_another_program;
    anew.ask(step::with_session, guarded, its_own);
  }
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  const auto sources = sources_of(scene, login);
  if (!sources.empty()) {
    hold_for(stage, sources.front().source, sources.front().opening);
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins = logins_with_openings(scene);
  std::erase_if(logins, [&](const std::string& login) {
    return !spec::client_binding(scene.contract, *scene.contract.operation(login));
  });
  return {logins};
}

}  // namespace

const Interview binding_interview{
    "binding",
    Phase::sessions,
    "whether a session that is promised to be bound to its client program serves another",
    8,
    waves,
    hold};

}  // namespace sworn::probe
