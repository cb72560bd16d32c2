// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/text.h"
#include "evidence/object.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/own_object.h"
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
  int rank = 0;  ///< 0: the owner's by the configuration, 1: created by this run, 2: listed to it
};

/// What the owner was seen to create at the collection.
std::vector<std::string> created_by(const Scene& scene,
                                    const ObjectKin& kin,
                                    const std::string& owner) {
  std::vector<std::string> ids;
  for (const Exchange* exchange : scene.facts.all()) {
    if (kin.creates != nullptr && exchange->operation == kin.creates->key() &&
        exchange->identity == owner && evidence::succeeded(*exchange)) {
      ids.push_back(evidence::id_in(*exchange->response, kin.parameter));
    }
  }
  std::erase(ids, "");
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
        best = Target{pair, id, rank};
      }
    }
  };
  for (const Strangers& pair :
       kin.parameter.empty() ? std::vector<Strangers>() : strangers_in(scene)) {
    if (credentials_for(scene, operation, *pair.owner) &&
        credentials_for(scene, operation, *pair.intruder)) {
      offer(pair, owned(*pair.owner, operation, kin.parameter), 0);
      offer(pair, created_by(scene, kin, pair.owner->name), 1);
      offer(pair, scene.learned.values_for(operation, kin.parameter, pair.owner->name), 2);
    }
  }
  return best;
}

using Ids = std::map<std::string, std::string>;

/// One story: the owner's object, asked for by the owner and by the other.
class Visit {
 public:
  Visit(Stage& stage, const Operation& operation, const Strangers& pair)
      : stage_(stage),
        operation_(operation),
        kin_(evidence::kin_of(stage.scene.contract, operation)),
        pair_(pair),
        owner_(stage, "owner", Connection::kept, false),
        intruder_(stage, "intruder", Connection::kept, false),
        outsider_(stage, "outsider", Connection::fresh, false) {}

  void read(const std::string& id) {
    const Ids ids{{kin_.parameter, id}};
    const Exchange& own = ask(owner_, step::asks_own, operation_, pair_.owner, ids);
    if (!evidence::succeeded(own)) {
      return;
    }
    list();
    ask(intruder_, step::asks_theirs, operation_, pair_.intruder, ids);
    ask_absent(step::asks_absent, own);
    ask(outsider_, step::asks_with_nothing, operation_, nullptr, ids);
    ask(owner_, step::asks_own_again, operation_, pair_.owner, ids);
  }

  /// What each is listed.
  void compare_lists() {
    ask(owner_, step::lists, operation_, pair_.owner, {});
    ask(intruder_, step::lists, operation_, pair_.intruder, {});
    ask(outsider_, step::asks_with_nothing, operation_, nullptr, {});
    ask(owner_, step::lists_again, operation_, pair_.owner, {});
  }

  /// Only what this run creates is changed, and only the owner's next look tells whether it was.
  void change() {
    const Ids ids{
        {kin_.parameter, create_object(owner_, stage_.scene, kin_, *pair_.owner, step::creates)}};
    if (ids.begin()->second.empty()) {
      return;
    }
    const Exchange& own = ask(owner_, step::asks_own, *kin_.reads, pair_.owner, ids);
    const Exchange& again = ask(owner_, step::asks_own_again, *kin_.reads, pair_.owner, ids);
    if (!evidence::succeeded(own) || !evidence::succeeded(again)) {
      return;
    }
    list();
    ask(intruder_, step::asks_theirs, *kin_.reads, pair_.intruder, ids);
    if (!send_change(intruder_, step::changes_theirs, pair_.intruder, ids)) {
      return;
    }
    ask_absent(step::changes_absent, own);
    const Exchange& after = ask(owner_, step::asks_own_changed, *kin_.reads, pair_.owner, ids);
    const bool is_changed = after.response && (after.status() != own.status() ||
                                               after.response->body != own.response->body);
    if (is_changed && !stage_.is_stopped()) {
      change_with_nothing();
    }
  }

