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

}  // namespace sworn::probe
