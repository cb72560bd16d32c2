// SPDX-License-Identifier: Apache-2.0
#include "probe/visit.h"

#include "base/text.h"
#include "evidence/gate.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"

namespace sworn::probe {

namespace step = evidence::step;

namespace {

void put_beside_path(Request& request, const Parameter& parameter, const std::string& value) {
  if (parameter.place == Place::query) {
    request.url = evidence::with_query_value(request.url, parameter.name, value);
    return;
  }
  std::erase_if(request.headers, [&](const Header& header) {
    return base::equal_ignoring_case(header.name, parameter.name);
  });
  request.headers.push_back({parameter.name, value});
}

}  // namespace

Visit::Visit(Stage& stage, const Operation& operation, const Strangers& pair)
    : stage_(stage),
      operation_(operation),
      kin_(evidence::kin_of(stage.scene.contract, operation)),
      pair_(pair),
      owner_(stage, "owner", Connection::kept, false),
      intruder_(stage, "intruder", Connection::kept, false),
      outsider_(stage, "outsider", Connection::fresh, false) {}

void Visit::read(const std::string& id, const Parameter* elsewhere) {
  elsewhere_ = elsewhere;
  elsewhere_value_ = id;
  const Ids ids = elsewhere == nullptr ? Ids{{kin_.parameter, id}} : Ids();
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

bool Visit::read_new() {
  const std::string id = create_object(owner_,
                                       stage_.scene,
                                       kin_,
                                       *pair_.owner,
                                       step::creates,
                                       stage_.random("an object to be asked for"));
  if (!id.empty()) {
    read(id);
  }
  return !id.empty();
}

void Visit::compare_lists() {
  ask(owner_, step::lists, operation_, pair_.owner, {});
  ask(intruder_, step::lists, operation_, pair_.intruder, {});
  ask(outsider_, step::asks_with_nothing, operation_, nullptr, {});
  ask(owner_, step::lists_again, operation_, pair_.owner, {});
}

void Visit::change() {
  const Ids ids{{kin_.parameter,
                 create_object(owner_,
                               stage_.scene,
                               kin_,
                               *pair_.owner,
                               step::creates,
                               stage_.random("the owner's object"))}};
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

/// The same request for everybody, but for who asks.
const Exchange& Visit::ask(Conversation& client,
                           const char* question,
                           const Operation& operation,
                           const Identity* who,
                           const Ids& ids,
                           const std::optional<std::string>& body,
                           bool absent_ids) {
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
    if (elsewhere_ != nullptr) {
      put_beside_path(request, *elsewhere_, elsewhere_value_);
    }
    if (body) {
      request.body = *body;
    }
  };
  return client.ask(question, operation, ask);
}

void Visit::list() {
  if (kin_.lists != nullptr && kin_.lists != &operation_ &&
      !reason_not_to_ask(stage_.scene, *kin_.lists)) {
    // The owner last: what its list holds then, the other's could have held.
    ask(intruder_, step::lists, *kin_.lists, pair_.intruder, {});
    ask(owner_, step::lists, *kin_.lists, pair_.owner, {});
  }
}

/// What is answered about nothing is how this API refuses (ORACLES.md, F25).
void Visit::ask_absent(const char* question, const Exchange& own) {
  if (elsewhere_ != nullptr) {
    const std::string value = elsewhere_value_;
    base::RandomStream random = stage_.random(question);
    const bool is_number = value.find_first_not_of("0123456789") == std::string::npos;
    elsewhere_value_ = is_number ? "19" + random.draw("0123456789", 8)
                                 : "absent-" + random.draw("0123456789abcdef", 8);
    ask(intruder_, question, operation_, pair_.intruder, {});
    elsewhere_value_ = value;
    return;
  }
  const Operation& seen = *stage_.scene.contract.operation(own.operation);
  Ids parents = evidence::path_values(seen, own.request.url);
  parents.erase(kin_.parameter);
  ask(intruder_, question, operation_, pair_.intruder, parents, std::nullopt, true);
}

/// False where nothing can be written that would be known again.
bool Visit::send_change(Conversation& client,
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
void Visit::change_with_nothing() {
  Conversation beside(stage_, "owner of another", Connection::kept, false);
  const Ids ids{{kin_.parameter,
                 create_object(beside,
                               stage_.scene,
                               kin_,
                               *pair_.owner,
                               step::creates,
                               stage_.random("another object of the owner"))}};
  if (ids.begin()->second.empty()) {
    return;
  }
  ask(beside, step::asks_own, *kin_.reads, pair_.owner, ids);
  send_change(outsider_, step::changes_with_nothing, nullptr, ids);
  ask(beside, step::asks_own_changed, *kin_.reads, pair_.owner, ids);
}

bool can_be_changed(const Scene& scene, const Operation& operation) {
  const evidence::ObjectKin kin = evidence::kin_of(scene.contract, operation);
  return scene.writes && kin.creates != nullptr && kin.reads != nullptr &&
         !reason_not_to_ask(scene, operation) && !reason_not_to_ask(scene, *kin.creates) &&
         !reason_not_to_ask(scene, *kin.reads);
}

}  // namespace sworn::probe
