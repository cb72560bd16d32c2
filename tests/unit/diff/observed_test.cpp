// SPDX-License-Identifier: Apache-2.0
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

TEST_CASE("what was not found out is not told") {
  CHECK(observed("").empty());
  CHECK(observed("alice+ApiKeyAuth | timeout\n- | timeout").empty());
  CHECK(observed("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 200 {\"id\": 1}\n- | "
                 "401\nalice+ApiKeyAuth | 200 {\"id\": 1}")
            .empty());
}

}  // namespace sworn::test
