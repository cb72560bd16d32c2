// SPDX-License-Identifier: Apache-2.0
#include "probe/auth_flow.h"

#include <algorithm>

#include "base/text.h"
#include "evidence/session.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

/// Whether a scheme's name and parameter speak of a session or token rather than of a key.
bool is_about_sessions(const Scheme& scheme) {
  auto words = base::words_of(scheme.parameter);
  std::ranges::copy(base::words_of(scheme.name), std::back_inserter(words));
  return std::ranges::any_of(words, [](const std::string& word) {
    return word == "session" || word == "sid" || word == "token" || word == "sess" ||
           word == "sessionid";
  });
}

bool says_body(const FlowConfig* flow) {
  return flow != nullptr && (!flow->fields.empty() || !flow->body.empty());
}

bool is_bearer(const Scheme& scheme) {
  return scheme.signature() == "http bearer";
}

}  // namespace

const FlowConfig* flow_of(const Scene& scene, const Operation& operation) {
  const auto found = std::ranges::find(scene.config.flows, operation.key(), &FlowConfig::request);
  return found == scene.config.flows.end() ? nullptr : &*found;
}

spec::Purpose purpose_in(const Scene& scene, const Operation& operation) {
  if (flow_of(scene, operation) != nullptr) {
    return spec::Purpose::login;
  }
  for (const FlowConfig& flow : scene.config.flows) {
    if (flow.logout == operation.key()) return spec::Purpose::logout;
    if (flow.refresh == operation.key()) return spec::Purpose::refresh;
  }
  return spec::purpose_of(operation);
}

Ask LoginWay::ask() const {
  return {.identity = identity,
          .credentials = credentials,
          .with_login_fields = with_fields,
          .as = identity->name};
}

std::optional<LoginWay> login_way(const Scene& scene,
                                  const Operation& operation,
                                  const Identity& identity) {
  const FlowConfig* flow = flow_of(scene, operation);
  const bool takes_fields = spec::takes_login_fields(operation, scene.contract) || says_body(flow);
  const bool has_fields = !identity.login.empty() || (says_body(flow) && !flow->is_basic);
  LoginWay way{&identity, {}, takes_fields && has_fields};
  bool is_met = !operation.requirement.is_secured();
  bool by_basic = false;
  for (const Alternative& alternative : operation.requirement.any_of) {
    const auto members = scene.wallet.all_of(identity.name, alternative);
    const bool is_configured =
        members && !members->empty() && std::ranges::all_of(*members, [&](const Attached& member) {
          return scene.wallet.is_configured(identity.name, member.scheme.name);
        });
    if (is_configured) {
      way.credentials = *members;
      is_met = true;
      by_basic = std::ranges::any_of(
          *members, [](const Attached& m) { return m.scheme.signature() == "http basic"; });
      break;
    }
  }
  if (flow != nullptr && flow->is_basic && identity.login.contains("username")) {
    Scheme basic;
    basic.name = "basic";
    basic.kind = SchemeKind::http;
    basic.http_scheme = "basic";
    const auto password = identity.login.find("password");
    const std::string secret = identity.login.at("username") + ":" +
                               (password == identity.login.end() ? "" : password->second);
    scene.vault.add(secret, identity.name + ".login");
    way.credentials.push_back(
        {basic, secret, {identity.name, basic.signature(), CredentialState::good}});
    return way;
  }
  if (takes_fields && !by_basic) {
    // A root requirement on a login that takes a password is often an oversight: the fields alone
    // may do.
    return has_fields ? std::optional(way) : std::nullopt;
  }
  return is_met && !way.credentials.empty() ? std::optional(way) : std::nullopt;
}

std::optional<std::string> reason_not_to_ask(const Scene& scene, const Operation& operation) {
  if (!scene.in_scope.contains(operation.key())) {
    return "left out by the command line or the configuration";
  }
  const bool is_elsewhere =
      operation.has_own_servers &&
      std::ranges::all_of(operation.servers, [&](const Server& server) {
        return std::ranges::find(scene.contract.servers, server.url, &Server::url) ==
                   scene.contract.servers.end() &&
               server.url.find("://") != std::string::npos;
      });
  if (is_elsewhere) {
    return "it lives on a server of its own, which --url does not name";
  }
  if (scene.learned.is_left_alone(operation.key())) {
    return "it ended a credential that it was asked with, and is not sent again";
  }
  switch (purpose_in(scene, operation)) {
    case spec::Purpose::logout:
      return "it ends sessions and is asked last";
    case spec::Purpose::login:
    case spec::Purpose::refresh: {
      const bool takes_fields = spec::takes_login_fields(operation, scene.contract) ||
                                says_body(flow_of(scene, operation));
      const bool anyone =
          std::ranges::any_of(scene.config.identities, [&](const Identity& identity) {
            return login_way(scene, operation, identity).has_value();
          });
      if (takes_fields && !anyone) {
        return "no identity has login fields (login: in sworn.yaml)";
      }
      return std::nullopt;
    }
    case spec::Purpose::step_up:
      return "it raises what a session may do and is asked with one of its own";
    case spec::Purpose::revocation:
      return "it ends a credential for good and is asked last";
    case spec::Purpose::registration:
    case spec::Purpose::none:
      break;
  }
  switch (spec::effect_of(operation, scene.config.reads)) {
    case spec::Effect::read:
      return std::nullopt;
    case spec::Effect::own:
      if (!scene.writes) {
        return "needs --writes";
      }
      return std::nullopt;
    case spec::Effect::wide:
      break;
  }
  const bool is_allowed = std::ranges::any_of(scene.config.allow, [&](const std::string& pattern) {
    return spec::is_named_by(operation, pattern);
  });
  if (!scene.writes) {
    return "needs --writes";
  }
  return is_allowed
             ? std::nullopt
             : std::optional<std::string>("it may reach far; name it under allow: to have it sent");
}

