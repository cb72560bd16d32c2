// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string health = "GET /health";
const std::string not_enforced = "access-not-enforced";
const std::string overdeclared = "access-security-overdeclared";
const std::string both = "security: [{ApiKeyAuth: [], Signature: []}]";

/// Everybody is told that the key is wrong, with a status that says success.
constexpr std::string_view soft = R"(
alice+ApiKeyAuth | 200 {"error": "bad key"}
alice!ApiKeyAuth | 200 {"error": "bad key"}
alice?ApiKeyAuth | 200 {"error": "bad key"}
- | 200 {"error": "bad key"}
- | 200 {"error": "bad key"}
alice+ApiKeyAuth | 200 {"error": "bad key"})";

constexpr std::string_view refused = R"(
alice+ApiKeyAuth | 401 {"error": "x"}
alice!ApiKeyAuth | 401 {"error": "x"}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 401 {"error": "x"})";

/// Two operations of one answer: an object that has an id, or nothing that is declared.
Courtroom room(const std::string& content, const std::string& members = "") {
  const std::string responses = "responses: {\"200\": {description: x" + content + "}}";
  const std::string get = "{get: {" + (members.empty() ? "" : members + ", ") + responses + "}}\n";
  return Courtroom(document_with("\n  /items: " + get + "  /health: " + get + neighbour_path));
}

const std::string object_with_id =
    ", content: {application/json: {schema: {type: object, required: [id]}}}";

}  // namespace

TEST_CASE("a server that tells everybody the same soft refusal is not shown to be open") {
  for (const auto& [rule, operation] : {std::pair{not_enforced, items}, {overdeclared, health}}) {
    CAPTURE(rule);
    for (const std::string& content : {std::string(), object_with_id}) {
      CAPTURE(content);
      Courtroom court = room(content);
      court.asked(items, soft).asked(health, soft);
      CHECK(court.says(rule, operation) == "inconclusive");
      CHECK(court.verdict(rule, operation).reason ==
            "nothing shows that the credential of alice works anywhere");
      CHECK(court.report().summary.findings[Severity::critical] == 0);
    }
  }
}

TEST_CASE("a key that is refused elsewhere and opens nothing accuses nobody") {
  for (const auto& [rule, operation] : {std::pair{not_enforced, items}, {overdeclared, health}}) {
    CAPTURE(rule);
    Courtroom court = room(object_with_id);
    court.asked(items, open).asked(health, open).asked(neighbour, refused);
    CHECK(court.says(rule, operation) == "inconclusive");
    CHECK(court.verdict(rule, operation).reason ==
          "the credential ApiKeyAuth of alice never worked");
  }
}

TEST_CASE("a key that works elsewhere needs no schema to show that an operation is open") {
  for (const auto& [rule, operation] : {std::pair{not_enforced, items}, {overdeclared, health}}) {
    CAPTURE(rule);
    Courtroom court = room("");
    court.asked(items, open).asked(health, open);
    CHECK(court.says(rule, operation) == "inconclusive");
    court.works_elsewhere();
    CHECK(court.says(rule, operation) == "mismatch");
  }
}

TEST_CASE("where everything is open, an answer that is what was declared shows it") {
  for (const auto& [rule, operation] : {std::pair{not_enforced, items}, {overdeclared, health}}) {
    CAPTURE(rule);
    Courtroom court = room(object_with_id);
    court.asked(items, open).asked(health, open).asked(neighbour, open);
    CHECK(court.says(rule, operation) == "mismatch");
  }
}

TEST_CASE("what is declared without a JSON schema shows no success") {
  for (const char* content : {", content: {application/json: {}}",
                              ", content: {text/plain: {schema: {type: string}}}",
                              ", content: {application/json: {schema: {required: [name]}}}"}) {
    CAPTURE(content);
    Courtroom court = room(content);
    court.asked(items, open);
    CHECK(court.says(not_enforced, items) == "inconclusive");
  }
}

TEST_CASE("each member of an AND has to work for the whole to accuse") {
  constexpr std::string_view open_to_all = R"(
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
- | 200 {"id": 2}
- | 200 {"id": 2}
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1})";
  Courtroom court = room("", both);
  court.asked(items, open_to_all).works_elsewhere();
  CHECK(court.says(not_enforced, items) == "inconclusive");  // the signature opened nothing
  court.asked(health, R"(
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
- | 401
- | 401
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1})");
  CHECK(court.says(not_enforced, items) == "mismatch");
}

TEST_CASE("another identity's key is no witness for this one's") {
  Courtroom court = room("");
  court.asked(items, open).asked(neighbour, R"(
bob+ApiKeyAuth | 200 {"id": 1}
- | 401
- | 401
bob+ApiKeyAuth | 200 {"id": 1})");
  CHECK(court.says(not_enforced, items) == "inconclusive");
}

TEST_CASE("what a cache or a cut made of the good answer is the reason, not its status") {
  const auto reason = [](const std::string& good) {
    Courtroom court = room(object_with_id);
    court.asked(items, "alice+ApiKeyAuth | " + good + "\n- | 401\n- | 401\n");
    return court.verdict(not_enforced, items).reason;
  };
  CHECK(reason("200 [Age: 3] {\"id\": 1}") ==
        "a cache answers the good credential, not the server");
  CHECK(reason("500") == "the request does not succeed with a good credential: 500");
}

}  // namespace sworn::test
