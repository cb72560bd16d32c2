// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

constexpr const char* key = "Key: {type: apiKey, in: header, name: X-Key}\n";
constexpr const char* path = "/a: {get: {responses: {'200': {description: d}}}}\n";

std::string on_servers(const char* rule, const std::string& servers, bool is_secured = true) {
  return said(rule,
              document_of("3.0.3",
                          key,
                          path,
                          (is_secured ? "security: [{Key: []}]\n" : std::string()) +
                              "servers: " + servers + "\n"));
}

std::string at(const std::string& url) {
  return "[{url: '" + url + "'}]";
}

Contract with_remark(Flaw flaw, const char* message, int count = 1) {
  Contract contract;
  for (int i = 0; i < count; ++i) {
    contract.remarks.push_back({flaw, {message, {"spec.yaml", 3 + i, 1, ""}, "do so"}});
  }
  return contract;
}

}  // namespace

TEST_CASE("a public server without TLS is medium where credentials travel") {
  const char* rule = "review-cleartext-server";
  const std::string told = " *: requests travel without TLS\n";
  CHECK(on_servers(rule, at("http://api.acme.dev/v1")) == "medium" + told);
  CHECK(on_servers(rule, at("http://api.acme.dev/v1"), false) == "low" + told);
  CHECK(on_servers(rule, "[{url: 'https://api.acme.dev'}, {url: 'http://api.acme.dev'}]") ==
        "low" + told);
  for (const char* url : {"http://backend:8080",
                          "http://10.1.2.3",
                          "http://172.20.0.2/v1",
                          "http://192.168.1.9",
                          "http://api.example.com",
                          "http://api.internal"}) {
    CAPTURE(url);
    CHECK(on_servers(rule, at(url)) == "low" + told);
  }
  CHECK(on_servers(rule, at("http://172.32.0.2/v1")) == "medium" + told);
  CHECK(on_servers(rule, at("http://example.org/v1")) == "low" + told);
  for (const char* url :
       {"http://myexample.com", "http://my-example.org", "http://notexample.net/v1"}) {
    CAPTURE(url);
    CHECK(on_servers(rule, at(url)) == "medium" + told);
  }
}

TEST_CASE("the loopback, TLS and a choice of TLS are no public server without it") {
  const char* rule = "review-cleartext-server";
  for (const char* url : {"http://localhost:8080",
                          "http://127.0.0.1/v1",
                          "http://[::1]:80/",
                          "http://demo.localhost",
                          "https://api.acme.dev",
                          "/v1",
                          "//api.acme.dev"}) {
    CAPTURE(url);
    CHECK(on_servers(rule, at(url)) == "");
  }
  CHECK(on_servers(rule,
                   "[{url: '{s}://api.acme.dev', variables: {s: {default: http, enum: [http, "
                   "https]}}}]") == "low *: requests travel without TLS\n");
}

TEST_CASE("a Swagger 2.0 document without schemes has chosen none") {
  const char* rule = "review-cleartext-server";
  CHECK(said(rule, document_of("2.0", key, path, "host: api.acme.dev\n")) == "");
  CHECK(said(rule, document_of("2.0", key, path, "host: api.acme.dev\nschemes: [http]\n")) ==
        "low *: requests travel without TLS\n");
  CHECK(said(rule, document_of("2.0", key, path, "host: api.acme.dev\nschemes: [https]\n")) == "");
}

TEST_CASE("variables of a server URL can be filled in") {
  const char* rule = "review-server-variable";
  CHECK(on_servers(rule, at("https://{tenant}.acme.dev")) == "low *: {tenant} is not defined\n");
  CHECK(on_servers(rule, "[{url: 'https://{t}.acme.dev', variables: {t: {enum: [a]}}}]") ==
        "low *: {t} has no default\n");
  CHECK(on_servers(rule,
                   "[{url: 'https://{t}.acme.dev', variables: {t: {default: b, enum: [a]}}}]") ==
        "low *: the default of {t} is none of its enum\n");
  CHECK(on_servers(rule,
                   "[{url: 'https://a.dev:{p}', variables: {p: {default: '443', enum: [443, "
                   "8443]}}}]") == "");
}

