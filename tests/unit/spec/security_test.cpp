// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "spec/loader.h"

using sworn::Contract;
using sworn::Operation;
using sworn::RequirementSource;
using sworn::Scheme;
using sworn::SchemeKind;
using sworn::spec::load_text;

namespace {

const std::string schemes3 = R"(
components:
  securitySchemes:
    A: {type: apiKey, in: header, name: X-Key}
    B: {type: http, scheme: Bearer}
    O: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {read: r}}}}
)";

/// One operation; either list is left out where it is "".
std::string document(const std::string& version, const std::string& root, const std::string& own) {
  std::string text = version + "\ninfo: {title: t, version: '1'}\n";
  if (!root.empty()) text += "security: " + root + "\n";
  text += "paths:\n  /a:\n    get:\n";
  if (!own.empty()) text += "      security: " + own + "\n";
  return text + "      responses: {'200': {description: d}}\n";
}

Contract loaded(const std::string& text) {
  auto contract = load_text(text, "api.yaml");
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

}  // namespace

TEST_CASE("an operation's own requirement replaces the root's, and an absent one inherits it") {
  struct Case {
    const char* root;
    const char* own;
    const char* text;
    bool is_secured;
    bool is_optional;
    RequirementSource source;
  };
  using enum RequirementSource;
  for (const Case& c :
       {Case{"", "", "undeclared", false, false, absent},
        {"[{A: []}]", "", "A", true, false, root},
        {"[]", "", "none", false, false, root},
        {"[{}]", "", "none", false, false, root},
        {"[{A: []}]", "[]", "none", false, false, operation},
        {"[{A: []}]", "[{}]", "none", false, false, operation},
        {"[{A: []}]", "[{B: []}]", "B", true, false, operation},
        {"[{A: []}]", "null", "A", true, false, root},
        {"null", "", "undeclared", false, false, absent},
        {"null", "[{B: []}]", "B", true, false, operation},
        {"", "[{}, {A: []}]", "none | A", false, true, operation},
        {"", "[{A: []}, {}]", "A | none", false, true, operation},
        {"", "[{A: []}, {B: []}]", "A | B", true, false, operation},
        {"", "[{A: [], B: []}]", "A & B", true, false, operation},
        {"", "[{A: []}, {B: [], O: [read]}]", "A | (B & O)", true, false, operation},
        {"", "[{A: [], B: []}, {}]", "(A & B) | none", false, true, operation},
        {"", "[{Nowhere: []}, {A: []}]", "Nowhere | A", true, false, operation}}) {
    for (const char* version : {"openapi: 3.0.3", "openapi: 3.1.0"}) {
      CAPTURE(version);
      CAPTURE(c.root);
      CAPTURE(c.own);
      const Contract contract = loaded(document(version, c.root, c.own) + schemes3);
      REQUIRE(contract.operations.size() == 1);
      const auto& requirement = contract.operations[0].requirement;
      CHECK(requirement.text() == c.text);
      CHECK(requirement.is_secured() == c.is_secured);
      CHECK(requirement.is_optional() == c.is_optional);
      CHECK(requirement.source == c.source);
    }
  }
}

TEST_CASE("Swagger 2.0 reads requirements as OpenAPI 3 does") {
  const Contract contract =
      loaded(document("swagger: '2.0'", "[{A: []}]", "[{A: []}, {B: [], O: [read]}]") + R"(
securityDefinitions:
  A: {type: apiKey, in: query, name: k}
  B: {type: basic}
  O: {type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: {read: r}}
)");
  CHECK(contract.operations[0].requirement.text() == "A | (B & O)");
  CHECK(contract.root_requirement.text() == "A");
  CHECK(contract.operations[0].requirement.any_of[1].all_of[1].scopes ==
        std::vector<std::string>{"read"});
  CHECK(contract.scheme("A")->signature() == "query k");
  CHECK(contract.scheme("B")->signature() == "http basic");
  CHECK(contract.scheme("O")->flows.at(0).kind == "authorizationCode");
  CHECK(contract.remarks.empty());
}

TEST_CASE(
    "a scheme that is defined nowhere is a remark where it is required, and cannot be satisfied") {
  const Contract contract =
      loaded(document("openapi: 3.0.0", "[{Gone: []}]", "[{A: [], Nowhere: []}]") + schemes3);
  REQUIRE(contract.remarks.size() == 2);
  CHECK(contract.remarks[0].what.where.text() == "api.yaml:3:13");
  CHECK(contract.remarks[0].what.where.pointer == "/security/0/Gone");
  CHECK(contract.remarks[1].what.message ==
        "security scheme 'Nowhere' is required here and defined nowhere");
  CHECK(contract.remarks[1].what.where.text() == "api.yaml:7:26");
  CHECK(contract.remarks[1].what.where.pointer == "/paths/~1a/get/security/0/Nowhere");
  const auto& members = contract.operations[0].requirement.any_of[0].all_of;
  CHECK(members[0].is_defined);
  CHECK_FALSE(members[1].is_defined);
}

