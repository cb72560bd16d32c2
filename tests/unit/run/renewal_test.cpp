// SPDX-License-Identifier: Apache-2.0
#include "run/renewal.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "spec/loader.h"

namespace sworn::test {
namespace {

const std::string document = R"(
openapi: 3.0.3
info: {title: t, version: "1"}
paths:
  /login: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {username: {type: string}, password: {type: string}}}}}}, responses: {"200": {description: x}}}}
  /me: {get: {security: [{Session: []}], responses: {"200": {description: x}}}}
  /page: {get: {security: [{Session: []}], responses: {"200": {description: x}, "302": {description: x}}}}
  /notes: {post: {security: [{Session: []}], responses: {"201": {description: x}}}}
components: {securitySchemes: {Session: {type: apiKey, in: cookie, name: sid}}}
)";

/// One request with alice's session, in the order of calls.
class Story {
 public:
  Story& ask(const std::string& operation, int status, Headers headers = {}) {
    Exchange one;
    one.operation = operation;
    one.credentials = {{"alice", "cookie sid"}};
    one.response = Response{};
    one.response->status = status;
    one.response->headers = std::move(headers);
    one.started_ms = static_cast<double>(exchanges.size());
    exchanges.push_back(std::move(one));
    return *this;
  }

  std::vector<Exchange> exchanges;
};

class World {
 public:
  World() : contract(*spec::load_text(document, "openapi.yaml")) {
    loan.identity = "alice";
    loan.scheme = *contract.scheme("Session");
    loan.login = "POST /login";
  }

  [[nodiscard]] std::set<std::string> culprits(const Story& story) const {
    return run::culprits_of(contract, {}, story.exchanges, 0, {loan});
  }

  Contract contract;
  probe::Wallet::Loan loan;
};

}  // namespace

TEST_CASE("the last change before a refusal is what ended the session") {
  const World world;
  CHECK(world.culprits(Story().ask("POST /notes", 201).ask("GET /me", 401)) ==
        std::set<std::string>{"POST /notes"});
  CHECK(world.culprits(Story().ask("POST /notes", 201).ask("GET /me", 302)) ==
        std::set<std::string>{"POST /notes"});
  CHECK(world.culprits(Story().ask("GET /me", 200).ask("GET /me", 401)).empty());
}

TEST_CASE("a declared redirect is no refusal") {
  const World world;
  CHECK(world.culprits(Story().ask("POST /notes", 201).ask("GET /page", 302)).empty());
}

TEST_CASE("a login that renews the session ended the old one, and no change before it") {
  const World world;
  CHECK(world.culprits(Story().ask("POST /notes", 201).ask("POST /login", 200).ask("GET /me", 401))
            .empty());
  CHECK(world
            .culprits(Story()
                          .ask("POST /notes", 201)
                          .ask("POST /login", 302, {{"Set-Cookie", "sid=new-session-of-alice"}})
                          .ask("GET /me", 302))
            .empty());
  // One that failed began nothing.
  CHECK(
      world.culprits(Story().ask("POST /notes", 201).ask("POST /login", 401).ask("GET /me", 401)) ==
      std::set<std::string>{"POST /notes"});
}

}  // namespace sworn::test