TEST_CASE("a relative server is noted where all are, and the document is a file") {
  const char* rule = "review-server-relative";
  CHECK(on_servers(rule, at("/v1")) == "info *: it is relative to a document that is a file\n");
  CHECK(on_servers(rule, "[{url: /v1}, {url: 'https://a.dev'}]") == "");
  CHECK(said(rule, document_of("3.0.3", key, path)) == "");
  Contract contract = contract_of(document_of("3.0.3", key, path, "servers: [{url: /v1}]\n"));
  contract.file = "https://a.dev/openapi.yaml";
  CHECK(said(rule, contract) == "");
}

TEST_CASE("nullable needs a type beside it in 3.0 and is nothing in 3.1") {
  const char* rule = "review-nullable-ignored";
  const auto with = [&](const char* version, const std::string& schema) {
    return said(rule,
                document_of(version, key, path) +
                    "x-y: {nullable: true}\ndefinitions: {A: " + schema + "}\n");
  };
  CHECK(with("3.0.3", "{allOf: [{type: object}], nullable: true}") ==
        "info *: no type stands beside it\n");
  CHECK(with("3.0.3", "{type: string, nullable: true}") == "");
  CHECK(with("3.0.3", "{type: string, nullable: false}") == "");
  CHECK(with("3.0.3", "{properties: {nullable: {type: string}}}") == "");
  CHECK(with("3.0.3", "{type: object, example: {nullable: true}}") == "");
  CHECK(with("3.1.0", "{type: string, nullable: true}") ==
        "info *: this version has no such keyword\n");
}

TEST_CASE("what the loader remarked is told, what it may not follow and siblings only noted") {
  CHECK(said("review-reference-broken", with_remark(Flaw::broken_reference, "gone")) ==
        "low *: what should stand there is left out\n");
  CHECK(said("review-reference-broken", with_remark(Flaw::refused_reference, "far")) ==
        "info *: it was not followed\n");
  CHECK(said("review-key-duplicate", with_remark(Flaw::duplicate_key, "twice", 2)) ==
        "low *: readers differ in which one they take\n");
  CHECK(said("review-entry-malformed", with_remark(Flaw::malformed, "a and is left out")) ==
        "low *: it is left out\n");
  CHECK(said("review-reference-sibling", with_remark(Flaw::ignored_sibling, "beside", 9)) ==
        "info *: this version ignores them\n");
  for (const char* rule : {"review-reference-broken",
                           "review-key-duplicate",
                           "review-entry-malformed",
                           "review-reference-sibling"}) {
    CAPTURE(rule);
    CHECK(said(rule, with_remark(Flaw::undefined_scheme, "told by its own rule")) == "");
  }
}

TEST_CASE("what is read another way is not called left out") {
  const auto with = [](const char* message) {
    return said("review-entry-malformed", with_remark(Flaw::malformed, message));
  };
  CHECK(with("not UTF-8 text: the characters that are not are read as U+FFFD") ==
        "low *: such characters are read as U+FFFD\n");
  CHECK(with("unexpected end; it is read as YAML") == "low *: it is read as YAML\n");
  CHECK(with("the alias stands in itself; read as null") == "low *: it is read as null\n");
  CHECK(with("'security' is not a list") == "low *: it counts as not given\n");
  CHECK(with("'content' is not an object") == "low *: it counts as not given\n");
  for (const char* message : {"a security requirement is not an object",
                              "security scheme 'it is read as YAML' has no 'name'",
                              "the default of server variable 'left out' is not in its enum"}) {
    CAPTURE(message);
    CHECK(with(message) == "low *: readers differ in what they make of it\n");
  }
}

}  // namespace sworn::test
