// SPDX-License-Identifier: Apache-2.0
#include "evidence/gate.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/discovery.h"
#include "probe/interview.h"
#include "probe/login.h"
#include "probe/token_client.h"

namespace sworn::probe {
namespace {

/// Whether the credential opens something still; no answer is no proof that it does not.
bool is_alive(Stage& stage, const Wallet::Loan& loan, const std::string& name) {
  const Scene& scene = stage.scene;
  const Operation* operation = opened_by(scene, loan.scheme);
  auto held = scene.wallet.good(loan.identity, loan.scheme.name);
  if (operation == nullptr || !held) {
    return false;
  }
  Conversation conversation(stage, name, Connection::kept, false);
  const Exchange& answer = conversation.ask(
      evidence::step::asks_whether_alive,
      *operation,
      {.identity = scene.config.identity(loan.identity), .credentials = {std::move(*held)}});
  const int status = answer.status();
  // It was let in there: a way to a login page is a refusal.
  return status != 401 && status != 302 && status != 303 && status != 307;
}

void renew_token(Stage& stage,
                 const Wallet::Loan& loan,
                 const Identity& identity,
                 const std::string& name) {
  const Scheme* declared = stage.scene.contract.scheme(loan.scheme.name);
  const Scheme scheme = discover(stage, *declared, name);
  const Credential& credential = identity.credentials.at(scheme.name);
  TokenClient client(stage, scheme, identity, name);
  if (!loan.tenure.refresh_token.empty()) {
    auto answer = client.run(refresh_for(scheme, credential, loan.tenure.refresh_token));
    if (answer && !answer->access_token.empty()) {
      if (answer->refresh_token.empty()) {
        answer->refresh_token = loan.tenure.refresh_token;  // RFC 6749 §6: the old one goes on
      }
      client.keep(*answer);
      return;
    }
  }
  const auto grant = grant_for(scheme, credential);
  if (!grant) {
    stage.not_asked(name, evidence::step::obtains_token, nullptr, grant.error().message);
    return;
  }
  TokenClient anew(stage, scheme, identity, name + " anew");
  if (const auto answer = anew.run(*grant)) {
    anew.keep(*answer);
  }
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation* login = scene.contract.operation(stage.subject);
  for (const Wallet::Loan& loan : scene.wallet.loans()) {
    const bool is_of_subject =
        login != nullptr ? loan.login == stage.subject
                         : evidence::step::scheme_subject + loan.scheme.name == stage.subject;
    const Identity* identity = scene.config.identity(loan.identity);
    if (loan.recall == Recall::none || !is_of_subject || identity == nullptr ||
        stage.is_stopped()) {
      continue;
    }
    const std::string name = loan.identity + " (renewal " + std::to_string(loan.renewals + 1) + ")";
    if (loan.recall == Recall::refused && is_alive(stage, loan, name)) {
      continue;
    }
    if (login != nullptr) {
      log_in_for(stage, *login, *identity, {scene.contract.scheme(loan.scheme.name)}, name);
    } else {
      renew_token(stage, loan, *identity, name);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& /*scene*/) {
  return {};
}

}  // namespace

const Interview renew_interview{
    "renew",
    Phase::reach,
    "between waves: what a login gave and is refused now, or ends soon, is obtained again",
    8,
    waves,
    hold};

}  // namespace sworn::probe
