// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "diff/flow/reading.h"
#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string document = R"(
openapi: 3.2.0
info: {title: t, version: "1"}
servers: [{url: "https://api.example.com"}]
paths:
  /a:
    get:
      security: [{OAuth: []}]
      responses: {"200": {description: x}, "401": {description: x}}
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-Key}
    OAuth:
      type: oauth2
      oauth2MetadataUrl: https://api.example.com/.well-known/oauth-authorization-server/tenant
      flows:
        clientCredentials: {tokenUrl: "https://api.example.com/token", scopes: {read: r}}
)";

const std::string token =
    R"(200 [Cache-Control: private, no-store; Content-Type: application/json] )"
    R"({"access_token": "{t}", "token_type": "bearer", "expires_in": 60})";
const std::string unsupported = R"(400 {"error": "unsupported_grant_type"})";
const std::string unknown_client =
    R"(401 [WWW-Authenticate: Basic realm="x"] {"error": "invalid_client"})";

const std::string ask = "clientCredentials | asks for a token | - | - | ";
const std::string wrong = "clientCredentials | asks with a wrong client secret | - | - | ";
const std::string again = "clientCredentials | asks for a token again | - | - | ";
const std::string unknown = "clientCredentials | asks with an unknown grant type | - | - | ";
const std::string by_get = "clientCredentials | asks by GET | - | - | ";
const std::string metadata = "nobody | reads the metadata | - | - | ";
const std::string obtains = "alice | obtains a token | - | - | ";

diff::Verdict verdict(const std::string& rule, const Courtroom& court) {
  const evidence::Facts facts(court.contract, court.transcript.exchanges, 1);
  const auto schemes = diff::schemes_as_operations(court.contract);
  REQUIRE(schemes.size() == 1);
  return diff::rule_named(rule)->examine(
      {court.contract, schemes.front(), court.transcript, facts});
}

std::string says(const std::string& rule,
                 const std::vector<std::string>& flow,
                 const std::vector<std::string>& acquired = {}) {
  Courtroom court(document);
  const auto tell = [&](const std::string& interview, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) court.told(interview, "scheme OAuth", line);
  };
  tell("acquire", acquired);
  tell("flow", flow);
  const diff::Verdict said = verdict(rule, court);
  switch (said.outcome) {
    case diff::Outcome::match:
      return "match";
    case diff::Outcome::mismatch:
      return "mismatch: " + said.observed;
    case diff::Outcome::inconclusive:
      return "inconclusive";
    case diff::Outcome::not_applicable:
      break;
  }
  return "not-applicable";
}

bool is_mismatch(const std::string& said, const std::string& part) {
  return said.starts_with("mismatch: ") && said.find(part) != std::string::npos;
}

const std::string good_metadata =
    R"(200 {"issuer": "http://127.0.0.1:8080/tenant", "token_endpoint": )"
    R"("http://127.0.0.1:8080/token", "grant_types_supported": ["client_credentials"], )"
    R"("scopes_supported": ["read", "write"]})";

}  // namespace

TEST_CASE("a token URL where nothing stands is told, and one that refuses is not") {
  const std::string rule = "flow-unreachable";
  CHECK(is_mismatch(says(rule, {unknown + "404 no"}), "no token endpoint"));
  CHECK(is_mismatch(says(rule, {unknown + "405"}), "no token endpoint"));
  CHECK(says(rule, {unknown + unsupported}) == "match");
  CHECK(says(rule, {unknown + unknown_client, by_get + "405"}) == "match");
  CHECK(says(rule, {unknown + "404 no"}, {obtains + token}) == "match");
  CHECK(says(rule, {unknown + "503"}) == "inconclusive");
  CHECK(says(rule, {unknown + "429"}) == "inconclusive");
  CHECK(says(rule, {unknown + "timeout"}) == "inconclusive");
  CHECK(says(rule, {unknown + "not-asked it lives on another host"}) == "not-applicable");
  CHECK(says(rule, {}) == "not-applicable");
  CHECK(is_mismatch(says(rule, {metadata + "404", unknown + unsupported}), "no metadata"));
  CHECK(is_mismatch(says(rule, {metadata + "200 <html>", unknown + unsupported}), "no metadata"));
  CHECK(says(rule, {metadata + "500", unknown + unsupported}) == "inconclusive");
}

TEST_CASE("where client certificates are in use a failure of TLS may be for want of one") {
  const auto outcome = [](const std::string& yaml) {
    Courtroom court(yaml);
    for (const char* client : {"alice", "bob"}) {
      court.told(
          "acquire", "scheme OAuth", std::string(client) + " | obtains a token | - | - | timeout");
      court.transcript.exchanges.back().failure = Failure::tls;
    }
    return verdict("flow-unreachable", court).outcome;
  };
  CHECK(outcome(document) == diff::Outcome::mismatch);
  CHECK(outcome(document + "    Certificate: {type: mutualTLS}\n") == diff::Outcome::inconclusive);
}

TEST_CASE("a secret that is not compared is told where the right one works before and after") {
  const std::string rule = "flow-grant-broken";
  CHECK(
      is_mismatch(says(rule, {ask + token, wrong + token, again + token}), "wrong client secret"));
  CHECK(says(rule, {ask + token, wrong + unknown_client, again + token}) == "match");
  CHECK(says(rule, {ask + token, wrong + token, again + unknown_client}) == "match");
  CHECK(says(rule, {ask + token, wrong + "200 {\"error\": \"invalid_client\"}", again + token}) ==
        "match");
  CHECK(says(rule, {unknown + unsupported}) == "not-applicable");
}

