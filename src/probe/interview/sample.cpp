// SPDX-License-Identifier: Apache-2.0
#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

constexpr int clean_clients = 6;
constexpr std::size_t most_carriers = 2;

/// Each of two identities asks with a session of its own what that session is for.
void compare(Stage& stage,
             const Operation& login,
             const evidence::Opening& opening,
             const std::vector<LoginWay>& ways) {
  const Scene& scene = stage.scene;
  const Operation& guarded = *scene.contract.operation(opening.operation);
  for (std::size_t i = 0; i < 2; ++i) {
    const Identity& identity = *ways[i].identity;
    const auto source = source_of(scene, login, opening, identity);
    Conversation client(stage,
                        evidence::conversation_of(i == 0 ? "one" : "other", "clean", opening),
                        Connection::fresh,
                        false);
    const auto value = source ? begin_session(stage, client, step::logs_in, *source) : std::nullopt;
    if (value) {
      const Exchange& answer =
          client.ask(step::with_session,
                     guarded,
                     {.identity = &identity, .credentials = {source->attached(*value)}});
      client.ask(
          step::with_session_again,
          guarded,
          {.identity = &identity,
           .credentials = {source->attached(renewed(scene, answer, source->place, *value))}});
    }
  }
  Conversation outsider(
      stage, evidence::conversation_of("outsider", "clean", opening), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = ways.front().identity});
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  std::vector<LoginWay> ways;
  for (const Identity* identity : active_identities(scene)) {
    auto way = login_way(scene, login, *identity);
    if (way && ways.size() < 2) {
      ways.push_back(std::move(*way));
    }
  }
  if (ways.empty()) {
    stage.not_asked("client 1", step::logs_in, &login, "no identity holds what this login takes");
    return;
  }
  std::vector<std::string> names;
  for (const LoginWay& way : ways) {
    names.push_back(way.identity->name);
  }
  const auto turns = scene.turns.take(names);
  const auto openings = evidence::openings_of(scene.facts, login.key());
  for (int number = 1; number <= clean_clients && !stage.is_stopped(); ++number) {
    Conversation client(stage, "client " + std::to_string(number), Connection::fresh, false);
    const Exchange& answer = client.ask(step::logs_in, login, ways.front().ask());
    // Short identifiers too are measured, which do not look like secrets.
    for (const evidence::Opening& opening : openings) {
      const auto place = evidence::carrier_named(opening.carrier);
      const auto value =
          place && answer.response ? evidence::value_at(*answer.response, *place) : std::nullopt;
      if (value) {
        scene.vault.watch(*value);
      }
    }
  }
  if (ways.size() < 2) {
    stage.not_asked(
        "other", step::logs_in, &login, "a second identity is needed to tell whose session it is");
    return;
  }
  std::size_t compared = 0;
  for (const evidence::Opening& opening : openings) {
    if (compared++ < most_carriers && !stage.is_stopped()) {
      compare(stage, login, opening, ways);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {logins_with_openings(scene)};
}

}  // namespace

const Interview sample_interview{
    "sample",
    Phase::sessions,
    "what a login hands out to several clean clients, and to two identities",
    20,
    waves,
    hold};

}  // namespace sworn::probe
