// SPDX-License-Identifier: Apache-2.0
#include "probe/logout_source.h"

#include <doctest/doctest.h>

#include "evidence/step.h"
#include "unit/probe/scene_fixture.h"

namespace sworn::probe::test {
namespace {

const std::string either = "security: [{Bearer: []}, {Cookie: []}], responses: {}";

std::string document_with(const std::string& paths) {
  return R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Cookie: {type: apiKey, in: cookie, name: sid}
paths:
  /me: {get: {)" +
         either + "}}\n" + paths;
}

std::string login_at(const std::string& path) {
  return "  " + path +
         ": {post: {requestBody: {content: {application/json: {schema: {properties: {username: "
         "{type: string}, password: {type: string}}}}}}, responses: {}}}\n";
}

std::string logout_at(const std::string& path) {
  return "  " + path + ": {post: {" + either + "}}\n";
}

Config alices() {
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.login = {{"username", "alice"}, {"password", "correct horse"}};
  config.identities.push_back(alice);
  return config;
}

Exchange answered(const std::string& interview, const std::string& subject, int status) {
  Exchange exchange;
  exchange.interview = interview;
  exchange.subject = subject;
  exchange.operation = "GET /me";
  exchange.response = Response{
      status, "1.1", {{"Content-Type", "application/json"}}, status == 200 ? "{\"id\":1}" : "{}"};
  return exchange;
}

/// What a login handed out opened GET /me, as `signature`.
void open(SceneFixture& world,
          const std::string& login,
          const std::string& carrier,
          const std::string& signature) {
  for (const int status : {200, 401, 200}) {
    Exchange access = answered("access", "GET /me", status);
    access.conversation = status == 200 ? "alice" : "nobody";
    if (status == 200) {
      access.identity = "alice";
      access.credentials = {{"alice", "http bearer", CredentialState::good}};
    }
    world.before.push_back(access);
  }
  Exchange opened = answered("handout", login, 200);
  opened.conversation = "first";
  opened.identity = "alice";
  opened.credentials = {{"alice", signature, CredentialState::good, carrier}};
  world.before.push_back(opened);
}

std::string sessions_of(SceneFixture& world, const std::string& logout) {
  const LogoutSource source =
      logout_source(world.scene(), *world.contract.operation("POST " + logout));
  std::string text;
  for (const OpeningSource& session : source.sessions) {
    text += session.source.login->path + " ";
  }
  return text + (source.nearer == nullptr ? "" : "< " + source.nearer->path);
}

}  // namespace

TEST_CASE("a logout ends what the login beside it begins") {
  SceneFixture world(document_with(login_at("/auth/cookie/login") + login_at("/auth/jwt/login") +
                                   logout_at("/auth/cookie/logout") +
                                   logout_at("/auth/jwt/logout") + logout_at("/auth/logout")),
                     alices());
  open(world, "POST /auth/cookie/login", "cookie sid", "cookie sid");
  open(world, "POST /auth/jwt/login", "json /token", "http bearer");
  CHECK(sessions_of(world, "/auth/jwt/logout") == "/auth/jwt/login ");
  CHECK(sessions_of(world, "/auth/cookie/logout") == "/auth/cookie/login ");
  CHECK(sessions_of(world, "/auth/logout") == "/auth/cookie/login /auth/jwt/login ");
}

TEST_CASE("a word that paths share tells whose a logout is") {
  SceneFixture world(
      document_with(login_at("/cookie-login") + login_at("/jwt-login") + logout_at("/jwt-logout")),
      alices());
  open(world, "POST /cookie-login", "cookie sid", "cookie sid");
  open(world, "POST /jwt-login", "json /token", "http bearer");
  CHECK(sessions_of(world, "/jwt-logout") == "/jwt-login ");
}

TEST_CASE("a nearer login of which no session is known is told") {
  SceneFixture world(document_with(login_at("/api/session/login") + login_at("/api/token") +
                                   logout_at("/api/session/logout")),
                     alices());
  open(world, "POST /api/token", "json /token", "http bearer");
  CHECK(sessions_of(world, "/api/session/logout") == "/api/token < /api/session/login");
  open(world, "POST /api/session/login", "cookie sid", "cookie sid");
  CHECK(sessions_of(world, "/api/session/logout") == "/api/session/login ");
}

TEST_CASE("the configuration says whose a logout is") {
  Config config = alices();
  FlowConfig flow;
  flow.request = "POST /enter";
  flow.fields = {{"username", "{username}"}};
  flow.logout = "POST /auth/logout";
  config.flows.push_back(flow);
  SceneFixture world(
      document_with(login_at("/auth/login") + login_at("/enter") + logout_at("/auth/logout")),
      config);
  open(world, "POST /auth/login", "json /token", "http bearer");
  open(world, "POST /enter", "cookie sid", "cookie sid");
  CHECK(sessions_of(world, "/auth/logout") == "/enter ");
}

}  // namespace sworn::probe::test
