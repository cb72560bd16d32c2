// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/url.h"
#include "evidence/facts.h"
#include "probe/stage.h"
#include "spec/loader.h"

namespace sworn::probe::test {

/// Answers by method and URL, 404 for what it does not know, and remembers what it was asked.
class ScriptedTransport : public Transport {
 public:
  std::map<std::string, Response> answers;  ///< by "GET http://h/path"
  std::vector<std::string> asked;

  std::unique_ptr<Channel> open(Connection) override {
    return std::make_unique<ScriptedChannel>(*this);
  }

 private:
  class ScriptedChannel : public Channel {
   public:
    explicit ScriptedChannel(ScriptedTransport& owner) : owner_(owner) {}
    Delivery send(const Request& request) override {
      const std::string key = request.method + " " + request.url;
      owner_.asked.push_back(key);
      Delivery delivery;
      delivery.sent = request;
      const auto found = owner_.answers.find(key);
      delivery.response =
          found == owner_.answers.end() ? Response{404, "1.1", {}, "", false} : found->second;
      return delivery;
    }

   private:
    ScriptedTransport& owner_;
  };
};

/// All that an interview's parts look at, from inline YAML, a configuration and exchanges of the
/// phases before; what is asked goes to a script.
struct SceneFixture {
  Contract contract;
  Config config;
  std::vector<Exchange> before;
  std::string base_url;
  ScriptedTransport transport;

  SceneFixture(const std::string& yaml, Config configuration, std::string url = "http://h")
      : contract(*spec::load_text(yaml, "openapi.yaml")),
        config(std::move(configuration)),
        base_url(std::move(url)),
        vault(contract, config),
        wallet(contract, config, vault, 1),
        builder(contract, config, base_url, 1) {
    for (const Operation& operation : contract.operations) {
      in_scope.insert(operation.key());
    }
  }

  /// Valid as long as this lives and `before` does not change.
  [[nodiscard]] const Scene& scene() {
    facts = std::make_unique<evidence::Facts>(contract, before);
    current = std::unique_ptr<Scene>(new Scene{contract,
                                               config,
                                               builder,
                                               learned,
                                               wallet,
                                               *facts,
                                               vault,
                                               transport,
                                               turns,
                                               wrong_secrets,
                                               in_scope,
                                               std::chrono::steady_clock::now(),
                                               1,
                                               1,
                                               false,
                                               false,
                                               {}});
    return *current;
  }

  evidence::Vault vault;
  Wallet wallet;
  RequestBuilder builder;
  Learned learned;
  Turns turns;
  WrongSecrets wrong_secrets{3};
  std::set<std::string> in_scope;
  std::unique_ptr<evidence::Facts> facts;
  std::unique_ptr<Scene> current;
};

}  // namespace sworn::probe::test
