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

}  // namespace sworn::probe
