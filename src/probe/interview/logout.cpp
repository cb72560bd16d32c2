// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/logout_source.h"
#include "probe/refresh_source.h"

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

/// A refresh token that is handed to the logout is exchanged before it, and after it, at once and
/// two seconds later.
class RefreshEnding {
 public:
  RefreshEnding(Stage& stage, const RefreshSource& source, const Operation& refresh)
      : stage_(stage),
        scene_(stage.scene),
        source_(source),
        refresh_(refresh),
        guarded_(*stage.scene.contract.operation(source.session.opens)) {}

  void tell() {
    const Identity& identity = source_.session.identity();
    const Operation& logout = *scene_.contract.operation(stage_.subject);
    const std::lock_guard turn(scene_.turns.of(identity.name));
    Conversation holder(stage_, "holder", Connection::fresh, false);
    if (!log_in(holder)) {
      return;
    }
    for (const RefreshWay way : ways_to_refresh(scene_, refresh_, source_)) {
      way_ = way;
      if (refresh(holder, step::refreshes)) {
        break;
      }
    }
    const bool is_cookie = source_.place.kind == CarrierPlace::Kind::cookie;
    holder.ask(step::logs_out,
               logout,
               with_refresh(scene_,
                            logout,
                            source_,
                            is_cookie ? RefreshWay::cookie : RefreshWay::body,
                            token_,
                            session_));
    Conversation after(stage_, "holder after the logout", Connection::fresh, false);
    if (refresh(after, step::refreshes)) {
      stage_.wait(std::chrono::milliseconds(2000));
      Conversation later(stage_, "holder two seconds later", Connection::fresh, false);
      refresh(later, step::refreshes);
    }
    Conversation outsider(stage_, "outsider to the refresh", Connection::fresh, false);
    token_ = invented(stage_, source_.place, token_);
    refresh(outsider, step::refreshes_invented);
    outsider.ask(step::asks_with_nothing, guarded_, {.identity = &identity});
    Conversation anew(stage_, "holder anew", Connection::fresh, false);
    if (log_in(anew)) {
      refresh(anew, step::refreshes);
    }
  }

 private:
  bool log_in(Conversation& client) {
    const SessionSource& session = source_.session;
    const Exchange& login = client.ask(step::logs_in, *session.login, session.way.ask());
    token_ = renewed(scene_, login, source_.place, "");
    session_ = renewed(scene_, login, session.place, "");
    return !token_.empty() && !session_.empty();
  }

  /// Exchanges the token and, with success, uses what that gives.
  bool refresh(Conversation& client, const char* question) {
    const Exchange& answer = client.ask(
        question, refresh_, with_refresh(scene_, refresh_, source_, way_, token_, session_));
    if (!evidence::succeeded(answer)) {
      return false;
    }
    token_ = renewed(scene_, answer, source_.place, token_);
    session_ = renewed(scene_, answer, source_.session.place, session_);
    client.ask(step::with_refreshed,
               guarded_,
               {.identity = &source_.session.identity(),
                .credentials = {source_.session.attached(session_)}});
    return true;
  }

  Stage& stage_;
  const Scene& scene_;
  const RefreshSource& source_;
  const Operation& refresh_;
  const Operation& guarded_;
  RefreshWay way_ = RefreshWay::body;
  std::string token_;
  std::string session_;
};

const Operation* refresh_in(const Scene& scene) {
  const auto found =
      std::ranges::find_if(scene.contract.operations, [&](const Operation& operation) {
        return purpose_in(scene, operation) == spec::Purpose::refresh &&
               scene.in_scope.contains(operation.key());
      });
  return found == scene.contract.operations.end() ? nullptr : &*found;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& logout = *scene.contract.operation(stage.subject);
  const Operation* refresh = refresh_in(scene);
  const auto of_refresh = refresh != nullptr ? refresh_source(scene) : std::nullopt;
  const bool ends_refresh = of_refresh && takes_refresh(scene, logout, *of_refresh);
  const bool wants_body = logout.body && logout.body->is_required;
  const LogoutSource source = wants_body ? LogoutSource{} : logout_source(scene, logout);
  if (source.sessions.empty() && !ends_refresh) {
    stage.not_asked("user",
                    step::logs_in,
                    &logout,
                    wants_body ? "it takes a body that says what to end"
                               : "no login hands out a session that this operation ends");
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
  if (ends_refresh) {
    RefreshEnding(stage, *of_refresh, *refresh).tell();
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
    "logout", Phase::endings, "whether a session ends when its owner logs out", 41, waves, hold};

}  // namespace sworn::probe
