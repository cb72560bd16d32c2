// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/collection.h"
#include "evidence/object.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/own_object.h"
#include "probe/visit.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;
using evidence::ObjectKin;

bool is_read(const Scene& scene, const Operation& operation) {
  return spec::effect_of(operation, scene.config.reads) == spec::Effect::read;
}

std::vector<std::string> owned(const Identity& identity,
                               const Operation& operation,
                               const std::string& parameter) {
  return evidence::owned_values(identity.owns, identity.owns_at, operation, parameter);
}

/// An object of the owner, and who is to ask for it.
struct Target {
  Strangers pair;
  std::string id;
  const Parameter* elsewhere = nullptr;  ///< what it stands in; null for the last of the path
  int rank = 0;  ///< 0: the owner's by the configuration, 1: created by this run, 2: listed to it
};

/// What the owner was seen to create at the collection, under names that the other did not ask for
/// too: each may have an object of that name.
std::vector<std::string> created_by(const Scene& scene,
                                    const ObjectKin& kin,
                                    const std::string& owner,
                                    const std::string& other) {
  std::vector<std::string> ids;
  std::vector<std::string> of_both{""};
  for (const Exchange* exchange : scene.facts.all()) {
    if (kin.creates == nullptr || exchange->operation != kin.creates->key()) {
      continue;
    }
    if (exchange->identity == owner && evidence::succeeded(*exchange)) {
      ids.push_back(evidence::created_id(*exchange, kin.parameter));
    } else if (exchange->identity == other) {
      of_both.push_back(evidence::sent_id(exchange->request, kin.parameter));
    }
  }
  std::erase_if(
      ids, [&](const std::string& id) { return std::ranges::find(of_both, id) != of_both.end(); });
  return ids;
}

std::optional<Target> target_for(const Scene& scene, const Operation& operation) {
  const ObjectKin kin = evidence::kin_of(scene.contract, operation);
  std::optional<Target> best;
  const auto offer = [&](const Strangers& pair, const std::vector<std::string>& ids, int rank) {
    const auto others = scene.learned.values_for(operation, kin.parameter, pair.intruder->name);
    const auto own = owned(*pair.intruder, operation, kin.parameter);
    for (const std::string& id : ids) {
      const bool is_shared = std::ranges::find(own, id) != own.end() ||
                             (rank > 0 && std::ranges::find(others, id) != others.end());
      if (!is_shared && (!best || rank < best->rank)) {
        best = Target{pair, id, nullptr, rank};
      }
    }
  };
  for (const Strangers& pair :
       kin.parameter.empty() ? std::vector<Strangers>() : strangers_in(scene)) {
    if (credentials_for(scene, operation, *pair.owner) &&
        credentials_for(scene, operation, *pair.intruder)) {
      offer(pair, owned(*pair.owner, operation, kin.parameter), 0);
      offer(pair, created_by(scene, kin, pair.owner->name, pair.intruder->name), 1);
      offer(pair, scene.learned.values_for(operation, kin.parameter, pair.owner->name), 2);
    }
  }
  return best;
}

/// A parameter of the query or a header, such as a tenant's name, whose value is one identity's
/// alone.
std::optional<Target> target_beside_path(const Scene& scene, const Operation& operation) {
  for (const Strangers& pair : strangers_in(scene)) {
    if (!credentials_for(scene, operation, *pair.owner) ||
        !credentials_for(scene, operation, *pair.intruder)) {
      continue;
    }
    for (const Parameter& parameter : operation.parameters) {
      const auto own = owned(*pair.intruder, operation, parameter.name);
      const bool is_beside_path =
          parameter.place == Place::query || parameter.place == Place::header;
      for (const std::string& value : is_beside_path ? owned(*pair.owner, operation, parameter.name)
                                                     : std::vector<std::string>()) {
        if (std::ranges::find(own, value) == own.end()) {
          return Target{pair, value, &parameter};
        }
      }
    }
  }
  return std::nullopt;
}

