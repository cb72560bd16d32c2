// SPDX-License-Identifier: Apache-2.0
#include "evidence/lifetime.h"

#include "evidence/step.h"
#include "evidence/token.h"
#include "probe/interview.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

void hold_for(Stage& stage, const SessionSource& source, const evidence::Opening& opening) {
  const Scene& scene = stage.scene;
  const Operation& guarded = *scene.contract.operation(opening.operation);
  const Identity& identity = source.identity();
  const std::string who = evidence::conversation_of("user", "lifetime", opening);
  Conversation user(stage, who, Connection::fresh, false);
  std::optional<std::string> value;
  std::optional<std::int64_t> seconds;
  const auto asks = [&](const char* question) {
    user.ask(question, guarded, {.identity = &identity, .credentials = {source.attached(*value)}});
  };
  {
    const std::lock_guard turn(scene.turns.of(identity.name));
    const Exchange& login = user.ask(step::logs_in, *source.login, source.way.ask());
    value = login.response ? evidence::value_at(*login.response, source.place) : std::nullopt;
    if (!value) {
      return;
    }
    scene.vault.watch(*value);
    const auto token = evidence::decode_token(*value);
    seconds = evidence::lifetime_of(*login.response,
                                    source.place,
                                    token ? token->claims : std::map<std::string, std::string>())
                  .shortest();
    if (!seconds) {
      return;
    }
    asks(step::before_end);
  }
  const auto wait = *seconds + evidence::clock_skew_s + 1;
  if (static_cast<double>(wait) > scene.config.limits.patience) {
    stage.not_asked(who,
                    step::after_end,
                    &guarded,
                    "its end lies further ahead than `patience` under limits: waits for");
    return;
  }
  stage.wait(std::chrono::seconds(wait));
  asks(step::after_end);
  Conversation outsider(
      stage, evidence::conversation_of("outsider", "lifetime", opening), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  for (const OpeningSource& one : sources_of(scene, login)) {
    if (!stage.is_stopped()) {
      hold_for(stage, one.source, one.opening);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {logins_with_openings(scene)};
}

}  // namespace

const Interview lifetime_interview{"lifetime",
                                   Phase::sessions,
                                   "how long a session is said to live, and whether it ends then",
                                   24,
                                   waves,
                                   hold};

}  // namespace sworn::probe
