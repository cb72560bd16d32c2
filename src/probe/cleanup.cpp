// SPDX-License-Identifier: Apache-2.0
#include "probe/cleanup.h"

#include <algorithm>

#include "evidence/collection.h"
#include "evidence/gate.h"
#include "evidence/object.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

/// `DELETE /items/{itemId}` for `POST /items`, and the name of its last parameter.
struct Remover {
  const Operation* operation;
  std::string parameter;
};

std::optional<Remover> remover_of(const Contract& contract, const Operation& creator) {
  for (const std::string& parameter : evidence::listed_parameters(contract, creator)) {
    if (const Operation* operation =
            evidence::operation_on_object(contract, "DELETE", creator, parameter)) {
      return Remover{operation, parameter};
    }
  }
  return std::nullopt;
}

bool is_account_of_this_run(const Exchange& exchange) {
  return exchange.interview == registration_interview.name;
}

std::optional<Created> created_by_post(const Contract& contract,
                                       const Operation& creator,
                                       const Exchange& exchange) {
  const auto remover = remover_of(contract, creator);
  if (!remover) {
    return std::nullopt;
  }
  const evidence::CreatedId id = evidence::created_id_of(exchange, remover->parameter);
  const bool is_account = is_account_of_this_run(exchange);
  // What a registration sent was drawn for it alone.
  const bool is_its_own = !id.is_only_sent || is_account || evidence::is_new_name(id.value);
  if (id.value.empty() || !is_its_own) {
    return std::nullopt;
  }
  Created object{remover->operation,
                 evidence::path_values(creator, exchange.request.url),
                 exchange.identity,
                 is_account};
  object.path_values[remover->parameter] = id.value;
  return object;
}

/// A server that says 201 to each PUT says nothing by it.
std::optional<Created> created_by_put(const Contract& contract,
                                      const Operation& creator,
                                      const Exchange& exchange,
                                      const std::vector<Exchange>& exchanges) {
  const Operation* remover = evidence::operation_on(contract, "DELETE", creator.path);
  const bool tells_creation = std::ranges::any_of(exchanges, [&](const Exchange& other) {
    return other.operation == exchange.operation && other.request.url == exchange.request.url &&
           evidence::succeeded(other) && other.status() != 201 &&
           other.started_ms >= exchange.started_ms;
  });
  const bool was_there = std::ranges::any_of(exchanges, [&](const Exchange& other) {
    return other.request.url == exchange.request.url && evidence::succeeded(other) &&
           other.started_ms < exchange.started_ms;
  });
  if (remover == nullptr || !tells_creation || was_there) {
    return std::nullopt;
  }
  return Created{
      remover, evidence::path_values(creator, exchange.request.url), exchange.identity, false};
}

/// A POST, or a PUT to an object that says that it was not there.
bool may_create(const Operation* operation, const Exchange& exchange) {
  return operation != nullptr && evidence::succeeded(exchange) &&
         (operation->method == "POST" || (operation->method == "PUT" && exchange.status() == 201 &&
                                          evidence::ends_in_parameter(*operation)));
}

std::optional<Created> created_by(const Contract& contract,
                                  const Exchange& exchange,
                                  const std::vector<Exchange>& exchanges) {
  const Operation* creator = contract.operation(exchange.operation);
  if (!may_create(creator, exchange)) {
    return std::nullopt;
  }
  return creator->method == "POST" ? created_by_post(contract, *creator, exchange)
                                   : created_by_put(contract, *creator, exchange, exchanges);
}

}  // namespace

std::vector<Created> created_in(const Contract& contract, const std::vector<Exchange>& exchanges) {
  std::vector<Created> created;
  for (const Exchange& exchange : exchanges) {
    auto object = created_by(contract, exchange, exchanges);
    const bool is_known =
        object && std::ranges::any_of(created, [&](const Created& other) {
          return other.remover == object->remover && other.path_values == object->path_values;
        });
    if (object && !is_known) {
      created.push_back(std::move(*object));
    }
  }
  // Who is no more removes nothing.
  std::stable_partition(
      created.begin(), created.end(), [](const Created& one) { return !one.is_account; });
  return created;
}

void note_what_stays(Stage& stage, const std::vector<Exchange>& exchanges) {
  const Scene& scene = stage.scene;
  std::map<std::string, int> counts;
  for (const Exchange& exchange : exchanges) {
    const Operation* creator = scene.contract.operation(exchange.operation);
    const spec::Purpose purpose =
        creator == nullptr ? spec::Purpose::none : purpose_in(scene, *creator);
    const bool makes_objects =
        purpose == spec::Purpose::none || purpose == spec::Purpose::registration;
    if (exchange.status() == 201 && makes_objects && may_create(creator, exchange) &&
        !is_account_of_this_run(exchange) &&
        spec::effect_of(*creator, scene.config.reads) == spec::Effect::own &&
        !created_by(scene.contract, exchange, exchanges)) {
      ++counts[exchange.operation];
    }
  }
  for (const auto& [operation, count] : counts) {
    stage.not_asked("cleaner",
                    evidence::step::leaves_created,
                    nullptr,
                    operation + " answered 201 " +
                        (count == 1 ? "once" : std::to_string(count) + " times") +
                        ", and nothing tells how to remove what it created, which is left");
  }
}

void remove_created(Stage& stage, const std::vector<Created>& created) {
  const Scene& scene = stage.scene;
  int failures_in_a_row = 0;
  for (const Created& object : created) {
    if (!scene.in_scope.contains(object.remover->key()) || failures_in_a_row >= 2) {
      stage.not_asked("cleaner",
                      evidence::step::removes_created,
                      object.remover,
                      failures_in_a_row >= 2 ? "removing failed twice"
                                             : "left out by the command line or the configuration");
      continue;
    }
    const Identity* identity = scene.config.identity(object.identity);
    if (identity == nullptr && !scene.config.identities.empty()) {
      identity = &scene.config.identities.front();
    }
    Ask ask{.identity = identity, .path_values = object.path_values};
    for (const Alternative& alternative : object.remover->requirement.any_of) {
      auto members =
          identity != nullptr ? scene.wallet.all_of(identity->name, alternative) : std::nullopt;
      if (members) {
        ask.credentials = std::move(*members);
        break;
      }
    }
    Conversation conversation(stage, "cleaner", Connection::kept, false);
    const Exchange& removal =
        conversation.ask(evidence::step::removes_created, *object.remover, ask);
    failures_in_a_row = removal.response ? 0 : failures_in_a_row + 1;
  }
}

}  // namespace sworn::probe
