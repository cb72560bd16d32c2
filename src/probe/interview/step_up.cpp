// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

bool declares(const Scene& scene, const Operation& operation, const std::string& signature) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      return scheme != nullptr && scheme->signature() == signature;
    });
  });
}

/// A session that the step-up declares as its own.
std::optional<SessionSource> source_of_step_up(const Scene& scene, const Operation& step_up) {
  for (const Identity* identity : active_identities(scene)) {
    for (const Operation& login : scene.contract.operations) {
      for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
        auto source = declares(scene, step_up, opening.signature)
                          ? source_of(scene, login, opening, *identity)
                          : std::nullopt;
        if (source) {
          return source;
        }
      }
    }
  }
  return std::nullopt;
}

/// What a plain session of the identity was refused in the baseline, though it declares it.
std::vector<const Operation*> privileged(const Scene& scene, const SessionSource& source) {
  constexpr std::size_t most = 4;
  std::vector<const Operation*> operations;
  for (const Operation* operation : closed_operations(scene)) {
    if (operation->key() != source.opens && operations.size() < most &&
        declares(scene, *operation, source.scheme.signature())) {
      operations.push_back(operation);
    }
  }
  return operations;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& step_up = *scene.contract.operation(stage.subject);
  const auto source = source_of_step_up(scene, step_up);
  if (!source) {
    stage.not_asked("user", step::logs_in, &step_up, "no login hands out a session that it takes");
    return;
  }
  const Identity& identity = source->identity();
  const std::lock_guard turn(scene.turns.of(identity.name));
  Conversation user(stage, "user", Connection::fresh, false);
  const auto first = begin_session(stage, user, step::logs_in, *source);
  if (!first) {
    return;
  }
  std::string old = *first;
  std::vector<const Operation*> refused;
  const auto asks = [&](const char* question,
                        const Operation& operation,
                        const std::string& value) -> const Exchange& {
    return user.ask(
        question, operation, {.identity = &identity, .credentials = {source->attached(value)}});
  };
  for (const Operation* operation : privileged(scene, *source)) {
    const Exchange& answer = asks(step::before_step_up, *operation, old);
    old = renewed(scene, answer, source->place, old);
    if (answer.status() >= 400 && answer.status() < 500) {
      refused.push_back(operation);
    }
  }
  if (refused.empty()) {
    stage.not_asked(
        "user", step::steps_up, &step_up, "nothing is closed to a session that did not step up");
    return;
  }
  Ask raise{
      .identity = &identity, .credentials = {source->attached(old)}, .with_login_fields = true};
  for (const Attached& member : source->way.credentials) {
    // The key that began the session shows again who it is.
    if (member.scheme.signature() != source->scheme.signature()) {
      raise.credentials.push_back(member);
    }
  }
  const Exchange& raised = user.ask(step::steps_up, step_up, raise);
  if (!evidence::succeeded(raised)) {
    return;
  }
  const std::string fresh = renewed(scene, raised, source->place, old);
  Conversation outsider(stage, "outsider", Connection::fresh, false);
  bool is_old_alive = false;
  for (const Operation* operation : refused) {
    is_old_alive |= evidence::succeeded(asks(step::old_after_step_up, *operation, old));
    asks(step::after_step_up, *operation, fresh);
    outsider.ask(step::asks_with_nothing, *operation, {.identity = &identity});
  }
  if (is_old_alive && fresh != old) {
    // Some servers keep the old identifier alive for requests under way (ORACLES.md, F2).
    stage.wait(std::chrono::milliseconds(5000));
    for (const Operation* operation : refused) {
      asks(step::old_long_after_step_up, *operation, old);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::step_up &&
        scene.in_scope.contains(operation.key())) {
      operations.push_back(operation.key());
    }
  }
  return {operations};
}

}  // namespace

const Interview step_up_interview{
    "step-up",
    Phase::sessions,
    "whether the identifier of before a rise in privilege shares in it",
    22,
    waves,
    hold};

}  // namespace sworn::probe
