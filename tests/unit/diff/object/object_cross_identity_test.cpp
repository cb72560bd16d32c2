// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/object/object_story.h"

namespace sworn::test {
namespace {

const std::string rule = "object-cross-identity";

struct Reading {
  std::string own = alices_item;
  std::string list = {};
  std::string theirs = alices_item;
  std::string absent = not_there;
  std::string nothing = "401 {}";
  std::string again = alices_item;
  std::string owners_list = alices_list;
};

void tell(Courtroom& court, const Reading& r, const std::string& operation, int round = 1) {
  court.told(
      "objects",
      operation,
      "owner | asks for its own object | = | alice+ApiKeyAuth | " + r.own +
          (r.list.empty()
               ? ""
               : "\nintruder | lists objects | GET /items | bob+ApiKeyAuth | " + r.list +
                     "\nowner | lists objects | GET /items | alice+ApiKeyAuth | " + r.owners_list) +
          "\nintruder | asks for the owner's object | = | bob+ApiKeyAuth | " + r.theirs +
          "\nintruder | asks for an object that does not exist | = | bob+ApiKeyAuth | " + r.absent +
          "\noutsider | asks with nothing | = | - | " + r.nothing +
          "\nowner | asks for its own object again | = | alice+ApiKeyAuth | " + r.again,
      round);
}

Courtroom read(const Reading& r, bool is_owned = true) {
  Courtroom court = two_tenants();
  if (is_owned) {
    court.transcript.settings.identities.front().owns = {{"itemId", {"17"}}};
  }
  tell(court, r, item);
  number_objects(court);
  return court;
}

std::string says(const Reading& r, bool is_owned = true) {
  return read(r, is_owned).says(rule, item);
}

/// alice creates it at the baseline.
Courtroom created(const Reading& r) {
  Courtroom court = two_tenants();
  court.asked(new_item, "alice+ApiKeyAuth | 201 {\"id\": \"17\"}");
  tell(court, r, item);
  number_objects(court);
  return court;
}

struct Listing {
  std::string own = alices_list;
  std::string theirs = R"(200 {"items": [{"id": "18"}, {"id": "17"}]})";
  std::string nothing = "401 {}";
};

std::string listed(const Listing& l) {
  Courtroom court = two_tenants();
  court.transcript.settings.identities.front().owns = {{"itemId", {"17"}}};
  court.told("objects",
             items,
             "owner | lists objects | = | alice+ApiKeyAuth | " + l.own +
                 "\nintruder | lists objects | = | bob+ApiKeyAuth | " + l.theirs +
                 "\noutsider | asks with nothing | = | - | " + l.nothing +
                 "\nowner | lists objects again | = | alice+ApiKeyAuth | " + l.own);
  return court.says(rule, items);
}

}  // namespace

TEST_CASE("an object that the configuration calls one's alone and another is given is found") {
  Courtroom court = read({});
  const diff::Verdict verdict = court.verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK_FALSE(verdict.severity.has_value());
  CHECK(verdict.observed == "bob is given what is alice's");
}

TEST_CASE("an object of another place in the configuration is one's alone too") {
  Courtroom court = read({}, false);
  court.transcript.settings.identities.front().owns_at = {{item, {{"itemId", {"17"}}}}};
  const diff::Verdict verdict = court.verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK_FALSE(verdict.severity.has_value());
}

TEST_CASE("a finding across identities is seen twice before it is confirmed") {
  Courtroom court = read({});
  CHECK(finding(court.report(), rule, item)->confidence == Confidence::likely);
  tell(court, {}, item, 2);
  number_objects(court);
  CHECK(finding(court.report(), rule, item)->confidence == Confidence::confirmed);
}

TEST_CASE("whatever is said of an object that does not exist is a refusal") {
  CHECK(says({.theirs = not_there}) == "match");
  CHECK(says({.theirs = "403 {}"}) == "match");
  CHECK(says({.theirs = "500 {\"e\": 1}", .absent = "500 {\"e\": 1}"}) == "match");
  CHECK(says({.theirs = "200 {\"error\": \"none\"}", .absent = "200 {\"error\": \"none\"}"}) ==
        "match");
}

TEST_CASE("an error that is no refusal clears nobody") {
  CHECK(says({.theirs = "500 {\"e\": 1}"}) == "inconclusive");
  CHECK(says({.theirs = "429 {}", .absent = "429 {}"}) == "inconclusive");
  CHECK(says({.theirs = "timeout"}) == "inconclusive");
}

TEST_CASE("an identifier that is not looked at is no object of another") {
  const std::string own = R"(200 {"id": "18", "label": "of bob's"})";
  CHECK(says({.theirs = own, .absent = own}) == "inconclusive");
}

TEST_CASE("the caller's own object in the other's place is no finding") {
  CHECK(says({.theirs = R"(200 {"id": "18", "label": "of bob's"})"}) == "inconclusive");
}

TEST_CASE("an owner who is not given its own object makes no finding") {
  CHECK(says({.own = "500 {}"}) == "inconclusive");
  CHECK(says({.again = "500 {}"}) == "inconclusive");
}

TEST_CASE("an object that everybody is given belongs to the rules of access") {
  CHECK(says({.nothing = alices_item}) == "not-applicable");
}

TEST_CASE("two keys of one account are no two identities") {
  Courtroom court = two_tenants(R"(200 {"name": "alice"})");
  court.transcript.settings.identities.front().owns = {{"itemId", {"17"}}};
  tell(court, {}, item);
  number_objects(court);
  CHECK(court.says(rule, item) == "inconclusive");
}

TEST_CASE("a credential that works nowhere is refused for that alone") {
  Courtroom court = two_tenants("401 {}");
  tell(court, {.theirs = "403 {}"}, item);
  number_objects(court);
  CHECK(court.says(rule, item) == "inconclusive");
}

TEST_CASE("an object that was only listed to one may be shared: it is told and no more") {
  const diff::Verdict verdict = read({.list = bobs_list}, false).verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.severity == Severity::info);
}

TEST_CASE("an object that its owner created and the other's list lacks is the owner's") {
  const diff::Verdict verdict = created({.list = bobs_list}).verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK_FALSE(verdict.severity.has_value());
}

TEST_CASE("a list that its owner's object is missing from too tells nobody's object") {
  for (const std::string& list : {bobs_list, std::string(R"(200 {"items": []})")}) {
    const diff::Verdict verdict =
        created({.list = bobs_list, .owners_list = list}).verdict(rule, item);
    CHECK(verdict.outcome == diff::Outcome::mismatch);
    CHECK(verdict.severity == Severity::info);
  }
}

TEST_CASE("a view for others, that keeps something back, is information") {
  const std::string whole = R"(200 {"id": "17", "label": "of alice", "city": "Berlin", "phone": )";
  const diff::Verdict verdict = read({.own = whole + R"("+49123456"})",
                                      .theirs = whole + "null}",
                                      .again = whole + R"("+49123456"})"})
                                    .verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.severity == Severity::info);
}

TEST_CASE("an object that its owner created for the question is asked for like any other") {
  Courtroom court = two_tenants();
  court.told(
      "objects",
      item,
      "owner | creates an object | POST /items | alice+ApiKeyAuth | 201 {\"item_id\": \"17\"}");
  tell(court, {.list = bobs_list}, item);
  number_objects(court);
  const diff::Verdict verdict = court.verdict(rule, item);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK_FALSE(verdict.severity.has_value());
}

TEST_CASE("an identifier that a creation only refers to is no object of its sender") {
  Courtroom court = two_tenants();
  court.told(
      "objects", item, "owner | creates an object | POST /items | alice+ApiKeyAuth | 201 {}");
  court.transcript.exchanges.back().request.body = R"({"item_id": "17"})";
  tell(court, {.list = bobs_list}, item);
  number_objects(court);
  CHECK(court.verdict(rule, item).severity == Severity::info);
}

TEST_CASE("what its owner entered as a secret is no more shared than the list says") {
  const auto says_of = [](const std::string& name, const std::string& tenant, const char* list) {
    const std::string vaulted =
        R"(200 {"id": "17", ")" + name + R"(": "{sent POST /items alice.x}"})";
    Courtroom court = two_tenants();
    court.transcript.settings.identities.front().tenant = "acme";
    court.transcript.settings.identities.back().tenant = tenant;
    court.asked(new_item, "alice+ApiKeyAuth | 201 {\"id\": \"17\"}");
    court.transcript.exchanges.back().request.body =
        "{\"" + name + R"(": "{sent POST /items alice.x}"})";
    tell(court, {.own = vaulted, .list = list, .theirs = vaulted, .again = vaulted}, item);
    number_objects(court);
    return court.says(rule, item);
  };
  CHECK(says_of("secret", "globex", alices_list.c_str()) == "mismatch");
  CHECK(says_of("label", "globex", alices_list.c_str()) == "not-applicable");
  CHECK(says_of("secret", "acme", alices_list.c_str()) == "not-applicable");
  CHECK(says_of("secret", "", alices_list.c_str()) == "not-applicable");
  CHECK(says_of("secret",
                "globex",
                R"(200 {"all": [{"id": "17", "s": "{sent POST /items alice.x}"}]})") ==
        "not-applicable");
}

