// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/carrier.h"
#include "evidence/session.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

constexpr std::size_t most_cookies = 6;

bool may_carry_a_session(const Scene& scene, const std::string& cookie) {
  return !evidence::is_known_harmless_cookie(cookie) &&
         std::ranges::find(scene.config.ignore_cookies, cookie) ==
             scene.config.ignore_cookies.end();
}

/// A cookie that anonymous callers are handed somewhere and that may be raised by a credential sent
/// beside it.
const Operation* visitor_source(const Scene& scene) {
  for (const Exchange* exchange : scene.facts.all()) {
    if (!exchange->credentials.empty() || !exchange->response || exchange->interview != "access") {
      continue;
    }
    const Operation* operation = scene.contract.operation(exchange->operation);
    const bool is_plain =
        operation != nullptr && purpose_in(scene, *operation) == spec::Purpose::none;
    for (const evidence::Handed& handed : evidence::handed_out(*exchange->response)) {
      if (is_plain && handed.place.kind == CarrierPlace::Kind::cookie &&
          may_carry_a_session(scene, handed.place.name)) {
        return operation;
      }
    }
  }
  return nullptr;
}

bool sets_a_cookie(const Scene& scene, const Operation& operation) {
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    for (const Exchange* answer : cell.answers) {
      if (!answer->response) {
        continue;
      }
      for (const evidence::Handed& handed : evidence::handed_out(*answer->response)) {
        if (handed.place.kind == CarrierPlace::Kind::cookie &&
            may_carry_a_session(scene, handed.place.name)) {
          return true;
        }
      }
    }
  }
  return false;
}

/// A configured credential that opened the operation, and whose it is.
struct Key {
  const Identity* identity;
  std::vector<Attached> members;
};

std::optional<Key> key_for(const Scene& scene, const Operation& operation) {
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    const Identity* identity = scene.config.identity(cell.identity);
    if (identity == nullptr || !evidence::AccessTable::holds(cell)) {
      continue;
    }
    auto members =
        scene.wallet.all_of(cell.identity, operation.requirement.any_of[cell.alternative]);
    const bool is_configured =
        members && std::ranges::all_of(*members, [&](const Attached& member) {
          return scene.wallet.is_configured(cell.identity, member.scheme.name) &&
                 !(member.scheme.kind == SchemeKind::api_key &&
                   member.scheme.place == Place::cookie);
        });
    if (is_configured) {
      return Key{identity, std::move(*members)};
    }
  }
  return std::nullopt;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto key = key_for(scene, operation);
  if (!key) {
    return;
  }
  const std::lock_guard turn(scene.turns.of(key->identity->name));
  Conversation victim(stage, "victim", Connection::fresh, true);
  if (const Operation* source = visitor_source(scene)) {
    victim.ask(step::visits, *source, {.identity = key->identity});
    victim.ask(step::cookies_before, operation, {.identity = key->identity});
  }
  victim.ask(
      step::with_credential, operation, {.identity = key->identity, .credentials = key->members});
  Conversation outsider(stage, "outsider", Connection::fresh, false);
  if (victim.jar().cookies().empty()) {
    return;  // no cookie is left that could stand for the credential
  }
  const Exchange& alone = victim.ask(step::cookies_alone, operation, {.identity = key->identity});
  outsider.ask(step::asks_with_nothing, operation, {.identity = key->identity});
  if (evidence::succeeded(alone)) {
    std::size_t narrowed = 0;
    for (const http::StoredCookie& stored : victim.jar().cookies()) {
      if (!may_carry_a_session(scene, stored.cookie.name) || narrowed++ >= most_cookies) {
        continue;
      }
      const CarrierPlace place{CarrierPlace::Kind::cookie, stored.cookie.name};
      scene.vault.watch(stored.cookie.value);
      Conversation holder(stage, "holder of " + place.text(), Connection::fresh, false);
      holder.ask("asks with " + place.text() + " alone",
                 operation,
                 {.identity = key->identity,
                  .credentials = {as_carrier(scheme_of(place.text()),
                                             stored.cookie.value,
                                             key->identity->name,
                                             place,
                                             CredentialState::carrier)}});
    }
  }
  outsider.ask(step::with_credential_again,
               operation,
               {.identity = key->identity, .credentials = key->members});
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  const bool visitors_get_cookies = visitor_source(scene) != nullptr;
  std::vector<std::string> operations;
  for (const Operation* operation : closed_operations(scene)) {
    if ((visitors_get_cookies || sets_a_cookie(scene, *operation)) && key_for(scene, *operation)) {
      operations.push_back(operation->key());
    }
  }
  std::ranges::sort(operations);
  return {operations};
}

}  // namespace

const Interview replacement_interview{
    "replacement",
    Phase::sessions,
    "whether a cookie alone stands for the credential that was sent beside it",
    12,
    waves,
    hold};

}  // namespace sworn::probe
