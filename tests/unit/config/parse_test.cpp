// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "config/config.h"

namespace {

using sworn::Config;
using sworn::Result;

std::optional<std::string> environment(const std::string& name) {
  const std::map<std::string, std::string> variables = {{"ALICE_PASSWORD", "wonder: {land}"},
                                                        {"APP_SECRET", "s-app"},
                                                        {"BOB_KEY", "key-of-bob"},
                                                        {"OLD_KEY", "old"},
                                                        {"RATE", "50"},
                                                        {"EMPTY", ""},
                                                        {"LINES", "a\nb"},
                                                        {"SECRET", "tops3cret"}};
  const auto found = variables.find(name);
  if (found == variables.end()) return std::nullopt;
  return found->second;
}

Result<Config> parse(const std::string& text) {
  return sworn::config::parse(text, "sworn.yaml", environment);
}

/// The error of a file with `version: 1` as its first line and `rest` below.
std::string error_of(const std::string& rest) {
  const Result<Config> config = parse("version: 1\n" + rest);
  return config ? "" : config.error().text();
}

const char* const design_example = R"(version: 1
spec: openapi.yaml
url: http://127.0.0.1:8080
headers: {X-Tenant: acme}
identities:
  bob:    {tenant: globex, credentials: {ApiKeyAuth: "${BOB_KEY}"}}
  alice:
    credentials:
      ApiKeyAuth: ${BOB_KEY}
      basicAuth: {username: alice, password: "${ALICE_PASSWORD}"}
      oauth: {client_id: app, client_secret: "${APP_SECRET}", username: alice, password: "${ALICE_PASSWORD}", scopes: [read, write]}
      mtls: {cert: alice.pem, key: /keys/alice.key}
    login: {username: alice, password: "${ALICE_PASSWORD}"}
    owns: {itemId: ["17", 18], "get /orders/{id}": {id: "4"}}
    tenant: acme
    role: user
    scopes: [read]
  gone:   {state: revoked, credentials: {ApiKeyAuth: "${OLD_KEY}"}}
schemes:
  gateway: {type: http, scheme: basic}
flows:
  - login: {request: post /session, body: {name: "{username}", password: "{password}"}}
    gives: {scheme: bearerAuth, from: {json: /token}, send: "Token {value}"}
    logout: POST /logout
    refresh: POST /token/refresh
values:
  tenantId: t1
  page: 2
  "/orders/{id}": {id: "17"}
  "POST /orders": {body: {sku: A-1, quantity: 1, note: "${APP_SECRET}"}}
reads: ["POST /search"]
allow: ["POST /jobs"]
allow_origins: ["https://id.example/"]
ignore_cookies: [AWSALB]
exclude: ["DELETE /admin/*"]
severity: {response-schema-mismatch: medium}
suppress:
  - {rule: access-challenge-missing, operation: "* /legacy/*", reason: "gateway, ticket 812", expires: 2027-01-31}
limits: {rate: "${RATE}", concurrency: 8, requests: 5000, timeout: 2.5, invalid_logins: 3, logins: 40, wait: 0}
fail_on: medium
)";

}  // namespace

TEST_CASE("the identities of the design's example are read, sorted by name") {
  const Result<Config> config = parse(design_example);
  REQUIRE_MESSAGE(config.has_value(), (config ? "" : config.error().text()));
  REQUIRE(config->identities.size() == 3);
  const sworn::Identity& alice = config->identities[0];
  CHECK(alice.name == "alice");
  CHECK(config->identities[1].name == "bob");
  CHECK(config->identity("gone")->state == sworn::IdentityState::revoked);
  CHECK(config->identity("nobody") == nullptr);

  CHECK(alice.credentials.at("ApiKeyAuth").value == "key-of-bob");
  CHECK(alice.credentials.at("ApiKeyAuth").where.text() == "sworn.yaml:9:19");
  CHECK(alice.credentials.at("basicAuth").username == "alice");
  CHECK(alice.credentials.at("basicAuth").password == "wonder: {land}");
  CHECK(alice.credentials.at("basicAuth").fields.empty());
  CHECK(alice.credentials.at("oauth").fields.at("client_secret") == "s-app");
  CHECK(alice.credentials.at("oauth").fields.at("scopes") == "read write");
  CHECK(alice.login.at("password") == "wonder: {land}");
  CHECK(alice.owns.at("itemId") == std::vector<std::string>{"17", "18"});
  CHECK(alice.owns_at.at("GET /orders/{id}").at("id") == std::vector<std::string>{"4"});
  CHECK(alice.tenant == "acme");
  CHECK(alice.role == "user");
  CHECK(alice.scopes == std::vector<std::string>{"read"});
}

