// SPDX-License-Identifier: Apache-2.0
#include "probe/object_name.h"

#include <doctest/doctest.h>

#include "document/node.h"
#include "evidence/access_step.h"
#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

const std::string books = "POST /books";

std::string document() {
  return "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\nsecurity: [{Key: []}]\n"
         "components: {securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}}}\npaths:\n"
         "  /books:\n    post:\n      requestBody: {content: {application/json: {schema: {type: "
         "object, properties: {book_title: {type: string, pattern: \"^[a-z-]+[0-9a-f]*$\"}, "
         "email: {type: string}, kind: {type: string}, name: {type: string, enum: [a, b]}, "
         "shelf: {type: string}}}}}}\n      responses: {}\n"
         "  /books/{bookTitle}: {get: {responses: {}}}\n";
}

std::string text_of(const std::string& json, const char* member) {
  const auto parsed = document::parse_json(json, "");
  return parsed ? std::string(parsed->root().string_at(member)) : "";
}

/// The body after a creation of the good credential was answered with these statuses.
std::string named_anew(const std::string& body,
                       const std::vector<int>& statuses = {},
                       const char* parameter = "bookTitle") {
  test::SceneFixture fixture(document(), {});
  for (const int status : statuses) {
    Exchange answer;
    answer.interview = "access";
    answer.subject = books;
    answer.operation = books;
    answer.conversation = "alice";
    answer.step = "good Key";
    answer.identity = "alice";
    answer.credentials = {{"alice", "header x-key", CredentialState::good, "", ""}};
    answer.response = Response{status, "1.1", {}, "{}", false};
    fixture.before.push_back(answer);
  }
  Request request;
  request.body = body;
  base::RandomStream random(1, "name");
  const Scene& scene = fixture.scene();
  name_anew(scene, *scene.contract.operation(books), parameter, random, request);
  return request.body;
}

const std::string sent =
    R"({"book_title":"dune","email":"a@example.org","kind":"novel","name":"a"})";

}  // namespace

TEST_CASE("an object that its client names gets a name that nobody sent before") {
  const std::string body = named_anew(sent);
  CHECK(text_of(body, "book_title").starts_with("sworn-"));
  CHECK(text_of(body, "email") == "a@example.org");
  CHECK(text_of(body, "kind") == "novel");
}

TEST_CASE("a name that the schema lists stays, and so does a body without one") {
  CHECK(text_of(named_anew(sent, {}, "name"), "name") == "a");
  CHECK(named_anew(sent, {}, "id") == sent);
  CHECK(named_anew("title=dune") == "title=dune");
}

TEST_CASE("what a server keeps unique is new too where a second equal creation failed") {
  const std::string body = named_anew(sent, {201, 409});
  CHECK(text_of(body, "email").ends_with("@example.org"));
  CHECK(text_of(body, "email") != "a@example.org");
  CHECK(text_of(body, "kind") == "novel");
  CHECK(text_of(named_anew(sent, {201, 201}), "email") == "a@example.org");
  CHECK(text_of(named_anew(sent, {201, 429}), "email") == "a@example.org");
}

namespace {

/// The body of a registration under a name of its own.
std::string account_anew(const std::string& properties,
                         const std::string& body,
                         const std::string& type = "application/json",
                         std::uint64_t seed = 1) {
  test::SceneFixture fixture(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n"
      "  /register: {post: {requestBody: {content: {" +
          type + ": {schema: {type: object, properties: {" + properties +
          "}}}}}, responses: {}}}\n",
      {});
  Request request;
  request.headers = {{"Content-Type", type}};
  request.body = body;
  base::RandomStream random(seed, "account");
  const Scene& scene = fixture.scene();
  name_account_anew(scene, *scene.contract.operation("POST /register"), random, request);
  return request.body;
}

}  // namespace

TEST_CASE("an account gets another name and address for each request, and nothing else does") {
  const std::string body =
      R"({"user":{"username":"kate","email":"kate@corp.example","password":"dnvcxruh"},"age":7})";
  const std::string first = account_anew("user: {type: object}", body);
  CHECK(first.find("kate") == std::string::npos);
  CHECK(first.find("\"username\":\"sworn") != std::string::npos);
  CHECK(first.find("@example.org\"") != std::string::npos);
  CHECK(first.find("\"password\":\"dnvcxruh\"") != std::string::npos);
  CHECK(first.find("\"age\":7") != std::string::npos);
  CHECK(first != account_anew("user: {type: object}", body, "application/json", 2));
  CHECK(account_anew("", "login=kate&pin=1", "application/x-www-form-urlencoded")
            .starts_with("login=sworn"));
}

TEST_CASE("an account's name that its schema or its form leaves no room for stays") {
  const std::string body = R"({"username":"kate"})";
  CHECK(account_anew("username: {type: string, maxLength: 8}", body).size() == 23);
  CHECK(account_anew("username: {enum: [kate]}", body) == body);
  CHECK(account_anew("username: {type: integer}", R"({"username":7})") == R"({"username":7})");
  CHECK(account_anew("username: {type: string}", "username: kate", "text/plain") ==
        "username: kate");
}

TEST_CASE("what opens an account is a registration, or a collection that takes its password") {
  const std::string account =
      "requestBody: {content: {application/json: {schema: {type: object, properties: {name: "
      "{type: string}, password: {type: string}}}}}}";
  Config config;
  config.values_at["POST /signup"] = {{"body", "{}"}};
  test::SceneFixture fixture(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n"
      "  /register: {post: {responses: {}}}\n"
      "  /signup: {post: {responses: {}}}\n"
      "  /users: {post: {" +
          account +
          ", responses: {}}}\n"
          "  /users/{id}: {get: {responses: {}}}\n"
          "  /books: {post: {responses: {}}}\n"
          "  /books/{id}: {get: {responses: {}}}\n"
          "  /unlock: {post: {" +
          account + ", responses: {}}}\n",
      config);
  const Scene& scene = fixture.scene();
  const auto opens = [&](const char* key) {
    return opens_account(scene, *scene.contract.operation(key));
  };
  CHECK(opens("POST /register"));
  CHECK(opens("POST /users"));
  CHECK(!opens("POST /books"));
  CHECK(!opens("POST /unlock"));
  CHECK(!opens("POST /signup"));
}

}  // namespace sworn::probe
