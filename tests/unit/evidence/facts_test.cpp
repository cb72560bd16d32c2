// SPDX-License-Identifier: Apache-2.0
#include "evidence/facts.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using sworn::Alternative;
using sworn::Contract;
using sworn::CredentialState;
using sworn::Exchange;
using sworn::Failure;
using sworn::Operation;
using sworn::Response;
using sworn::Scheme;
using sworn::SchemeKind;
using sworn::SchemeUse;
using sworn::evidence::AccessCell;
using sworn::evidence::AccessTable;
using sworn::evidence::Carrying;
using sworn::evidence::Facts;
using sworn::evidence::Gate;

namespace {

const std::string items = "GET /items";
const std::string key = "header x-key";
const std::string signature = "header x-sign";
const std::string bearer = "http bearer";

/// Key & Sign | Token, and "Extra" that nothing asks for.
Contract contract() {
  Contract contract;
  const auto add = [&](const std::string& name, SchemeKind kind, const std::string& text) {
    Scheme scheme;
    scheme.name = name;
    scheme.kind = kind;
    scheme.parameter = text;
    scheme.http_scheme = text;
    contract.schemes.push_back(scheme);
  };
  add("Extra", SchemeKind::api_key, "X-Extra");
  add("Key", SchemeKind::api_key, "X-Key");
  add("Sign", SchemeKind::api_key, "X-Sign");
  add("Token", SchemeKind::http, "bearer");
  Operation operation;
  operation.method = "GET";
  operation.path = "/items";
  Alternative both;
  both.all_of = {SchemeUse{"Key", {}, true}, SchemeUse{"Sign", {}, true}};
  Alternative token;
  token.all_of = {SchemeUse{"Token", {}, true}};
  operation.requirement.any_of = {both, token};
  contract.operations = {operation};
  return contract;
}

using Carried = std::vector<std::string>;

Exchange asked(const std::string& who,
               const Carried& carried,
               int status,
               CredentialState state = CredentialState::good) {
  Exchange e;
  e.interview = "access";
  e.subject = items;
  e.operation = items;
  e.identity = carried.empty() ? "" : who;
  e.conversation = who;
  e.step = "step";
  for (const std::string& one : carried) e.credentials.push_back({who, one, state});
  e.request.url = "http://h/items";
  if (status == 0) {
    e.failure = Failure::timeout;
  } else {
    e.response = Response{status, "1.1", {}, status == 200 ? R"([{"id":1}])" : "no", false};
  }
  return e;
}

Exchange of_round(Exchange e, int round) {
  e.round = round;
  return e;
}

Exchange at(Exchange e, const std::string& operation) {
  e.subject = operation;
  e.operation = operation;
  e.request.url = "http://h" + operation.substr(operation.find('/'));
  return e;
}

/// An answer on a path that was made up.
Exchange invented(const Carried& carried, int status, const std::string& body = "no") {
  Exchange e = asked("alice", carried, status);
  e.interview = "reach";
  e.subject = "*";
  e.operation = "";
  e.request.url = "http://h/sworn-abc";
  e.response->body = body;
  return e;
}

Exchange with_body(Exchange e, const std::string& body) {
  e.response->body = body;
  return e;
}

using Cells = std::vector<AccessCell>;
using Exchanges = std::vector<Exchange>;

constexpr CredentialState made_up = CredentialState::never_issued;
constexpr CredentialState broken = CredentialState::broken;

}  // namespace

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

TEST_CASE("round 2 replaces round 1 for the subject that was asked again, and for no other") {
  const Contract c = contract();
  const Exchanges exchanges = {asked("", {}, 200),
                               asked("alice", {bearer}, 200),
                               at(asked("", {}, 200), "GET /b"),
                               of_round(asked("", {}, 401), 2),
                               of_round(asked("alice", {bearer}, 200), 2)};
  const Facts first(c, exchanges, 1);
  CHECK(first.access(items).none_gate() == Gate::allowed);
  CHECK(first.all().size() == 3);
  CHECK(first.is_of_this_round("access", items));
  const Facts second(c, exchanges, 2);
  CHECK(second.access(items).none_gate() == Gate::refused);
  CHECK(second.access(items).none.size() == 1);
  CHECK(second.access("GET /b").none.size() == 1);
  CHECK(second.story("access", items).steps().size() == 2);
  CHECK(second.is_of_this_round("access", items));
  CHECK_FALSE(second.is_of_this_round("access", "GET /b"));
  CHECK_FALSE(second.is_of_this_round("access", "GET /nothing"));
  CHECK(second.all().size() == 5);
}

