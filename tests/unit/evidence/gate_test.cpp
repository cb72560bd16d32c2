// SPDX-License-Identifier: Apache-2.0
#include "evidence/gate.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using sworn::Exchange;
using sworn::Failure;
using sworn::Headers;
using sworn::Response;
using sworn::evidence::Carrying;
using sworn::evidence::Gate;
using sworn::evidence::GateReference;
using sworn::evidence::name_of;
using sworn::evidence::read_gate;

namespace {

/// An answer as "status body"; "" is none at all.
std::optional<Exchange> answer(const std::string& text) {
  if (text.empty()) return std::nullopt;
  Exchange exchange;
  exchange.request.url = "http://h/items";
  Response response;
  response.status = std::stoi(text.substr(0, 3));
  response.body = text.size() > 4 ? text.substr(4) : "";
  exchange.response = response;
  return exchange;
}

const std::string item = R"(200 {"id":"1","owner":"alice"})";
const std::string other_item = R"(200 {"id":"1","owner":"alice","extra":1})";
const std::string sorry = R"(200 {"error":"no"})";

struct Answers {
  std::string asked;
  std::string good;
  std::string none;
  std::string never_issued;
};

/// The gate that `asked` shows; where it is given in a reference, it is that very exchange, as in
/// the access table.
Gate gate(const Answers& answers, Carrying carrying) {
  const auto good = answer(answers.good);
  const auto none = answer(answers.none);
  const auto never_issued = answer(answers.never_issued);
  const GateReference reference{
      good ? &*good : nullptr, none ? &*none : nullptr, never_issued ? &*never_issued : nullptr};
  if (answers.asked == "GOOD") return read_gate(*good, carrying, reference);
  if (answers.asked == "NONE") return read_gate(*none, carrying, reference);
  if (answers.asked == "NEVER") return read_gate(*never_issued, carrying, reference);
  return read_gate(*answer(answers.asked), carrying, reference);
}

struct Case {
  const char* what;
  Answers answers;
  Gate expected;
};

void check(const std::vector<Case>& cases, Carrying carrying) {
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(name_of(gate(c.answers, carrying)) == name_of(c.expected));
  }
}

}  // namespace

TEST_CASE("no credential is refused where a good one succeeds and a made-up one agrees with it") {
  check({{"401", {"NONE", item, "401", "401"}, Gate::refused},
         {"407", {"NONE", item, "407", "407"}, Gate::refused},
         {"403", {"NONE", item, "403", "403"}, Gate::refused},
         {"404", {"NONE", item, "404", "404"}, Gate::refused},
         {"400", {"NONE", item, "400 no key", "400 no key"}, Gate::refused},
         {"400, the made-up one 401", {"NONE", item, "400 no key", "401"}, Gate::refused},
         {"400, the made-up one not asked", {"NONE", item, "400 no key", ""}, Gate::refused},
         {"302", {"NONE", item, "302", "302"}, Gate::refused},
         {"500", {"NONE", item, "500 oops", "500 oops"}, Gate::refused},
         {"a soft 200", {"NONE", item, sorry, sorry}, Gate::refused}},
        Carrying::other);
}

TEST_CASE(
    "a soft, redirecting or failing answer without a credential needs the made-up one beside it") {
  check({{"302, not asked", {"NONE", item, "302", ""}, Gate::unclear},
         {"302, the other 401", {"NONE", item, "302", "401"}, Gate::unclear},
         {"500, not asked", {"NONE", item, "500 oops", ""}, Gate::unclear},
         {"500, the other 401", {"NONE", item, "500 oops", "401"}, Gate::unclear},
         {"soft 200, not asked", {"NONE", item, sorry, ""}, Gate::unclear},
         {"soft 200, the other let in", {"NONE", item, sorry, item}, Gate::unclear}},
        Carrying::other);
}