std::vector<Scheme> ways_to_send(const Scene& scene,
                                 const CarrierPlace& place,
                                 const Operation& operation) {
  std::vector<Scheme> ways;
  Scheme own;
  own.kind = SchemeKind::api_key;
  own.parameter = place.name;
  if (place.kind == CarrierPlace::Kind::cookie) {
    own.place = Place::cookie;
    return {own};
  }
  for (const Alternative& alternative : operation.requirement.any_of) {
    const Scheme* scheme = alternative.all_of.size() == 1
                               ? scene.contract.scheme(alternative.all_of.front().scheme)
                               : nullptr;
    const bool fits =
        scheme != nullptr &&
        (is_bearer(*scheme) || (scheme->kind == SchemeKind::api_key && is_about_sessions(*scheme)));
    const bool is_known = fits && std::ranges::any_of(ways, [&](const Scheme& w) {
                            return w.signature() == scheme->signature();
                          });
    if (fits && !is_known) {
      ways.push_back(*scheme);
    }
  }
  if (place.kind == CarrierPlace::Kind::header) {
    own.place = Place::header;
    if (std::ranges::none_of(ways,
                             [&](const Scheme& w) { return w.signature() == own.signature(); })) {
      ways.push_back(own);
    }
    return ways;
  }
  if (std::ranges::none_of(ways, is_bearer)) {
    Scheme bearer;
    bearer.kind = SchemeKind::http;
    bearer.http_scheme = "bearer";
    ways.push_back(bearer);
  }
  return ways;
}

Scheme scheme_of(const std::string& signature) {
  Scheme scheme;
  if (signature == "http bearer") {
    scheme.kind = SchemeKind::http;
    scheme.http_scheme = "bearer";
    return scheme;
  }
  scheme.kind = SchemeKind::api_key;
  const auto space = signature.find(' ');
  scheme.parameter = space == std::string::npos ? signature : signature.substr(space + 1);
  scheme.place = signature.starts_with("cookie ")  ? Place::cookie
                 : signature.starts_with("query ") ? Place::query
                                                   : Place::header;
  return scheme;
}

Attached as_carrier(const Scheme& scheme,
                    const std::string& secret,
                    const std::string& holder,
                    const CarrierPlace& place,
                    CredentialState state) {
  return {scheme, secret, {holder, scheme.signature(), state, place.text()}};
}

std::vector<const Identity*> active_identities(const Scene& scene) {
  std::vector<const Identity*> active;
  for (const Identity& identity : scene.config.identities) {
    if (identity.state == IdentityState::active || identity.state == IdentityState::throwaway) {
      active.push_back(&identity);
    }
  }
  return active;
}

bool is_slow(const Scene& scene, const Operation& operation) {
  constexpr double patience_ms = 1000;
  double quickest_ms = 0;
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    for (const Exchange* answer : cell.answers) {
      quickest_ms =
          quickest_ms == 0 ? answer->duration_ms : std::min(quickest_ms, answer->duration_ms);
    }
  }
  return quickest_ms > patience_ms;
}

std::vector<const Operation*> closed_operations(const Scene& scene) {
  std::vector<const Operation*> closed;
  for (const Operation& operation : scene.contract.operations) {
    const bool is_plain = purpose_in(scene, operation) == spec::Purpose::none &&
                          spec::effect_of(operation, scene.config.reads) == spec::Effect::read;
    const evidence::AccessTable& table = scene.facts.access(operation.key());
    if (is_plain && !operation.requirement.is_optional() && !reason_not_to_ask(scene, operation) &&
        table.none_gate() == evidence::Gate::refused) {
      closed.push_back(&operation);
    }
  }
  const auto opens_by_session = [&](const Operation* operation) {
    return std::ranges::any_of(operation->requirement.any_of, [&](const Alternative& alternative) {
      return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
        const Scheme* scheme = scene.contract.scheme(use.scheme);
        return scheme != nullptr &&
               (is_bearer(*scheme) || scheme->place == Place::cookie || is_about_sessions(*scheme));
      });
    });
  };
  std::stable_partition(closed.begin(), closed.end(), opens_by_session);
  // Stories ask the first ones over and over: an operation that takes its time comes last.
  std::stable_partition(closed.begin(), closed.end(), [&](const Operation* operation) {
    return !is_slow(scene, *operation);
  });
  return closed;
}

const Operation* anonymous_source(const Scene& scene, const std::string& cookie) {
  for (const Exchange* exchange : scene.facts.all()) {
    if (!exchange->credentials.empty() || !exchange->response || exchange->operation.empty()) {
      continue;
    }
    const Operation* operation = scene.contract.operation(exchange->operation);
    if (operation != nullptr && purpose_in(scene, *operation) == spec::Purpose::none &&
        evidence::value_at(*exchange->response, {CarrierPlace::Kind::cookie, cookie})) {
      return operation;
    }
  }
  return nullptr;
}

}  // namespace sworn::probe
