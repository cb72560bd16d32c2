// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "evidence/carrier.h"
#include "evidence/session.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/authorization_form.h"
#include "probe/credential.h"
#include "probe/interview.h"

namespace sworn::probe {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_carriers = 6;
constexpr int most_attempts = 60;

/// What may be a session among what a login handed out, values named like tokens first.
std::vector<evidence::Handed> carriers_of(const Scene& scene, const Exchange& login) {
  std::vector<evidence::Handed> carriers;
  for (evidence::Handed& handed : evidence::handed_out(*login.response)) {
    const bool is_cookie = handed.place.kind == CarrierPlace::Kind::cookie;
    const bool is_ignored =
        is_cookie && (evidence::is_known_harmless_cookie(handed.place.name) ||
                      std::ranges::find(scene.config.ignore_cookies, handed.place.name) !=
                          scene.config.ignore_cookies.end());
    const bool is_known = std::ranges::any_of(
        carriers, [&](const evidence::Handed& c) { return c.place == handed.place; });
    if (!is_ignored && !is_known) {
      carriers.push_back(std::move(handed));
    }
  }
  std::ranges::stable_sort(carriers, std::greater{}, [](const evidence::Handed& handed) {
    const auto slash = handed.place.name.rfind('/');
    return handed.place.kind != CarrierPlace::Kind::json ||
           spec::is_token_name(handed.place.name.substr(slash + 1));
  });
  if (carriers.size() > most_carriers) {
    carriers.resize(most_carriers);
  }
  return carriers;
}

/// The schemes by which a value may go back to `operation`, each in the forms that it may have.
std::vector<std::pair<Scheme, std::string>> forms_to_send(const Stage& stage,
                                                          const CarrierPlace& place,
                                                          const Operation& operation) {
  const Operation& login = *stage.scene.contract.operation(stage.subject);
  std::vector<std::pair<Scheme, std::string>> ways;
  for (const Scheme& scheme : ways_to_send(stage.scene, place, operation)) {
    for (std::string& form : forms_of(stage.scene, login, place, scheme)) {
      ways.emplace_back(scheme, std::move(form));
    }
  }
  return ways;
}

/// Tries a carrier alone on what is closed until it opens something, then holds the controls there:
/// nothing, and an invented value of the same shape.
bool try_carrier(Stage& stage,
                 Conversation& client,
                 const LoginWay& way,
                 const evidence::Handed& carrier,
                 const std::string& conversation,
                 int& attempts_left) {
  const Scene& scene = stage.scene;
  const std::string& holder = way.identity->name;
  scene.vault.watch(carrier.value);
  for (const Operation* operation : closed_operations(scene)) {
    for (const auto& [scheme, form] : forms_to_send(stage, carrier.place, *operation)) {
      if (attempts_left-- <= 0 || stage.is_stopped()) {
        stage.not_asked(conversation,
                        "asks " + operation->key() + " with " + carrier.place.text(),
                        operation,
                        "too many operations to try every one");
        return false;
      }
      const std::string step = "asks " + operation->key() + " with " + carrier.place.text() +
                               " as " + scheme.signature() +
                               (form == "{value}" ? "" : " (" + form + ")");
      const Exchange& answer = client.ask(step,
                                          *operation,
                                          {.identity = way.identity,
                                           .credentials = {as_carrier(scheme,
                                                                      in_form(form, carrier.value),
                                                                      holder,
                                                                      carrier.place,
                                                                      CredentialState::good)}});
      if (!evidence::succeeded(answer) ||
          scene.facts.gate(answer, evidence::Carrying::good) != evidence::Gate::allowed) {
        continue;
      }
      base::RandomStream random = stage.random("invented " + carrier.place.text());
      const std::string invented = invented_like(carrier.value, random);
      scene.vault.add(invented, "invented." + carrier.place.name);
      client.ask(
          "asks " + operation->key() + " with an invented value of " + carrier.place.text(),
          *operation,
          {.identity = way.identity,
           .credentials = {as_carrier(
               scheme, in_form(form, invented), holder, carrier.place, CredentialState::carrier)}});
      client.ask(
          "asks " + operation->key() + " with nothing", *operation, {.identity = way.identity});
      return true;
    }
  }
  return false;
}

/// Whether some operation says that such a value is enough by itself, so that a refusal tells
/// something.
bool is_taken_somewhere(const Scene& scene, const std::vector<evidence::Handed>& carriers) {
  const auto is_enough = [&](const Operation& operation, const Scheme& way) {
    return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
      const Scheme* scheme = alternative.all_of.size() == 1
                                 ? scene.contract.scheme(alternative.all_of.front().scheme)
                                 : nullptr;
      return scheme != nullptr && scheme->signature() == way.signature();
    });
  };
  for (const evidence::Handed& carrier : carriers) {
    for (const Operation* operation : closed_operations(scene)) {
      const auto ways = ways_to_send(scene, carrier.place, *operation);
      if (std::ranges::any_of(ways,
                              [&](const Scheme& way) { return is_enough(*operation, way); })) {
        return true;
      }
    }
  }
  return false;
}

