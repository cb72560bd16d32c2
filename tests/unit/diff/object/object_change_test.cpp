// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/object/object_story.h"

namespace sworn::test {
namespace {

const std::string rule = "object-cross-identity";
const std::string written = R"({"label": "sworn-0123456789ab"})";
const std::string changed_item = R"(200 {"id": "17", "label": "sworn-0123456789ab"})";
const std::string another = R"(200 {"id": "27", "label": "of alice"})";

struct Change {
  std::string own = alices_item;
  std::string again = alices_item;
  std::string list = bobs_list;
  std::string read = not_there;
  std::string change = "200 {}";
  std::string absent = not_there;
  std::string after = changed_item;
  std::string nothing = "401 {}";
  std::string beside_after = another;
  std::string owners_list = alices_list;
};

Courtroom changed(const Change& s, const std::string& operation = put_item) {
  Courtroom court = two_tenants();
  const std::string get = " | GET /items/{itemId} | ";
  court.told(
      "objects",
      operation,
      "owner | creates an object | POST /items | alice+ApiKeyAuth | 201 {\"id\": \"17\"}\n"
      "owner | asks for its own object" +
          get + "alice+ApiKeyAuth | " + s.own + "\nowner | asks for its own object again" + get +
          "alice+ApiKeyAuth | " + s.again +
          (s.list.empty()
               ? ""
               : "\nintruder | lists objects | GET /items | bob+ApiKeyAuth | " + s.list +
                     "\nowner | lists objects | GET /items | alice+ApiKeyAuth | " + s.owners_list) +
          "\nintruder | asks for the owner's object" + get + "bob+ApiKeyAuth | " + s.read +
          "\nintruder | changes the owner's object | = | bob+ApiKeyAuth | " + s.change +
          "\nintruder | changes an object that does not exist | = | bob+ApiKeyAuth | " + s.absent +
          "\nowner | asks for its own object after the change" + get + "alice+ApiKeyAuth | " +
          s.after +
          "\nowner of another | creates an object | POST /items | alice+ApiKeyAuth | 201 {\"id\": "
          "\"27\"}\nowner of another | asks for its own object" +
          get + "alice+ApiKeyAuth | " + another +
          "\noutsider | changes the owner's object with nothing | = | - | " + s.nothing +
          "\nowner of another | asks for its own object after the change" + get +
          "alice+ApiKeyAuth | " + s.beside_after);
  for (Exchange& exchange : court.transcript.exchanges) {
    if (exchange.step.starts_with("changes")) {
      exchange.request.body = written;
    }
  }
  number_objects(court);
  return court;
}

std::string says(const Change& s, const std::string& operation = put_item) {
  return changed(s, operation).says(rule, operation);
}

}  // namespace

TEST_CASE("a change by another that the owner's next look shows is found") {
  const diff::Verdict verdict = changed({}).verdict(rule, put_item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.observed == "bob changes what is alice's");
}

TEST_CASE("a change is shown by the owner's look, whatever the status said") {
  CHECK(says({.change = "404 {}"}) == "mismatch");
  CHECK(says({.change = changed_item, .after = alices_item}) == "inconclusive");
}

TEST_CASE("what the owner was shown before already was not written by the other") {
  CHECK(says({.own = changed_item, .again = changed_item}) != "mismatch");
}

TEST_CASE("a removal by another is found where the object is gone for its owner") {
  CHECK(says({.change = "204", .after = not_there}, delete_item) == "mismatch");
  CHECK(says({.change = "204", .after = alices_item}, delete_item) == "inconclusive");
  CHECK(says({.change = "204", .after = "500 {}"}, delete_item) == "inconclusive");
  CHECK(says({.change = "403 {}", .after = not_there}, delete_item) == "inconclusive");
}

TEST_CASE("a refused change that left the object as it was is a match") {
  CHECK(says({.change = "403 {}", .after = alices_item}) == "match");
  CHECK(says({.change = not_there, .after = alices_item}) == "match");
  CHECK(says({.change = "500 {\"e\": 1}", .absent = "500 {\"e\": 1}", .after = alices_item}) ==
        "match");
  CHECK(says({.change = "204", .absent = "204", .after = alices_item}, delete_item) == "match");
}

TEST_CASE("a refusal of the input is no refusal of the identity") {
  CHECK(says({.change = "400 {\"why\": \"label\"}", .after = alices_item}) == "inconclusive");
}

TEST_CASE("an object that everybody changes belongs to the rules of access") {
  CHECK(says({.nothing = "200 {}",
              .beside_after = R"(200 {"id": "27", "label": "sworn-0123456789ab"})"}) ==
        "not-applicable");
  CHECK(says({.change = "204", .after = not_there, .nothing = "204", .beside_after = not_there},
             delete_item) == "not-applicable");
}

TEST_CASE("an object that the other is listed is shared, and changed by design") {
  CHECK(says({.list = alices_list}) == "not-applicable");
}

TEST_CASE("a list with pages tells nobody's object, and a change of it nothing") {
  CHECK(says({.read = alices_item, .owners_list = bobs_list}) == "inconclusive");
}

TEST_CASE("without a list, a refused look tells whose the object is") {
  CHECK(says({.list = ""}) == "mismatch");
  CHECK(says({.list = "", .read = alices_item}) == "inconclusive");
}

TEST_CASE("a change is not judged without a look before and after it") {
  CHECK(says({.own = "500 {}"}) == "inconclusive");
  CHECK(says({.after = "timeout"}) == "inconclusive");
  CHECK(says({.nothing = "timeout"}) == "inconclusive");
}

TEST_CASE("a change that could not be told again is not judged") {
  CHECK(says({.change = "not-asked its body has no member"}) == "not-applicable");
}

}  // namespace sworn::test
