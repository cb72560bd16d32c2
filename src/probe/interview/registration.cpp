// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "evidence/gate.h"
#include "evidence/session.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/login.h"
#include "probe/login_fields.h"
#include "probe/newcomer.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

std::string answer_text(const Exchange& exchange) {
  return exchange.response ? "answered " + std::to_string(exchange.status()) : "did not answer";
}

/// What the login handed out to that identity and opens something.
std::vector<std::string> secrets_of(const Stage& stage, const std::string& identity) {
  std::vector<std::string> secrets;
  for (const Obtained& credential : stage.obtained()) {
    if (credential.identity == identity) {
      secrets.push_back(credential.secret);
    }
  }
  return secrets;
}

/// The login by which the new account came by what opens something; null where none did.
const Operation* proven_by(Stage& stage, const Identity& newcomer) {
  const auto wanted = wanted_schemes(stage.scene, newcomer);
  for (const Operation* login : password_logins(stage.scene)) {
    if (!stage.is_stopped()) {
      log_in_for(stage, *login, newcomer, wanted, newcomer.name);
    }
    if (!secrets_of(stage, newcomer.name).empty()) {
      return login;
    }
  }
  return nullptr;
}

/// The answer to the account's name with a password that is not its own.
const Exchange& logs_in_wrongly(Stage& stage, const Operation& login, const Identity& newcomer) {
  Identity wrong = newcomer;
  base::RandomStream random = stage.random(newcomer.name + " wrong password");
  for (auto& [field, value] : wrong.login) {
    if (spec::is_password_name(field)) {
      value = invented_like(value, random);
      stage.scene.vault.add(value, "never-issued." + newcomer.name + ".login.password");
    }
  }
  Conversation outsider(stage, newcomer.name + " outsider", Connection::fresh, false);
  return outsider.ask(step::logs_in_wrongly,
                      login,
                      {.identity = &wrong, .with_login_fields = true, .as = newcomer.name});
}

/// Whether another account that was opened before was handed out the very same.
bool is_shared(const Stage& stage, const std::string& newcomer) {
  const auto own = secrets_of(stage, newcomer);
  return std::ranges::any_of(stage.obtained(), [&](const Obtained& other) {
    return other.identity != newcomer && std::ranges::find(own, other.secret) != own.end();
  });
}

/// Opens one account and proves it; why there is none, or "".
std::string open_account(Stage& stage, const Operation& operation, const std::string& name) {
  const Scene& scene = stage.scene;
  // Shards of one seed must not ask for the same name.
  base::RandomStream random = stage.random(name + " of shard " + std::to_string(scene.shard.index));
  const auto identity = newcomer(scene, operation, name, random);
  if (!identity) {
    return identity.error().message;
  }
  Conversation visitor(stage, name, Connection::fresh, false);
  const Exchange& answer = visitor.ask(
      step::registers, operation, {.identity = &*identity, .with_login_fields = true, .as = name});
  if (answer.failure == Failure::not_asked) {
    return answer.reason;
  }
  if (!answer.response || answer.status() >= 400) {
    return "it " + answer_text(answer);
  }
  const Operation* login = proven_by(stage, *identity);
  if (login == nullptr) {
    return "the new account comes by nothing that opens an operation";
  }
  // A server that lets everybody in knows no accounts: nothing tells the new one from others.
  const Exchange& wrong = logs_in_wrongly(stage, *login, *identity);
  if (!wrong.response || wrong.status() >= 500 || evidence::may_have_logged_in(wrong)) {
    return "a wrong password is not refused: " + login->key() + " " + answer_text(wrong);
  }
  if (is_shared(stage, name)) {
    return "two accounts are handed out one and the same session: nothing tells them apart";
  }
  stage.enrol(*identity);
  return "";
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const int wanted = accounts_wanted(scene);
  for (int number = 1; number <= wanted && !stage.is_stopped(); ++number) {
    const std::string name = newcomer_name(scene, number);
    const std::string obstacle = open_account(stage, operation, name);
    if (!obstacle.empty()) {
      stage.not_asked(name,
                      step::registers_no_more,
                      nullptr,
                      "no account of this run's own by " + operation.key() + ": " + obstacle);
      return;  // what one was refused, the next one would be refused as well
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  const Operation* operation = accounts_wanted(scene) > 0 ? registration_in(scene) : nullptr;
  if (operation == nullptr) {
    return {};
  }
  // The target was asked before.
  return {{}, {}, {operation->key()}};
}

}  // namespace

const Interview registration_interview{
    "registration",
    Phase::reach,
    "whether accounts of its own can be opened, and whether a login knows them",
    60,
    waves,
    hold};

}  // namespace sworn::probe
