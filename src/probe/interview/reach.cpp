// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/login.h"

namespace sworn::probe {
namespace {

/// Where nobody is spoken with but by a client certificate, whoever holds one asks: a server may
/// break off the handshake of all others (RFC 8446 §4.4.2.4).
bool answers_certificates(Stage& stage, const char* question) {
  const Scene& scene = stage.scene;
  for (const Identity* identity : active_identities(scene)) {
    for (const Scheme& scheme : scene.contract.schemes) {
      auto attached = scheme.kind == SchemeKind::mutual_tls
                          ? scene.wallet.good(identity->name, scheme.name)
                          : std::nullopt;
      if (attached) {
        Conversation conversation(stage, identity->name, Connection::kept, false);
        Ask ask;
        ask.credentials.push_back(std::move(*attached));
        return conversation.ask_path(question, "GET", "/", ask).response.has_value();
      }
    }
  }
  return false;
}

void ask_target(Stage& stage) {
  const Scene& scene = stage.scene;
  const char* question = "asks whether the target answers";
  Conversation nobody(stage, "nobody", Connection::kept, false);
  const Exchange* answer = &nobody.ask_path(question, "GET", "/", {});
  if (answer->failure == Failure::broken) {
    // Somebody was there and hung up: that alone is no reason to give the whole run up.
    answer = &nobody.ask_path("asks again whether the target answers", "GET", "/", {});
  }
  if (!answer->response &&
      (answer->failure != Failure::tls || !answers_certificates(stage, question))) {
    return;
  }
  base::RandomStream random = stage.random("invented path");
  const std::string path = "/sworn-" + random.draw("abcdefghijklmnopqrstuvwxyz", 12);
  nobody.ask_path("asks for an invented path", "GET", path, {});
  for (const Identity* identity : active_identities(scene)) {
    Ask ask;
    std::set<std::string> places;
    for (const Scheme& scheme : scene.contract.schemes) {
      const bool is_in_url = scheme.kind == SchemeKind::api_key && scheme.place == Place::query;
      const bool has_own_place =
          scheme.kind == SchemeKind::api_key || scheme.kind == SchemeKind::mutual_tls;
      const std::string place = has_own_place ? scheme.signature() : "authorization";
      auto attached = scene.wallet.good(identity->name, scheme.name);
      if (attached && !is_in_url && places.insert(place).second) {
        ask.credentials.push_back(std::move(*attached));
      }
    }
    if (!ask.credentials.empty()) {
      Conversation conversation(stage, identity->name, Connection::kept, false);
      conversation.ask_path("asks for an invented path", "GET", path, ask);
      return;
    }
  }
}

void log_in(Stage& stage, const Operation& login) {
  for (const Identity* identity : active_identities(stage.scene)) {
    const auto wanted = wanted_schemes(stage.scene, *identity);
    if (!wanted.empty() && !stage.is_stopped()) {
      log_in_for(stage, login, *identity, wanted, identity->name);
    }
  }
}

void hold(Stage& stage) {
  if (stage.subject == "*") {
    ask_target(stage);
  } else if (const Operation* login = stage.scene.contract.operation(stage.subject)) {
    log_in(stage, *login);
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::login &&
        !reason_not_to_ask(scene, operation)) {
      logins.push_back(operation.key());
    }
  }
  // What the token endpoints give is there before the target is asked.
  return {{}, {"*"}, logins};
}

}  // namespace

const Interview reach_interview{
    "reach",
    Phase::reach,
    "whether the target answers, what an unknown path looks like, and what logins hand out",
    40,
    waves,
    hold};

}  // namespace sworn::probe
