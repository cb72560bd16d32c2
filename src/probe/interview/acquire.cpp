// SPDX-License-Identifier: Apache-2.0
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/discovery.h"
#include "probe/interview.h"
#include "probe/token_client.h"

namespace sworn::probe {
namespace {

/// The identities that the configuration gives client data of `scheme` to, and no token.
std::vector<const Identity*> clients_of(const Scene& scene, const Scheme& scheme) {
  std::vector<const Identity*> clients;
  for (const Identity* identity : active_identities(scene)) {
    const auto held = identity->credentials.find(scheme.name);
    if (held != identity->credentials.end() && has_client_data(held->second)) {
      clients.push_back(identity);
    }
  }
  return clients;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Scheme* declared = scene.contract.scheme(
      stage.subject.substr(std::string(evidence::step::scheme_subject).size()));
  const auto clients = clients_of(scene, *declared);
  const Scheme scheme = discover(stage, *declared, "nobody");
  int logins = 0;
  for (const Identity* identity : clients) {
    if (stage.is_stopped()) {
      return;
    }
    const auto grant = grant_for(scheme, identity->credentials.at(scheme.name));
    if (!grant) {
      stage.not_asked(
          identity->name, evidence::step::obtains_token, nullptr, grant.error().message);
      continue;
    }
    if (++logins > scene.config.limits.logins) {
      stage.not_asked(
          identity->name,
          evidence::step::obtains_token,
          nullptr,
          "the limit of " + std::to_string(scene.config.limits.logins) + " logins was reached");
      continue;
    }
    TokenClient client(stage, scheme, *identity, identity->name);
    if (const auto answer = client.run(*grant)) {
      client.keep(*answer);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> subjects;
  for (const Scheme* scheme : wanted_token_schemes(scene)) {
    if (!clients_of(scene, *scheme).empty()) {
      subjects.push_back(evidence::step::scheme_subject + scheme->name);
    }
  }
  return {subjects};
}

}  // namespace

const Interview acquire_interview{
    "acquire",
    Phase::reach,
    "tokens for the client data of the configuration, from the token endpoints that are declared",
    20,
    waves,
    hold};

}  // namespace sworn::probe
