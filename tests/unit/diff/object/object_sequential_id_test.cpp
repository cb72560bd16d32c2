// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/object/object_story.h"

namespace sworn::test {
namespace {

const std::string rule = "object-sequential-id";

std::string created(const std::vector<std::string>& ids) {
  Courtroom court = two_tenants();
  std::string lines;
  for (const std::string& id : ids) {
    lines += "alice+ApiKeyAuth | 201 {\"id\": " + id + "}\n";
  }
  court.asked(new_item, lines);
  return court.says(rule, new_item);
}

}  // namespace

TEST_CASE("identifiers that count up are found, numbers or texts of digits") {
  CHECK(created({"7", "8", "12"}) == "mismatch");
  CHECK(created({"\"1007\"", "\"1009\"", "\"1008\""}) == "mismatch");
}

TEST_CASE("random numbers and texts do not count up") {
  CHECK(created({"7", "8", "4711"}) == "match");
  CHECK(created({"\"a1b2\"", "\"a1b3\"", "\"a1b4\""}) == "match");
}

TEST_CASE("two identifiers are no sequence, nor is one that is told twice") {
  CHECK(created({"7", "8"}) == "inconclusive");
  CHECK(created({"7", "8", "8"}) == "inconclusive");
  CHECK(created({}) == "inconclusive");
}

TEST_CASE("where nothing can be created a list tells its identifiers") {
  Courtroom court(
      document_with("  /items: {get: {responses: {\"200\": {description: x}}}}\n"
                    "  /items/{itemId}: {get: {responses: {\"200\": {description: x}}}}\n"));
  court.asked(items, R"(alice+ApiKeyAuth | 200 {"items": [{"id": 3}, {"id": 4}, {"id": 5}]})");
  CHECK(court.says(rule, items) == "mismatch");
  CHECK(court.says(rule, item) == "not-applicable");
  CHECK(two_tenants().says(rule, items) == "not-applicable");
}

}  // namespace sworn::test
