// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

/// What is wrong with a scheme that one operation requires.
std::string malformed(const char* version, const std::string& scheme) {
  return said(
      "review-scheme-malformed",
      document_of(version,
                  "S: " + scheme + "\n",
                  "/a: {get: {security: [{S: []}], responses: {'200': {description: d}}}}"));
}

std::string with_flow(const std::string& flow, const std::string& use) {
  return document_of(
      "3.0.3",
      "O: {type: oauth2, flows: " + flow + "}\nKey: {type: apiKey, in: header, name: K}\n" +
          "Id: {type: openIdConnect, openIdConnectUrl: https://id.example.com/configuration}\n",
      "/a: {get: {security: " + use + ", responses: {'200': {description: d}}}}");
}

constexpr const char* code =
    "{authorizationCode: {authorizationUrl: https://a.dev/a, tokenUrl: https://a.dev/t, "
    "scopes: {read: r}}}";

}  // namespace

TEST_CASE("a scheme that no client can use is medium where it is required, else low") {
  CHECK(malformed("3.0.3", "{type: apikey, in: header, name: K}") ==
        "medium *: type 'apikey' is not known\n");
  CHECK(malformed("3.0.3", "{in: header}") == "medium *: it has no type\n");
  CHECK(malformed("3.0.3", "{type: apiKey, in: header}") ==
        "medium *: it has no name of a parameter\n");
  CHECK(malformed("3.0.3", "{type: apiKey, name: K}") ==
        "medium *: it does not say where the key travels (in)\n");
  CHECK(malformed("3.0.3", "{type: apiKey, in: body, name: K}") ==
        "medium *: in: 'body' is no place for a key\n");
  CHECK(malformed("3.0.3", "{type: apiKey, in: header, name: 'X Key:'}") ==
        "medium *: 'X Key:' cannot be the name of a header field\n");
  CHECK(malformed("3.1.0", "{type: http}") == "medium *: it names no HTTP scheme\n");
  CHECK(said("review-scheme-malformed", document_of("3.0.3", "S: {type: http}\n", "")) ==
        "low *: it names no HTTP scheme\n");
}

TEST_CASE("flows without their URLs and types of another version are low") {
  CHECK(malformed("3.0.3", "{type: oauth2}") == "low *: it has no flow\n");
  CHECK(malformed("3.0.3", "{type: oauth2, flows: {authorizationCode: {scopes: {}}}}") ==
        "low *: the flow authorizationCode has no authorizationUrl; the flow authorizationCode has "
        "no tokenUrl\n");
  CHECK(malformed("3.0.3", "{type: oauth2, flows: {accessCode: {scopes: {}}}}") ==
        "low *: 'accessCode' is no flow\n");
  CHECK(malformed("2.0", "{type: oauth2, scopes: {}}") == "low *: no name of a flow is given\n");
  CHECK(malformed("3.0.3", "{type: openIdConnect}") == "low *: it has no openIdConnectUrl\n");
  CHECK(malformed("2.0", "{type: http, scheme: bearer}") ==
        "low *: type 'http' is not known to Swagger 2.0\n");
  CHECK(malformed("3.0.3", "{type: basic}").starts_with("low *: type 'basic' is of Swagger 2.0"));
  CHECK(malformed("3.0.3", "{type: mutualTLS}").starts_with("low *: type 'mutualTLS'"));
  CHECK(malformed("2.0", "{type: apiKey, in: cookie, name: sid}") ==
        "low *: in: 'cookie' is no place for a key\n");
  CHECK(malformed("3.0.3", "{type: http, scheme: basic, bearerFormat: JWT}") ==
        "low *: bearerFormat says nothing about 'basic'\n");
}

TEST_CASE("a flow has scopes, were it none") {
  CHECK(malformed("3.0.3", "{type: oauth2, flows: {clientCredentials: {tokenUrl: /t}}}") ==
        "low *: the flow clientCredentials has no scopes\n");
  CHECK(malformed("2.0", "{type: oauth2, flow: application, tokenUrl: /t}") ==
        "low *: the flow clientCredentials has no scopes\n");
  CHECK(malformed("3.0.3",
                  "{type: oauth2, flows: {clientCredentials: {tokenUrl: /t, x-a: 1, "
                  "scopes: {}}, x-flow: {}}}") == "");
}

TEST_CASE("the name of a scheme has the letters of a component's name, but in Swagger 2.0") {
  const auto with = [](const char* version, const char* name) {
    const std::string type = std::string(version) == "2.0" ? "basic" : "http, scheme: basic";
    return said("review-scheme-malformed",
                document_of(version, "'" + std::string(name) + "': {type: " + type + "}\n", ""));
  };
  CHECK(with("3.0.3", "my key") == "low *: its name has characters that no component may have\n");
  CHECK(with("3.1.0", "cl\u00e9") == "low *: its name has characters that no component may have\n");
  CHECK(with("3.0.3", "My.key_1-b") == "");
  CHECK(with("2.0", "my key") == "");
}