TEST_CASE("an alternative that is no object is a remark, never anonymous access") {
  struct Case {
    const char* own;
    const char* text;
    bool is_secured;
    std::size_t remarks;
  };
  for (const Case& c : {Case{"[A]", "A", true, 1},
                        {"[A, {B: []}]", "A | B", true, 1},
                        {"[Nowhere]", "undeclared", false, 1},
                        {"[[A]]", "undeclared", false, 1},
                        {"[null]", "undeclared", false, 1},
                        {"[12, {B: []}]", "B", true, 1},
                        {"text", "undeclared", false, 1},
                        {"{A: []}", "undeclared", false, 1}}) {
    CAPTURE(c.own);
    const Contract contract = loaded(document("openapi: 3.0.0", "", c.own) + schemes3);
    const auto& requirement = contract.operations[0].requirement;
    CHECK(requirement.text() == c.text);
    CHECK(requirement.is_secured() == c.is_secured);
    REQUIRE(contract.remarks.size() == c.remarks);
    CHECK(contract.remarks[0].what.where.line == 6);
  }
}

TEST_CASE("what a scheme is on the wire does not depend on its name or the case of a header") {
  struct Case {
    const char* scheme;
    SchemeKind kind;
    const char* signature;
  };
  using enum SchemeKind;
  for (const Case& c :
       {Case{"{type: apiKey, in: header, name: X-API-Key}", api_key, "header x-api-key"},
        {"{type: apiKey, in: query, name: apiKey}", api_key, "query apiKey"},
        {"{type: apiKey, in: cookie, name: SID}", api_key, "cookie SID"},
        {"{type: http, scheme: BASIC}", http, "http basic"},
        {"{type: http, scheme: bearer, bearerFormat: JWT}", http, "http bearer"},
        {"{type: http, scheme: Digest}", http, "http digest"},
        {"{type: oauth2, flows: {}}", oauth2, "http bearer"},
        {"{type: openIdConnect, openIdConnectUrl: https://h/x}", open_id_connect, "http bearer"},
        {"{type: mutualTLS}", mutual_tls, "mtls"},
        {"{type: magic}", SchemeKind::unknown, "unknown"},
        {"{}", SchemeKind::unknown, "unknown"}}) {
    CAPTURE(c.scheme);
    const Contract contract = loaded(document("openapi: 3.1.0", "", "") +
                                     "components: {securitySchemes: {S: " + c.scheme + "}}");
    REQUIRE(contract.schemes.size() == 1);
    CHECK(contract.schemes[0].kind == c.kind);
    CHECK(contract.schemes[0].signature() == c.signature);
    CHECK(contract.remarks.size() == (c.kind == SchemeKind::unknown ? 1 : 0));
  }
}

TEST_CASE("the flows of OAuth keep their URLs, scopes and places") {
  const Contract contract = loaded(document("openapi: 3.0.0", "", "") + R"(
components:
  securitySchemes:
    O:
      type: oauth2
      flows:
        password: {tokenUrl: /p, refreshUrl: /r, scopes: {}}
        authorizationCode:
          authorizationUrl: /a
          tokenUrl: /t
          scopes: {read: Reads, write: Writes}
        x-note: text
)");
  const Scheme* scheme = contract.scheme("O");
  REQUIRE(scheme != nullptr);
  REQUIRE(scheme->flows.size() == 2);
  CHECK(scheme->flows[0].kind == "password");
  CHECK(scheme->flows[0].refresh_url == "/r");
  CHECK(scheme->flows[1].authorization_url == "/a");
  CHECK(scheme->flows[1].token_url == "/t");
  CHECK(scheme->flows[1].scopes.at("write") == "Writes");
  CHECK(scheme->flows[1].where.text() == "api.yaml:14:9");
  CHECK(scheme->flows[1].where.pointer == "/components/securitySchemes/O/flows/authorizationCode");
}

TEST_CASE("the one flow of Swagger 2.0 has the name that OpenAPI 3 gives it") {
  struct Case {
    const char* flow;
    const char* kind;
  };
  for (const Case& c : {Case{"implicit", "implicit"},
                        {"password", "password"},
                        {"application", "clientCredentials"},
                        {"accessCode", "authorizationCode"}}) {
    const Contract contract =
        loaded(document("swagger: '2.0'", "", "") +
               "securityDefinitions: {O: {type: oauth2, flow: " + c.flow + "}}");
    CHECK(contract.scheme("O")->flows.at(0).kind == c.kind);
  }
}

TEST_CASE("a scheme behind a reference is read, and stands where its name does") {
  const Contract contract = loaded(document("openapi: 3.0.0", "[{S: []}]", "") + R"(
components:
  securitySchemes:
    S: {$ref: '#/components/securitySchemes/T'}
    T: {$ref: '#/x-schemes/~1u'}
x-schemes: {/u: {type: http, scheme: basic}}
)");
  CHECK(contract.scheme("S")->signature() == "http basic");
  CHECK(contract.scheme("S")->where.text() == "api.yaml:11:5");
  CHECK(contract.scheme("S")->where.pointer == "/components/securitySchemes/S");
  CHECK(contract.remarks.empty());
}
