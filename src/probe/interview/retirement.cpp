// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/access_step.h"
#include "probe/interview.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

/// More of them would show no more.
constexpr std::size_t most_retired = 12;

/// What an identity whose credentials are revoked or have expired would be let in by.
std::vector<std::pair<const Identity*, std::vector<Attached>>> retired_for(
    const Scene& scene, const Operation& operation) {
  std::vector<std::pair<const Identity*, std::vector<Attached>>> retired;
  for (const Identity& identity : scene.config.identities) {
    if (identity.state != IdentityState::revoked && identity.state != IdentityState::expired) {
      continue;
    }
    const std::string how = identity.state == IdentityState::revoked ? "revoked" : "expired";
    for (const Alternative& alternative : operation.requirement.any_of) {
      auto members = scene.wallet.all_of(identity.name, alternative);
      if (members && !members->empty() && retired.size() < most_retired) {
        for (Attached& member : *members) {
          member = altered(member, member.secret, how);
        }
        retired.emplace_back(&identity, std::move(*members));
      }
    }
  }
  return retired;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto key = working_key(scene, operation);
  if (!key) {
    return;
  }
  const auto turn = turn_for(scene, *key);
  Conversation insider(stage, step::insider, Connection::kept, false);
  Conversation outsider(stage, step::outsider, Connection::kept, false);
  insider.ask(step::good, operation, key->good());
  for (auto& [identity, members] : retired_for(scene, operation)) {
    Conversation former(stage, identity->name, Connection::kept, false);
    former.ask("asks with what is " + members.front().use.how, operation, key->with(members));
  }
  outsider.ask(step::none_again, operation, key->none());
  insider.ask(step::good_again, operation, key->good());
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation* operation : guarded_operations(scene)) {
    if (!retired_for(scene, *operation).empty()) {
      operations.push_back(operation->key());
    }
  }
  std::ranges::sort(operations);
  return {operations};
}

}  // namespace

const Interview retirement_interview{
    "retirement",
    Phase::examine,
    "whether credentials that the configuration calls revoked or expired still open",
    16,
    waves,
    hold};

}  // namespace sworn::probe
