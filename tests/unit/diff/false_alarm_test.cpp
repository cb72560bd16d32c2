// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

// Servers that were met and misjudged once, each with what it did.

namespace sworn::test {
namespace {

Courtroom court_of(const std::string& paths) {
  Courtroom court(document_with(paths + neighbour_path));
  court.works_elsewhere();
  return court;
}

const std::string items = R"(
  /items: {get: {responses: {"200": {description: x}, "401": {description: x}}}}
)";

}  // namespace

TEST_CASE("a soft 200 to a wrong key is no acceptance, though its envelope is that of success") {
  Courtroom court = court_of(items);
  court.asked("GET /items", R"(
alice+ApiKeyAuth | 200 {"code": 0, "msg": "ok", "data": {"id": 1}}
- | 401 {"error": "x"}
alice!ApiKeyAuth | 200 {"code": 40101, "msg": "invalid api key", "data": null}
alice?ApiKeyAuth | 200 {"code": 40101, "msg": "invalid api key", "data": null}
alice?ApiKeyAuth | 200 {"code": 40101, "msg": "invalid api key", "data": null}
alice?ApiKeyAuth | 200 {"code": 40101, "msg": "invalid api key", "data": null}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"code": 0, "msg": "ok", "data": {"id": 1}})");
  CHECK(court.says("access-invalid-credential-accepted", "GET /items") != "mismatch");
  CHECK(court.says("access-shape-only-credential", "GET /items") != "mismatch");
  CHECK(court.says("access-not-enforced", "GET /items") == "match");
}

TEST_CASE("an anonymous viewer of null, or of nothing in a list, has seen nothing") {
  for (const auto& [good, none] : std::vector<std::pair<std::string, std::string>>{
           {R"({"data": {"viewer": {"id": 1}}})", R"({"data": {"viewer": null}})"},
           {R"({"items": [{"id": 1}], "hasMore": false})", R"({"items": [], "hasMore": false})"},
           {R"({"errno": 0, "result": [{"id": 1}]})", R"({"errno": 1, "result": []})"}}) {
    CAPTURE(none);
    Courtroom court = court_of(items);
    court.asked("GET /items",
                "alice+ApiKeyAuth | 200 " + good + "\n- | 200 " + none +
                    "\nalice?ApiKeyAuth | 200 " + none + "\n- | 200 " + none +
                    "\nalice+ApiKeyAuth | 200 " + good);
    CHECK(court.says("access-not-enforced", "GET /items") != "mismatch");
  }
}

TEST_CASE("a message that greets by name is no outcome: the operation is open") {
  Courtroom court = court_of(items);
  court.asked("GET /items", R"(
alice+ApiKeyAuth | 200 {"message": "hello, alice"}
- | 200 {"message": "hello, stranger"}
alice?ApiKeyAuth | 200 {"message": "hello, stranger"}
- | 200 {"message": "hello, stranger"}
alice+ApiKeyAuth | 200 {"message": "hello, alice"})");
  CHECK(court.says("access-not-enforced", "GET /items") == "mismatch");
}

TEST_CASE("a page that every unknown path is answered with is no open operation") {
  Courtroom court = court_of(items);
  const std::string page = "200 <!doctype html><title>App</title>";
  court.told("reach", "*", "nobody | asks for an invented path | - | - | " + page);
  court.asked("GET /items",
              "alice+ApiKeyAuth | " + page + "\n- | " + page + "\n- | " + page +
                  "\nalice+ApiKeyAuth | " + page);
  CHECK(court.says("access-not-enforced", "GET /items") == "inconclusive");
}

TEST_CASE("a preflight that answers everybody is over-declared, not open") {
  Courtroom court = court_of(R"(
  /items: {options: {responses: {"204": {description: x}}}}
)");
  court.asked("OPTIONS /items", "alice+ApiKeyAuth | 204\n- | 204\n- | 204\nalice+ApiKeyAuth | 204");
  CHECK(court.says("access-not-enforced", "OPTIONS /items") == "not-applicable");
}