TEST_CASE("whole schemes of each version are not malformed") {
  for (const char* scheme :
       {"{type: apiKey, in: cookie, name: sid}",
        "{type: apiKey, in: query, name: 'a[key]'}",
        "{type: http, scheme: Bearer, bearerFormat: JWT}",
        "{type: openIdConnect, openIdConnectUrl: /.well-known/x}",
        "{type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}}",
        "{type: mutualTLS}"}) {
    CAPTURE(scheme);
    CHECK(malformed("3.1.0", scheme) == "");
  }
  CHECK(malformed("2.0", "{type: basic}") == "");
  CHECK(malformed("2.0", "{type: oauth2, flow: application, tokenUrl: /t, scopes: {}}") == "");
}

TEST_CASE("an HTTP scheme that IANA does not know is told, whatever its letters") {
  const auto with = [](const std::string& name) {
    return said("review-scheme-unregistered",
                document_of("3.0.3", "S: {type: http, scheme: '" + name + "'}\n", ""));
  };
  CHECK(with("Token") == "low *: IANA knows no such scheme\n");
  for (const char* name : {"Basic", "BEARER", "digest", "DPoP", "SCRAM-SHA-256", "vapid", ""}) {
    CAPTURE(name);
    CHECK(with(name) == "");
  }
}

TEST_CASE("flows that are no longer recommended are told where the scheme is required") {
  const std::string both =
      "{implicit: {authorizationUrl: https://a.dev/a, scopes: {}}, password: {tokenUrl: "
      "https://a.dev/t, scopes: {}}}";
  CHECK(said("review-flow-discouraged", with_flow(both, "[{O: []}]")) ==
        "low *: access tokens are handed out in a redirect\n"
        "low *: clients handle the user's password\n");
  CHECK(said("review-flow-discouraged", with_flow(both, "[{Key: []}]")) == "");
  CHECK(said("review-flow-discouraged", with_flow(code, "[{O: [read]}]")) == "");
}

TEST_CASE(
    "tokens without TLS are medium, low on a private host or where unused, none on loopback") {
  const auto with = [](const std::string& url, const char* use) {
    return said("review-flow-cleartext",
                with_flow("{clientCredentials: {tokenUrl: '" + url + "', scopes: {}}}", use));
  };
  const std::string told = " *: tokens are asked for and handed out without TLS\n";
  CHECK(with("http://id.acme.dev/t", "[{O: []}]") == "medium" + told);
  CHECK(with("HTTP://id.acme.dev/t", "[{Key: []}]") == "low" + told);
  CHECK(with("http://keycloak:8080/t", "[{O: []}]") == "low" + told);
  CHECK(with("http://example.com/t", "[{O: []}]") == "low" + told);
  for (const char* url :
       {"https://id.acme.dev/t", "/token", "http://localhost:8080/t", "http://127.0.0.1/t"}) {
    CAPTURE(url);
    CHECK(with(url, "[{O: []}]") == "");
  }
}

TEST_CASE("scopes are those of the flows, and only OAuth 2 has any before 3.1") {
  CHECK(said("review-scope-unknown", with_flow(code, "[{O: [read, write]}]")) ==
        "low GET /a: no flow of O has it\n");
  CHECK(said("review-scope-unknown", with_flow(code, "[{O: [read]}, {Id: [email]}]")) == "");
  CHECK(said("review-scope-absent", with_flow(code, "[{O: []}]")) ==
        "info GET /a: a token for anything is enough\n");
  CHECK(said("review-scope-absent", with_flow(code, "[{O: [read]}]")) == "");
  CHECK(said("review-scope-misplaced", with_flow(code, "[{Key: [admin]}]")) ==
        "low GET /a: this type of scheme has none\n");
  CHECK(said("review-scope-misplaced", with_flow(code, "[{O: [read]}, {Id: [a]}, {Key: []}]")) ==
        "");
  CHECK(said("review-scope-misplaced", with_flow(code, "[{Key: [a]}, {Key: [b]}]")) ==
        "low GET /a: this type of scheme has none\n");
  CHECK(said("review-scope-unknown", with_flow(code, "[{O: [a]}, {O: [a, b]}]")) ==
        "low GET /a: no flow of O has it\nlow GET /a: no flow of O has it\n");
  const std::string later =
      document_of("3.1.0",
                  "Key: {type: apiKey, in: header, name: K}\n",
                  "/a: {get: {security: [{Key: [admin]}], responses: {'200': {description: d}}}}");
  CHECK(said("review-scope-misplaced", later) == "");
}

TEST_CASE("the URL of OpenID Connect is that of a discovery document") {
  CHECK(said("review-discovery-url", with_flow(code, "[{O: []}]")) ==
        "info *: this is not where discovery documents stand\n");
  CHECK(said("review-discovery-url",
             document_of("3.0.3",
                         "S: {type: openIdConnect, openIdConnectUrl: "
                         "'https://a.dev/x/.well-known/openid-configuration?a=b'}\n",
                         "")) == "");
}

}  // namespace sworn::test
