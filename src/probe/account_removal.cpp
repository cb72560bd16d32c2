// SPDX-License-Identifier: Apache-2.0
#include "probe/account_removal.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "evidence/gate.h"
#include "evidence/object.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/cleanup.h"
#include "probe/interview.h"
#include "probe/login.h"
#include "probe/newcomer.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

bool is_opened(const Exchange& exchange) {
  return exchange.interview == registration_interview.name && exchange.step == step::registers &&
         exchange.response && exchange.status() < 400;
}

/// "DELETE /me": what its owner closes an account by, not a key of it.
bool closes_account(const Scene& scene, const Operation& operation) {
  const auto words = base::words_of(operation.path);
  const bool is_of_key = std::ranges::any_of(words, [](const std::string& word) {
    return word.starts_with("key") || word.starts_with("apikey") || word == "credential";
  });
  return operation.method == "DELETE" && !is_of_key && scene.in_scope.contains(operation.key()) &&
         purpose_in(scene, operation) == spec::Purpose::revocation;
}

const Operation* closing_in(const Scene& scene) {
  const auto found = std::ranges::find_if(
      scene.contract.operations,
      [&](const Operation& operation) { return closes_account(scene, operation); });
  return found == scene.contract.operations.end() ? nullptr : &*found;
}

/// Whether the account was closed by its own session, or removed by the id of its registration.
bool is_gone(const Stage& stage, const Exchange& opening, const std::vector<Exchange>& exchanges) {
  const Scene& scene = stage.scene;
  const auto closed = [&](const Exchange& exchange) {
    const Operation* operation = scene.contract.operation(exchange.operation);
    return exchange.identity == opening.identity && operation != nullptr &&
           closes_account(scene, *operation) && evidence::succeeded(exchange) &&
           std::ranges::all_of(exchange.credentials, [](const CredentialUse& use) {
             return use.state == CredentialState::good || use.state == CredentialState::carrier;
           });
  };
  const auto own = created_in(scene.contract, {opening});
  const auto removed = [&](const Exchange& exchange) {
    return !own.empty() && exchange.operation == own.front().remover->key() &&
           evidence::succeeded(exchange) &&
           evidence::path_values(*own.front().remover, exchange.request.url) ==
               own.front().path_values;
  };
  return std::ranges::any_of(exchanges, closed) || std::ranges::any_of(stage.notes(), closed) ||
         std::ranges::any_of(stage.notes(), removed);
}

std::optional<std::vector<Attached>> held_for(const Scene& scene,
                                              const Operation& operation,
                                              const Identity& identity) {
  for (const Alternative& alternative : operation.requirement.any_of) {
    auto members = scene.wallet.all_of(identity.name, alternative);
    if (members && !members->empty()) {
      return members;
    }
  }
  return std::nullopt;
}

/// The same, from a login of now: what the run was handed out may have ended.
std::optional<std::vector<Attached>> obtained_for(Stage& stage,
                                                  const Operation& operation,
                                                  const Identity& identity) {
  const Scene& scene = stage.scene;
  std::vector<const Scheme*> wanted;
  for (const Alternative& alternative : operation.requirement.any_of) {
    const Scheme* scheme = alternative.all_of.size() == 1
                               ? scene.contract.scheme(alternative.all_of.front().scheme)
                               : nullptr;
    if (scheme != nullptr) {
      wanted.push_back(scheme);
    }
  }
  for (const Operation* login : password_logins(scene)) {
    const std::size_t before = stage.obtained().size();
    log_in_for(stage, *login, identity, wanted, "cleaner");
    if (stage.obtained().size() > before) {
      const Obtained& fresh = stage.obtained().back();
      return std::vector<Attached>{
          {fresh.scheme,
           fresh.secret,
           {identity.name, fresh.scheme.signature(), CredentialState::good}}};
    }
  }
  return std::nullopt;
}

void close_account(Stage& stage, const Operation& closing, const Identity& identity) {
  const auto close = [&](const std::optional<std::vector<Attached>>& credentials) {
    if (!credentials) {
      return false;
    }
    Conversation cleaner(stage, "cleaner", Connection::kept, false);
    return evidence::succeeded(
        cleaner.ask(step::removes_account,
                    closing,
                    {.identity = &identity, .credentials = *credentials, .as = identity.name}));
  };
  if (!close(held_for(stage.scene, closing, identity))) {
    (void)close(obtained_for(stage, closing, identity));
  }
}

}  // namespace

bool any_registered(const std::vector<Exchange>& exchanges) {
  return std::ranges::any_of(exchanges, is_opened);
}

void remove_accounts(Stage& stage, const std::vector<Exchange>& exchanges) {
  const Scene& scene = stage.scene;
  const Operation* closing = closing_in(scene);
  for (const Exchange& opening : exchanges) {
    if (!is_opened(opening)) {
      continue;
    }
    const Identity* identity = scene.config.identity(opening.identity);
    if (closing != nullptr && identity != nullptr && !is_gone(stage, opening, exchanges)) {
      close_account(stage, *closing, *identity);
    }
    if (!is_gone(stage, opening, exchanges)) {
      stage.not_asked("cleaner",
                      step::removes_account,
                      nullptr,
                      "the account " + account_in(opening.request) + " (" + opening.identity +
                          "), registered by " + opening.operation + ", is left");
    }
  }
}

}  // namespace sworn::probe
