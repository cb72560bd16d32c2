// SPDX-License-Identifier: Apache-2.0
#include "run/init.h"

#include <doctest/doctest.h>

#include "config/config.h"
#include "spec/loader.h"

namespace {

using sworn::Config;
using sworn::Contract;
using sworn::Result;

Contract contract_of(const std::string& text) {
  Result<Contract> contract = sworn::spec::load_text(text, "api.yaml");
  REQUIRE_MESSAGE(contract, contract.error().text());
  return std::move(*contract);
}

/// The output read again, every variable being set to its own name.
Config config_of(const std::string& text) {
  const Result<Config> config = sworn::config::parse(
      text, "sworn.yaml", [](const std::string& name) { return std::optional(name); });
  REQUIRE_MESSAGE(config, config.error().text());
  return *config;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string api(const std::string& schemes, const std::string& paths = "  {}\n") {
  return "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n" + paths +
         "components:\n  securitySchemes:\n" + schemes;
}

const char* const login_path = R"(  /login:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {username: {type: string}, password: {type: string}}
      responses: {'200': {description: ok}}
)";

}  // namespace

TEST_CASE("the output is a configuration once its variables are set") {
  for (const char* file :
       {"demo.yaml", "flask.yaml", "express.yaml", "fiber.yaml", "chi.json", "axum.json"}) {
    CAPTURE(file);
    const std::string path = std::string(SWORN_SOURCE_DIR) + "/specs/" + file;
    const Result<Contract> contract = sworn::spec::load(path);
    REQUIRE(contract);
    const Config config = config_of(sworn::run::init(*contract, path, "http://127.0.0.1:9"));
    CHECK(config.spec == path);
    CHECK(config.url == "http://127.0.0.1:9");
    CHECK(config.identities.size() == 2);
    CHECK_FALSE(config.identity("alice")->credentials.empty());
  }
}

TEST_CASE("each scheme that can be given has a variable of its own kind") {
  const Contract contract =
      contract_of(api(R"(    ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}
    basic: {type: http, scheme: basic}
    jwt: {type: http, scheme: bearer}
    digits-1: {type: apiKey, in: query, name: k}
    hoba: {type: http, scheme: hoba}
    client: {type: mutualTLS}
    oidc: {type: openIdConnect, openIdConnectUrl: "https://a.example/.well-known/openid-configuration"}
    consent: {type: oauth2, flows: {authorizationCode: {authorizationUrl: /a, tokenUrl: /t, scopes: {}}}}
    odd: {type: x-odd}
    oauth:
      type: oauth2
      flows: {password: {tokenUrl: /token, scopes: {read: r}}}
)"));
  const Config config = config_of(sworn::run::init(contract, "api.yaml", ""));
  const auto& credentials = config.identity("alice")->credentials;
  CHECK(credentials.at("ApiKeyAuth").value == "ALICE_API_KEY_AUTH");
  CHECK(credentials.at("basic").username == "ALICE_USERNAME");
  CHECK(credentials.at("basic").password == "ALICE_PASSWORD");
  CHECK(credentials.at("jwt").value == "ALICE_JWT");
  CHECK(credentials.at("digits-1").value.starts_with("ALICE_DIGITS"));
  CHECK(credentials.at("client").fields.contains("cert"));
  CHECK(credentials.at("oauth").fields.at("client_id") == "ALICE_CLIENT_ID");
  CHECK(credentials.at("oauth").fields.at("scopes") == "read");
  CHECK(credentials.at("oauth").username == "ALICE_USERNAME");
  // Sent as `Authorization: hoba VALUE`.
  CHECK(credentials.at("hoba").value == "ALICE_HOBA");
  CHECK(credentials.at("oidc").fields.at("client_secret") == "ALICE_CLIENT_SECRET");
  CHECK(credentials.at("consent").value == "ALICE_CONSENT");
  CHECK_FALSE(credentials.contains("odd"));
  CHECK(config.identity("bob")->credentials.at("ApiKeyAuth").value == "BOB_API_KEY_AUTH");
}

TEST_CASE("what a login hands out need not be given, and its fields are asked for") {
  const Contract contract = contract_of(api(R"(    session: {type: apiKey, in: cookie, name: sid}
    bearerAuth: {type: http, scheme: bearer}
)",
                                            login_path));
  const std::string text = sworn::run::init(contract, "api.yaml", "");
  const Config config = config_of(text);
  CHECK(config.identity("alice")->credentials.empty());
  CHECK(contains(text, "# bearerAuth: "));
  CHECK(config.identity("alice")->login.at("username") == "ALICE_USERNAME");
  CHECK(config.identity("alice")->login.at("password") == "ALICE_PASSWORD");
}

TEST_CASE("path parameters without an example are named, and POSTs that seem to read") {
  const Contract contract = contract_of(api("    k: {type: apiKey, in: header, name: K}\n",
                                            R"(  /items/{itemId}:
    get:
      parameters: [{name: itemId, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok}}
  /tags/{tag}:
    get:
      parameters: [{name: tag, in: path, required: true, example: red, schema: {type: string}}]
      responses: {'200': {description: ok}}
  /search:
    post:
      responses: {'200': {description: ok}}
)"));
  const std::string text = sworn::run::init(contract, "api.yaml", "");
  CHECK(contains(text, "#   itemId: \"...\""));
  CHECK_FALSE(contains(text, "#   tag: "));
  CHECK(contains(text, "# reads: [\"POST /search\"]"));
  (void)config_of(text);
}

TEST_CASE("nothing that the document says can break out of its place") {
  Contract contract = contract_of(api("    'a: b # ${c}': {type: apiKey, in: header, name: K}\n"));
  contract.title = "x\nurl: evil";
  const Config config = config_of(sworn::run::init(contract, "dir/${HOME}/a b.yaml", ""));
  CHECK(contains(config.spec, "${HOME}/a b.yaml"));
  CHECK(config.identity("alice")->credentials.size() == 1);
  CHECK(config.url != "evil");
}

TEST_CASE("a document from standard input is not named") {
  const std::string text = sworn::run::init(contract_of(api("    {}\n")), "-", "");
  CHECK(config_of(text).spec.empty());
}

TEST_CASE("the first absolute server is the URL unless one is given") {
  const Contract contract = contract_of(
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n"
      "servers: [{url: /v1}, {url: 'https://api.example/v1'}]\n");
  CHECK(config_of(sworn::run::init(contract, "a", "")).url == "https://api.example/v1");
  CHECK(config_of(sworn::run::init(contract, "a", "http://h")).url == "http://h");
}
