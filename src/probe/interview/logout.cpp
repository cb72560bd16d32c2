// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/logout_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// A session is begun, seen to work, ended by the logout, and asked again, at once and two seconds
/// later. `tail` tells the conversations of several sessions apart.
void end_session(Stage& stage, const SessionSource& session, const std::string& tail) {
  const Scene& scene = stage.scene;
  const Operation& logout = *scene.contract.operation(stage.subject);
  const Operation& guarded = *scene.contract.operation(session.opens);
  const Identity& identity = session.identity();
  const std::lock_guard turn(scene.turns.of(identity.name));

  Conversation outsider(stage, "outsider" + tail, Connection::fresh, false);
  if (tail.empty()) {
    outsider.ask(step::logout_with_nothing, logout, {.identity = &identity});
  }

  Conversation user(stage, "user" + tail, Connection::fresh, false);
  auto value = begin_session(stage, user, step::logs_in, session);
  if (!value) {
    return;
  }
  Ask with_session{.identity = &identity, .credentials = {session.attached(*value)}};
  const Exchange& before = user.ask(step::before_logout, guarded, with_session);
  // Where each answer renews the identifier, the newest is the session.
  with_session.credentials = {session.attached(renewed(scene, before, session.place, *value))};
  Ask leave = with_session;
  if (!logout.requirement.any_of.empty()) {
    // Where a key is needed beside the session, it goes along.
    const std::string signature = session.scheme.signature();
    for (const SchemeUse& use : logout.requirement.any_of.front().all_of) {
      auto member = scene.wallet.is_configured(identity.name, use.scheme)
                        ? scene.wallet.good(identity.name, use.scheme)
                        : std::nullopt;
      if (member && member->use.signature != signature && declares(scene, logout, signature)) {
        leave.credentials.push_back(std::move(*member));
      }
    }
  }
  user.ask(step::logs_out, logout, leave);
  user.ask(step::after_logout, guarded, with_session);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
  stage.wait(std::chrono::milliseconds(2000));
  user.ask(step::long_after_logout, guarded, with_session);

  Conversation anew(stage, "user anew" + tail, Connection::fresh, false);
  if (const auto fresh = begin_session(stage, anew, step::logs_in, session)) {
    anew.ask(step::after_new_login,
             guarded,
             {.identity = &identity, .credentials = {session.attached(*fresh)}});
  }
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& logout = *scene.contract.operation(stage.subject);
  if (logout.body && logout.body->is_required) {
    stage.not_asked("user", step::logs_in, &logout, "it takes a body that says what to end");
    return;
  }
  const LogoutSource source = logout_source(scene, logout);
  if (source.sessions.empty()) {
    stage.not_asked(
        "user", step::logs_in, &logout, "no login hands out a session that this operation ends");
    return;
  }
  for (const OpeningSource& session : source.sessions) {
    const bool is_first = &session == source.sessions.data();
    end_session(stage, session.source, is_first ? "" : " (" + session.source.login->key() + ")");
  }
  if (source.nearer != nullptr) {
    stage.not_asked("nearer",
                    step::logs_in_nearer,
                    &logout,
                    "by its path it ends what " + source.nearer->key() +
                        " begins, of which no session is known");
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logouts;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::logout &&
        scene.in_scope.contains(operation.key())) {
      logouts.push_back(operation.key());
    }
  }
  return {logouts};
}

}  // namespace

const Interview logout_interview{
    "logout", Phase::endings, "whether a session ends when its owner logs out", 27, waves, hold};

}  // namespace sworn::probe
