// SPDX-License-Identifier: Apache-2.0
#include "evidence/vault.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

using sworn::Config;
using sworn::Contract;
using sworn::Credential;
using sworn::Identity;
using sworn::Scheme;
using sworn::SchemeKind;
using sworn::evidence::Vault;

namespace {

using Names = std::map<std::string, std::string>;

/// Value to name.
Names secrets_of(const Vault& vault) {
  Names names;
  for (const auto& secret : vault.secrets()) names[secret.value] = secret.name;
  return names;
}

Contract contract() {
  Contract contract;
  Scheme basic;
  basic.name = "basicAuth";
  basic.kind = SchemeKind::http;
  basic.http_scheme = "basic";
  contract.schemes = {basic};
  return contract;
}

Credential credential(const std::string& value,
                      const std::string& username = "",
                      const std::string& password = "",
                      const Names& fields = {}) {
  return {value, username, password, fields, {}};
}

Identity alice() {
  Identity identity;
  identity.name = "alice";
  return identity;
}

}  // namespace

TEST_CASE("a credential is kept under the names of its identity and scheme") {
  Config config;
  config.identities = {alice()};
  auto& credentials = config.identities[0].credentials;
  credentials["ApiKeyAuth"] = credential("key-1");
  credentials["basicAuth"] = credential("", "al", "pw-1");
  credentials["oauth"] = credential(
      "",
      "",
      "",
      {{"client_id", "app-1"}, {"client_secret", "cs-1"}, {"scopes", "read"}, {"username", "al"}});
  CHECK(secrets_of(Vault(contract(), config)) == Names{{"key-1", "alice.ApiKeyAuth"},
                                                       {"al:pw-1", "alice.basicAuth"},
                                                       {"pw-1", "alice.basicAuth.password"},
                                                       {"cs-1", "alice.oauth.client_secret"},
                                                       {"app-1:cs-1", "alice.oauth.client"}});
}

TEST_CASE("user:password given whole for Basic is taken apart, for a key it is not") {
  Config config;
  config.identities = {alice()};
  config.identities[0].credentials["basicAuth"] = credential("al:pw:1");
  config.identities[0].credentials["ApiKeyAuth"] = credential("a:b");
  CHECK(secrets_of(Vault(contract(), config)) == Names{{"al:pw:1", "alice.basicAuth"},
                                                       {"pw:1", "alice.basicAuth.password"},
                                                       {"a:b", "alice.ApiKeyAuth"}});
}

TEST_CASE("a login field is a secret unless its name says that it names the account") {
  struct Case {
    const char* field;
    bool is_secret;
  };
  for (const Case& c : {Case{"username", false},
                        {"email", false},
                        {"userName", false},
                        {"login", false},
                        {"tenant", false},
                        {"grant_type", false},
                        {"password", true},
                        {"otp", true},
                        {"user_password", true},
                        {"userSecret", true},
                        {"loginPassword", true},
                        {"login_pin", true},
                        {"email_token", true},
                        {"userKey", true},
                        {"login_code", true}}) {
    CAPTURE(c.field);
    Config config;
    config.identities = {alice()};
    config.identities[0].login[c.field] = "value-1";
    const Names expected =
        c.is_secret ? Names{{"value-1", std::string("alice.login.") + c.field}} : Names{};
    CHECK(secrets_of(Vault(contract(), config)) == expected);
  }
}

TEST_CASE("a configured header that carries a credential by its name is a secret") {
  Config config;
  config.headers = {{"X-Tenant", "acme"}, {"X-Gateway-Key", "gw-1"}};
  config.identities = {alice()};
  config.identities[0].headers = {
      {"Authorization", "Bearer tok-1"}, {"Cookie", "a=c-1; b=c-2"}, {"Accept", "x"}};
  CHECK(secrets_of(Vault(contract(), config)) == Names{{"gw-1", "headers.X-Gateway-Key"},
                                                       {"tok-1", "alice.headers.Authorization"},
                                                       {"c-1", "alice.headers.Cookie"},
                                                       {"c-2", "alice.headers.Cookie"}});
}

TEST_CASE("the first name of a value stays and an empty value is none") {
  Vault vault;
  vault.add("same", "alice.key");
  vault.add("same", "bob.key");
  vault.add("", "carol.key");
  CHECK(secrets_of(vault) == Names{{"same", "alice.key"}});
}

TEST_CASE("secrets are sorted by name, whatever their values") {
  Vault vault;
  vault.add("a", "z");
  vault.add("z", "a");
  vault.add("m", "m");
  std::string names;
  for (const auto& secret : vault.secrets()) names += secret.name;
  CHECK(names == "amz");
}
