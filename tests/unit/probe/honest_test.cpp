// SPDX-License-Identifier: Apache-2.0
#include "probe/honest.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "base/random.h"
#include "base/text.h"
#include "spec/purpose.h"
#include "unit/probe/honest_world.h"

using namespace sworn;
using namespace sworn::probe::test;

namespace {

const std::string files[] = {"axum.json",
                             "chi.json",
                             "demo.yaml",
                             "demo-undeclared.yaml",
                             "demo-writes-only.yaml",
                             "express.yaml",
                             "fiber.yaml",
                             "flask.yaml"};

}  // namespace

TEST_CASE("a good request gets a declared success whose body validates") {
  for (const std::string& file : files) {
    CAPTURE(file);
    World world(file);
    // Lists first, since they give the identifiers, and what deletes last.
    for (const int turn : {0, 1, 2}) {
      for (const Operation& operation : world.contract.operations) {
        const bool has_ids = operation.path.find('{') != std::string::npos;
        if ((operation.method == "DELETE" ? 2 : has_ids ? 1 : 0) != turn) continue;
        CAPTURE(operation.key());
        const Response response = world.send(world.good(operation, "alice"));
        CHECK(response.status / 100 == 2);
        world.check_declared(operation, response);
        if (spec::effect_of(operation, {}) == spec::Effect::read)
          world.learned.learn(operation, "alice", response);
      }
    }
  }
}

TEST_CASE(
    "no credential and a never-issued one are refused where the requirement is secured, and only "
    "there") {
  for (const std::string& file : files) {
    CAPTURE(file);
    World world(file);
    base::RandomStream random(2, "test");
    for (const Operation& operation : world.contract.operations) {
      CAPTURE(operation.key());
      const Response none = world.send(world.draft(operation, "alice"));
      if (!operation.requirement.is_secured()) {
        CHECK(none.status / 100 == 2);
        continue;
      }
      CHECK(none.status / 100 == 4);
      const Request fake =
          world.with_credentials(world.draft(operation, "alice"),
                                 operation,
                                 "alice",
                                 [&](const Scheme& scheme, const std::string& secret) {
                                   return probe::never_issued(scheme, secret, random);
                                 });
      const Response response = world.send(fake);
      CHECK(response.status == none.status);
      if (operation.response_for(none.status) != nullptr) world.check_declared(operation, none);
      const Request broken =
          world.with_credentials(world.draft(operation, "alice"),
                                 operation,
                                 "alice",
                                 [&](const Scheme& scheme, const std::string& secret) {
                                   return probe::broken(scheme, secret);
                                 });
      CHECK(world.send(broken).status == none.status);
    }
  }
}

TEST_CASE("half of an AND, or halves of two identities, open nothing") {
  World world("demo.yaml");
  const Operation& reports = *world.contract.operation("GET /reports");
  const Request good = world.good(reports, "alice");
  CHECK(world.send(good).status == 200);
  Request half = world.draft(reports, "alice");
  probe::attach(half, *world.contract.scheme("ApiKeyAuth"), "alice_ApiKeyAuth_0123456789abcdef");
  CHECK(world.send(half).status == 401);
  probe::attach(half, *world.contract.scheme("Signature"), "bob_Signature_0123456789abcdef");
  CHECK(world.send(half).status == 401);
}

TEST_CASE("a key in another place, a changed one and one that is sent twice open nothing") {
  World world("demo.yaml");
  const std::string key = "alice_ApiKeyAuth_0123456789abcdef";
  CHECK(world.with("GET /items", "ApiKeyAuth", key).status == 200);
  CHECK(world.with("GET /items", "QueryKey", key).status == 401);
  CHECK(world.with("GET /items", "ApiKeyAuth", key.substr(0, 20)).status == 401);
  CHECK(world.with("GET /items", "ApiKeyAuth", base::to_upper(key)).status == 401);
  Request twice = world.bare("GET /items");
  twice.headers.push_back({"X-API-Key", key});
  twice.headers.push_back({"X-API-Key", "wrong"});
  CHECK(world.send(twice).status == 401);
}

