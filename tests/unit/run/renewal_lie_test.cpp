// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/certificate.h"
#include "base/text.h"
#include "evidence/step.h"
#include "probe/honest.h"
#include "probe/request_builder.h"
#include "run/check.h"
#include "spec/loader.h"
#include "support/certificate_model.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

using Names = std::vector<std::string>;

const std::string document = R"(
openapi: 3.2.0
info: {title: t, version: "1"}
servers: [{url: "https://api.example.com/v1"}]
paths:
  /client: {get: {security: [{Client: []}], responses: {"200": {description: x}, "401": {description: x}}}}
  /person: {get: {security: [{Person: []}], responses: {"200": {description: x}, "401": {description: x}}}}
  /things: {post: {operationId: createThing, security: [{Person: []}], responses: {"201": {description: x}, "401": {description: x}}}}
  /found: {get: {security: [{Found: []}], responses: {"200": {description: x}, "401": {description: x}}}}
  /digest: {get: {security: [{Digest: []}], responses: {"200": {description: x}, "401": {description: x}}}}
  /certified: {get: {security: [{Mtls: []}], responses: {"200": {description: x}, "401": {description: x}}}}
components:
  securitySchemes:
    Client:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: "https://api.example.com/v1/token", scopes: {}}}
    Person:
      type: oauth2
      flows: {password: {tokenUrl: "https://api.example.com/v1/person", scopes: {}}}
    Found: {type: openIdConnect, openIdConnectUrl: "https://api.example.com/v1/.well-known/openid-configuration"}
    Digest: {type: http, scheme: digest}
    Mtls: {type: mutualTLS}
)";

Credential with_fields(std::map<std::string, std::string> fields) {
  Credential credential;
  credential.fields = std::move(fields);
  return credential;
}

Identity alice() {
  Identity identity;
  identity.name = "alice";
  const std::map<std::string, std::string> client = {{"client_id", "alice-app"},
                                                     {"client_secret", "0a1b2c3d4e5f6a7b"}};
  identity.credentials["Client"] = with_fields(client);
  identity.credentials["Person"] = with_fields(client);
  identity.credentials["Found"] = with_fields(client);
  identity.credentials["Person"].username = "alice";
  identity.credentials["Person"].password = "correct-horse-7";
  identity.credentials["Digest"].username = "alice";
  identity.credentials["Digest"].password = "correct-horse-8";
  identity.credentials["Mtls"].value = base::self_signed_like(alice_certificate);
  return identity;
}

run::Checked examined(const probe::Lie& lie, bool verify_auth = false, bool writes = false) {
  const auto contract = spec::load_text(document, "openapi.yaml");
  REQUIRE(contract);
  Config config;
  config.identities = {alice()};
  run::CheckOptions options;
  options.url = "http://127.0.0.1:8080";
  options.seed = 7;
  options.verify_auth = verify_auth;
  options.writes = writes;
  const auto transport = probe::make_honest_transport(
      *contract, config, probe::base_url_of(*contract, options.url), 7, lie);
  run::Progress progress;
  auto checked = run::check_with(*transport, false, *contract, config, options, progress, {});
  REQUIRE(checked);
  return std::move(*checked);
}

Report report_of(const probe::Lie& lie) {
  return examined(lie).report;
}

bool is_at(const Request& request, const std::string& path) {
  return request.url.ends_with("/v1" + path);
}

}  // namespace

TEST_CASE("tokens, digest answers and certificates open what asks for them") {
  const Report report = report_of(nullptr);
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(report.problems.empty());
  for (const OperationResult& one : report.operations) {
    CAPTURE(one.path);
    CHECK((one.outcome == OperationOutcome::match) == (one.method == "GET"));
  }
}

TEST_CASE("no secret, token or certificate stands in what is told of a run") {
  const run::Checked checked = examined(nullptr);
  const Identity identity = alice();
  std::string text;
  for (const Exchange& exchange : checked.transcript.exchanges) {
    text += exchange.request.url + exchange.request.body;
    for (const Header& header : exchange.request.headers) text += header.value + "\n";
    if (exchange.response) text += exchange.response->body;
  }
  for (const char* secret : {"0a1b2c3d4e5f6a7b", "correct-horse", "PRIVATE KEY"}) {
    CHECK(text.find(secret) == std::string::npos);
  }
  CHECK(text.find("\"access_token\":\"{session scheme Client alice.access_token}") !=
        std::string::npos);
}