/// Who owns something that the operation lists, and who does not.
std::optional<Strangers> pair_for_list(const Scene& scene, const Operation& operation) {
  for (const std::string& parameter : evidence::listed_parameters(scene.contract, operation)) {
    for (const Strangers& pair : strangers_in(scene)) {
      if (!owned(*pair.owner, operation, parameter).empty() &&
          credentials_for(scene, operation, *pair.owner) &&
          credentials_for(scene, operation, *pair.intruder)) {
        return pair;
      }
    }
  }
  return std::nullopt;
}

/// Who is to change whose object, where this run may create one and look at it.
std::optional<Strangers> pair_for_change(const Scene& scene, const Operation& operation) {
  const ObjectKin kin = evidence::kin_of(scene.contract, operation);
  if (!can_be_changed(scene, operation)) {
    return std::nullopt;
  }
  for (const Strangers& pair : strangers_in(scene)) {
    if (credentials_for(scene, *kin.creates, *pair.owner) &&
        credentials_for(scene, operation, *pair.owner) &&
        credentials_for(scene, operation, *pair.intruder)) {
      return pair;
    }
  }
  return std::nullopt;
}

/// Where no object is known to be one identity's: who may create one that another asks for.
std::optional<Strangers> pair_for_new_object(const Scene& scene, const Operation& operation) {
  const ObjectKin kin = evidence::kin_of(scene.contract, operation);
  if (!scene.writes || kin.creates == nullptr || reason_not_to_ask(scene, *kin.creates)) {
    return std::nullopt;
  }
  for (const Strangers& pair : strangers_in(scene)) {
    if (credentials_for(scene, *kin.creates, *pair.owner) &&
        credentials_for(scene, operation, *pair.owner) &&
        credentials_for(scene, operation, *pair.intruder)) {
      return pair;
    }
  }
  return std::nullopt;
}

void hold_read(Stage& stage, const Operation& operation) {
  const Scene& scene = stage.scene;
  const bool names_object = !evidence::kin_of(scene.contract, operation).parameter.empty();
  const auto target =
      names_object ? target_for(scene, operation) : target_beside_path(scene, operation);
  const bool is_known = target && target->rank < 2;
  const auto pair =
      names_object && !is_known ? pair_for_new_object(scene, operation) : std::nullopt;
  if (pair) {
    const auto turns = turns_for(scene, *pair);
    if (Visit(stage, operation, *pair).read_new()) {
      return;
    }
  }
  if (!target) {
    stage.not_asked("owner",
                    step::asks_own,
                    &operation,
                    "no object of one identity alone is known; name one under owns: in sworn.yaml");
    return;
  }
  const auto turns = turns_for(scene, target->pair);
  Visit(stage, operation, target->pair).read(target->id, target->elsewhere);
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  if (!is_read(scene, operation)) {
    if (const auto pair = pair_for_change(scene, operation)) {
      const auto turns = turns_for(scene, *pair);
      Visit(stage, operation, *pair).change();
    }
  } else if (const auto pair = pair_for_list(scene, operation)) {
    const auto turns = turns_for(scene, *pair);
    Visit(stage, operation, *pair).compare_lists();
  } else {
    hold_read(stage, operation);
  }
}

/// A plain operation behind a gate that is not known to be open.
bool is_guarded(const Scene& scene, const Operation& operation) {
  return purpose_in(scene, operation) == spec::Purpose::none && operation.is_declared &&
         operation.requirement.is_secured() && !reason_not_to_ask(scene, operation) &&
         scene.facts.access(operation.key()).none_gate() != evidence::Gate::allowed;
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> reads;
  std::vector<std::string> changes;
  if (strangers_in(scene).empty()) {
    return {};
  }
  for (const Operation& operation : scene.contract.operations) {
    if (!is_guarded(scene, operation)) {
      continue;
    }
    const bool names_object = !evidence::kin_of(scene.contract, operation).parameter.empty();
    if (is_read(scene, operation)) {
      if (names_object || pair_for_list(scene, operation) || target_beside_path(scene, operation)) {
        reads.push_back(operation.key());
      }
    } else if (names_object && pair_for_change(scene, operation)) {
      changes.push_back(operation.key());
    }
  }
  return {reads, changes};
}

}  // namespace

const Interview objects_interview{
    "objects",
    Phase::examine,
    "whether one identity's objects are read, changed or removed by another of a different tenant",
    13,
    waves,
    hold};

}  // namespace sworn::probe