TEST_CASE("a made-up credential is refused by what refuses no credential or by a client error") {
  check({{"401 as none", {"NEVER", item, "401", "401"}, Gate::refused},
         {"403 beside 401", {"NEVER", item, "401", "403"}, Gate::refused},
         {"400 beside 401", {"NEVER", item, "401", "400 bad key"}, Gate::refused},
         {"404 beside 401", {"NEVER", item, "401", "404"}, Gate::refused},
         {"soft 200 as none", {"NEVER", item, sorry, sorry}, Gate::refused},
         {"302 as none", {"NEVER", item, "302", "302"}, Gate::refused},
         {"500 as none", {"NEVER", item, "500 oops", "500 oops"}, Gate::refused},
         {"a broken one as none", {sorry, item, sorry, sorry}, Gate::refused}},
        Carrying::other);
}

TEST_CASE("a made-up credential's own odd answer is no refusal because it resembles itself") {
  check({{"500 beside 401", {"NEVER", item, "401", "500 oops"}, Gate::unclear},
         {"302 beside 401", {"NEVER", item, "401", "302"}, Gate::unclear},
         {"another 200 beside 401", {"NEVER", item, "401", other_item}, Gate::unclear},
         {"the same twice", {other_item, item, "401", other_item}, Gate::unclear}},
        Carrying::other);
}

TEST_CASE("who is answered as the good credential that succeeds is let in") {
  check({{"none: the gate is open", {"NONE", item, item, item}, Gate::allowed},
         {"a made-up one beside 401", {"NEVER", item, "401", item}, Gate::allowed},
         {"another object of the shape",
          {R"(200 {"id":"7","owner":"b"})", item, "401", "401"},
          Gate::allowed},
         {"204 for all", {"NONE", "204", "204", "204"}, Gate::allowed}},
        Carrying::other);
  check({{"the good one itself", {"GOOD", item, "401", "401"}, Gate::allowed},
         {"the good one of an open gate", {"GOOD", item, item, item}, Gate::allowed}},
        Carrying::good);
}

TEST_CASE("401 and 407 are refusals whatever else was answered") {
  for (const char* status : {"401", "407"}) {
    for (const char* good : {"", "200 {}", "401", "404", "500"}) {
      CAPTURE(status);
      CAPTURE(good);
      CHECK(gate({status, good, "", ""}, Carrying::other) == Gate::refused);
      CHECK(gate({status, good, "", ""}, Carrying::good) == Gate::refused);
    }
  }
}

TEST_CASE(
    "without a good answer that succeeds nothing but 401 and 407 says anything of no credential") {
  for (const char* status : {"200 {}", "302", "400", "403", "404", "405", "415", "422", "500"}) {
    for (const char* good : {"", "400", "404", "500"}) {
      CAPTURE(status);
      CAPTURE(good);
      CHECK(gate({status, good, "401", "401"}, Carrying::other) == Gate::unclear);
    }
  }
}

TEST_CASE("a good credential is let in by any answer below 500 where nobody else is") {
  check({{"404", {"GOOD", "404", "401", "401"}, Gate::allowed},
         {"400", {"GOOD", "400 no name", "401", "401"}, Gate::allowed},
         {"405", {"GOOD", "405", "401", "401"}, Gate::allowed},
         {"415", {"GOOD", "415", "401", "401"}, Gate::allowed},
         {"422", {"GOOD", "422", "401", "401"}, Gate::allowed},
         {"302", {"GOOD", "302", "401", "401"}, Gate::allowed},
         {"another 200", {other_item, item, "401", "401"}, Gate::allowed},
         {"404 where others get 403", {"GOOD", "404", "403", "403"}, Gate::allowed},
         {"404 that a made-up one gets too", {"GOOD", "404", "401", "404"}, Gate::unclear},
         {"500", {"GOOD", "500", "401", "401"}, Gate::unclear},
         {"503 where others get 403", {"GOOD", "503", "403", "403"}, Gate::unclear}},
        Carrying::good);
}

TEST_CASE(
    "403 to a good credential is a refusal of the identity only where others are told another "
    "thing") {
  check({{"others 401", {"GOOD", "403 no", "401", "401"}, Gate::not_entitled},
         {"a second identity", {"403 no", item, "401", "401"}, Gate::not_entitled},
         {"a made-up one is told the same", {"GOOD", "403 no", "401", "403 no"}, Gate::refused},
         {"in other words", {"GOOD", R"(403 {"role":"x"})", "401", "403 no"}, Gate::not_entitled},
         {"none is told the same", {"403 no", item, "403 no", "403 no"}, Gate::refused},
         {"everybody", {"GOOD", "403 no", "403 no", "403 no"}, Gate::unclear}},
        Carrying::good);
}