TEST_CASE("a token endpoint that lies is told alone") {
  SUBCASE("it is not there") {
    const Report report = report_of([](const Request& request, const Operation*, const Response&) {
      return is_at(request, "/token") ? std::optional(json_answer(404, "{}")) : std::nullopt;
    });
    CHECK_MESSAGE(findings(report) == Names{"flow-unreachable of * *"}, told(report));
    CHECK(std::ranges::count(report.coverage,
                             "Client of alice: the token endpoint refused with 404") == 1);
  }
  SUBCASE("it lets caches keep tokens") {
    const Report report = report_of([](const Request& request,
                                       const Operation*,
                                       const Response& honest) -> std::optional<Response> {
      if (!is_at(request, "/token") || honest.status != 200) return std::nullopt;
      Response other = honest;
      std::erase_if(other.headers, [](const Header& h) { return h.name == "Cache-Control"; });
      return other;
    });
    CHECK_MESSAGE(findings(report) == Names{"flow-response-invalid of * *"}, told(report));
  }
  SUBCASE("the metadata are those of somebody else") {
    const Report report = report_of([](const Request& request,
                                       const Operation*,
                                       const Response& honest) -> std::optional<Response> {
      if (request.url.find(".well-known") == std::string::npos) return std::nullopt;
      Response other = honest;
      other.body =
          base::replace_all(other.body, "\"issuer\":\"", "\"issuer\":\"https://x.example/");
      return other;
    });
    CHECK_MESSAGE(findings(report) == Names{"flow-metadata-mismatch of * *"}, told(report));
  }
}

TEST_CASE("a token that ends in the midst of a story is obtained again, and the story told anew") {
  // The third request with a token ends it; the one after it is good for ever.
  std::string ended;
  int uses = 0;
  const Report report = report_of([&](const Request& request,
                                      const Operation* operation,
                                      const Response& honest) -> std::optional<Response> {
    const std::string token = header_of(request, "Authorization");
    if (operation == nullptr || operation->path != "/person" || honest.status != 200) {
      return std::nullopt;
    }
    if (ended.empty() && ++uses == 2) ended = token;
    return token == ended ? std::optional(json_answer(401, "{}")) : std::nullopt;
  });
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(result(report, "GET /person").outcome == OperationOutcome::match);
  const auto renewed = std::ranges::count(report.exchanges, "renew", &Exchange::interview);
  CHECK(renewed > 0);
  CHECK(std::ranges::count(report.exchanges, "access before a renewal", &Exchange::interview) > 0);
}

/// A session that is refused so from the third request of the baseline on that carries it.
void check_begun_again(const Response& refusal) {
  std::mutex mutex;
  std::string ended;
  std::map<std::string, int> uses;
  run::Progress progress;
  const Report report =
      hold("chi.json",
           {.logs_in = true,
            .include = {"POST /login", "GET /me"},
            .rules = {"access"},
            .lie = [&](const Request& request, const Operation* operation, const Response& honest)
                -> std::optional<Response> {
              const std::lock_guard lock(mutex);
              const std::string session = header_of(request, "Cookie");
              if (operation == nullptr || operation->path != "/me" || honest.status != 200) {
                return std::nullopt;
              }
              if (ended.empty() && ++uses[session] == 3) ended = session;
              return session == ended ? std::optional(refusal) : std::nullopt;
            },
            .progress = &progress});
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK_FALSE(ended.empty());
  // What was told anew counts once, and what is out of scope not at all.
  CHECK(progress.operations.load() == 2);
  CHECK(progress.asked.load() == 2);
  CHECK(result(report, "GET /me").outcome == OperationOutcome::match);
  const auto begun_again = std::ranges::count_if(report.exchanges, [](const Exchange& one) {
    return one.interview == "renew" && one.operation == "POST /login" && one.status() == 200;
  });
  CHECK(begun_again == 1);
}

TEST_CASE("a session that ends in the midst of a story is begun again by its login") {
  check_begun_again(json_answer(401, R"({"error":"x"})"));
  Response to_login;
  to_login.status = 302;
  to_login.headers = {{"Location", "/login"}};
  check_begun_again(to_login);
}

TEST_CASE("what ends a credential is named, and is not sent again") {
  // A rotation takes back the token that it was asked with.
  std::mutex mutex;
  std::set<std::string> ended;
  int rotations = 0;
  const Report report = examined(
                            [&](const Request& request,
                                const Operation* operation,
                                const Response& honest) -> std::optional<Response> {
                              const std::lock_guard lock(mutex);
                              const std::string token = header_of(request, "Authorization");
                              if (operation == nullptr || honest.status >= 400) return std::nullopt;
                              if (ended.contains(token)) return json_answer(401, "{}");
                              if (operation->path == "/things") {
                                ++rotations;
                                ended.insert(token);
                              }
                              return std::nullopt;
                            },
                            false,
                            true)
                            .report;
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(rotations == 1);
  CHECK(result(report, "GET /person").outcome == OperationOutcome::match);
  CHECK(result(report, "POST /things").outcome == OperationOutcome::untested);
  CHECK(result(report, "POST /things").reason.find("ended a credential") != std::string::npos);
}

