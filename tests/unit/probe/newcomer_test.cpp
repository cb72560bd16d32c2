// SPDX-License-Identifier: Apache-2.0
#include "probe/newcomer.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/text.h"
#include "probe/honest_input.h"
#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

std::string post(const std::string& schema, const std::string& more = "") {
  return "{post: {security: [], requestBody: {required: true, content: {application/json: {" +
         more + "schema: {type: object, " + schema +
         "}}}}, responses: {\"200\": {description: x}}}}\n";
}

const std::string login = post("properties: {username: {type: string}, password: {type: string}}");

std::string document(const std::string& registration, const std::string& more = "") {
  return "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n  /register: " + registration +
         "  /login: " + login + more;
}

/// The registration's request with what was drawn for it, or why there is none.
struct Outcome {
  std::map<std::string, std::string> sent;
  Identity identity;
  std::string obstacle;
};

Outcome outcome_of(const std::string& registration, std::uint64_t seed = 1) {
  test::SceneFixture fixture(document(registration), {});
  Scene scene = fixture.scene();
  scene.writes = true;
  const Operation* operation = registration_in(scene);
  REQUIRE(operation != nullptr);
  base::RandomStream random(seed, "newcomer");
  auto identity = newcomer(scene, *operation, "registered-1", random);
  if (!identity) {
    return {{}, {}, identity.error().message};
  }
  const auto draft = scene.builder.build(*operation, scene.learned, {.identity = &*identity});
  REQUIRE(draft);
  return {input_fields(draft->request), *identity, ""};
}

int wanted(Config config, const std::string& more = "") {
  test::SceneFixture fixture(document(post("properties: {password: {type: string}}"), more),
                             std::move(config));
  return accounts_wanted(fixture.scene());
}

Identity person(const std::string& name, IdentityState state = IdentityState::active) {
  Identity identity;
  identity.name = name;
  identity.login = {{"username", name}, {"password", "x"}};
  identity.state = state;
  return identity;
}

Config people(const std::vector<Identity>& identities) {
  Config config;
  config.identities = identities;
  return config;
}

const std::string closing = "  /me: {delete: {responses: {\"204\": {description: x}}}}\n";

}  // namespace

TEST_CASE("a newcomer's name and password stand in the fields that the registration has for them") {
  const Outcome outcome = outcome_of(
      post("required: [name, email, password, confirmPassword], properties: {name: {type: string}, "
           "email: {type: string}, password: {type: string}, confirmPassword: {type: string}, "
           "nickname: {type: string}}"));
  CHECK(outcome.obstacle.empty());
  CHECK(outcome.sent.at("name").starts_with("sworn"));
  CHECK(outcome.sent.at("email") == outcome.sent.at("name") + "@example.org");
  CHECK(outcome.sent.at("password").starts_with("Sw0rn"));
  CHECK(outcome.sent.at("confirmPassword") == outcome.sent.at("password"));
  CHECK_FALSE(outcome.sent.contains("nickname"));
  CHECK(outcome.identity.state == IdentityState::throwaway);
}

TEST_CASE("members of a member are filled as well") {
  const Outcome outcome =
      outcome_of(post("required: [user], properties: {user: {type: object, required: [username, "
                      "password], properties: {username: {type: string}, password: {type: "
                      "string}}}}"));
  CHECK(outcome.obstacle.empty());
  CHECK(outcome.sent.at("username").starts_with("sworn"));
}

TEST_CASE("what is drawn is another account with another seed, and the same one with the same") {
  const std::string body = post("properties: {username: {type: string}, password: {type: string}}");
  const auto one = outcome_of(body, 1).identity.login;
  CHECK(one == outcome_of(body, 1).identity.login);
  const auto other = outcome_of(body, 2).identity.login;
  CHECK(one.at("username") != other.at("username"));
  CHECK(one.at("password") != other.at("password"));
}

