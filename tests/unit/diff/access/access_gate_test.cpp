// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string one_operation = document_with(R"(
  /items: {get: {responses: {"200": {description: x}, "401": {description: x}}}}
)" + neighbour_path);
const std::string items = "GET /items";
const std::string rule = "access-not-enforced";

/// The key works at the neighbour.
Courtroom room(std::string_view lines) {
  Courtroom court(one_operation);
  court.asked(items, lines).works_elsewhere();
  return court;
}

}  // namespace

TEST_CASE("an operation that answers without a credential as with one is not enforced") {
  const Courtroom court = room(open);
  CHECK(court.says(rule, items) == "mismatch");
  const diff::Verdict verdict = court.verdict(rule, items);
  CHECK(verdict.observed == "none");
  CHECK(verdict.scheme == "ApiKeyAuth");
  CHECK(verdict.proof.size() == 4);
  CHECK(verdict.proof.front()->id == 1);
  CHECK(verdict.proof.back()->id == 6);
}

TEST_CASE("an operation that refuses without a credential is enforced") {
  CHECK(room(sound).says(rule, items) == "match");
}

TEST_CASE("no answer is no verdict") {
  CHECK(Courtroom(one_operation).says(rule, items) == "inconclusive");
  const Courtroom silent = room("alice+ApiKeyAuth | timeout\n- | timeout\n- | timeout");
  CHECK(silent.says(rule, items) == "inconclusive");
  CHECK(silent.verdict(rule, items).reason == "the good credential got no answer: timeout");
  const Courtroom left_out = room("- | not-asked needs --writes");
  CHECK(left_out.verdict(rule, items).reason == "needs --writes");
}

