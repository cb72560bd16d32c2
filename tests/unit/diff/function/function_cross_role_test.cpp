// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/object/object_story.h"

namespace sworn::test {
namespace {

const std::string rule = "function-cross-role";
const std::string report = "GET /report";
const std::string put_room = "PUT /rooms/{itemId}";
const std::string figures = R"(200 {"revenue": "118.20 EUR"})";

/// alice is an admin, bob a user; /report is for admins, of /rooms the document does not say.
Courtroom two_roles(const std::string& room_of_bob = "403 {\"e\": 1}") {
  const std::string ok = "responses: {\"200\": {description: x}, \"401\": {description: x}}";
  Courtroom court(document_with("  /me: {get: {" + ok +
                                "}}\n  /report: {get: {security: "
                                "[{ApiKeyAuth: [admin]}], " +
                                ok + "}}\n  /rooms: {post: {" + ok +
                                "}}\n  /rooms/{itemId}:\n    get: {" + ok + "}\n    put: {" + ok +
                                "}\n"));
  court.transcript.settings.identities = {
      {"alice", {"ApiKeyAuth"}, {}, "acme", "admin", IdentityState::active},
      {"bob", {"ApiKeyAuth"}, {}, "acme", "user", IdentityState::active}};
  const std::string refused = "- | 401 {}\nalice!ApiKeyAuth | 401 {}\nalice?ApiKeyAuth | 401 {}\n";
  court.asked("GET /me",
              "alice+ApiKeyAuth | 200 {\"name\": \"a\"}\nbob+ApiKeyAuth | 200 {\"name\": \"b\"}\n" +
                  refused + "alice+ApiKeyAuth | 200 {\"name\": \"a\"}");
  court.asked("GET /rooms/{itemId}",
              "alice+ApiKeyAuth | 200 {\"id\": 1}\nbob+ApiKeyAuth | " + room_of_bob + "\n" +
                  refused + "alice+ApiKeyAuth | 200 {\"id\": 1}");
  return court;
}

struct Asked {
  std::string before = figures;
  std::string low = figures;
  std::string nothing = "401 {}";
  std::string after = figures;
};

Courtroom asked(const Asked& a) {
  Courtroom court = two_roles();
  court.told("roles",
             report,
             "high | asks with the high role | = | alice+ApiKeyAuth | " + a.before +
                 "\nlow | asks with the low role | = | bob+ApiKeyAuth | " + a.low +
                 "\noutsider | asks with nothing | = | - | " + a.nothing +
                 "\nhigh | asks with the high role again | = | alice+ApiKeyAuth | " + a.after);
  return court;
}

std::string says(const Asked& a) {
  return asked(a).says(rule, report);
}

struct Change {
  std::string change = "200 {}";
  std::string after = R"(200 {"id": "17", "label": "sworn-0123456789ab"})";
  std::string nothing = "401 {}";
  std::string beside_after = R"(200 {"id": "27", "label": "of alice"})";
};

Courtroom changed(const Change& s, Courtroom court = two_roles()) {
  const std::string get = " | GET /rooms/{itemId} | ";
  const std::string make = " | POST /rooms | alice+ApiKeyAuth | 201 {\"id\": \"17\"}\n";
  court.told(
      "roles",
      put_room,
      "owner | creates an object" + make + "owner | asks for its own object" + get +
          "alice+ApiKeyAuth | " + alices_item + "\nowner | asks for its own object again" + get +
          "alice+ApiKeyAuth | " + alices_item +
          "\nintruder | changes the owner's object | = | bob+ApiKeyAuth | " + s.change +
          "\nintruder | changes an object that does not exist | = | bob+ApiKeyAuth | " + not_there +
          "\nowner | asks for its own object after the change" + get + "alice+ApiKeyAuth | " +
          s.after + "\nowner of another | creates an object" + make +
          "owner of another | asks for its own object" + get +
          "alice+ApiKeyAuth | 200 {\"id\": \"27\", \"label\": \"of alice\"}\noutsider | changes "
          "the owner's object with nothing | = | - | " +
          s.nothing + "\nowner of another | asks for its own object after the change" + get +
          "alice+ApiKeyAuth | " + s.beside_after);
  for (Exchange& exchange : court.transcript.exchanges) {
    if (exchange.step.starts_with("changes")) {
      exchange.request.body = R"({"label": "sworn-0123456789ab"})";
    }
  }
  number_objects(court);
  return court;
}

}  // namespace

TEST_CASE("a user who is answered where the requirement names the role of an admin is found") {
  const diff::Verdict verdict = asked({}).verdict(rule, report);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.declared == "not for bob: the requirement names a role that it lacks");
}

TEST_CASE("a user who holds the named role among its scopes is not denied") {
  Courtroom court = asked({});
  court.transcript.settings.identities.back().scopes = {"admin"};
  CHECK(court.says(rule, report) == "not-applicable");
}

TEST_CASE("an identity of which the configuration says nothing is not denied") {
  Courtroom court = asked({});
  court.transcript.settings.identities.back().role = "";
  CHECK(court.says(rule, report) == "not-applicable");
}

TEST_CASE("a refused role is a match, by 403, by 404 or as nobody is refused") {
  CHECK(says({.low = "403 {}"}) == "match");
  CHECK(says({.low = "404 {}"}) == "match");
  CHECK(says({.low = "200 {\"error\": \"no\"}", .nothing = "200 {\"error\": \"no\"}"}) == "match");
}

TEST_CASE("a low role that is told something else is neither refused nor let in") {
  CHECK(says({.low = "200 {\"hint\": \"ask an admin\"}"}) == "inconclusive");
  CHECK(says({.low = "500 {}"}) == "inconclusive");
  CHECK(says({.low = "timeout"}) == "inconclusive");
}

TEST_CASE("a high role that is not let in proves nothing of the low one") {
  CHECK(says({.before = "500 {}"}) == "inconclusive");
  CHECK(says({.after = "500 {}"}) == "inconclusive");
}

TEST_CASE("a function that is open to everybody belongs to the rules of access") {
  CHECK(says({.nothing = figures}) == "not-applicable");
}

TEST_CASE("a change where GET refuses the role is found by the high role's next look") {
  const diff::Verdict verdict = changed({}).verdict(rule, put_room);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.declared == "not for bob: GET on the same path refuses it");
  CHECK(changed({.after = alices_item}).says(rule, put_room) == "inconclusive");
  CHECK(changed({.change = "403 {}", .after = alices_item}).says(rule, put_room) == "match");
}

TEST_CASE("a change where GET lets the role in is nobody's secret") {
  CHECK(changed({}, two_roles("200 {\"id\": 1}")).says(rule, put_room) == "not-applicable");
}

TEST_CASE("a change that everybody may make belongs to the rules of access") {
  CHECK(changed({.nothing = "200 {}",
                 .beside_after = R"(200 {"id": "27", "label": "sworn-0123456789ab"})"})
            .says(rule, put_room) == "not-applicable");
}

TEST_CASE("an operation of which no role is told apart is not judged") {
  CHECK(two_roles().says(rule, report) == "not-applicable");
}

TEST_CASE("a list that is empty for the low role shows it nothing") {
  const std::string full = R"(200 {"rows": [{"revenue": 1}]})";
  CHECK(says({.before = full, .low = full, .after = full}) == "mismatch");
  CHECK(says({.before = full, .low = R"(200 {"rows": []})", .after = full}) == "inconclusive");
}

}  // namespace sworn::test