TEST_CASE("the rest of the design's example is read") {
  const Result<Config> config = parse(design_example);
  REQUIRE(config.has_value());
  CHECK(config->file == "sworn.yaml");
  CHECK(config->spec == "openapi.yaml");
  CHECK(config->url == "http://127.0.0.1:8080");
  CHECK(config->headers == sworn::Headers{{"X-Tenant", "acme"}});
  REQUIRE(config->schemes.size() == 1);
  CHECK(config->schemes[0].scheme == "basic");
  REQUIRE(config->flows.size() == 1);
  CHECK(config->flows[0].request == "POST /session");
  CHECK(config->flows[0].fields.at("name") == "{username}");
  CHECK(config->flows[0].from->text() == "json /token");
  CHECK(config->flows[0].send == "Token {value}");
  CHECK(config->flows[0].logout == "POST /logout");
  CHECK(config->values == std::map<std::string, std::string>{{"tenantId", "t1"}, {"page", "2"}});
  CHECK(config->values_at.at("/orders/{id}").at("id") == "17");
  CHECK(config->values_at.at("POST /orders").at("body") ==
        R"({"sku":"A-1","quantity":1,"note":"s-app"})");
  CHECK(config->reads == std::vector<std::string>{"POST /search"});
  CHECK(config->allow_origins == std::vector<std::string>{"https://id.example"});
  CHECK(config->severity.at("response-schema-mismatch") == "medium");
  REQUIRE(config->suppress.size() == 1);
  CHECK(config->suppress[0].expires == "2027-01-31");
  CHECK(config->limits.rate == 50);
  CHECK(config->limits.timeout == 2.5);
  CHECK(config->limits.wait == 0);
  CHECK(config->fail_on == "medium");
}

TEST_CASE("file names are taken from the folder of the configuration") {
  const Result<Config> config =
      sworn::config::parse(design_example, "conf/sworn.yaml", environment);
  REQUIRE(config.has_value());
  CHECK(config->spec == "conf/openapi.yaml");
  const auto& fields = config->identities[0].credentials.at("mtls").fields;
  CHECK(fields.at("cert") == "conf/alice.pem");
  CHECK(fields.at("key") == "/keys/alice.key");
}

TEST_CASE("a token or a code that was obtained elsewhere can be given") {
  const auto config = parse(
      "version: 1\nidentities:\n  a:\n    credentials:\n      one: {token: t0k}\n"
      "      two: {client_id: c, code: x, code_verifier: v, redirect_uri: "
      "'https://a.example/b'}\n");
  REQUIRE(config);
  const auto& credentials = config->identities.front().credentials;
  CHECK(credentials.at("one").value == "t0k");
  CHECK(credentials.at("two").fields.at("code") == "x");
  CHECK(credentials.at("two").fields.at("code_verifier") == "v");
  CHECK(credentials.at("two").fields.at("redirect_uri") == "https://a.example/b");
}

TEST_CASE("a certificate that cannot be read is an error at its credential") {
  auto config =
      parse("version: 1\nidentities:\n  a:\n    credentials:\n      m: {cert: /none/such.pem}\n");
  REQUIRE(config);
  const auto loaded = sworn::config::load_certificates(*config);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().text().starts_with("sworn.yaml:5:"));
  CHECK(loaded.error().text().find("such.pem") != std::string::npos);
}

TEST_CASE("a minimal file has the defaults, and empty sections are allowed") {
  const Result<Config> config = parse("version: 1\nidentities:\nvalues:\nreads:\n");
  REQUIRE_MESSAGE(config.has_value(), (config ? "" : config.error().text()));
  CHECK(config->identities.empty());
  CHECK(config->limits.requests == 5000);
  CHECK(config->fail_on.empty());
}

TEST_CASE("an escaped reference stays, and a value cannot change the structure") {
  const Result<Config> config = parse("version: 1\nvalues: {a: \"$${X} $5 ${ALICE_PASSWORD}\"}\n");
  REQUIRE(config.has_value());
  CHECK(config->values.at("a") == "${X} $5 wonder: {land}");
}

TEST_CASE("a login body that is not all strings is kept as JSON") {
  const Result<Config> config = parse(
      "version: 1\nflows:\n"
      "  - login: {request: POST /in, body: {user: {email: \"{username}\"}, remember: true}}\n"
      "  - login: {request: POST /form, form: {user: \"{username}\"}}\n"
      "  - login: {request: POST /basic, basic: true}\n");
  REQUIRE_MESSAGE(config.has_value(), (config ? "" : config.error().text()));
  CHECK(config->flows[0].body == R"({"user":{"email":"{username}"},"remember":true})");
  CHECK(config->flows[0].fields.empty());
  CHECK(config->flows[1].is_form);
  CHECK(config->flows[2].is_basic);
}

