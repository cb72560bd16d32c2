// SPDX-License-Identifier: Apache-2.0
#include "probe/authorization_form.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "evidence/step.h"
#include "unit/probe/scene_fixture.h"

namespace sworn::probe::test {
namespace {

const CarrierPlace token{CarrierPlace::Kind::json, "/token"};

std::string document_saying(const std::string& description) {
  return R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
paths:
  /login: {post: {responses: {}}}
  /me: {get: {security: [{Key: []}], responses: {}}}
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Key: {type: apiKey, in: header, name: Authorization, description: ')" +
         description + "'}\n";
}

std::string forms(SceneFixture& world, const std::string& scheme = "Key") {
  return base::join(
      forms_of(
          world.scene(), world.contract.operations.front(), token, *world.contract.scheme(scheme)),
      ", ");
}

std::string forms_saying(const std::string& description) {
  SceneFixture world(document_saying(description), {});
  return forms(world);
}

Exchange handed(const std::string& step, Request request, const std::string& body) {
  Exchange exchange;
  exchange.interview = "handout";
  exchange.subject = "POST /login";
  exchange.conversation = "first";
  exchange.step = step;
  exchange.request = std::move(request);
  exchange.response = Response{200, "1.1", {{"Content-Type", "application/json"}}, body, false};
  return exchange;
}

}  // namespace

TEST_CASE("a key in the Authorization header is tried with the words that may stand before it") {
  CHECK(forms_saying("") == "{value}, Token {value}");
  CHECK(forms_saying("Token-based authentication with required prefix \"Token\"") ==
        "{value}, Token {value}");
  CHECK(forms_saying("Send `Authorization: JWT <your token>`") ==
        "{value}, JWT {value}, Token {value}");
  CHECK(forms_saying("\"Bearer {token}\"") == "{value}, Token {value}");
  SceneFixture world(document_saying("Key <key>"), {});
  CHECK(forms(world, "Bearer") == "{value}");
}

TEST_CASE("the configuration says in which form a token is sent") {
  Config config;
  FlowConfig flow;
  flow.request = "POST /login";
  flow.scheme = "Key";
  flow.from = token;
  flow.send = "Knox {value}";
  config.flows.push_back(flow);
  SceneFixture world(document_saying(""), config);
  CHECK(forms(world) == "Knox {value}");
  CHECK(forms(world, "Bearer") == "{value}");
  CHECK(without_form(config, "Key", "Knox abc") == "abc");
  CHECK(without_form(config, "Key", "abc") == "abc");
  CHECK(without_form(config, "Bearer", "Knox abc") == "Knox abc");
}

TEST_CASE("the form in which a token was let in is known again") {
  const auto form = [](const std::string& sent, const std::string& signature) {
    SceneFixture world(document_saying(""), {});
    world.before = {handed(evidence::step::logs_in, {}, R"({"token":"abc-123"})"),
                    handed("asks", {"GET", "http://h/me", {{"Authorization", sent}}, ""}, "{}")};
    const evidence::Facts& facts = world.scene().facts;
    return form_of(
        facts, "POST /login", {"json /token", signature, "GET /me", &world.before.back()});
  };
  CHECK(form("Token abc-123", "header authorization") == "Token {value}");
  CHECK(form("abc-123", "header authorization") == "{value}");
  CHECK(form("Bearer abc-123", "http bearer") == "{value}");
  CHECK(form("Token abc-123", "http bearer") == "Token {value}");
  CHECK(form("Token abc-123", "header x-other") == "{value}");
  CHECK(in_form("Token {value}", "abc") == "Token abc");
}

}  // namespace sworn::probe::test