TEST_CASE("an answer to HEAD has no body that could tell a refusal from success") {
  Courtroom court = court_of(R"(
  /items: {head: {responses: {"200": {description: x}}}}
)");
  court.asked("HEAD /items", "alice+ApiKeyAuth | 200\n- | 200\n- | 200\nalice+ApiKeyAuth | 200");
  CHECK(court.says("access-not-enforced", "HEAD /items") == "inconclusive");
}

TEST_CASE("a refusal whose body holds what it guards does not enforce") {
  Courtroom court = court_of(items);
  court.asked("GET /items", R"(
alice+ApiKeyAuth | 200 {"orders": [{"id": 4711, "to": "Alice Liddell"}]}
- | 401 {"orders": [{"id": 4711, "to": "Alice Liddell"}]}
alice?ApiKeyAuth | 401 {"orders": [{"id": 4711, "to": "Alice Liddell"}]}
- | 401 {"orders": [{"id": 4711, "to": "Alice Liddell"}]}
alice+ApiKeyAuth | 200 {"orders": [{"id": 4711, "to": "Alice Liddell"}]})");
  CHECK(court.verdict("access-not-enforced", "GET /items").observed == "none, beneath a refusal");
}

TEST_CASE(
    "a refusal of the body that the document gives success as well may reveal all or nothing") {
  const auto says = [](const std::string& success) {
    Courtroom court = court_of(R"(
  /items: {get: {responses: {default: {description: x, content: {application/json: {schema: {type: object}}}}, "200": )" +
                               success + "}}}\n");
    const std::string said = R"({"id": "retired", "message": "not here any more"})";
    court.asked("GET /items",
                "alice+ApiKeyAuth | 200 " + said + "\n- | 401 " + said +
                    "\nalice?ApiKeyAuth | 401 " + said + "\n- | 401 " + said +
                    "\nalice+ApiKeyAuth | 200 " + said);
    return court.says("access-not-enforced", "GET /items");
  };
  CHECK(says("{$ref: '#/paths/~1items/get/responses/default'}") == "inconclusive");
  CHECK(says("{description: x}") == "mismatch");
}

TEST_CASE("a default that stands for every answer does not clear a refusal that holds an order") {
  Courtroom court = court_of(R"(
  /items: {get: {responses: {default: {description: x, content: {application/json: {schema: {type: object}}}}}}}
)");
  const std::string order =
      R"({"id": 4711, "customer": "Alice Liddell", "iban": "DE02120300000000202051"})";
  court.asked("GET /items",
              "alice+ApiKeyAuth | 200 " + order + "\n- | 401 " + order +
                  "\nalice?ApiKeyAuth | 401 " + order + "\n- | 401 " + order +
                  "\nalice+ApiKeyAuth | 200 " + order);
  CHECK(court.says("access-not-enforced", "GET /items") == "inconclusive");
}

TEST_CASE("a 503 now and then is a limit, not an undeclared status") {
  Courtroom court = court_of(R"(
  /news: {get: {security: [], responses: {"200": {description: x}}}}
)");
  court.asked("GET /news", "- | 503 busy\n- | 200 {}");
  CHECK(court.says("response-status-undeclared", "GET /news") != "mismatch");
  Courtroom broken = court_of(R"(
  /news: {get: {security: [], responses: {"200": {description: x}}}}
)");
  broken.asked("GET /news", "- | 500 oops\n- | 500 oops");
  CHECK(broken.verdict("response-status-undeclared", "GET /news").severity == Severity::medium);
}

TEST_CASE("an object that only its owner sees asks for no undeclared credential") {
  Courtroom court = court_of(R"(
  /items/{id}:
    get:
      security: [{}, {ApiKeyAuth: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: x}, "404": {description: x}}
)");
  court.asked("GET /items/{id}", R"(
alice+ApiKeyAuth | 200 {"id": "a"}
- | 404 {"error": "x"}
alice?ApiKeyAuth | 404 {"error": "x"}
- | 404 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": "a"})");
  CHECK(court.says("access-undeclared-requirement", "GET /items/{id}") == "inconclusive");
}

}  // namespace sworn::test
