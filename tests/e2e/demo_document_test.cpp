// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "document/node.h"
#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;
using sworn::document::Node;

const std::string specs = std::string(SWORN_SOURCE_DIR) + "/specs/";

/// The fixed demo API, and sworn asked about it with one of the other documents.
class Demo {
 public:
  Demo() : setup_(setup_of("demo")), server_({SWORN_DEMO_API, {"fixed"}, setup_.environment}) {}

  [[nodiscard]] Outcome check(const std::string& document, std::vector<std::string> more) const {
    const Folder elsewhere;
    return check_in(elsewhere, specs + document, std::move(more));
  }

  [[nodiscard]] Outcome check_in(const Folder& folder,
                                 const std::string& spec,
                                 std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"check", spec, "--url", server_.url(), "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run({SWORN_BINARY, arguments, setup_.environment, folder.path()});
  }

 private:
  Setup setup_;
  Server server_;
};

const std::string alice = "alice:ApiKeyAuth=env:ALICE_KEY";

std::vector<std::string> rules_in(const Outcome& outcome) {
  const auto report = sworn::document::parse_json(outcome.out, "report");
  REQUIRE_MESSAGE(report.has_value(), outcome.err);
  std::vector<std::string> rules;
  for (const Node* finding : report->root().find("findings")->items()) {
    rules.push_back(std::string(finding->string_at("rule")) + " " +
                    std::string(finding->string_at("method")) + " " +
                    std::string(finding->string_at("path")));
  }
  return rules;
}

/// Method and status of each exchange of an interview.
std::vector<std::string> asked_in(const Outcome& outcome, std::string_view interview) {
  const auto report = sworn::document::parse_json(outcome.out, "report");
  REQUIRE_MESSAGE(report.has_value(), outcome.err);
  std::vector<std::string> asked;
  for (const Node* exchange : report->root().find("exchanges")->items()) {
    const Node* response = exchange->find("response");
    if (exchange->string_at("interview") == interview && !response->is_null()) {
      asked.push_back(std::string(exchange->find("request")->string_at("method")) + " " +
                      std::string(response->find("status")->text()));
    }
  }
  return asked;
}

}  // namespace

TEST_CASE("a document without a read is not green, and the way out is named") {
  const Outcome outcome = Demo().check("demo-writes-only.yaml", {"--auth", alice});
  CHECK(outcome.code == 3);
  CHECK(outcome.out.find("reads:") != std::string::npos);
  CHECK(outcome.out.find("score 100") == std::string::npos);
}

TEST_CASE("a server that enforces what no document declares is told") {
  const Outcome outcome = Demo().check("demo-undeclared.yaml", {"--report", "json"});
  CHECK(outcome.code == 0);
  CHECK(rules_in(outcome) ==
        std::vector<std::string>{"access-undeclared-requirement GET /items",
                                 "access-undeclared-requirement GET /notices"});
}

TEST_CASE("without --writes nothing that changes something is sent") {
  const Outcome outcome =
      Demo().check("demo-writes-only.yaml", {"--auth", alice, "--report", "json"});
  CHECK(asked_in(outcome, "access").empty());
}

TEST_CASE("what --writes creates is removed, each object once") {
  const Outcome outcome =
      Demo().check("demo-writes-only.yaml", {"--auth", alice, "--report", "json", "--writes"});
  CHECK(outcome.code == 0);
  CHECK(asked_in(outcome, "cleanup") == std::vector<std::string>{"DELETE 204", "DELETE 204"});
}

TEST_CASE("a login that the document lacks fills the scheme that the configuration says it gives") {
  const Folder folder;
  const std::string spec = folder.file("openapi.yaml", R"(openapi: 3.0.3
info: {title: Profile, version: "1"}
components: {securitySchemes: {Token: {type: http, scheme: bearer}}}
paths:
  /profile:
    get:
      security: [{Token: []}]
      responses: {"200": {description: ok}, "401": {description: refused}}
)");
  (void)folder.file("sworn.yaml", R"(version: 1
identities:
  alice: {login: {username: alice, password: "${ALICE_PASSWORD}"}}
flows:
  - login: {request: POST /auth/login, body: {username: "{username}", password: "{password}"}}
    gives: {scheme: Token, from: {json: /token}, send: "Bearer {value}"}
)");
  const Outcome outcome = Demo().check_in(folder, spec, {});
  CHECK_MESSAGE(outcome.code == 0, outcome.out << outcome.err);
  CHECK(outcome.out.find("GET     /profile  Token     Token     match") != std::string::npos);
}