 private:
  /// The same request for everybody, but for who asks.
  const Exchange& ask(Conversation& client,
                      const char* question,
                      const Operation& operation,
                      const Identity* who,
                      const Ids& ids,
                      const std::optional<std::string>& body = std::nullopt,
                      bool absent_ids = false) {
    const Identity& owner = *pair_.owner;
    Ask ask{.identity = &owner, .absent_ids = absent_ids, .path_values = ids};
    if (who != nullptr) {
      ask.credentials =
          credentials_for(stage_.scene, operation, *who).value_or(std::vector<Attached>());
      ask.as = who->name;
    }
    ask.edit = [&](Request& request) {
      if (who != nullptr && who != &owner) {
        swap_identity_headers(request, owner, *who);
      }
      if (body) {
        request.body = *body;
      }
    };
    return client.ask(question, operation, ask);
  }

  void list() {
    if (kin_.lists != nullptr && kin_.lists != &operation_ &&
        !reason_not_to_ask(stage_.scene, *kin_.lists)) {
      ask(intruder_, step::lists, *kin_.lists, pair_.intruder, {});
    }
  }

  /// What is answered about nothing is how this API refuses (ORACLES.md, F25).
  void ask_absent(const char* question, const Exchange& own) {
    const Operation& seen = *stage_.scene.contract.operation(own.operation);
    Ids parents = evidence::path_values(seen, own.request.url);
    parents.erase(kin_.parameter);
    ask(intruder_, question, operation_, pair_.intruder, parents, std::nullopt, true);
  }

  /// False where nothing can be written that would be known again.
  bool send_change(Conversation& client,
                   const char* question,
                   const Identity* who,
                   const Ids& ids) {
    const bool writes = operation_.method == "PUT" || operation_.method == "PATCH";
    base::RandomStream random = stage_.random(question);
    const auto planted = writes ? planted_body(stage_.scene,
                                               operation_,
                                               *pair_.owner,
                                               ids,
                                               who != nullptr ? "intruder" : "outsider",
                                               random)
                                : std::nullopt;
    if (writes && !planted) {
      stage_.not_asked("intruder",
                       question,
                       &operation_,
                       "its body has no member that could be told again when it is read");
      return false;
    }
    ask(client,
        question,
        operation_,
        who,
        ids,
        planted ? std::optional(planted->body) : std::nullopt);
    return true;
  }

  /// Whether the gate is open to everybody, shown on an object of its own.
  void change_with_nothing() {
    Conversation beside(stage_, "owner of another", Connection::kept, false);
    const Ids ids{
        {kin_.parameter, create_object(beside, stage_.scene, kin_, *pair_.owner, step::creates)}};
    if (ids.begin()->second.empty()) {
      return;
    }
    ask(beside, step::asks_own, *kin_.reads, pair_.owner, ids);
    send_change(outsider_, step::changes_with_nothing, nullptr, ids);
    ask(beside, step::asks_own_changed, *kin_.reads, pair_.owner, ids);
  }

  Stage& stage_;
  const Operation& operation_;
  const ObjectKin kin_;
  const Strangers pair_;
  Conversation owner_;
  Conversation intruder_;
  Conversation outsider_;
};

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
  if (!scene.writes || kin.creates == nullptr || kin.reads == nullptr ||
      reason_not_to_ask(scene, *kin.creates) || reason_not_to_ask(scene, *kin.reads)) {
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

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  if (!is_read(scene, operation)) {
    if (const auto pair = pair_for_change(scene, operation)) {
      const auto turns = turns_for(scene, *pair);
      Visit(stage, operation, *pair).change();
    }
    return;
  }
  if (const auto pair = pair_for_list(scene, operation)) {
    const auto turns = turns_for(scene, *pair);
    Visit(stage, operation, *pair).compare_lists();
    return;
  }
  const auto target = target_for(scene, operation);
  if (!target) {
    stage.not_asked("owner",
                    step::asks_own,
                    &operation,
                    "no object of one identity alone is known; name one under owns: in sworn.yaml");
    return;
  }
  const auto turns = turns_for(scene, target->pair);
  Visit(stage, operation, target->pair).read(target->id);
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
      if (names_object || pair_for_list(scene, operation)) {
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
    14,
    waves,
    hold};

}  // namespace sworn::probe