TEST_CASE("client data go to another host only where it is allowed") {
  const auto contract = spec::load_text(
      base::replace_all(document, "https://api.example.com/v1/token", "https://id.example/token"),
      "openapi.yaml");
  REQUIRE(contract);
  for (const bool is_allowed : {false, true}) {
    CAPTURE(is_allowed);
    Config config;
    config.identities = {alice()};
    if (is_allowed) config.allow_origins = {"https://id.example"};
    run::CheckOptions options;
    options.url = "http://127.0.0.1:8080";
    options.seed = 7;
    const auto transport = probe::make_honest_transport(
        *contract, config, probe::base_url_of(*contract, options.url), 7);
    run::Progress progress;
    const auto checked =
        run::check_with(*transport, false, *contract, config, options, progress, {});
    REQUIRE(checked);
    const auto left = std::ranges::count_if(checked->report.exchanges, [](const Exchange& e) {
      return e.request.url.starts_with("https://id.example");
    });
    CHECK((left > 0) == is_allowed);
    CHECK((checked->report.coverage.size() == 1) == is_allowed);
    CHECK_MESSAGE(findings(checked->report).empty(), told(checked->report));
    // What a token endpoint elsewhere is asked never goes with the API's credentials.
    for (const Exchange& e : checked->report.exchanges) {
      if (e.request.url.starts_with("https://id.example")) CHECK(e.credentials.empty());
    }
  }
}

TEST_CASE("--verify-auth asks no more than proves each credential") {
  const run::Checked checked = examined(nullptr, true);
  const auto& exchanges = checked.transcript.exchanges;
  CHECK(std::ranges::all_of(exchanges, [](const Exchange& one) {
    return one.interview == "access" || one.interview == "acquire" || one.interview == "reach";
  }));
  // Five credentials at one operation each, beside nothing; a challenge is answered once.
  const auto asked = std::ranges::count_if(exchanges, [](const Exchange& one) {
    return one.interview == "access" && one.failure != Failure::not_asked;
  });
  CHECK(asked == 11);
  for (const Exchange& one : exchanges) {
    CHECK(std::ranges::all_of(one.credentials, [](const CredentialUse& use) {
      return use.state == CredentialState::good;
    }));
  }
}

TEST_CASE("a token endpoint that is excluded is sent nothing") {
  const auto contract = spec::load_text(document, "openapi.yaml");
  REQUIRE(contract);
  for (const bool on_the_command_line : {false, true}) {
    CAPTURE(on_the_command_line);
    Config config;
    config.identities = {alice()};
    run::CheckOptions options;
    options.url = "http://127.0.0.1:8080";
    options.seed = 7;
    (on_the_command_line ? options.exclude : config.exclude) = {"POST /token", "* /person"};
    const auto transport = probe::make_honest_transport(
        *contract, config, probe::base_url_of(*contract, options.url), 7);
    run::Progress progress;
    const auto checked =
        run::check_with(*transport, false, *contract, config, options, progress, {});
    REQUIRE(checked);
    bool is_metadata_read = false;
    for (const Exchange& one : checked->transcript.exchanges) {
      if (one.failure == Failure::not_asked) continue;
      CAPTURE(one.interview);
      CHECK_FALSE((one.request.method == "POST" && is_at(one.request, "/token")));
      CHECK_FALSE(is_at(one.request, "/person"));
      is_metadata_read =
          is_metadata_read || one.request.url.find("/.well-known") != std::string::npos;
    }
    CHECK(is_metadata_read);
    CHECK_MESSAGE(findings(checked->report).empty(), told(checked->report));
    CHECK(std::ranges::count(checked->report.coverage, "Client of alice: it is excluded") == 1);
  }
}

TEST_CASE("--verify-auth says of each credential whether it works and where, and nothing else") {
  const Report report =
      examined(
          [](const Request& request, const Operation* operation, const Response&) {
            const bool is_lie = is_at(request, "/person") && operation != nullptr;
            return is_lie ? std::optional(json_answer(401, "{}")) : std::nullopt;
          },
          true)
          .report;
  Names lines;
  for (const CredentialResult& one : report.credentials) {
    lines.push_back(one.scheme + " " + std::string(name_of(one.state)) + " " + one.operation);
  }
  CHECK(lines == Names{"Client works GET /client",
                       "Digest works GET /digest",
                       "Found works GET /found",
                       "Mtls works GET /certified",
                       "Person refused GET /person"});
  CHECK(report.findings.empty());
  CHECK(report.problems == Names{"the credential Person of alice never worked"});
}

}  // namespace sworn::test
