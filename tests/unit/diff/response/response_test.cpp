// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string status = "response-status-undeclared";
const std::string type = "response-content-type-undeclared";
const std::string schema = "response-schema-mismatch";

const std::string responses =
    R"(responses: {"200": {description: x, content: {application/json: {schema: {type: object, required: [id],
    properties: {id: {type: integer}, token: {type: string, pattern: "^[0-9a-f]{32}$"}, by: {type: object, additionalProperties: {type: object, properties: {age: {type: integer}}}}}}}}},
    "204": {description: x}})";

/// What a rule says of one good answer.
std::string says(const std::string& rule,
                 const std::string& answer,
                 const std::string& security = "") {
  Courtroom court(document_with("\n  /items: {get: {" + security + responses + "}}\n"));
  const std::string good = "alice+ApiKeyAuth | " + answer + "\n";
  court.asked(items, good + "- | 401\n- | 401\n" + good);
  return court.says(rule, items);
}

}  // namespace

TEST_CASE("a good request is answered with a declared status") {
  CHECK(says(status, "200 {\"id\": 1}") == "match");
  CHECK(says(status, "206 {\"id\": 1}") == "mismatch");
  CHECK(says(status, "404 {\"error\": 1}") == "mismatch");
  CHECK(says(status, "429") == "inconclusive");
  CHECK(says(status, "503") == "inconclusive");
  CHECK(says(status, "timeout") == "inconclusive");
  // Refusals are access-refusal-undeclared.
  CHECK(says(status, "401 {\"error\": 1}") == "inconclusive");
  CHECK(says(status, "403 {\"error\": 1}") == "inconclusive");
}

TEST_CASE("a crash over a good credential is graver than an odd status") {
  Courtroom court(document_with("\n  /items: {get: {" + responses + "}}\n"));
  court.asked(items, "alice+ApiKeyAuth | 500 oops\n- | 401\n- | 401\nalice+ApiKeyAuth | 500 oops");
  CHECK(court.says(status, items) == "mismatch");
  CHECK(court.verdict(status, items).severity == Severity::medium);
  Courtroom all(document_with("\n  /items: {get: {" + responses + "}}\n"));
  all.asked(items,
            "alice+ApiKeyAuth | 500 oops\n- | 500 oops\n- | 500 oops\nalice+ApiKeyAuth | 500 oops");
  CHECK(all.says(status, items) == "inconclusive");
}

TEST_CASE("a public operation is judged by its anonymous answers, refusals and limits aside") {
  Courtroom court(document_with("\n  /items: {get: {security: [], " + responses +
                                "}}\n  /login: {post: {security: [], " + responses + "}}\n"));
  court.asked(items, "- | 202 {\"id\": 1}").asked("POST /login", "- | 400 {\"error\": 1}");
  CHECK(court.says(status, items) == "mismatch");
  CHECK(court.says(status, "POST /login") == "inconclusive");
  for (const char* answer : {"401", "403", "408", "429", "502", "503", "504"}) {
    CAPTURE(answer);
    Courtroom other(document_with("\n  /items: {get: {security: [], " + responses + "}}\n"));
    other.asked(items, std::string("- | ") + answer + "\n- | " + answer);
    CHECK(other.says(status, items) == "inconclusive");
  }
}

TEST_CASE("rules of answers do not judge routes that do not exist") {
  Courtroom court(document_with("\n  /items: {get: {security: [], " + responses + "}}\n"));
  court.told("reach", "*", "nobody | asks | - | - | 404 {\"error\": 1}")
      .asked(items, "- | 404 {\"error\": 1}");
  for (const std::string& rule : {status, type, schema}) {
    CHECK(court.says(rule, items) == "not-applicable");
  }
}

TEST_CASE("nothing is said against a content type where the document declares none that is one") {
  Courtroom court(document_with(
      "\n  /items: {get: {responses: {'200': {description: x, content: {undefined: {}}}}}}\n"));
  const std::string good = "alice+ApiKeyAuth | 200 [Content-Type: text/html] <p>\n";
  court.asked(items, good + "- | 401\n- | 401\n" + good);
  CHECK(court.says(type, items) == "inconclusive");
}

TEST_CASE("a body comes in a declared media type, whatever its parameters") {
  CHECK(says(type, "200 [Content-Type: application/json; charset=utf-8] {\"id\": 1}") == "match");
  CHECK(says(type, "200 [Content-Type: text/html] <p>") == "mismatch");
  CHECK(says(type, "200") == "not-applicable");
  CHECK(says(type, "204") == "not-applicable");
  CHECK(says(type, "timeout") == "inconclusive");
}

TEST_CASE("a body satisfies its schema") {
  CHECK(says(schema, "200 {\"id\": 1}") == "match");
  CHECK(says(schema, "200 {\"id\": \"one\"}") == "mismatch");
  CHECK(says(schema, "200 {}") == "mismatch");
  CHECK(says(schema, "200 {\"id\": ") == "mismatch");
  CHECK(says(schema, "200 [Content-Type: text/html] <p>") == "not-applicable");
  CHECK(says(schema, "204") == "not-applicable");
  CHECK(says(schema, "timeout") == "inconclusive");
}

TEST_CASE("a placeholder in a sealed answer breaks no pattern and hides no other mismatch") {
  CHECK(says(schema, "200 {\"id\": 1, \"token\": \"0123456789abcdef0123456789abcdeX\"}") ==
        "mismatch");
  CHECK(says(schema, "200 {\"id\": 1, \"token\": \"{session POST /login first.token}\"}") ==
        "inconclusive");
  CHECK(says(schema, "200 {\"id\": \"one\", \"token\": \"{session POST /login first.token}\"}") ==
        "mismatch");
  CHECK(says(schema, "200 {\"id\": {alice.ApiKeyAuth}}") == "inconclusive");
}

TEST_CASE("keys that a server made up stand in no finding") {
  Courtroom court(document_with("\n  /items: {get: {" + responses + "}}\n"));
  const std::string good =
      "alice+ApiKeyAuth | 200 {\"id\": 1, \"by\": {\"bob@example.org\": {\"age\": \"old\"}}}\n";
  court.asked(items, good + "- | 401\n- | 401\n" + good);
  const diff::Verdict verdict = court.verdict(schema, items);
  CHECK(verdict.observed.starts_with("/by/*/age: "));
  CHECK(verdict.detail.find("bob") == std::string::npos);
}

}  // namespace sworn::test