TEST_CASE("a name and a password keep to what the schema allows") {
  const Outcome shorter =
      outcome_of(post("properties: {username: {type: string, maxLength: 8}, password: {type: "
                      "string, maxLength: 8, pattern: '^[A-Za-z0-9]+$'}}"));
  CHECK(shorter.obstacle.empty());
  CHECK(shorter.sent.at("username").size() == 8);
  CHECK(shorter.sent.at("password").size() == 8);
  const Outcome by_mail = outcome_of(
      post("properties: {username: {type: string, format: email}, password: {type: string}}"));
  CHECK(by_mail.sent.at("username").ends_with("@example.org"));
  const Outcome none = outcome_of(
      post("properties: {username: {type: string, maxLength: 3}, password: {type: string}}"));
  CHECK(none.obstacle.find("leaves no room") != std::string::npos);
}

TEST_CASE("what may make an account more than a stranger is not guessed") {
  for (const std::string member : {"role", "isAdmin", "tenant_id", "organizationName"}) {
    CAPTURE(member);
    const Outcome outcome =
        outcome_of(post("required: [username, password, " + member +
                        "], properties: {username: {type: string}, password: {type: string}, " +
                        member + ": {type: string}}"));
    CHECK(outcome.obstacle.find("'" + member + "'") != std::string::npos);
  }
  for (const char* member : {"roles: {type: array, items: {type: string}, minItems: 1}",
                             "tenant: {type: object, required: [id], properties: {id: {type: "
                             "string}}}"}) {
    CAPTURE(member);
    const std::string name(member, std::string_view(member).find(':'));
    const Outcome outcome = outcome_of(post("required: [username, password, " + name +
                                            "], properties: {username: {type: string}, password: "
                                            "{type: string}, " +
                                            member + "}"));
    CHECK(outcome.obstacle.find("'" + name + "'") != std::string::npos);
  }
  // Where it need not be said it is not.
  const Outcome silent = outcome_of(
      post("required: [username, password], properties: {username: {type: string}, password: "
           "{type: string}, role: {type: string, enum: [admin, user]}}"));
  CHECK(silent.obstacle.empty());
  CHECK_FALSE(silent.sent.contains("role"));
}

TEST_CASE("a registration without a name is none that an account comes of") {
  const Outcome outcome = outcome_of(post("properties: {password: {type: string}}"));
  CHECK(outcome.obstacle == "its request body takes no account's name and password");
}

TEST_CASE("nobody registers without --writes, nor where no login takes a password") {
  const std::string body = post("properties: {username: {type: string}, password: {type: string}}");
  test::SceneFixture fixture(document(body), {});
  Scene scene = fixture.scene();
  CHECK(registration_in(scene) == nullptr);
  scene.writes = true;
  CHECK(registration_in(scene) != nullptr);
  fixture.in_scope.erase("POST /login");
  CHECK(registration_in(scene) == nullptr);
  fixture.in_scope.insert("POST /login");
  fixture.in_scope.erase("POST /register");
  CHECK(registration_in(scene) == nullptr);
}

TEST_CASE("as many accounts are wanted as two people lack, or as can be spent") {
  CHECK(wanted({}) == 2);
  CHECK(wanted(people({person("alice")})) == 1);
  CHECK(wanted(people({person("alice"), person("bob")})) == 0);
  CHECK(wanted(people({person("alice"), person("old", IdentityState::revoked)})) == 1);
  // Of whom nothing is known nobody is.
  Identity nobody;
  nobody.name = "default";
  CHECK(wanted(people({person("alice"), nobody})) == 1);
  CHECK(wanted(people({person("alice"), person("bob")}), closing) == 2);
  const auto spare = [](const char* name) { return person(name, IdentityState::throwaway); };
  CHECK(wanted(people({person("alice"), spare("s1")}), closing) == 1);
  CHECK(wanted(people({person("alice"), spare("s1"), spare("s2")}), closing) == 0);
}

TEST_CASE("a newcomer takes no name that the configuration gave") {
  test::SceneFixture fixture(document(post("properties: {password: {type: string}}")),
                             people({person("registered-1")}));
  CHECK(newcomer_name(fixture.scene(), 1) == "registered-2");
  CHECK(newcomer_name(fixture.scene(), 2) == "registered-3");
}

}  // namespace sworn::probe
