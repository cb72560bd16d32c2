// SPDX-License-Identifier: Apache-2.0
#include "probe/cleanup.h"

#include <doctest/doctest.h>

#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

std::string document() {
  return "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n"
         "  /shops/{shop}/books: {post: {responses: {}}}\n"
         "  /shops/{shop}/books/{bookTitle}: {delete: {responses: {}}}\n"
         "  /users: {post: {responses: {}}}\n"
         "  /users/{userId}: {delete: {responses: {}}}\n"
         "  /pets/{petId}: {put: {responses: {}}, delete: {responses: {}}}\n"
         "  /reports: {post: {responses: {}}}\n"
         "  /login: {post: {responses: {}}}\n"
         "  /orders/: {post: {responses: {}}}\n"
         "  /orders/{id}/: {delete: {responses: {}}}\n";
}

/// What is removed after this creation: "DELETE http://h/users/7".
std::vector<std::string> removed(const std::string& operation,
                                 const std::string& url,
                                 const std::string& sent,
                                 const std::string& answer) {
  test::SceneFixture fixture(document(), {});
  Exchange creation;
  creation.operation = operation;
  creation.request = Request{"POST", url, {}, sent};
  creation.response = Response{201, "1.1", {}, answer, false};
  Stage stage(fixture.scene(), "cleanup", "*");
  remove_created(stage, created_in(fixture.contract, {creation, creation}));
  return fixture.transport.asked;
}

/// What is removed after these answers to one PUT: "DELETE http://h/pets/7".
std::vector<std::string> removed_after_puts(const std::vector<int>& statuses) {
  test::SceneFixture fixture(document(), {});
  std::vector<Exchange> exchanges;
  for (const int status : statuses) {
    Exchange put;
    put.operation = "PUT /pets/{petId}";
    put.request = Request{"PUT", "http://h/pets/7", {}, "{}"};
    put.response = Response{status, "1.1", {}, "", false};
    put.started_ms = static_cast<double>(exchanges.size());
    exchanges.push_back(std::move(put));
  }
  Stage stage(fixture.scene(), "cleanup", "*");
  remove_created(stage, created_in(fixture.contract, exchanges));
  return fixture.transport.asked;
}

/// What is said to be left after answers of that status to one POST.
std::vector<std::string> left(const std::string& operation,
                              int status,
                              const std::string& answer,
                              std::size_t times) {
  test::SceneFixture fixture(document(), {});
  Exchange creation;
  creation.operation = operation;
  creation.request = Request{"POST", "http://h" + operation.substr(5), {}, "{}"};
  creation.response = Response{status, "1.1", {}, answer, false};
  Stage stage(fixture.scene(), "cleanup", "*");
  note_what_stays(stage, std::vector<Exchange>(times, creation));
  std::vector<std::string> reasons;
  for (const Exchange& note : stage.notes()) {
    reasons.push_back(note.reason);
  }
  return reasons;
}

using Asked = std::vector<std::string>;
const std::string books = "POST /shops/{shop}/books";

}  // namespace

TEST_CASE("an object that the answer names is removed once, and nothing that it refers to") {
  CHECK(removed("POST /users",
                "http://h/users",
                "{}",
                R"({"id": "u100", "manager": {"userId": "boss"}})") ==
        Asked{"DELETE http://h/users/u100"});
}

TEST_CASE("an object is removed from where it was created") {
  CHECK(removed(books, "http://h/shops/b%20c/books", "{}", R"({"bookTitle": "dune"})") ==
        Asked{"DELETE http://h/shops/b%20c/books/dune"});
}

TEST_CASE("an object is removed where paths end in a slash") {
  CHECK(removed("POST /orders/", "http://h/orders/", "{}", R"({"id": 7})") ==
        Asked{"DELETE http://h/orders/7/"});
}

TEST_CASE("what only the request names is removed where nobody had that name before") {
  const std::string done = R"({"status": "success"})";
  CHECK(removed(books, "http://h/shops/a/books", R"({"bookTitle": "sworn-0a1b2c3d4e5f"})", done) ==
        Asked{"DELETE http://h/shops/a/books/sworn-0a1b2c3d4e5f"});
  CHECK(removed(books, "http://h/shops/a/books", R"({"bookTitle": "dune"})", done).empty());
}

TEST_CASE("what a PUT created is removed where the server tells creation from change") {
  CHECK(removed_after_puts({201, 200}) == Asked{"DELETE http://h/pets/7"});
  CHECK(removed_after_puts({201, 401, 204}) == Asked{"DELETE http://h/pets/7"});
  CHECK(removed_after_puts({201, 201}).empty());
  CHECK(removed_after_puts({201}).empty());
  CHECK(removed_after_puts({200, 201, 200}).empty());
  CHECK(removed_after_puts({200, 200}).empty());
}

TEST_CASE("what was created and cannot be removed is told, once for each operation") {
  const std::string end = ", and nothing tells how to remove what it created, which is left";
  CHECK(left("POST /reports", 201, "{}", 2) == Asked{"POST /reports answered 201 2 times" + end});
  CHECK(left("POST /users", 201, "{}", 1) == Asked{"POST /users answered 201 once" + end});
  CHECK(left("POST /users", 201, R"({"id": 7})", 2).empty());
  CHECK(left("POST /reports", 200, "{}", 2).empty());
  CHECK(left("POST /login", 201, "{}", 2).empty());
}

}  // namespace sworn::probe
