// SPDX-License-Identifier: Apache-2.0
#include "probe/discovery.h"

#include <algorithm>

#include "evidence/step.h"
#include "probe/endpoint.h"

namespace sworn::probe {
namespace {

constexpr const char* all_flows[] = {
    "authorizationCode", "password", "clientCredentials", "deviceAuthorization"};

bool is_offered(const evidence::Metadata& metadata, const std::string& flow) {
  // OpenID Connect Discovery 1.0 §3: where the list is absent, nobody said what is not there.
  return !metadata.grant_types ||
         std::ranges::find(*metadata.grant_types, evidence::grant_type_of(flow)) !=
             metadata.grant_types->end();
}

}  // namespace

std::vector<const Scheme*> token_schemes(const Contract& contract) {
  std::vector<const Scheme*> schemes;
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.kind == SchemeKind::oauth2 || scheme.kind == SchemeKind::open_id_connect) {
      schemes.push_back(&scheme);
    }
  }
  return schemes;
}

std::vector<const Scheme*> wanted_token_schemes(const Scene& scene) {
  std::vector<const Scheme*> wanted = token_schemes(scene.contract);
  std::erase_if(wanted, [&](const Scheme* scheme) {
    return std::ranges::none_of(scene.contract.operations, [&](const Operation& operation) {
      return scene.in_scope.contains(operation.key()) &&
             std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& one) {
               return std::ranges::find(one.all_of, scheme->name, &SchemeUse::scheme) !=
                      one.all_of.end();
             });
    });
  });
  return wanted;
}

std::string metadata_url_of(const Scheme& scheme) {
  return scheme.kind == SchemeKind::open_id_connect ? scheme.open_id_connect_url
                                                    : scheme.oauth2_metadata_url;
}

Scheme with_discovered(Scheme scheme, const evidence::Metadata& metadata) {
  if (scheme.flows.empty() && !metadata.token_endpoint.empty()) {
    for (const char* kind : all_flows) {
      if (is_offered(metadata, kind)) {
        Flow flow;
        flow.kind = kind;
        flow.authorization_url = metadata.authorization_endpoint;
        flow.token_url = metadata.token_endpoint;
        flow.device_authorization_url = metadata.device_authorization_endpoint;
        flow.where = scheme.where;
        scheme.flows.push_back(std::move(flow));
      }
    }
  }
  for (Flow& flow : scheme.flows) {
    if (flow.token_url.empty() && flow.kind != "implicit") {
      flow.token_url = metadata.token_endpoint;
    }
  }
  return scheme;
}

Scheme discover(Stage& stage, const Scheme& scheme, const std::string& conversation) {
  const std::string declared = metadata_url_of(scheme);
  if (declared.empty()) {
    return scheme;
  }
  const Scene& scene = stage.scene;
  const auto url = endpoint_in(scene, "GET", declared);
  if (!url) {
    stage.not_asked(conversation, evidence::step::reads_metadata, nullptr, url.error().message);
    return scheme;
  }
  Conversation nobody(stage, conversation, Connection::kept, false);
  Request request{"GET", *url, {{"Accept", "application/json"}}, ""};
  const auto metadata = evidence::read_metadata(
      nobody.ask_url(evidence::step::reads_metadata, std::move(request), {}));
  return metadata ? with_discovered(scheme, *metadata) : scheme;
}

}  // namespace sworn::probe
