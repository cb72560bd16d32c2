// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

Courtroom court_of(std::string_view lines,
                   std::string_view reach,
                   const std::string& path = "/items",
                   std::string_view elsewhere = sound) {
  Courtroom court(document_with("  " + path + ": {get: {responses: {}}}\n" + neighbour_path));
  court.told("reach", "*", reach).asked("GET " + path, lines).asked(neighbour, elsewhere);
  return court;
}

std::string says(std::string_view lines,
                 std::string_view reach,
                 const std::string& path = "/items",
                 std::string_view elsewhere = sound) {
  return court_of(lines, reach, path, elsewhere).says("operation-missing", "GET " + path);
}

const std::string items = "GET /items";
constexpr const char* reach = R"(
nobody | asks for an invented path | - | - | 404 {"error": "none"}
alice | asks for an invented path | - | alice+ApiKeyAuth | 404 {"error": "none"})";
constexpr const char* nobody_knows =
    "alice+ApiKeyAuth | 404 {\"error\": \"none\"}\n- | 404 {\"error\": \"none\"}";

}  // namespace

TEST_CASE("an operation that answers as an invented path does not exist") {
  CHECK(says(nobody_knows, reach) == "mismatch");
  // The invented path stands beside it, asked in the same way.
  CHECK(court_of(nobody_knows, reach).steps("operation-missing", items) ==
        std::vector<std::string>{
            "nobody: asks for an invented path", "access: question 1", "> access: question 2"});
  CHECK(says("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401", reach) == "match");
  CHECK(says("", reach) == "inconclusive");
  CHECK(says("- | not-asked needs --writes", reach) == "inconclusive");
}

TEST_CASE(
    "an object that is not there, and a refusal that hides behind 404, are no missing operation") {
  CHECK(says(nobody_knows, reach, "/items/{id}") == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 404 {\"error\": \"none\"}", reach) ==
        "match");
}

TEST_CASE("a 404 to a credential that opens nothing may hide a secured operation") {
  CHECK(says(nobody_knows, reach, "/items", "") == "inconclusive");
  CHECK(says(nobody_knows, reach, "/items", nobody_knows) == "inconclusive");
  CHECK(says(nobody_knows,
             reach,
             "/items",
             "alice+ApiKeyAuth | 401 {\"e\": 1}\n- | 401 {\"e\": 1}") == "inconclusive");
  CHECK(says(nobody_knows, reach, "/items", open) == "inconclusive");
  // Nobody was asked who could be let in.
  CHECK(says("- | 404 {\"error\": \"none\"}", reach) == "inconclusive");
}

TEST_CASE("a public operation is missing whatever any credential is worth") {
  Courtroom court(document_with("  /items: {get: {security: [], responses: {}}}\n"));
  court.told("reach", "*", reach).asked(items, "- | 404 {\"error\": \"none\"}");
  CHECK(court.says("operation-missing", items) == "mismatch");
}

TEST_CASE("a 404 without an invented path to compare, and no answer at all, show no operation") {
  CHECK(says(nobody_knows, "") == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | timeout\n- | timeout", reach) == "inconclusive");
  CHECK(says("alice+ApiKeyAuth | 503\n- | 503", reach) == "inconclusive");
  CHECK(says("- | 401", "") == "inconclusive");
  CHECK(says("- | 401 {\"e\": 1}", "nobody | asks | - | - | 401 {\"e\": 1}") == "inconclusive");
  CHECK(says("- | 401 {\"e\": 1}", reach) == "match");
}

}  // namespace sworn::test