TEST_CASE("a public operation needs no enforcement, an optional credential neither") {
  Courtroom court(document_with(R"(
  /news: {get: {security: [], responses: {}}}
  /feed: {get: {security: [{}, {ApiKeyAuth: []}], responses: {}}}
)"));
  court.asked("GET /news", open).asked("GET /feed", open);
  CHECK(court.says(rule, "GET /news") == "not-applicable");
  CHECK(court.says(rule, "GET /feed") == "not-applicable");
  CHECK(court.says("access-undeclared-requirement", "GET /feed") == "match");
}

TEST_CASE("a soft refusal is a refusal whatever its status") {
  for (const std::string refusal : {"200 {\"error\": \"no key\"}",
                                    "302 [Location: /login]",
                                    "400 {\"error\": \"no key\"}",
                                    "404 {\"error\": \"gone\"}",
                                    "500 {\"error\": \"key is null\"}",
                                    "403 {\"error\": \"no\"}"}) {
    CAPTURE(refusal);
    const Courtroom court =
        room("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | " + refusal + "\nalice?ApiKeyAuth | " +
             refusal + "\n- | " + refusal + "\nalice+ApiKeyAuth | 200 {\"id\": 1}");
    CHECK(court.says(rule, items) == "match");
    CHECK(court.says("access-invalid-credential-accepted", items) == "match");
  }
}

TEST_CASE("a 500 is not a refusal where a made-up credential gets another answer") {
  const Courtroom court = room(R"(
alice+ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 500 {"oops": true}
- | 500 {"oops": true}
alice+ApiKeyAuth | 200 {"id": 1})");
  CHECK(court.says(rule, items) == "inconclusive");
  CHECK(court.observed(items).empty());
}

TEST_CASE("an envelope of one form for success and refusal is not an open operation") {
  for (const std::string refusal :
       {R"({"success": false, "data": {"id": 1}})", R"({"success": true, "data": null})"}) {
    CAPTURE(refusal);
    const std::string good = "alice+ApiKeyAuth | 200 {\"success\": true, \"data\": {\"id\": 1}}\n";
    const Courtroom court = room(good + "- | 200 " + refusal + "\nalice?ApiKeyAuth | 200 " +
                                 refusal + "\n- | 200 " + refusal + "\n" + good);
    // None and a made-up key are told the same, and that it failed: refusals.
    CHECK(court.says(rule, items) == "match");
    CHECK(court.says("access-invalid-credential-accepted", items) == "match");
    CHECK(court.observed(items) == "ApiKeyAuth");
  }
  const Courtroom numbered = room(R"(
alice+ApiKeyAuth | 200 {"code": 0, "msg": "ok"}
- | 200 {"code": 40101, "msg": "log in first"}
alice+ApiKeyAuth | 200 {"code": 0, "msg": "ok"})");
  CHECK(numbered.says(rule, items) == "inconclusive");
  const Courtroom ticking = room(R"(
alice+ApiKeyAuth | 200 {"status": 1, "id": 7}
- | 200 {"status": 2, "id": 7}
alice+ApiKeyAuth | 200 {"status": 3, "id": 7})");
  CHECK(ticking.says(rule, items) == "inconclusive");
}

TEST_CASE("an answer from a cache shows nothing of the gate") {
  for (const std::string header : {"Age: 12", "X-Cache: HIT"}) {
    const Courtroom court = room("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 200 [" + header +
                                 "] {\"id\": 1}\nalice+ApiKeyAuth | 200 {\"id\": 1}");
    CHECK(court.says(rule, items) == "inconclusive");
  }
}

TEST_CASE("validation before the gate proves nothing") {
  const Courtroom court = room(R"(
alice+ApiKeyAuth | 400 {"error": "q is missing"}
alice?ApiKeyAuth | 400 {"error": "q is missing"}
- | 400 {"error": "q is missing"}
- | 400 {"error": "q is missing"}
alice+ApiKeyAuth | 400 {"error": "q is missing"})");
  CHECK(court.says(rule, items) == "inconclusive");
}

TEST_CASE("an invalid input behind a closed gate still shows the gate") {
  const Courtroom court = room(R"(
alice+ApiKeyAuth | 422 {"error": "q is missing"}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 422 {"error": "q is missing"})");
  CHECK(court.says(rule, items) == "match");
}

TEST_CASE("an identity that is not entitled shows a gate and no rejected credential") {
  Courtroom court(one_operation);
  court.asked(items, R"(
alice+ApiKeyAuth | 403 {"error": "admins only"}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 403 {"error": "admins only"})");
  CHECK(court.says(rule, items) == "match");
  CHECK(court.report().problems.empty());
}

TEST_CASE("a missing route has no access verdict") {
  Courtroom court(one_operation);
  court.told("reach", "*", R"(
nobody | asks for an invented path | - | - | 404 {"error": "not found"}
alice | asks for an invented path | - | alice+ApiKeyAuth | 404 {"error": "not found"})");
  court.asked(items, R"(
alice+ApiKeyAuth | 404 {"error": "not found"}
- | 404 {"error": "not found"}
- | 404 {"error": "not found"}
alice+ApiKeyAuth | 404 {"error": "not found"})");
  for (const char* id : {"access-not-enforced",
                         "access-invalid-credential-accepted",
                         "access-shape-only-credential",
                         "access-partial-requirement",
                         "access-credential-rejected",
                         "access-refusal-undeclared"}) {
    CAPTURE(id);
    CHECK(court.says(id, items) == "not-applicable");
  }
}

TEST_CASE("a good credential that fails afterwards makes no verdict") {
  const Courtroom court = room(R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 200 {"id": 1}
- | 200 {"id": 1}
alice+ApiKeyAuth | 401 {"error": "x"})");
  CHECK(court.says(rule, items) == "inconclusive");
  CHECK(court.verdict(rule, items).reason == "the credential of alice is refused with 401");
}

TEST_CASE("controls that flap make no verdict") {
  const Courtroom court = room(R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
- | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1})");
  CHECK(court.says(rule, items) == "inconclusive");
}