/// Whether the login opened operations for the credential itself, on the server's side.
void ask_after(Stage& stage, Conversation& client, const Identity& identity) {
  const Scene& scene = stage.scene;
  for (const Operation* operation : closed_operations(scene)) {
    for (const evidence::AccessCell& cell : scene.facts.access(operation->key()).good) {
      const bool was_refused =
          cell.identity == identity.name &&
          cell.alternative != evidence::AccessCell::no_alternative &&
          scene.facts.access(operation->key()).gate_of(cell, evidence::Carrying::good) !=
              evidence::Gate::allowed;
      const auto members =
          was_refused
              ? scene.wallet.all_of(identity.name, operation->requirement.any_of[cell.alternative])
              : std::nullopt;
      // A session that another login handed out may have ended since: its refusal tells nothing.
      const bool is_configured =
          members && std::ranges::all_of(*members, [&](const Attached& member) {
            return scene.wallet.is_configured(identity.name, member.scheme.name);
          });
      if (is_configured) {
        client.ask("asks " + operation->key() + " after the login",
                   *operation,
                   {.identity = &identity, .credentials = *members});
      }
    }
  }
}

/// What was handed out at the same places is compared, so it is known as well where it looks like
/// no secret.
void watch(const Scene& scene, const std::vector<CarrierPlace>& places, const Exchange& login) {
  for (const CarrierPlace& place : places) {
    const auto value = login.response ? evidence::value_at(*login.response, place) : std::nullopt;
    if (value) {
      scene.vault.watch(*value);
    }
  }
}

void hold_for(Stage& stage, const Operation& login, const LoginWay& way) {
  const Scene& scene = stage.scene;
  std::vector<CarrierPlace> places;
  {
    const std::lock_guard turn(scene.turns.of(way.identity->name));
    Conversation first(stage, "first", Connection::fresh, false);
    Ask without = way.ask();
    without.credentials.clear();
    without.with_login_fields = false;
    without.as = "";
    if (!way.credentials.empty()) {
      first.ask(evidence::step::login_with_nothing, login, without);
      std::vector<Attached> made_up;
      for (const Attached& member : way.credentials) {
        if (auto never = scene.wallet.never_issued(way.identity->name, member.scheme.name, 0)) {
          made_up.push_back(std::move(*never));
        }
      }
      Ask with_made_up = way.ask();
      with_made_up.credentials = std::move(made_up);
      if (!way.with_fields && !with_made_up.credentials.empty()) {
        first.ask(evidence::step::login_never_issued, login, with_made_up);
      }
    }
    const Exchange& answer = first.ask(evidence::step::logs_in, login, way.ask());
    if (!evidence::may_have_logged_in(answer)) {
      return;
    }
    const auto carriers = carriers_of(scene, answer);
    std::ranges::transform(carriers, std::back_inserter(places), &evidence::Handed::place);
    const auto try_all = [&](const std::string& conversation, int attempts_left) {
      bool anything_opened = false;
      Conversation client(stage, conversation, Connection::kept, false);
      for (const evidence::Handed& carrier : carriers) {
        anything_opened |= try_carrier(stage, client, way, carrier, conversation, attempts_left);
      }
      return anything_opened;
    };
    if (!try_all("first", most_attempts)) {
      Conversation client(stage, "first", Connection::kept, false);
      ask_after(stage, client, *way.identity);
      if (is_taken_somewhere(scene, carriers)) {
        // A session may reach the server's other parts a little later.
        stage.wait(milliseconds(1500));
        (void)try_all("later", most_attempts / 5);
      }
    }
    // After the trials: where an account has one session, the next login ends this one.
    Conversation second(stage, "second", Connection::fresh, false);
    watch(scene, places, second.ask(evidence::step::logs_in, login, way.ask()));
  }
  // Two tokens of one second may be equal and right: the third is asked for later (ORACLES.md, F7).
  stage.wait(milliseconds(2100));
  const std::lock_guard turn(scene.turns.of(way.identity->name));
  Conversation third(stage, "third", Connection::fresh, false);
  watch(scene, places, third.ask(evidence::step::logs_in, login, way.ask()));
}

void hold(Stage& stage) {
  const Operation& login = *stage.scene.contract.operation(stage.subject);
  for (const Identity* identity : active_identities(stage.scene)) {
    if (const auto way = login_way(stage.scene, login, *identity)) {
      hold_for(stage, login, *way);
      return;
    }
  }
  stage.not_asked(
      "first", evidence::step::logs_in, &login, "no identity holds what this login takes");
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::login &&
        !reason_not_to_ask(scene, operation)) {
      logins.push_back(operation.key());
    }
  }
  return {logins};
}

}  // namespace

const Interview handout_interview{
    "handout",
    Phase::examine,
    "what a login hands out, at once and two seconds later, and what that alone opens",
    80,
    waves,
    hold,
    true};

}  // namespace sworn::probe