TEST_CASE("errors say where, what and what instead") {
  const std::pair<const char*, const char*> cases[] = {
      {"identities:\n  alice:\n    credential: {}\n",
       "sworn.yaml:4:5: unknown key 'credential' (did you mean 'credentials'?)"},
      {"identities:\n  alice:\n    credentials: {K: \"${ALICE_KEY}\"}\n",
       "sworn.yaml:4:22: environment variable ALICE_KEY is not set"},
      {"zzz: 1\n",
       "sworn.yaml:2:1: unknown key 'zzz' (known keys: version, spec, url, headers, identities, "
       "schemes, flows, values, reads, allow, allow_origins, ignore_cookies, exclude, severity, "
       "suppress, limits, fail_on)"},
      {"identities: []\n", "sworn.yaml:2:13: expected a mapping, got a list"},
      {"reads: {a: b}\n", "sworn.yaml:2:8: expected a list of strings, got a mapping"},
      {"url: [a]\n", "sworn.yaml:2:6: expected a string, got a list"},
      {"url: ftp://x\n",
       "sworn.yaml:2:6: expected an http or https URL without user, password and fragment"},
      {"values: {a: {b: c}}\n", "sworn.yaml:2:13: expected a string, got a mapping"},
      {"values: {a/b: {b: c}}\n",
       "sworn.yaml:2:10: expected 'METHOD /path', '/path' or a parameter name"},
      {"limits: {rate: 0}\n", "sworn.yaml:2:16: expected a number above 0"},
      {"limits: {rate: fast}\n", "sworn.yaml:2:16: expected a number above 0"},
      {"limits: {requests: 1.5}\n", "sworn.yaml:2:20: expected a whole number of at least 1"},
      {"limits: {wait: -1}\n", "sworn.yaml:2:16: expected a number of at least 0"},
      {"severity: {a: midium}\n",
       "sworn.yaml:2:15: expected one of critical, high, medium, low, info (did you mean "
       "'medium'?)"},
      {"fail_on: always\n",
       "sworn.yaml:2:10: expected one of critical, high, medium, low, info, never"},
      {"suppress:\n  - {rule: r, operation: o}\n", "sworn.yaml:3:5: a suppression needs 'reason'"},
      {"suppress:\n  - {rule: r, operation: o, reason: x, expires: 2027-02-30}\n",
       "sworn.yaml:3:49: expected a date as YYYY-MM-DD"},
      {"identities: {a: {state: dead}}\n",
       "sworn.yaml:2:25: expected one of active, revoked, expired, throwaway"},
      {"identities: {never-issued: {}}\n",
       "sworn.yaml:2:14: an identity cannot have this name (an identity's name is made of letters, "
       "digits, _, - and @, and is not never-issued)"},
      {"flows:\n  - gives: {scheme: a}\n",
       "sworn.yaml:3:5: a flow needs 'login' with its 'request'"},
      {"flows:\n  - login: {request: /session}\n",
       "sworn.yaml:3:22: expected a request as 'METHOD /path'"},
      {"flows:\n  - login: {request: POST /s}\n    gives: {from: {json: token}}\n",
       "sworn.yaml:4:26: expected a JSON Pointer, which begins with '/'"},
      {"schemes: {g: {type: apiKey, in: header}}\n",
       "sworn.yaml:2:11: a scheme of type apiKey needs 'in' and 'name'"},
      {"allow_origins: [\"https://a/b\"]\n",
       "sworn.yaml:2:17: expected an origin as http(s)://host[:port]"},
      {"headers: {\"X Y\": a}\n",
       "sworn.yaml:2:11: a header name is made of letters, digits and !#$%&'*+-.^_`|~"},
      {"values: {a: \"${1}\"}\n",
       "sworn.yaml:2:13: '${' begins no variable reference (write ${NAME}, or $${ for a literal "
       "${)"},
  };
  for (const auto& [text, expected] : cases) CHECK(error_of(text) == expected);
}

TEST_CASE("the version must be there and be 1") {
  const auto error = [](const char* text) { return parse(text).error().text(); };
  CHECK(error("spec: a\n") == "sworn.yaml:1:1: 'version: 1' is missing");
  CHECK(error("version: 2\nnew_key: 1\n") ==
        "sworn.yaml:1:10: this version of the configuration is unknown (expected 1)");
  CHECK(error("- a\n") == "sworn.yaml:1:1: expected a mapping that begins with 'version: 1'");
}

