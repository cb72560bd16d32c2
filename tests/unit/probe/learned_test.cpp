// SPDX-License-Identifier: Apache-2.0
#include "probe/learned.h"

#include <doctest/doctest.h>

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
