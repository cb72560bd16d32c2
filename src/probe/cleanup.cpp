// SPDX-License-Identifier: Apache-2.0
#include "probe/cleanup.h"

#include <algorithm>

#include "evidence/collection.h"
#include "evidence/gate.h"
#include "evidence/object.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"

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

}  // namespace

std::vector<Created> created_in(const Contract& contract, const std::vector<Exchange>& exchanges) {
  std::vector<Created> created;
  for (const Exchange& exchange : exchanges) {
    const Operation* creator = contract.operation(exchange.operation);
    if (creator == nullptr || creator->method != "POST" || !evidence::succeeded(exchange)) {
      continue;
    }
    const auto remover = remover_of(contract, *creator);
    if (!remover) {
      continue;
    }
    const evidence::CreatedId id = evidence::created_id_of(exchange, remover->parameter);
    const bool is_account = exchange.interview == registration_interview.name;
    // What a registration sent was drawn for it alone.
    const bool is_its_own = !id.is_only_sent || is_account || evidence::is_new_name(id.value);
    if (id.value.empty() || !is_its_own) {
      continue;
    }
    Created object{remover->operation,
                   evidence::path_values(*creator, exchange.request.url),
                   exchange.identity,
                   is_account};
    object.path_values[remover->parameter] = id.value;
    const bool is_known = std::ranges::any_of(created, [&](const Created& other) {
      return other.remover == object.remover && other.path_values == object.path_values;
    });
    if (!is_known) {
      created.push_back(std::move(object));
    }
  }
  // Who is no more removes nothing.
  std::stable_partition(
      created.begin(), created.end(), [](const Created& one) { return !one.is_account; });
  return created;
}

void remove_created(Stage& stage, const std::vector<Created>& created) {
  const Scene& scene = stage.scene;
  int failures_in_a_row = 0;
  for (const Created& object : created) {
    if (!scene.in_scope.contains(object.remover->key()) || failures_in_a_row >= 2) {
      stage.not_asked("cleaner",
                      "removes what this run created",
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
        conversation.ask("removes what this run created", *object.remover, ask);
    failures_in_a_row = removal.response ? 0 : failures_in_a_row + 1;
  }
}

}  // namespace sworn::probe
