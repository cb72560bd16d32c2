// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "probe/honest.h"
#include "unit/probe/honest_world.h"

using namespace sworn;
using namespace sworn::probe::test;

TEST_CASE("a login hands out a fresh cookie that logout and the next login end") {
  World world("demo.yaml", demo_keys);
  const std::string first = cookie(world.ask("POST /login", "alice"), "sid");
  const std::string second = cookie(world.ask("POST /login", "alice"), "sid");
  REQUIRE(first.size() == 64);
  CHECK(first != second);
  CHECK(world.with("GET /me", "SessionCookie", first).status == 200);
  CHECK(world.with("GET /me", "SessionCookie", "planted").status == 401);

  Request again = world.good(*world.contract.operation("POST /login"), "alice");
  probe::attach(again, *world.contract.scheme("SessionCookie"), first);
  const std::string third = cookie(world.send(again), "sid");
  CHECK(third != first);
  CHECK(world.with("GET /me", "SessionCookie", first).status == 401);

  const Response goodbye = world.with("POST /logout", "SessionCookie", third);
  CHECK(goodbye.status == 204);
  CHECK(http::find_header(goodbye.headers, "Set-Cookie").value_or("").starts_with("sid=;"));
  CHECK(world.with("GET /me", "SessionCookie", third).status == 401);
  CHECK(world.with("GET /me", "SessionCookie", second).status == 200);
}

TEST_CASE("a cookie that was planted before a login opens nothing after it") {
  World world("demo.yaml", demo_keys);
  Request login = world.good(*world.contract.operation("POST /login"), "alice");
  probe::attach(login, *world.contract.scheme("SessionCookie"), "planted");
  CHECK(cookie(world.send(login), "sid") != "planted");
  CHECK(world.with("GET /me", "SessionCookie", "planted").status == 401);
}

TEST_CASE("a token is good for the scheme of its form alone") {
  World world("demo.yaml", demo_keys);
  const std::string session = member(world.ask("POST /session", "alice"), "session_id");
  CHECK(session.size() == 32);
  CHECK(world.with("GET /workspace", "SessionHeader", session).status == 200);
  CHECK(world.with("GET /profile", "BearerAuth", session).status == 401);
  const std::string token = member(world.ask("POST /token", "alice"), "access_token");
  CHECK(world.with("GET /profile", "BearerAuth", token).status == 200);
  CHECK(world.with("GET /items", "ApiKeyAuth", token).status == 401);
  Request lower = world.bare("GET /profile");
  lower.headers.push_back({"Authorization", "bearer " + token});
  CHECK(world.send(lower).status == 200);
}

TEST_CASE("a login by user and password refuses a wrong password") {
  World world("demo.yaml", demo_keys);
  Request login = world.bare("POST /auth/login");
  CHECK(login.body == R"({"username":"alice","password":"alice-password"})");
  const Response good = world.send(login);
  CHECK(good.status == 200);
  CHECK(world.with("GET /profile", "BearerAuth", member(good, "token")).status == 200);
  login.body = R"({"username":"alice","password":"bob-password"})";
  CHECK(world.send(login).status == 401);
}

TEST_CASE("a session of a Swagger 2.0 document ends with DELETE /session") {
  World world("fiber.yaml", {"ApiKeyAuth", "SignatureAuth"});
  const std::string token = member(world.ask("POST /session", "alice"), "session_token");
  CHECK(world.with("GET /me", "SessionToken", token).status == 200);
  CHECK(world.with("DELETE /session", "SessionToken", token).status == 204);
  CHECK(world.with("GET /me", "SessionToken", token).status == 401);
  CHECK(world.ask("POST /login", "alice").status == 200);
}

TEST_CASE("a flow that the document does not know logs in and out") {
  World world("demo.yaml", demo_keys);
  FlowConfig flow;
  flow.request = "POST /hidden/login";
  flow.fields = {{"name", "{username}"}, {"word", "{password}"}};
  flow.scheme = "BearerAuth";
  flow.from = CarrierPlace{CarrierPlace::Kind::json, "/data/token"};
  world.config.flows = {flow};
  world.transport = probe::make_honest_transport(world.contract, world.config, world.base, 11);
  world.channel = world.transport->open(Connection::fresh);
  Operation login;
  login.method = "POST";
  login.path = "/hidden/login";
  const Response answer = world.send(world.draft(login, "alice"));
  REQUIRE(answer.status == 200);
  const auto body = document::parse_json(answer.body, "answer");
  REQUIRE(body);
  const document::Node* token = document::at_pointer(body->root(), "/data/token");
  REQUIRE(token != nullptr);
  CHECK(world.with("GET /profile", "BearerAuth", std::string(token->text())).status == 200);
}