TEST_CASE("an object that the other is listed too is shared") {
  CHECK(created({.list = alices_list}).says(rule, item) == "not-applicable");
  CHECK(created({.list = R"(200 {"all": ["/items/17"]})"}).says(rule, item) == "not-applicable");
}

TEST_CASE("identifiers that two creations have in common tell nobody's object") {
  Courtroom court = created({.list = bobs_list});
  CHECK(court.says(rule, item) == "mismatch");
  court.asked(new_item, "bob+ApiKeyAuth | 201 {\"id\": \"17\"}");
  CHECK(court.says(rule, item) == "not-applicable");
}

TEST_CASE("a neighbour that refuses the other shows whose a created object is") {
  Courtroom court = created({});
  CHECK(court.verdict(rule, item).severity == Severity::info);
  tell(court, {.theirs = "403 {}"}, item_parts);
  number_objects(court);
  CHECK_FALSE(court.verdict(rule, item).severity.has_value());
  CHECK(court.says(rule, item_parts) == "match");
}

TEST_CASE("an owned object in another's list is found, and its number elsewhere is not") {
  CHECK(listed({}) == "mismatch");
  CHECK(listed({.theirs = bobs_list}) == "match");
  CHECK(listed({.theirs = R"(200 {"items": [{"id": "18", "count": "17"}]})"}) == "match");
  CHECK(listed({.own = bobs_list}) == "inconclusive");
  CHECK(listed({.nothing = alices_list}) == "not-applicable");
}