TEST_CASE("400, 404 and 5xx to everybody prove nothing") {
  for (const char* status : {"302", "400", "403", "404", "405", "415", "422", "500", "503"}) {
    CAPTURE(status);
    CHECK(gate({"NONE", status, status, status}, Carrying::other) == Gate::unclear);
    CHECK(gate({"NEVER", status, status, status}, Carrying::other) == Gate::unclear);
    CHECK(gate({"GOOD", status, status, status}, Carrying::good) == Gate::unclear);
  }
}

TEST_CASE("what a gateway says of the moment refuses nobody, however often it says so") {
  for (const char* status : {"502", "503 busy", "504"}) {
    CAPTURE(status);
    CHECK(gate({"NONE", item, status, status}, Carrying::other) == Gate::unclear);
    CHECK(gate({"NEVER", item, status, status}, Carrying::other) == Gate::unclear);
    CHECK(gate({status, item, "401", "401"}, Carrying::other) == Gate::unclear);
  }
}

TEST_CASE("what is rate limited, late, cut, cached or not there is unclear") {
  struct Unusable {
    const char* what;
    int status;
    Headers headers;
    bool is_cut;
    bool has_response;
  };
  const auto good = answer(item);
  const auto none = answer("401");
  for (const Unusable& u :
       std::vector<Unusable>{{"429", 429, {}, false, true},
                             {"408", 408, {}, false, true},
                             {"502", 502, {}, false, true},
                             {"503", 503, {}, false, true},
                             {"504", 504, {}, false, true},
                             {"cut", 200, {}, true, true},
                             {"cut 401", 401, {}, true, true},
                             {"Age", 401, {{"Age", "12"}}, false, true},
                             {"a hit", 200, {{"X-Cache", "Hit from CDN"}}, false, true},
                             {"no answer", 0, {}, false, false}}) {
    CAPTURE(u.what);
    Exchange exchange;
    if (u.has_response) {
      exchange.response = Response{u.status, "1.1", u.headers, good->response->body, u.is_cut};
    } else {
      exchange.failure = Failure::timeout;
    }
    CHECK(read_gate(exchange, Carrying::good, {&*good, &*none, nullptr}) == Gate::unclear);
    CHECK(read_gate(exchange, Carrying::other, {&*good, &*none, nullptr}) == Gate::unclear);
    CHECK_FALSE(sworn::evidence::succeeded(exchange));
    // Nor does it give another answer its meaning.
    const auto not_found = answer("404");
    CHECK(read_gate(*not_found, Carrying::other, {&exchange, &*none, nullptr}) == Gate::unclear);
    CHECK(read_gate(*not_found, Carrying::good, {&*not_found, &exchange, nullptr}) ==
          Gate::unclear);
  }
}

TEST_CASE("an answer that a cache has just asked for itself counts") {
  auto fresh = answer(item);
  fresh->response->headers = {{"age", " 0 "}, {"x-cache", "MISS"}};
  CHECK(sworn::evidence::succeeded(*fresh));
}

TEST_CASE("a handshake that is broken off is a refusal only beside a certificate that is let in") {
  auto good = answer(item);
  Exchange none;
  none.failure = Failure::tls;
  CHECK(read_gate(none, Carrying::other, {&*good, &none, nullptr}) == Gate::unclear);
  good->credentials = {{"alice", "mtls", sworn::CredentialState::good}};
  CHECK(read_gate(none, Carrying::other, {&*good, &none, nullptr}) == Gate::refused);
  CHECK(read_gate(*good, Carrying::good, {&*good, &none, nullptr}) == Gate::allowed);
  none.failure = Failure::broken;
  CHECK(read_gate(none, Carrying::other, {&*good, &none, nullptr}) == Gate::unclear);
}
