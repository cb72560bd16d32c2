// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/encoding.h"
#include "base/text.h"
#include "evidence/grant.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/discovery.h"
#include "probe/endpoint.h"
#include "probe/interview.h"
#include "probe/token_grant.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// The conversation with one token endpoint: a flow's kind is its name.
class Endpoint {
 public:
  Endpoint(Stage& stage, const Flow& flow, std::string url)
      : url_(std::move(url)), nobody_(stage, flow.kind, Connection::kept, false) {}

  const Exchange& ask(const std::string& name,
                      const std::map<std::string, std::string>& fields,
                      const Credential& client) {
    return nobody_.ask_url(
        name, token_request(url_, fields, client, ClientAuthentication::basic), {});
  }

  const Exchange& get() {
    Request request{"GET", url_, {{"Accept", "application/json"}}, ""};
    return nobody_.ask_url(step::token_by_get, std::move(request), {});
  }

 private:
  std::string url_;
  Conversation nobody_;
};

/// An identity whose client can ask for a token again and again: what it shows is not spent.
const Identity* repeatable_client(const Scene& scene, const Scheme& scheme, const Flow& flow) {
  for (const Identity* identity : active_identities(scene)) {
    const auto held = identity->credentials.find(scheme.name);
    if (held == identity->credentials.end() || !has_client_data(held->second) ||
        !scene.wallet.holds(identity->name, scheme.name)) {
      continue;
    }
    const auto grant = grant_for(scheme, held->second);
    if (grant && grant->flow == flow.kind && client_pair(held->second) &&
        (flow.kind == "clientCredentials" || flow.kind == "password")) {
      return identity;
    }
  }
  return nullptr;
}

/// The same client with another secret of the same shape.
Credential with_wrong_secret(Stage& stage, const Identity& identity, const Scheme& scheme) {
  Credential wrong = identity.credentials.at(scheme.name);
  base::RandomStream random = stage.random("wrong secret of " + identity.name);
  std::string& secret = wrong.fields["client_secret"];
  secret = invented_like(secret, random);
  const std::string name = "never-issued." + identity.name + "." + scheme.name;
  stage.scene.vault.add(secret, name + ".client_secret");
  stage.scene.vault.add(*client_pair(wrong), name + ".client");
  return wrong;
}

/// A secret that was let in in the first round has the place still that it took.
bool may_be_wrong(const Stage& stage, const Flow& flow, const Credential& client) {
  if (stage.scene.round < 2) {
    return stage.scene.wrong_secrets.take(account_of_client(client.fields.at("client_id")));
  }
  const Exchange* before =
      stage.scene.facts.story(stage.interview, stage.subject).step(flow.kind, step::wrong_secret);
  return before != nullptr && evidence::succeeded(*before);
}

void ask_endpoint(Stage& stage, const Scheme& scheme, const Flow& flow) {
  const Scene& scene = stage.scene;
  const auto url = endpoint_in(scene, "POST", flow.token_url);
  if (!url) {
    stage.not_asked(flow.kind, step::unknown_grant, nullptr, url.error().message);
    return;
  }
  Endpoint endpoint(stage, flow, *url);
  const Identity* identity = repeatable_client(scene, scheme, flow);
  const Credential client =
      identity != nullptr ? identity->credentials.at(scheme.name) : Credential{};
  const std::map<std::string, std::string> unknown = {{"grant_type", "urn:sworn:unknown"}};
  if (!endpoint.ask(step::unknown_grant, unknown, client).response) {
    endpoint.ask(std::string(step::unknown_grant) + " again", unknown, client);
    return;
  }
  if (endpoint_in(scene, "GET", flow.token_url)) {
    endpoint.get();
  }
  if (identity == nullptr) {
    return;
  }
  const auto grant = grant_for(scheme, client);
  const Exchange& before = endpoint.ask(step::token_again, grant->fields, client);
  // One wrong secret between two right ones locks no client out.
  if (before.status() == 200 && may_be_wrong(stage, flow, client)) {
    endpoint.ask(step::wrong_secret, grant->fields, with_wrong_secret(stage, *identity, scheme));
    endpoint.ask(step::token_after, grant->fields, client);
  }
  for (const Exchange& note : stage.notes()) {
    const auto answer = note.response ? evidence::read_grant(*note.response) : std::nullopt;
    if (answer && !answer->access_token.empty()) scene.vault.watch(answer->access_token);
    if (answer && !answer->refresh_token.empty()) scene.vault.watch(answer->refresh_token);
  }
}

void hold(Stage& stage) {
  const Scheme& declared =
      *stage.scene.contract.scheme(stage.subject.substr(std::string(step::scheme_subject).size()));
  const Scheme scheme = discover(stage, declared, "nobody");
  std::map<std::string, const Flow*> by_url;
  for (const Flow& flow : scheme.flows) {
    const bool has_client = repeatable_client(stage.scene, scheme, flow) != nullptr;
    if (!flow.token_url.empty() && (has_client || !by_url.contains(flow.token_url))) {
      by_url[flow.token_url] = &flow;
    }
  }
  for (const auto& [url, flow] : by_url) {
    if (!stage.is_stopped()) {
      ask_endpoint(stage, scheme, *flow);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> subjects;
  for (const Scheme* scheme : wanted_token_schemes(scene)) {
    subjects.push_back(step::scheme_subject + scheme->name);
  }
  return one_by_one(subjects);
}

}  // namespace

const Interview flow_interview{
    "flow",
    Phase::examine,
    "whether token endpoints and metadata are there and answer as OAuth 2 has it",
    20,
    waves,
    hold,
    false,
    true};

}  // namespace sworn::probe