TEST_CASE("a story is the steps of one interview on one subject, found by conversation and step") {
  const Contract c = contract();
  Exchange first = asked("alice", {bearer}, 200);
  first.interview = "fixation";
  first.conversation = "victim";
  first.step = "logs in";
  Exchange again = first;
  Exchange other = first;
  other.conversation = "attacker";
  other.step = "asks";
  Exchange elsewhere = first;
  elsewhere.subject = "GET /b";
  const Exchanges exchanges = {first, again, other, elsewhere};
  const Facts facts(c, exchanges);
  const auto& story = facts.story("fixation", items);
  CHECK(story.steps().size() == 3);
  CHECK(story.step("victim", "logs in") == &exchanges[0]);
  CHECK(story.step("attacker", "asks") == &exchanges[2]);
  CHECK(story.step("attacker", "logs in") == nullptr);
  CHECK(story.conversation("victim").size() == 2);
  CHECK(facts.story("logout", items).is_empty());
  CHECK(facts.access(items).good.empty());
}

TEST_CASE("an operation is missing when everybody is answered as on a path that was made up") {
  struct Case {
    const char* what;
    Exchanges exchanges;
    bool expected;
  };
  const Exchange anonymous = invented({}, 404);
  const Exchange known = invented({bearer}, 404);
  const Exchange none = asked("", {}, 404);
  const Exchange good = asked("alice", {bearer}, 404);
  for (const Case& c : std::vector<Case>{
           {"404 for all", {anonymous, known, none, good}, true},
           {"405 for all",
            {invented({}, 405),
             invented({bearer}, 405),
             asked("", {}, 405),
             asked("alice", {bearer}, 405)},
            true},
           {"nobody holds a credential", {anonymous, none}, true},
           {"401 before routing", {invented({}, 401), known, asked("", {}, 401), good}, true},
           {"403 before routing", {invented({}, 403), known, asked("", {}, 403), good}, true},
           {"401 by the route: it exists", {anonymous, known, asked("", {}, 401), good}, false},
           {"someone is let in", {anonymous, known, none, asked("alice", {bearer}, 200)}, false},
           {"401 for all",
            {invented({}, 401),
             invented({bearer}, 401),
             asked("", {}, 401),
             asked("alice", {bearer}, 401)},
            false},
           {"a guessed id, in other words",
            {anonymous, known, with_body(none, "no such item"), with_body(good, "no such item")},
            false},
           {"the same in JSON",
            {invented({}, 404, R"({"error":"not found"})"),
             with_body(none, R"({"error":"no such item"})")},
            false},
           {"one in other words", {anonymous, known, none, with_body(good, "no such item")}, false},
           {"no invented path was asked with a credential", {anonymous, none, good}, false},
           {"no invented path was asked", {none, good}, false},
           {"late", {anonymous, known, asked("", {}, 0), good}, false},
           {"not asked", {anonymous, known}, false}}) {
    CAPTURE(c.what);
    const Contract spec = contract();
    CHECK(Facts(spec, c.exchanges).is_missing(spec.operations[0]) == c.expected);
  }
}

TEST_CASE("a credential opened something only where nobody else is let in") {
  struct Case {
    const char* what;
    Exchanges exchanges;
    bool opened;
    bool was_refused;
  };
  const Exchange none = asked("", {}, 401);
  for (const Case& c : std::vector<Case>{
           {"let in", {none, asked("alice", {bearer}, 200)}, true, false},
           {"not entitled", {none, asked("alice", {bearer}, 403)}, true, false},
           {"not found", {none, asked("alice", {bearer}, 404)}, true, false},
           {"refused", {none, asked("alice", {bearer}, 401)}, false, true},
           {"an open gate", {asked("", {}, 200), asked("alice", {bearer}, 200)}, false, false},
           {"late", {none, asked("alice", {bearer}, 0)}, false, false},
           {"another's", {none, asked("bob", {bearer}, 200)}, false, false},
           {"another scheme", {none, asked("alice", {key, signature}, 200)}, false, false},
           {"both",
            {none,
             asked("alice", {bearer}, 200),
             at(asked("", {}, 401), "GET /b"),
             at(asked("alice", {bearer}, 401), "GET /b")},
            true,
            true}}) {
    CAPTURE(c.what);
    Contract spec = contract();
    Operation second = spec.operations[0];
    second.path = "/b";
    spec.operations.push_back(second);
    const auto worth = Facts(spec, c.exchanges).worth_of("alice", bearer);
    CHECK(worth.opened == c.opened);
    CHECK(worth.was_refused == c.was_refused);
  }
}
