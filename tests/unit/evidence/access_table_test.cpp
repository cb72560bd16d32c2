// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "evidence/facts.h"
#include "unit/evidence/facts_fixture.h"

namespace sworn::evidence::facts_test {

TEST_CASE("an answer stands in the cell of the credentials that it carried, in any order") {
  const Contract c = contract();
  const Exchanges exchanges = {asked("alice", {signature, key}, 200),
                               asked("alice", {bearer}, 200),
                               asked("bob", {bearer}, 403),
                               asked("", {}, 401),
                               asked("alice", {key, signature}, 401, made_up),
                               asked("alice", {bearer}, 401, broken),
                               asked("alice", {key}, 401),
                               asked("alice", {signature}, 401),
                               asked("alice", {"header x-extra"}, 401),
                               asked("alice", {bearer, key}, 200),
                               asked("alice", {key, signature}, 200)};
  const Facts facts(c, exchanges);
  const AccessTable& table = facts.access(items);

  struct Row {
    const char* what;
    const Cells& cells;
    std::size_t index;
    const char* who;
    std::size_t alternative;
    Carried carried;
    Carried missing;
    std::size_t answers;
  };
  constexpr auto no_alternative = AccessCell::no_alternative;
  for (const Row& row : std::vector<Row>{
           {"AND", table.good, 0, "alice", 0, {key, signature}, {}, 2},
           {"OR", table.good, 1, "alice", 1, {bearer}, {}, 1},
           {"another identity", table.good, 2, "bob", 1, {bearer}, {}, 1},
           {"never issued", table.never_issued, 0, "alice", 0, {key, signature}, {}, 1},
           {"broken", table.broken, 0, "alice", 1, {bearer}, {}, 1},
           {"a half", table.partial, 0, "alice", 0, {key}, {signature}, 1},
           {"the other half", table.partial, 1, "alice", 0, {signature}, {key}, 1},
           {"undeclared", table.other, 0, "alice", no_alternative, {"header x-extra"}, {}, 1},
           {"more than asked", table.other, 1, "alice", no_alternative, {key, bearer}, {}, 1}}) {
    CAPTURE(row.what);
    REQUIRE(row.index < row.cells.size());
    const AccessCell& cell = row.cells[row.index];
    CHECK(cell.identity == row.who);
    CHECK(cell.alternative == row.alternative);
    CHECK(cell.carried == row.carried);
    CHECK(cell.missing == row.missing);
    CHECK(cell.answers.size() == row.answers);
  }
  CHECK(table.none.size() == 1);
  CHECK(table.good.size() == 3);
  CHECK(table.partial.size() == 2);
  CHECK(table.other.size() == 2);
  CHECK(table.not_asked.empty());
}

TEST_CASE("a credential that is half made up is made up, and with a broken half it is broken") {
  const Contract c = contract();
  Exchange half = asked("alice", {key, signature}, 401);
  half.credentials[1].state = made_up;
  Exchange worse = half;
  worse.credentials[0].state = broken;
  Exchange part = asked("alice", {key}, 401, made_up);
  const Exchanges exchanges = {half, worse, part};
  const Facts facts(c, exchanges);
  const AccessTable& table = facts.access(items);
  CHECK(table.good.empty());
  CHECK(table.partial.empty());
  CHECK(table.broken.size() == 1);
  CHECK(table.never_issued.size() == 2);
}

TEST_CASE(
    "credentials are told by what they are on the wire, whatever the document calls them now") {
  Contract c = contract();
  for (Scheme& scheme : c.schemes) scheme.name += "2";
  for (Alternative& alternative : c.operations[0].requirement.any_of) {
    for (SchemeUse& use : alternative.all_of) use.scheme += "2";
  }
  const Exchanges exchanges = {asked("alice", {bearer}, 200)};
  CHECK(Facts(c, exchanges).access(items).good.size() == 1);
}

TEST_CASE("an alternative with a scheme that is defined nowhere is satisfied by nothing") {
  Contract c = contract();
  c.operations[0].requirement.any_of[1].all_of[0].scheme = "Nowhere";
  const Exchanges exchanges = {asked("alice", {bearer}, 200)};
  const Facts facts(c, exchanges);
  CHECK(facts.access(items).good.empty());
  CHECK(facts.access(items).other.size() == 1);
}

TEST_CASE(
    "an operation that the document lacks has a table of its own, and one never asked an empty "
    "one") {
  const Contract c = contract();
  const Exchanges exchanges = {at(asked("alice", {bearer}, 200), "GET /other"),
                               at(asked("", {}, 401), "GET /other")};
  const Facts facts(c, exchanges);
  CHECK(facts.access("GET /other").other.size() == 1);
  CHECK(facts.is_closed("GET /other"));
  CHECK(facts.access("GET /nothing").none.empty());
  CHECK(facts.access("GET /nothing").none_gate() == Gate::unclear);
  CHECK_FALSE(facts.is_closed("GET /nothing"));
}

TEST_CASE("a question that was not asked is noted and no answer") {
  const Contract c = contract();
  Exchange e = asked("", {}, 0);
  e.failure = Failure::not_asked;
  e.reason = "--writes is off";
  const Exchanges exchanges = {e};
  const Facts facts(c, exchanges);
  CHECK(facts.access(items).none.empty());
  REQUIRE(facts.access(items).not_asked.size() == 1);
  CHECK(facts.access(items).not_asked[0]->reason == "--writes is off");
}

TEST_CASE("the gate of several answers is theirs where they agree, and else unclear") {
  struct Case {
    const char* what;
    std::vector<int> none;
    std::vector<int> good;
    Gate none_gate;
    Gate good_gate;
    bool holds;
    bool is_closed;
  };
  for (const Case& c : std::vector<Case>{
           {"closed", {401, 401}, {200, 200}, Gate::refused, Gate::allowed, true, true},
           {"open", {200, 200}, {200, 200}, Gate::allowed, Gate::allowed, true, false},
           {"flapping", {401, 200}, {200, 200}, Gate::unclear, Gate::allowed, true, false},
           {"flapping the other way",
            {200, 401},
            {200, 200},
            Gate::unclear,
            Gate::allowed,
            true,
            false},
           {"the second late", {401, 0}, {200, 200}, Gate::unclear, Gate::allowed, true, false},
           {"the first late", {0, 401}, {200, 200}, Gate::unclear, Gate::allowed, true, false},
           {"the credential died",
            {401, 401},
            {200, 401},
            Gate::refused,
            Gate::unclear,
            false,
            true},
           {"asked once", {401}, {200}, Gate::refused, Gate::allowed, false, true},
           {"not found behind the gate",
            {401, 401},
            {404, 404},
            Gate::refused,
            Gate::allowed,
            false,
            false},
           {"not entitled",
            {401, 401},
            {403, 403},
            Gate::refused,
            Gate::not_entitled,
            false,
            false},
           {"dead", {401, 401}, {401, 401}, Gate::refused, Gate::refused, false, false},
           {"broken", {500, 500}, {500, 500}, Gate::unclear, Gate::unclear, false, false},
           {"403 for all", {403, 403}, {403, 403}, Gate::unclear, Gate::unclear, false, false}}) {
    CAPTURE(c.what);
    const Contract spec = contract();
    Exchanges exchanges;
    for (const int status : c.none) exchanges.push_back(asked("", {}, status));
    for (const int status : c.good) exchanges.push_back(asked("alice", {bearer}, status));
    const Facts facts(spec, exchanges);
    const AccessTable& table = facts.access(items);
    CHECK(name_of(table.none_gate()) == name_of(c.none_gate));
    CHECK(name_of(table.gate_of(table.good[0], Carrying::good)) == name_of(c.good_gate));
    CHECK(AccessTable::holds(table.good[0]) == c.holds);
    CHECK((table.working() != nullptr) == c.holds);
    CHECK(facts.is_closed(items) == c.is_closed);
  }
}

TEST_CASE("answers are read against the first good one that succeeded, else another scheme's") {
  const Contract c = contract();
  const Exchanges both = {
      asked("alice", {key, signature}, 500), asked("bob", {bearer}, 200), asked("", {}, 401)};
  CHECK(Facts(c, both).access(items).reference().good == &both[1]);
  const Exchanges other = {
      asked("alice", {bearer}, 401), asked("alice", {"header x-extra"}, 200), asked("", {}, 401)};
  CHECK(Facts(c, other).access(items).reference().good == &other[1]);
  const Exchanges failed = {
      asked("alice", {bearer}, 0), asked("alice", {bearer}, 404), asked("", {}, 401)};
  CHECK(Facts(c, failed).access(items).reference().good == &failed[1]);
  const Exchanges nobody = {asked("", {}, 401)};
  CHECK(Facts(c, nobody).access(items).reference().good == nullptr);
  CHECK(Facts(c, nobody).access(items).reference().none == &nobody[0]);
}

TEST_CASE("an identity's own cell is read against its own success") {
  const Contract c = contract();
  const Exchanges exchanges = {
      asked("alice", {bearer}, 200), asked("bob", {bearer}, 200), asked("carol", {bearer}, 403)};
  const Facts facts(c, exchanges);
  const AccessTable& table = facts.access(items);
  CHECK(table.reference_for(table.good[1]).good == &exchanges[1]);
  CHECK(table.reference_for(table.good[2]).good == &exchanges[0]);
}

}  // namespace sworn::evidence::facts_test