TEST_CASE("one answer for all is one step less than critical, and an empty list shows nothing") {
  const Courtroom same = room(R"(
alice+ApiKeyAuth | 200 {"motd": "hello"}
- | 200 {"motd": "hello"}
alice+ApiKeyAuth | 200 {"motd": "hello"})");
  CHECK(same.verdict(rule, items).severity == Severity::high);
  const Courtroom empty = room(R"(
alice+ApiKeyAuth | 200 {"items": [{"id": 1}], "total": 1}
- | 200 {"items": [], "total": 0}
alice+ApiKeyAuth | 200 {"items": [{"id": 1}], "total": 1})");
  CHECK(empty.says(rule, items) == "inconclusive");
  const Courtroom mail = room(R"(
alice+ApiKeyAuth | 200 {"owner": "alice@example.org"}
- | 200 {"owner": "alice@example.org"}
alice+ApiKeyAuth | 200 {"owner": "alice@example.org"})");
  CHECK_FALSE(mail.verdict(rule, items).severity.has_value());
  Courtroom owned = room(R"(
alice+ApiKeyAuth | 200 {"order": "A-4711"}
- | 200 {"order": "A-4711"}
alice+ApiKeyAuth | 200 {"order": "A-4711"})");
  owned.transcript.settings.identities.front().owns["orderId"] = {"A-4711"};
  CHECK_FALSE(owned.verdict(rule, items).severity.has_value());
}

TEST_CASE("the decisive request is the first that is to be repeated") {
  Courtroom court = room(open);
  court.asked(items, open, 2);
  const Report report = court.report();
  const Finding* one = finding(report, rule, items);
  REQUIRE(one != nullptr);
  REQUIRE(one->curl.size() == one->exchanges.size());
  CHECK(one->curl.front() == "curl -i http://127.0.0.1:8080/items");
  CHECK(one->curl[1].find("${ALICE_APIKEYAUTH:?") != std::string::npos);
  // The story is told in its order all the same.
  CHECK(one->exchanges.front() < one->exchanges[1]);
}

TEST_CASE(
    "a login and a health check under the root requirement are overdeclared and not unenforced") {
  Courtroom court(document_with(R"(
  /login: {post: {requestBody: {content: {application/json: {schema: {properties: {username: {type: string}, password: {type: string}}}}}}, responses: {}}}
  /health: {get: {responses: {}}}
  /session: {post: {security: [{ApiKeyAuth: []}], responses: {}}}
  /ready: {get: {security: [{ApiKeyAuth: []}], responses: {}}}
)" + neighbour_path));
  court.works_elsewhere();
  for (const char* key : {"POST /login", "GET /health", "POST /session", "GET /ready"}) {
    court.asked(key, open);
  }
  for (const char* key : {"POST /login", "GET /health"}) {
    CHECK(court.says("access-not-enforced", key) == "not-applicable");
    CHECK(court.says("access-security-overdeclared", key) == "mismatch");
  }
  // A login whose only credential is the key that it declares itself hands sessions to everybody.
  CHECK(court.says("access-not-enforced", "POST /session") == "mismatch");
  CHECK(court.says("access-security-overdeclared", "POST /session") == "not-applicable");
  CHECK(court.says("access-not-enforced", "GET /ready") == "mismatch");
}

TEST_CASE(
    "an overdeclared operation is open before and after, and a refusal of login fields is no "
    "gate") {
  const std::string text =
      document_with("  /health: {get: {responses: {}}}\n  /items: {get: {responses: {}}}\n");
  const auto says = [&](std::string_view lines) {
    return Courtroom(text)
        .asked("GET /health", lines)
        .says("access-security-overdeclared", "GET /health");
  };
  CHECK(says(sound) == "match");
  CHECK(says("- | timeout\n- | timeout") == "inconclusive");
  CHECK(says("") == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 200 {\"id\": 1}\n- | 503\nalice+ApiKeyAuth | "
             "200 {\"id\": 1}") == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 200 {\"id\": 1}\n- | 200 {\"id\": "
             "1}\nalice+ApiKeyAuth | 503") == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | 401\n- | 401\n- | 401\nalice+ApiKeyAuth | 401") == "inconclusive");
  CHECK(Courtroom(text).asked(items, open).says("access-security-overdeclared", items) ==
        "not-applicable");
}

}  // namespace sworn::test
