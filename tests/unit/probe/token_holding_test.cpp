// SPDX-License-Identifier: Apache-2.0
#include "probe/token_holding.h"

#include <doctest/doctest.h>

#include "evidence/step.h"
#include "unit/probe/scene_fixture.h"
#include "unit/probe/token_sample.h"

namespace sworn::probe::test {
namespace {

namespace step = evidence::step;
using sworn::test::hs256;

const std::string document = R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
paths:
  /login: {post: {requestBody: {content: {application/json: {schema: {properties: {username: {type: string}, password: {type: string}}}}}}, responses: {"200": {description: x}}}}
  /me: {get: {security: [{Bearer: [], Key: []}], responses: {"200": {description: x}, "401": {description: x}}}}
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Key: {type: apiKey, in: header, name: X-Key}
)";

const std::string api_token =
    hs256(R"({"iss":"i","sub":"alice","aud":["api","v2"],"iat":1795000000.5})", "x");

Config config_with(const std::string& bearer) {
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.credentials["Bearer"].value = bearer;
  alice.credentials["Key"].value = "key-0123456789";
  alice.login = {{"username", "alice"}, {"password", "correct horse"}};
  config.identities.push_back(alice);
  return config;
}

Exchange access(const std::vector<CredentialUse>& credentials, int status) {
  Exchange exchange;
  exchange.interview = "access";
  exchange.subject = exchange.operation = "GET /me";
  exchange.conversation = "alice";
  exchange.identity = credentials.empty() ? "" : "alice";
  exchange.credentials = credentials;
  exchange.response = Response{status, "1.1", {}, status == 200 ? "{\"id\":1}" : "{}", false};
  return exchange;
}

const CredentialUse bearer{"alice", "http bearer"};
const CredentialUse key{"alice", "header x-key"};

std::vector<Exchange> working() {
  return {access({bearer, key}, 200), access({}, 401), access({bearer, key}, 200)};
}

Exchange handed(const std::string& body, const std::string& step_name = step::logs_in) {
  Exchange exchange;
  exchange.interview = "handout";
  exchange.subject = exchange.operation = "POST /login";
  exchange.conversation = "first";
  exchange.step = step_name;
  exchange.identity = "alice";
  exchange.response = Response{200, "1.1", {{"Content-Type", "application/json"}}, body, false};
  return exchange;
}

std::vector<TokenHolding> tokens_of(SceneFixture& world) {
  return tokens_at(world.scene(), *world.contract.operation("GET /me"), 2);
}

}  // namespace

TEST_CASE("a token that opens an operation is held with what else the request needs") {
  SceneFixture world(document, config_with(api_token));
  world.before = working();
  const auto tokens = tokens_of(world);
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].members.size() == 2);
  CHECK(tokens[0].token().secret == api_token);
  CHECK(tokens[0].has_claim("aud"));
  CHECK(tokens[0].time_claim("iat") == 1795000000);
  CHECK_FALSE(tokens[0].time_claim("aud"));
}

TEST_CASE("a token that did not work, an opaque one and a JWE are not held") {
  SceneFixture flapping(document, config_with(api_token));
  flapping.before = {access({bearer, key}, 200), access({bearer, key}, 401)};
  CHECK(tokens_of(flapping).empty());
  for (const std::string& other : {std::string("opaque-0123456789"), api_token + ".a.b"}) {
    SceneFixture world(document, config_with(other));
    world.before = working();
    CHECK(tokens_of(world).empty());
  }
}

TEST_CASE("a token that a login handed out and that opens the operation is held, declared or not") {
  SceneFixture world(document, config_with("opaque-0123456789"));
  world.before = working();
  Exchange opens = handed("", "asks GET /me with json /jwt as header x-jwt");
  opens.operation = "GET /me";
  opens.credentials = {{"alice", "header x-jwt", CredentialState::good, "json /jwt"}};
  opens.response->body = "{\"id\":1}";
  Exchange invented = opens;
  invented.step = "asks GET /me with an invented value of json /jwt";
  invented.credentials[0].state = CredentialState::carrier;
  invented.response->status = 401;
  Exchange nothing = opens;
  nothing.step = "asks GET /me with nothing";
  nothing.credentials.clear();
  nothing.response->status = 401;
  world.before.insert(world.before.end(),
                      {handed("{\"jwt\":\"" + api_token + "\"}"), opens, invented, nothing});
  const auto tokens = tokens_of(world);
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].token().use.signature == "header x-jwt");
  CHECK(tokens[0].token().secret == api_token);
  CHECK(tokens[0].identity->name == "alice");
}

TEST_CASE(
    "a token for somebody else is of the same issuer and subject and names another audience") {
  const auto found = [](const std::string& claims) {
    SceneFixture world(document, config_with(api_token));
    world.before = working();
    world.before.push_back(handed("{\"id_token\":\"" + hs256(claims, "x") + "\"}"));
    return token_for_others(world.scene(), tokens_of(world).at(0)).has_value();
  };
  CHECK(found(R"({"iss":"i","sub":"alice","aud":"web"})"));
  CHECK_FALSE(found(R"({"iss":"i","sub":"alice","aud":["web","api"]})"));
  CHECK_FALSE(found(R"({"iss":"i","sub":"alice"})"));
  CHECK_FALSE(found(R"({"iss":"j","sub":"alice","aud":"web"})"));
  CHECK_FALSE(found(R"({"iss":"i","sub":"bob","aud":"web"})"));
}

TEST_CASE("only a token of an expired identity that is past its end counts as ended") {
  const auto ended = [](IdentityState state, const std::string& claims) {
    Config config = config_with(api_token);
    Identity gone;
    gone.name = "gone";
    gone.state = state;
    gone.credentials["Bearer"].value = claims.empty() ? "opaque-0123456789" : hs256(claims, "x");
    config.identities.push_back(gone);
    SceneFixture world(document, config);
    world.before = working();
    return ended_token_of(world.scene(), tokens_of(world).at(0)).has_value();
  };
  CHECK(ended(IdentityState::expired, R"({"exp":1700000000})"));
  CHECK_FALSE(ended(IdentityState::active, R"({"exp":1700000000})"));
  CHECK_FALSE(ended(IdentityState::revoked, R"({"exp":1700000000})"));
  CHECK_FALSE(ended(IdentityState::expired, R"({"exp":4000000000})"));
  CHECK_FALSE(ended(IdentityState::expired, R"({"exp":"1700000000"})"));
  CHECK_FALSE(ended(IdentityState::expired, R"({"exp":1e400})"));
  CHECK_FALSE(ended(IdentityState::expired, R"({"sub":"gone"})"));
  CHECK_FALSE(ended(IdentityState::expired, ""));
}

}  // namespace sworn::probe::test