TEST_CASE("an identity that is revoked opens nothing") {
  World world("demo.yaml");
  world.config.identities[0].state = IdentityState::revoked;
  CHECK(world.ask("GET /items", "alice").status == 401);
  CHECK(world.ask("GET /items", "bob").status == 200);
}

TEST_CASE("equal requests of one identity get equal answers") {
  World world("demo.yaml");
  CHECK(world.ask("GET /items", "alice").body == world.ask("GET /items", "alice").body);
}

TEST_CASE("one identity's objects are not found by another") {
  World world("demo.yaml");
  for (const char* who : {"alice", "bob"}) {
    world.learned.learn(*world.contract.operation("GET /items"), who, world.ask("GET /items", who));
  }
  const Operation& item = *world.contract.operation("GET /items/{itemId}");
  const auto alices = world.learned.value_for(item, "itemId", "alice");
  REQUIRE(alices);
  CHECK(alices != world.learned.value_for(item, "itemId", "bob"));
  const Response own = world.ask("GET /items/{itemId}", "alice");
  CHECK(own.status == 200);
  CHECK(member(own, "id") == *alices);
  Request foreign = world.good(item, "alice");
  probe::attach(foreign, *world.contract.scheme("ApiKeyAuth"), "bob_ApiKeyAuth_0123456789abcdef");
  CHECK(world.send(foreign).status == 404);
  CHECK(world.ask("DELETE /items/{itemId}", "alice").status == 204);
  CHECK(world.ask("GET /items/{itemId}", "alice").status == 404);
}

TEST_CASE("a read of what does not exist is refused once objects of its kind are known") {
  World world("demo.yaml");
  const Operation& item = *world.contract.operation("GET /items/{itemId}");
  const Request absent = world.good(item, "alice");
  CHECK(world.send(absent).status == 200);
  world.ask("GET /items", "alice");
  CHECK(world.send(absent).status == 404);
}

TEST_CASE("invalid input is refused behind the gate") {
  World world("demo.yaml");
  Request create = world.good(*world.contract.operation("POST /items"), "alice");
  CHECK(world.send(create).status == 201);
  Request wrong = create;
  wrong.body = R"({"name":"","price":-1})";
  CHECK(world.send(wrong).status == 400);
  Request text = create;
  std::erase_if(text.headers, [](const Header& h) { return h.name == "Content-Type"; });
  text.headers.push_back({"Content-Type", "text/plain"});
  CHECK(world.send(text).status == 415);
  Request search = world.good(*world.contract.operation("GET /search"), "alice");
  CHECK(world.send(search).status == 200);
  search.url = search.url.substr(0, search.url.find('?'));
  CHECK(world.send(search).status == 400);
}

TEST_CASE("a path that is not declared is not found, and another method not allowed") {
  World world("demo.yaml");
  CHECK(world.send({"GET", "http://h/nothing", {}, ""}).status == 404);
  const Response method = world.send({"PATCH", "http://h/items", {}, ""});
  CHECK(method.status == 405);
  CHECK(http::find_header(method.headers, "Allow") == "GET, POST");
  Request head = world.good(*world.contract.operation("GET /items"), "alice");
  head.method = "HEAD";
  const Response empty = world.send(head);
  CHECK(empty.status == 200);
  CHECK(empty.body.empty());
}

TEST_CASE("a lie replaces one answer and no other") {
  World world("demo.yaml",
              {},
              [](const Request&,
                 const Operation* operation,
                 const Response& honest) -> std::optional<Response> {
                if (operation == nullptr || operation->key() != "GET /audit") return std::nullopt;
                Response open = honest;
                open.status = 200;
                return open;
              });
  CHECK(world.send(world.bare("GET /audit")).status == 200);
  CHECK(world.send(world.bare("GET /items")).status == 401);
}

TEST_CASE("several threads may talk to the honest server at once") {
  World world("demo.yaml", demo_keys);
  const Request login = world.good(*world.contract.operation("POST /login"), "alice");
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const auto line = world.transport->open(Connection::fresh);
        for (int j = 0; j < 10; ++j) {
          good += line->send(login).response->status == 200 ? 1 : 0;
        }
      });
    }
  }
  CHECK(good == 40);
}