TEST_CASE("credentials that cannot work are refused without being shown") {
  const auto credential = [](const std::string& value) {
    return error_of("identities: {a: {credentials: {K: " + value + "}}}\n");
  };
  CHECK(credential("''") == "sworn.yaml:2:35: expected a value, got an empty string");
  CHECK(credential("\"${LINES}\"") ==
        "sworn.yaml:2:35: the value holds a line break or a NUL, which no header can carry");
  CHECK(credential("[a]") == "sworn.yaml:2:35: expected a string or a mapping, got a list");
  CHECK(credential("{}") == "sworn.yaml:2:35: the credential is empty");
  CHECK(credential("{usrname: a}") ==
        "sworn.yaml:2:36: unknown key 'usrname' (did you mean 'username'?)");
  CHECK(credential("{tops3cret}").find("tops3cret") == std::string::npos);
}

TEST_CASE("a secret that is empty in the environment is named, one that is written so is taken") {
  const auto credential = [](const std::string& value) {
    return error_of("identities: {a: {credentials: {K: " + value + "}}}\n");
  };
  const std::string named =
      "environment variable EMPTY is empty (a CI system gives an empty one where the secret is not "
      "there)";
  CHECK(credential("\"${EMPTY}\"") == "sworn.yaml:2:35: " + named);
  CHECK(credential("\"${EMPTY}${EMPTY}\"") == "sworn.yaml:2:35: " + named);
  CHECK(credential("{username: a, password: \"${EMPTY}\"}") == "sworn.yaml:2:59: " + named);
  CHECK(credential("{client_id: a, client_secret: \"${EMPTY}\"}") == "sworn.yaml:2:65: " + named);
  CHECK(credential("{username: a, password: ''}").empty());
  CHECK(credential("{cert: a, key: b, passphrase: \"${EMPTY}\"}").empty());
}

TEST_CASE("a rule that there is none of is told with its place") {
  const auto told = [](const std::string& rest) {
    const auto refuse = [](std::string_view rule) -> std::optional<sworn::Error> {
      if (rule == "known") return std::nullopt;
      return sworn::Error{"unknown rule '" + std::string(rule) + "'", {}, "did you mean known?"};
    };
    const auto config =
        sworn::config::parse("version: 1\n" + rest, "sworn.yaml", environment, refuse);
    return config ? "" : config.error().text();
  };
  CHECK(told("severity: {known: high, nope: high}\n") ==
        "sworn.yaml:2:25: unknown rule 'nope' (did you mean known?)");
  CHECK(told("suppress:\n  - {rule: known, operation: o, reason: x}\n"
             "  - {operation: o, rule: nope, reason: x}\n") ==
        "sworn.yaml:4:26: unknown rule 'nope' (did you mean known?)");
  CHECK(told("suppress:\n  - {rule: \"${SECRET}\", operation: o, reason: x}\n") ==
        "sworn.yaml:3:12: what the variable holds is no rule");
}

TEST_CASE("a reason of blanks is none") {
  CHECK(error_of("suppress:\n  - {rule: r, operation: o, reason: \" \\t \"}\n") ==
        "sworn.yaml:3:5: a suppression needs 'reason'");
  const auto config =
      parse("version: 1\nsuppress: [{rule: r, operation: o, reason: ' agreed '}]\n");
  REQUIRE(config);
  CHECK(config->suppress[0].reason == "agreed");
}

TEST_CASE("no error shows what came from the environment") {
  for (const char* text : {"limits: {rate: \"${SECRET}\"}\n",
                           "severity: {a: \"${SECRET}\"}\n",
                           "url: \"ftp://${SECRET}\"\n",
                           "allow_origins: [\"${SECRET}\"]\n",
                           "flows: [{login: {request: \"${SECRET}\"}}]\n",
                           "headers: {A: \"${SECRET}\\n\"}\n"}) {
    const std::string error = error_of(text);
    CHECK_FALSE(error.empty());
    CHECK(error.find("tops3cret") == std::string::npos);
  }
}

TEST_CASE("a reference without quotes inside braces is explained") {
  const std::string error = error_of("identities: {a: {credentials: {K: ${SECRET}}}}\n");
  CHECK(error.find("needs quotes") != std::string::npos);
}

TEST_CASE("a missing file is an error that names it") {
  const Result<Config> config = sworn::config::load("/no/such/sworn.yaml", environment);
  REQUIRE_FALSE(config.has_value());
  CHECK(config.error().text().find("/no/such/sworn.yaml") != std::string::npos);
}
