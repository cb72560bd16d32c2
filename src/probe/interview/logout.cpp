// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/session.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;
using evidence::Opening;

struct Session {
  const Operation* login;
  LoginWay way;
  Opening opening;
};

bool declares(const Scene& scene, const Operation& operation, const std::string& signature) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      return scheme != nullptr && scheme->signature() == signature;
    });
  });
}

/// The session that `logout` is there to end: one whose carrier it declares, else any by cookie.
std::optional<Session> session_for(const Scene& scene, const Operation& logout) {
  std::optional<Session> by_cookie;
  for (const Operation& login : scene.contract.operations) {
    for (const Opening& opening : evidence::openings_of(scene.facts, login.key())) {
      for (const Identity* identity : active_identities(scene)) {
        auto way = login_way(scene, login, *identity);
        if (!way) {
          continue;
        }
        if (declares(scene, logout, opening.signature)) {
          return Session{&login, std::move(*way), opening};
        }
        if (!by_cookie && opening.signature.starts_with("cookie ") &&
            !logout.requirement.is_secured()) {
          by_cookie = Session{&login, std::move(*way), opening};
        }
        break;
      }
    }
  }
  return by_cookie;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& logout = *scene.contract.operation(stage.subject);
  if (logout.body && logout.body->is_required) {
    stage.not_asked("user", step::logs_in, &logout, "it takes a body that says what to end");
    return;
  }
  const auto session = session_for(scene, logout);
  if (!session) {
    stage.not_asked(
        "user", step::logs_in, &logout, "no login hands out a session that this operation ends");
    return;
  }
  const Operation& guarded = *scene.contract.operation(session->opening.operation);
  const Identity& identity = *session->way.identity;
  const Scheme scheme = scheme_of(session->opening.signature);
  const CarrierPlace place = *evidence::carrier_named(session->opening.carrier);
  const std::lock_guard turn(scene.turns.of(identity.name));

  Conversation outsider(stage, "outsider", Connection::fresh, false);
  outsider.ask(step::logout_with_nothing, logout, {.identity = &identity});

  Conversation user(stage, "user", Connection::fresh, false);
  const Exchange& login = user.ask(step::logs_in, *session->login, session->way.ask());
  const auto value = login.response ? evidence::value_at(*login.response, place) : std::nullopt;
  if (!value) {
    return;
  }
  scene.vault.watch(*value);
  Ask with_session{
      .identity = &identity,
      .credentials = {as_carrier(scheme, *value, identity.name, place, CredentialState::carrier)}};
  const Exchange& before = user.ask(step::before_logout, guarded, with_session);
  // Where each answer renews the identifier, the newest is the session.
  if (const auto renewed =
          before.response ? evidence::value_at(*before.response, place) : std::nullopt) {
    scene.vault.watch(*renewed);
    with_session.credentials = {
        as_carrier(scheme, *renewed, identity.name, place, CredentialState::carrier)};
  }
  Ask leave = with_session;
  for (const Alternative& alternative : logout.requirement.any_of) {
    // Where a key is needed beside the session, it goes along.
    for (const SchemeUse& use : alternative.all_of) {
      auto member = scene.wallet.is_configured(identity.name, use.scheme)
                        ? scene.wallet.good(identity.name, use.scheme)
                        : std::nullopt;
      const bool is_session = member && member->use.signature == session->opening.signature;
      if (member && !is_session && declares(scene, logout, session->opening.signature)) {
        leave.credentials.push_back(std::move(*member));
      }
    }
    break;
  }
  user.ask(step::logs_out, logout, leave);
  user.ask(step::after_logout, guarded, with_session);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
  stage.wait(std::chrono::milliseconds(2000));
  user.ask(step::long_after_logout, guarded, with_session);

  Conversation anew(stage, "user anew", Connection::fresh, false);
  const Exchange& again = anew.ask(step::logs_in, *session->login, session->way.ask());
  const auto fresh = again.response ? evidence::value_at(*again.response, place) : std::nullopt;
  if (fresh) {
    scene.vault.watch(*fresh);
    anew.ask(step::after_new_login,
             guarded,
             {.identity = &identity,
              .credentials = {
                  as_carrier(scheme, *fresh, identity.name, place, CredentialState::carrier)}});
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
    "logout", Phase::endings, "whether a session ends when its owner logs out", 14, waves, hold};

}  // namespace sworn::probe