TEST_CASE("a tenant's name in the query is looked up among what is owned") {
  Courtroom court(document_with(
      "  /usage:\n    get:\n      parameters: [{name: tenant, in: query, schema: {type: "
      "string}}]\n      responses: {\"200\": {description: x}}\n"
      "  /me: {get: {responses: {\"200\": {description: x}}}}\n"));
  court.transcript.settings.identities = two_tenants().transcript.settings.identities;
  court.transcript.settings.identities.front().owns = {{"tenant", {"acme"}}};
  for (const Exchange& exchange : two_tenants().transcript.exchanges) {
    court.transcript.exchanges.push_back(exchange);
  }
  tell(court,
       {.own = "200 {\"requests\": 4711}",
        .theirs = "200 {\"requests\": 4711}",
        .absent = "403 {}",
        .again = "200 {\"requests\": 4711}"},
       "GET /usage");
  CHECK(court.verdict(rule, "GET /usage").severity == Severity::info);
  for (Exchange& exchange : court.transcript.exchanges) {
    exchange.request.url += "?tenant=acme";
  }
  CHECK(court.says(rule, "GET /usage") == "mismatch");
  CHECK_FALSE(court.verdict(rule, "GET /usage").severity.has_value());
}

TEST_CASE("an operation that nobody asked across identities is not judged") {
  CHECK(two_tenants().says(rule, item) == "not-applicable");
  Courtroom court = two_tenants();
  court.told("objects", item, "owner | asks for its own object | = | - | not-asked no object");
  CHECK(court.says(rule, item) == "not-applicable");
}

TEST_CASE("an object says nothing where the list that could share it was lost") {
  // Both are listed it: shared.
  CHECK(created({.list = alices_list}).says(rule, item) == "not-applicable");
  for (const char* lost : {"503 busy", "429", "timeout"}) {
    CAPTURE(lost);
    CHECK(created({.list = lost}).says(rule, item) == "inconclusive");
  }
  CHECK(read({.list = "503 busy"}).says(rule, item) == "mismatch");
}

TEST_CASE("a gateway's answer to the other identity is no refusal") {
  CHECK(says({.theirs = "503 busy", .absent = "503 busy"}) == "inconclusive");
  CHECK(listed({.theirs = "503 busy"}) == "inconclusive");
}

}  // namespace sworn::test
