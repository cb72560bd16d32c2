// SPDX-License-Identifier: Apache-2.0
#include "probe/learned.h"

#include <doctest/doctest.h>

#include "spec/loader.h"

using namespace sworn;

namespace {

Operation at(std::string path) {
  Operation operation;
  operation.method = "GET";
  operation.path = std::move(path);
  return operation;
}

Response json(std::string body, int status = 200) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}};
  response.body = std::move(body);
  return response;
}

}  // namespace

TEST_CASE("an identifier is learned from a list, an envelope and a created object") {
  for (const char* body : {R"([{"id":"17"},{"id":"18"}])",
                           R"({"total":2,"data":[{"id":17}]})",
                           R"({"result":{"items":[{"id":"17"}]}})",
                           R"({"id":"17","tags":[{"id":"no"}]})",
                           R"({"item":{"id":"17"}})",
                           R"(["17","18"])"}) {
    CAPTURE(body);
    probe::Learned learned;
    learned.learn(at("/items"), "alice", json(body));
    CHECK(learned.value_for(at("/items/{itemId}"), "itemId", "alice") == "17");
    CHECK(learned.value_for(at("/items/{item}/parts"), "item", "alice") == "17");
  }
}

TEST_CASE("one identity's objects are never another's values") {
  probe::Learned learned;
  learned.learn(at("/items"), "alice", json(R"([{"id":"17"}])"));
  CHECK_FALSE(learned.value_for(at("/items/{id}"), "id", "bob"));
}

TEST_CASE("what everybody is told fills in where an identity was told nothing itself") {
  probe::Learned learned;
  learned.learn(at("/books"), "", json(R"([{"id":"1"}])"));
  CHECK(learned.value_for(at("/books/{id}"), "id", "alice") == "1");
  CHECK(learned.values_for(at("/books/{id}"), "id", "alice").empty());
  learned.learn(at("/books"), "alice", json(R"([{"id":"2"}])"));
  CHECK(learned.value_for(at("/books/{id}"), "id", "alice") == "2");
}

TEST_CASE("nothing is learned from a refusal, from text or from a cut answer") {
  probe::Learned learned;
  learned.learn(at("/items"), "alice", json(R"([{"id":"17"}])", 401));
  Response text = json(R"([{"id":"17"}])");
  text.headers = {{"Content-Type", "text/plain"}};
  learned.learn(at("/items"), "alice", text);
  Response cut = json(R"([{"id":"17"}])");
  cut.is_cut = true;
  learned.learn(at("/items"), "alice", cut);
  learned.learn(at("/items"), "alice", json("[{"));
  CHECK_FALSE(learned.value_for(at("/items/{id}"), "id", "alice"));
}

TEST_CASE("a member of the same name goes before a general key") {
  probe::Learned learned;
  learned.learn(at("/users"), "alice", json(R"([{"id":1,"user_name":"al","slug":"s"}])"));
  CHECK(learned.value_for(at("/users/{userName}"), "userName", "alice") == "al");
  CHECK(learned.value_for(at("/users/{userSlug}"), "userSlug", "alice") == "s");
  CHECK(learned.value_for(at("/users/{id}"), "id", "alice") == "1");
}

TEST_CASE("a value comes from the collection right before the parameter alone") {
  probe::Learned learned;
  learned.learn(at("/users"), "a", json(R"([{"id":"u1"}])"));
  learned.learn(at("/users/{id}/orders"), "a", json(R"([{"id":"o1"}])"));
  const Operation order = at("/users/{userId}/orders/{orderId}");
  CHECK(learned.value_for(order, "userId", "a") == "u1");
  CHECK(learned.value_for(order, "orderId", "a") == "o1");
  CHECK_FALSE(learned.value_for(at("/orders/{orderId}"), "orderId", "a"));
  CHECK_FALSE(learned.value_for(at("/users/{colour}"), "colour", "a"));
}

TEST_CASE("merging keeps what was known first and at most five values") {
  probe::Learned first;
  first.learn(at("/items"), "a", json(R"([{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"}])"));
  probe::Learned second;
  second.learn(at("/items"), "a", json(R"([{"id":"9"}])"));
  second.learn(at("/items"), "b", json(R"([{"id":"8"}])"));
  first.merge(second);
  CHECK(first.value_for(at("/items/{id}"), "id", "a") == "1");
  CHECK(first.value_for(at("/items/{id}"), "id", "b") == "8");
}

namespace {

const char* const linked_document = R"(openapi: 3.1.0
info: {title: Links, version: "1"}
paths:
  /basket:
    post:
      responses:
        "201":
          description: x
          links:
            Order:
              operationId: getOrder
              parameters: {number: $response.body#/order/number, path.part: $response.header.X-Part}
            Here:
              operationRef: "#/paths/~1parts~1{part}/get"
              parameters: {part: $response.body#/lines/0, other: $request.path.id}
  /orders/{number}/{part}: {get: {operationId: getOrder, responses: {"200": {description: x}}}}
  /parts/{part}: {get: {responses: {"200": {description: x}}}}
)";

}  // namespace

TEST_CASE("a link gives the values that it names, to the operation that it names") {
  const auto contract = spec::load_text(linked_document, "links.yaml");
  REQUIRE(contract);
  Response created = json(R"({"order": {"number": 4711}, "lines": ["a-1"]})", 201);
  created.headers.push_back({"X-Part", "seven"});
  probe::Learned learned;
  learned.learn_links(*contract, *contract->operation("POST /basket"), "alice", created);
  const Operation& order = *contract->operation("GET /orders/{number}/{part}");
  CHECK(learned.value_for(order, "number", "alice") == "4711");
  CHECK(learned.value_for(order, "part", "alice") == "seven");
  CHECK(learned.value_for(*contract->operation("GET /parts/{part}"), "part", "alice") == "a-1");
  CHECK_FALSE(learned.value_for(order, "number", "bob"));
  probe::Learned merged;
  merged.merge(learned);
  CHECK(merged.value_for(order, "number", "alice") == "4711");
}

TEST_CASE("a link goes before a member that merely bears the name") {
  const auto contract = spec::load_text(linked_document, "links.yaml");
  const Operation& part = *contract->operation("GET /parts/{part}");
  probe::Learned learned;
  learned.learn(at("/parts"), "alice", json(R"([{"part": "by name"}])"));
  CHECK(learned.value_for(part, "part", "alice") == "by name");
  learned.learn_links(
      *contract, *contract->operation("POST /basket"), "alice", json(R"({"lines": ["a-1"]})", 201));
  CHECK(learned.value_for(part, "part", "alice") == "a-1");
}

TEST_CASE("a refusal and an answer without links give no values") {
  const auto contract = spec::load_text(linked_document, "links.yaml");
  const Operation& basket = *contract->operation("POST /basket");
  probe::Learned learned;
  learned.learn_links(*contract, basket, "alice", json(R"({"lines": ["a-1"]})", 400));
  learned.learn_links(*contract, basket, "alice", json(R"({"lines": ["a-1"]})", 200));
  CHECK_FALSE(learned.value_for(*contract->operation("GET /parts/{part}"), "part", "alice"));
}
