// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::Place;
using sworn::Scheme;
using sworn::SchemeKind;

TEST_CASE("what OpenAPI 3.2 adds to schemes is read") {
  const Contract contract = loaded(R"(openapi: 3.2.0
components:
  securitySchemes:
    B: {type: http, scheme: Bearer, bearerFormat: JWT, deprecated: true}
    O:
      type: oauth2
      oauth2MetadataUrl: https://h/.well-known/oauth-authorization-server
      flows:
        deviceAuthorization: {deviceAuthorizationUrl: /device, tokenUrl: /token, scopes: {r: read}}
        x-other: {tokenUrl: /no}
)");
  CHECK(remarks(contract).empty());
  const Scheme* bearer = contract.scheme("B");
  REQUIRE(bearer != nullptr);
  CHECK(bearer->bearer_format == "JWT");
  CHECK(bearer->is_deprecated);
  CHECK(bearer->is_component);
  CHECK(bearer->node->string_at("scheme") == "Bearer");
  const Scheme* oauth = contract.scheme("O");
  REQUIRE(oauth != nullptr);
  CHECK(oauth->oauth2_metadata_url == "https://h/.well-known/oauth-authorization-server");
  REQUIRE(oauth->flows.size() == 1);
  CHECK(oauth->flows[0].kind == "deviceAuthorization");
  CHECK(oauth->flows[0].device_authorization_url == "/device");
  CHECK(oauth->flows[0].token_url == "/token");
  CHECK(oauth->flows[0].scopes.contains("r"));
  CHECK_FALSE(oauth->is_deprecated);
}

TEST_CASE("an apiKey without name or place is a remark") {
  const Contract contract = loaded(R"(openapi: 3.1.0
components:
  securitySchemes: {A: {type: apiKey, name: n}, B: {type: apiKey, in: query}, C: text}
)");
  CHECK(contract.schemes.size() == 3);
  CHECK(contract.remarks.size() == 3);
}

TEST_CASE("a scheme that cannot be read is there, and no requirement of it lacks a definition") {
  const Contract contract = loaded(R"(openapi: 3.1.0
security: [{S: []}]
components:
  securitySchemes: {S: {$ref: '#/components/securitySchemes/S'}}
)");
  REQUIRE(contract.schemes.size() == 1);
  CHECK(contract.schemes[0].kind == SchemeKind::unknown);
  REQUIRE(contract.remarks.size() == 1);
  CHECK(contract.remarks[0].flaw == sworn::Flaw::broken_reference);
}

TEST_CASE("a requirement names a scheme by URI since OpenAPI 3.2, a component's name first") {
  const auto text = [](const std::string& version, const std::string& key) {
    return "openapi: " + version + "\nsecurity: [{'" + key + "': [s]}]\npaths: {/a: {get: {}}}\n" +
           R"(components:
  securitySchemes:
    K: {type: http, scheme: basic}
    a/b: {type: http, scheme: bearer}
x-schemes: {S: {type: apiKey, in: header, name: X}, No: {a: b}}
)";
  };
  const Folder folder({{"api.yaml", text("3.2.0", "parts.yaml#/S")},
                       {"old.yaml", text("3.1.0", "parts.yaml#/S")},
                       {"name.yaml", text("3.2.0", "a/b")},
                       {"own.yaml", text("3.2.0", "#/x-schemes/S")},
                       {"none.yaml", text("3.2.0", "./none.yaml#/x-schemes/No")},
                       {"gone.yaml", text("3.2.0", "./nowhere.yaml")},
                       {"parts.yaml", "S: {type: apiKey, in: cookie, name: sid}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  const Scheme* scheme = contract.scheme("parts.yaml#/S");
  REQUIRE(scheme != nullptr);
  CHECK_FALSE(scheme->is_component);
  CHECK(scheme->kind == SchemeKind::api_key);
  CHECK(scheme->place == Place::cookie);
  CHECK(contract.operations[0].requirement.any_of[0].all_of[0].is_defined);
  CHECK(contract.schemes.size() == 3);
  CHECK(loaded_from(folder / "own.yaml").scheme("#/x-schemes/S") != nullptr);
  CHECK(loaded_from(folder / "name.yaml").scheme("a/b")->is_component);
  for (const char* name : {"old.yaml", "none.yaml", "gone.yaml"}) {
    CAPTURE(name);
    const Contract undefined = loaded_from(folder / name);
    CHECK(undefined.schemes.size() == 2);
    CHECK_FALSE(undefined.operations[0].requirement.any_of[0].all_of[0].is_defined);
    REQUIRE(undefined.remarks.size() == 1);
    CHECK(undefined.remarks[0].flaw == sworn::Flaw::undefined_scheme);
  }
}

TEST_CASE("one relative URI in two documents names two schemes") {
  const std::string item = "get: {security: [{'./s.yaml': []}]}\n";
  const Folder folder({{"api.yaml",
                        "openapi: 3.2.0\npaths: {/a: {$ref: a/a.yaml}, /b: {$ref: b/b.yaml}, "
                        "/c: {$ref: a/c.yaml}}\n"},
                       {"a/a.yaml", item},
                       {"a/c.yaml", item},
                       {"b/b.yaml", item},
                       {"a/s.yaml", "{type: http, scheme: basic}\n"},
                       {"b/s.yaml", "{type: http, scheme: bearer}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  REQUIRE(contract.schemes.size() == 2);
  const auto scheme_of = [&](const char* key) {
    return contract.operation(key)->requirement.any_of.at(0).all_of.at(0).scheme;
  };
  CHECK(scheme_of("GET /a") == scheme_of("GET /c"));
  CHECK(contract.scheme(scheme_of("GET /a"))->http_scheme == "basic");
  CHECK(contract.scheme(scheme_of("GET /b"))->http_scheme == "bearer");
}
