// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "probe/interview.h"
#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

const std::string document = R"(
openapi: 3.1.0
info: {title: x, version: "1"}
components: {securitySchemes: {Sid: {type: apiKey, in: cookie, name: sid}}}
paths:
  /login:
    post:
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [username, password], properties: {username: {type: string}, password: {type: string}}}}}}
      responses: {"200": {description: x}, "401": {description: x}}
  /me: {get: {security: [{Sid: []}], responses: {"200": {description: x}, "401": {description: x}}}}
)";

Exchange asked(const char* interview, const char* subject, int status) {
  Exchange exchange;
  exchange.interview = interview;
  exchange.subject = subject;
  exchange.operation = "GET /me";
  exchange.response = Response{status, "1.1", {}, "{}", false};
  return exchange;
}

/// How many wrong passwords alice has left of three, after a login that answers `login`.
int left_after(const Response& login) {
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.login = {{"username", "alice"}, {"password", "correct-horse-battery"}};
  config.identities = {alice};
  test::SceneFixture fixture(document, config);
  fixture.before = {asked("access", "GET /me", 401), asked("handout", "POST /login", 200)};
  fixture.before.back().credentials = {
      {"alice", "cookie sid", CredentialState::good, "cookie sid", ""}};
  fixture.transport.answers["POST http://h/login"] = login;
  Stage stage(fixture.scene(), "failure", "POST /login");
  failure_interview.hold(stage);
  REQUIRE_FALSE(fixture.transport.asked.empty());
  fixture.wrong_secrets.release_kept();
  int left = 0;
  while (fixture.wrong_secrets.take("alice")) {
    ++left;
  }
  return left;
}

}  // namespace

TEST_CASE("a wrong password that was not sent does not count") {
  const Headers session{{"Set-Cookie", "sid=k3Jd92LsPq81xZ0a; Path=/"}};
  CHECK(left_after(Response{200, "1.1", session, "{}", false}) == 2);
  CHECK(left_after(Response{500, "1.1", {}, "{}", false}) == 3);
}

}  // namespace sworn::probe
