// SPDX-License-Identifier: Apache-2.0
#include "diff/observed.h"

#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

std::string observed(std::string_view lines, const std::string& security = "") {
  Courtroom court(document_with("\n  /items: {get: {" + security + "responses: {}}}\n"));
  court.asked("GET /items", lines);
  return court.observed("GET /items");
}

}  // namespace

TEST_CASE("what is enforced is told as an expression beside what is declared") {
  CHECK(observed(sound) == "ApiKeyAuth");
  CHECK(observed(open) == "none");
  CHECK(observed("- | 200 {\"id\": 1}\n- | 200 {\"id\": 1}", "security: [], ") == "none");
  CHECK(observed("- | 401\n- | 401", "security: [], ") == "a credential");
  CHECK(observed(
            "alice+ApiKeyAuth | 200 {\"id\": 1}\nalice+Bearer | 200 {\"id\": 1}\n- | 401\n- | 401",
            "security: [{ApiKeyAuth: []}, {Bearer: []}], ")
            .find(" | ") != std::string::npos);
  CHECK(observed("alice+ApiKeyAuth & alice+Signature | 200 {\"id\": 1}\nalice+Bearer | 200 "
                 "{\"id\": 1}\n- | 401\n- | 401",
                 "security: [{ApiKeyAuth: [], Signature: []}, {Bearer: []}], ") ==
        "(ApiKeyAuth & Signature) | Bearer");
}

TEST_CASE("an undeclared credential that opens an operation is observed") {
  CHECK(observed("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401\nalice+Signature | 200 {\"id\": "
                 "1}\n- | 401\nalice+ApiKeyAuth | 200 {\"id\": 1}") == "ApiKeyAuth | Signature");
}

TEST_CASE("an alternative of which a part is enough gives way to the part") {
  const std::string both = "security: [{ApiKeyAuth: [], Signature: []}, {Bearer: []}], ";
  CHECK(observed("alice+ApiKeyAuth & alice+Signature | 200 {\"id\": 1}\nalice+ApiKeyAuth | 200 "
                 "{\"id\": 1}\nalice+Bearer | 200 {\"id\": 1}\n- | 401\n- | 401",
                 both) == "ApiKeyAuth | Bearer");
}

TEST_CASE("any value is told of the alternative that takes it") {
  const std::string either = "security: [{ApiKeyAuth: []}, {Bearer: []}], ";
  CHECK(observed("alice+ApiKeyAuth | 200 {\"id\": 1}\nalice+Bearer | 200 {\"id\": 1}\n- | 401\n"
                 "alice?ApiKeyAuth | 200 {\"id\": 1}\nalice!ApiKeyAuth | 401\n- | 401",
                 either) == "ApiKeyAuth (any value of its shape) | Bearer");
}

TEST_CASE("the observed is weaker than the declared exactly where a rule says so") {
  struct Seen {
    const char* security;
    std::string_view lines;
    diff::Strength strength;
    const char* rule;
  };
  const Seen all[] = {{"", sound, diff::Strength::equal, ""},
                      {"", open, diff::Strength::weaker, "access-not-enforced"},
                      {"security: [{ApiKeyAuth: [], Signature: []}], ",
                       R"(
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1}
alice+Signature | 401
alice+Signature | 401
- | 401
- | 401
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1})",
                       diff::Strength::weaker,
                       "access-partial-requirement"},
                      {"",
                       R"(
alice+ApiKeyAuth | 200 {"id": 1}
alice+Signature | 200 {"id": 1}
- | 401
- | 401
alice+ApiKeyAuth | 200 {"id": 1})",
                       diff::Strength::weaker,
                       "access-undeclared-scheme"},
                      {"security: [], ",
                       R"(
- | 401
- | 401
alice+ApiKeyAuth | 200 {"id": 1})",
                       diff::Strength::stronger,
                       "access-undeclared-requirement"},
                      {"", "alice+ApiKeyAuth | timeout\n- | timeout", diff::Strength::unknown, ""}};
  for (const Seen& seen : all) {
    CAPTURE(seen.lines);
    Courtroom court(document_with("\n  /items: {get: {" + std::string(seen.security) +
                                  "responses: {}}}\n" + neighbour_path));
    court.asked("GET /items", seen.lines);
    court.works_elsewhere();
    const evidence::Facts facts(court.contract, court.transcript.exchanges, 1);
    const Operation& operation = *court.contract.operation("GET /items");
    CHECK(diff::observed_strength({court.contract, operation, court.transcript, facts}) ==
          seen.strength);
    for (const char* rule : {"access-not-enforced",
                             "access-partial-requirement",
                             "access-undeclared-scheme",
                             "access-undeclared-requirement"}) {
      CAPTURE(rule);
      CHECK((court.says(rule, "GET /items") == "mismatch") == (std::string(rule) == seen.rule));
    }
  }
}

TEST_CASE("a page that every path gets tells nothing of an operation") {
  Courtroom court(document_with("\n  /items: {get: {responses: {}}}\n"));
  court.asked("GET /items",
              "alice+ApiKeyAuth | 200 <p>app</p>\n- | 200 <p>app</p>\nalice+ApiKeyAuth | 200 "
              "<p>app</p>\n- | 200 <p>app</p>");
  court.told("reach", "*", "nobody | asks for an invented path | - | - | 200 <p>app</p>");
  CHECK(court.observed("GET /items").empty());
}

TEST_CASE("a public login that refuses what its fields say does not want a credential") {
  for (const char* path : {"/login", "/token/refresh"}) {
    CAPTURE(path);
    Courtroom court(
        document_with("\n  " + std::string(path) + ": {post: {security: [], responses: {}}}\n"));
    const std::string operation = "POST " + std::string(path);
    court.asked(operation, "- | 401 {}\n- | 401 {}");
    CHECK(court.observed(operation).empty());
  }
}

TEST_CASE("what was not found out is not told") {
  CHECK(observed("").empty());
  CHECK(observed("alice+ApiKeyAuth | timeout\n- | timeout").empty());
  CHECK(observed("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 200 {\"id\": 1}\n- | "
                 "401\nalice+ApiKeyAuth | 200 {\"id\": 1}")
            .empty());
}

}  // namespace sworn::test
