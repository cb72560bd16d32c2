// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/collection.h"
#include "evidence/role.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/object_name.h"
#include "probe/own_object.h"
#include "probe/visit.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

bool is_read(const Scene& scene, const Operation& operation) {
  return spec::effect_of(operation, scene.config.reads) == spec::Effect::read;
}

/// What it makes is this run's own.
bool creates(const Scene& scene, const Operation& operation) {
  return operation.method == "POST" && !reason_not_to_ask(scene, operation) &&
         !evidence::listed_parameters(scene.contract, operation).empty();
}

bool is_denied(const Scene& scene, const Operation& operation, const Identity& identity) {
  return evidence::is_denied_by_role(scene.contract, operation, identity.role, identity.scopes);
}

/// What the access interview saw of an identity's good credential.
evidence::Gate gate_for(const Scene& scene, const Operation& operation, const Identity& identity) {
  const evidence::AccessTable& table = scene.facts.access(operation.key());
  for (const evidence::AccessCell& cell : table.good) {
    if (cell.identity == identity.name) {
      return table.gate_of(cell, evidence::Carrying::good);
    }
  }
  return evidence::Gate::unclear;
}

/// The high one may, and the low one may not: by the contract and the configuration; or, of a
/// change, since the server itself refuses the low one so much as to look.
std::optional<Strangers> pair_for(const Scene& scene, const Operation& operation) {
  const Operation* reader =
      is_read(scene, operation) ? nullptr : evidence::equal_reader(scene.contract, operation);
  for (const Identity* low : active_identities(scene)) {
    for (const Identity* high : active_identities(scene)) {
      if (high == low || !credentials_for(scene, operation, *low) ||
          !credentials_for(scene, operation, *high)) {
        continue;
      }
      const bool by_contract =
          is_denied(scene, operation, *low) && !is_denied(scene, operation, *high);
      const bool by_server = reader != nullptr && operation.method != "POST" &&
                             low->role != high->role &&
                             gate_for(scene, *reader, *low) == evidence::Gate::not_entitled &&
                             gate_for(scene, *reader, *high) == evidence::Gate::allowed;
      if (by_contract || by_server) {
        return Strangers{high, low};
      }
    }
  }
  return std::nullopt;
}

void ask_in_turn(Stage& stage, const Operation& operation, const Strangers& pair) {
  const Scene& scene = stage.scene;
  const auto created = creates(scene, operation)
                           ? evidence::listed_parameters(scene.contract, operation)
                           : std::vector<std::string>();
  const auto ask = [&](const char* conversation, const char* question, const Identity* who) {
    Conversation client(stage, conversation, Connection::kept, false);
    Ask request{.identity = pair.owner};
    if (who != nullptr) {
      request.credentials = *credentials_for(scene, operation, *who);
      request.as = who->name;
    }
    request.edit = [&](Request& sent) {
      if (who != nullptr && who != pair.owner) {
        swap_identity_headers(sent, *pair.owner, *who);
      }
      if (!created.empty()) {
        base::RandomStream random = stage.random(question);
        name_anew(scene, operation, created.front(), random, sent);
      }
    };
    client.ask(question, operation, request);
  };
  ask("high", step::high_before, pair.owner);
  ask("low", step::low_asks, pair.intruder);
  ask("outsider", step::asks_with_nothing, nullptr);
  ask("high", step::high_after, pair.owner);
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto pair = pair_for(scene, operation);
  if (!pair) {
    return;
  }
  const auto turns = turns_for(scene, *pair);
  if (is_read(scene, operation) || creates(scene, operation)) {
    ask_in_turn(stage, operation, *pair);
  } else if (can_be_changed(scene, operation)) {
    Visit(stage, operation, *pair).change();
  } else {
    stage.not_asked("low",
                    step::low_asks,
                    &operation,
                    scene.writes ? "no object of this run shows what it does" : "needs --writes");
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    const bool is_plain = purpose_in(scene, operation) == spec::Purpose::none &&
                          operation.is_declared && operation.requirement.is_secured() &&
                          scene.in_scope.contains(operation.key());
    if (is_plain && pair_for(scene, operation)) {
      operations.push_back(operation.key());
    }
  }
  return {operations};
}

}  // namespace

const Interview roles_interview{
    "roles",
    Phase::examine,
    "whether an identity of a low role is let in where only a high one should be",
    13,
    waves,
    hold};

}  // namespace sworn::probe
