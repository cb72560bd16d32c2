// SPDX-License-Identifier: Apache-2.0
#include "probe/key_set.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/probe/scene_fixture.h"
#include "unit/probe/token_sample.h"

namespace sworn::probe::test {
namespace {

using Lines = std::vector<std::string>;

const std::string plain = R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
servers: [{url: "https://api.example/v1"}]
paths: {}
)";

std::string with_discovery(const std::string& url) {
  return plain + "components: {securitySchemes: {Id: {type: openIdConnect, openIdConnectUrl: \"" +
         url + "\"}}}\n";
}

Response json(const std::string& body) {
  return {200, "1.1", {{"Content-Type", "application/json"}}, body, false};
}

Jws token(const std::string& kid = "k1") {
  return *read_jws(sworn::test::signed_token(
      R"({"alg":"RS256","kid":")" + kid + "\"}", R"({"sub":"alice"})", "RS256", ""));
}

std::string key_set(const Lines& keys) {
  std::string all;
  for (const std::string& key : keys) {
    all += (all.empty() ? "" : ",") + key;
  }
  return "{\"keys\":[" + all + "]}";
}

const std::string good_key = *fresh_key_as_jwk("RS256", "k1");

struct Hunt {
  SceneFixture world;
  Stage stage;

  explicit Hunt(const std::string& yaml, const std::string& url = "http://h/v1")
      : world(yaml, {}, url), stage(world.scene(), "forgery", "GET /x") {}

  std::vector<KeyForm> keys(const Jws& jws = token()) {
    return published_keys(stage, "nobody", jws);
  }
};

}  // namespace

TEST_CASE("a key set is found under the well-known path of the origin") {
  Hunt hunt(plain);
  hunt.world.transport.answers["GET http://h/.well-known/jwks.json"] = json(key_set({good_key}));
  CHECK(hunt.keys().size() == 4);
  CHECK(hunt.world.transport.asked == Lines{"GET http://h/.well-known/jwks.json"});
}

TEST_CASE("a discovery document leads to a key set, mapped to the origin of --url") {
  Hunt hunt(with_discovery("https://api.example/id/.well-known/openid-configuration"));
  hunt.world.transport.answers["GET http://h/id/.well-known/openid-configuration"] =
      json(R"({"jwks_uri":"https://api.example/id/keys?all=1"})");
  hunt.world.transport.answers["GET http://h/id/keys?all=1"] = json(key_set({good_key}));
  CHECK_FALSE(hunt.keys().empty());
  CHECK(hunt.world.transport.asked.size() == 2);
}

TEST_CASE("no other host is asked for keys, whoever names it") {
  Hunt hunt(with_discovery("https://elsewhere.example/.well-known/openid-configuration"));
  hunt.world.transport.answers["GET http://h/.well-known/openid-configuration"] =
      json(R"({"jwks_uri":"https://elsewhere.example/keys"})");
  CHECK(hunt.keys().empty());
  CHECK(hunt.world.transport.asked.size() == 3);
  CHECK(std::ranges::all_of(hunt.world.transport.asked, [](const std::string& asked) {
    return asked.starts_with("GET http://h/");
  }));
}

TEST_CASE("a key set that the document declares is asked first") {
  Hunt hunt(R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
paths: {/auth/jwks: {get: {responses: {"200": {description: x}}}}}
)");
  hunt.world.transport.answers["GET http://h/v1/auth/jwks"] = json(key_set({good_key}));
  CHECK_FALSE(hunt.keys().empty());
  CHECK(hunt.world.transport.asked == Lines{"GET http://h/v1/auth/jwks"});
}

TEST_CASE("only a key that may verify the token is taken") {
  Hunt hunt(plain);
  const std::string place = "GET http://h/.well-known/jwks.json";
  hunt.world.transport.answers[place] = json(key_set({good_key}));
  CHECK(hunt.keys(token("other")).empty());
  const std::string for_another = *fresh_key_as_jwk("ES256", "k1");
  hunt.world.transport.answers[place] = json(key_set({for_another}));
  CHECK(hunt.keys().empty());
  hunt.world.transport.answers[place] = json(key_set({for_another, "7", "null", good_key}));
  CHECK(hunt.keys().size() == 4);
  hunt.world.transport.answers[place] = json(key_set({good_key, good_key, good_key}));
  const auto forms = hunt.keys();
  REQUIRE(forms.size() == 8);
  CHECK(forms[0].name == "PEM");
  CHECK(forms[4].name == "PEM of another key");
}

TEST_CASE("whatever stands there instead of a key set is no key, and the hunt ends") {
  for (const char* body : {"",
                           "<html>",
                           "[]",
                           "7",
                           R"({"keys": 3})",
                           R"({"keys": [{}]})",
                           R"({"jwks_uri": "/.well-known/openid-configuration"})",
                           R"({"jwks_uri": "/a", "keys": []})"}) {
    CAPTURE(body);
    Hunt hunt(plain);
    for (const char* path : {"/.well-known/jwks.json", "/.well-known/openid-configuration", "/a"}) {
      hunt.world.transport.answers["GET http://h" + std::string(path)] = json(body);
    }
    CHECK(hunt.keys().empty());
    CHECK(hunt.world.transport.asked.size() <= 6);
  }
}

}  // namespace sworn::probe::test