TEST_CASE("a declared flow that the server does not know is told, wrong client data are not") {
  const std::string rule = "flow-grant-broken";
  CHECK(is_mismatch(says(rule, {}, {obtains + unsupported}), "unsupported_grant_type"));
  CHECK(says(rule, {}, {obtains + unknown_client}) == "inconclusive");
  CHECK(says(rule, {}, {obtains + R"(400 {"error": "unauthorized_client"})"}) == "inconclusive");
  CHECK(says(rule, {}, {obtains + "timeout"}) == "inconclusive");
  CHECK(says(rule, {}, {obtains + token}) == "match");
}

TEST_CASE("token answers are held against RFC 6749 section 5.1") {
  const std::string rule = "flow-response-invalid";
  const auto without = [&](const std::string& answer) {
    return says(rule, {}, {obtains + answer});
  };
  CHECK(without(token) == "match");
  CHECK(is_mismatch(without(R"(200 {"access_token": "{t}", "token_type": "bearer"})"), "no-store"));
  CHECK(is_mismatch(without(R"(200 [Cache-Control: no-store] {"access_token": "{t}"})"),
                    "token_type"));
  CHECK(is_mismatch(
      without(R"(200 [Cache-Control: no-store] {"access_token": "{t}", "token_type": "Bearer", )"
              R"("expires_in": "60"})"),
      "expires_in"));
  CHECK(is_mismatch(without("200 [Cache-Control: no-store] {}"), "access_token"));
  CHECK(is_mismatch(without(R"(200 [Cache-Control: private, max-age=0] {"access_token": "{t}", )"
                            R"("token_type": "bearer"})"),
                    "no-store"));
  CHECK(without("404 no") == "not-applicable");
  CHECK(without("timeout") == "not-applicable");
}

TEST_CASE("errors are held against RFC 6749 section 5.2") {
  const std::string rule = "flow-response-invalid";
  const auto told = [&](const std::string& answer) { return says(rule, {unknown + answer}); };
  CHECK(told(unsupported) == "match");
  CHECK(told(unknown_client) == "match");
  CHECK(told(R"(400 {"error": "invalid_client"})") == "match");
  CHECK(told(R"(400 {"error": "some_extension"})") == "match");
  CHECK(is_mismatch(told(R"(400 {"message": "no"})"), "member `error`"));
  CHECK(is_mismatch(told(R"(422 {"error": "unsupported_grant_type"})"), "422"));
  CHECK(is_mismatch(told("200 {}"), "200"));
  CHECK(is_mismatch(told("500"), "500"));
  // A proxy's word, a limit, a bad day.
  CHECK(told("403 no") == "not-applicable");
  CHECK(told("429") == "not-applicable");
  for (const char* status : {"502", "503", "504"}) CHECK(told(status) == "not-applicable");
  CHECK(is_mismatch(says(rule, {unknown + unsupported, by_get + token}), "GET"));
  CHECK(says(rule, {unknown + unsupported, by_get + "200 <html>"}) == "match");
}

TEST_CASE("metadata that say what the document says are a match, under either name of the host") {
  const std::string rule = "flow-metadata-mismatch";
  const auto told = [&](const std::string& from, const std::string& to) {
    std::string answer = good_metadata;
    if (const auto at = answer.find(from); !from.empty()) {
      REQUIRE(at != std::string::npos);
      answer.replace(at, from.size(), to);
    }
    return says(rule, {metadata + answer});
  };
  CHECK(told("", "") == "match");
  CHECK(told("http://127.0.0.1:8080/token", "https://api.example.com/token") == "match");
  CHECK(told("http://127.0.0.1:8080/tenant", "https://api.example.com/tenant/") == "match");
  CHECK(told(R"("client_credentials")", R"("client_credentials", "password")") == "match");
  CHECK(told("grant_types_supported", "x_grants") == "match");
  CHECK(told("scopes_supported", "x_scopes") == "match");
  CHECK(is_mismatch(told("127.0.0.1:8080/token", "127.0.0.1:8080/other"), "token endpoint"));
  CHECK(is_mismatch(told("http://127.0.0.1:8080/token", "https://evil.example/token"),
                    "token endpoint"));
  CHECK(is_mismatch(told("client_credentials", "password"), "clientCredentials"));
  CHECK(is_mismatch(told(R"("read", )", ""), "scope read"));
  CHECK(is_mismatch(told("issuer", "x_issuer"), "without issuer"));
  CHECK(says(rule, {metadata + "404"}) == "inconclusive");
  CHECK(says(rule, {metadata + "not-asked elsewhere"}) == "not-applicable");
  CHECK(says(rule, {}) == "not-applicable");
}

TEST_CASE("an operation is never judged for a flow, and a scheme for nothing else") {
  Courtroom court(document);
  court.told("flow", "scheme OAuth", unknown + "404 no");
  const Report report = court.report();
  CHECK(findings(report) == std::vector<std::string>{"flow-unreachable of * *"});
  CHECK(court.says("flow-unreachable", "GET /a") == "not-applicable");
}

}  // namespace sworn::test
