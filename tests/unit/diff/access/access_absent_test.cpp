// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string rule = "access-not-enforced";
const std::string remove_item = "DELETE /items/{id}";

struct Absent {
  std::string good = R"(404 {"error": "no such item"})";
  std::string none = R"(404 {"error": "no such item"})";
  std::string made_up = R"(404 {"error": "no such item"})";
  std::string invented = R"(404 {"error": "no such route"})";
};

Courtroom asked(const Absent& a, bool works_elsewhere = true) {
  Courtroom court(document_with(
      "  /items/{id}: {delete: {responses: {\"204\": {description: x}, \"401\": {description: x}}, "
      "parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}\n" +
      neighbour_path));
  if (works_elsewhere) {
    court.works_elsewhere();
  }
  court.told("reach", "*", "nobody | asks for an invented path | - | - | " + a.invented);
  court.asked(remove_item,
              "alice+ApiKeyAuth | " + a.good + "\n- | " + a.none + "\nalice!ApiKeyAuth | " +
                  a.made_up + "\nalice?ApiKeyAuth | " + a.made_up + "\n- | " + a.none +
                  "\nalice+ApiKeyAuth | " + a.good);
  return court;
}

std::string says(const Absent& a) {
  return asked(a).says(rule, remove_item);
}

}  // namespace

TEST_CASE("who brings nothing and is told that the object is not there was likely let in") {
  Courtroom court = asked({});
  CHECK(court.says(rule, remove_item) == "mismatch");
  const Report report = court.report();
  const Finding* found = finding(report, rule, remove_item);
  REQUIRE(found != nullptr);
  CHECK(found->confidence == Confidence::likely);
  CHECK(found->severity == Severity::medium);
}

TEST_CASE("no repeat makes certain what an object that is not there shows") {
  Courtroom court = asked({});
  court.asked(remove_item,
              "alice+ApiKeyAuth | 404 {\"error\": \"no such item\"}\n- | 404 {\"error\": \"no such "
              "item\"}\nalice?ApiKeyAuth | 404 {\"error\": \"no such item\"}\n- | 404 {\"error\": "
              "\"no such item\"}",
              2);
  const Report report = court.report();
  const Finding* found = finding(report, rule, remove_item);
  REQUIRE(found != nullptr);
  CHECK(found->confidence == Confidence::likely);
}

TEST_CASE("a refusal before the object is looked for is no open gate") {
  CHECK(says({.none = "401 {}", .made_up = "401 {}"}) != "mismatch");
  CHECK(says({.none = R"(404 {"error": "who are you"})"}) != "mismatch");
  CHECK(says({.made_up = "401 {}"}) != "mismatch");
}

TEST_CASE("an answer that invented paths get as well shows no gate") {
  CHECK(says({.invented = R"(404 {"error": "no such item"})"}) != "mismatch");
  CHECK(says({.invented = "timeout"}) == "inconclusive");
}

TEST_CASE("a complaint about the input shows no gate") {
  const std::string bad = R"(400 {"error": "no such item"})";
  CHECK(says({.good = bad, .none = bad, .made_up = bad}) == "inconclusive");
}

TEST_CASE("a credential that works nowhere may be refused as nobody is") {
  CHECK(asked({}, false).says(rule, remove_item) == "inconclusive");
}

}  // namespace sworn::test
