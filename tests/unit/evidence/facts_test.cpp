// SPDX-License-Identifier: Apache-2.0
#include "evidence/facts.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/evidence/facts_fixture.h"

namespace sworn::evidence::facts_test {

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

}  // namespace sworn::evidence::facts_test
