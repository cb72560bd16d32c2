// SPDX-License-Identifier: Apache-2.0
#include "evidence/session.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using sworn::CarrierPlace;
using sworn::Contract;
using sworn::CredentialState;
using sworn::Exchange;
using sworn::Response;
using sworn::evidence::carrier_named;
using sworn::evidence::Facts;
using sworn::evidence::openings_of;
using sworn::evidence::value_at;

namespace {

const std::string me = "GET /me";
const std::string login = "POST /login";

Exchange exchange(const std::string& interview,
                  const std::string& subject,
                  int status,
                  const std::string& body) {
  Exchange e;
  e.interview = interview;
  e.subject = subject;
  e.operation = me;
  e.request.url = "http://h/me";
  e.response = Response{status, "1.1", {}, body, false};
  return e;
}

/// GET /me: 401 without a credential, 200 with alice's key.
std::vector<Exchange> closed_operation(int none_status = 401) {
  Exchange good = exchange("access", me, 200, R"({"name":"alice"})");
  good.identity = "alice";
  good.credentials = {{"alice", "header x-key", CredentialState::good}};
  Exchange none =
      exchange("access", me, none_status, none_status == 200 ? R"({"name":"x"})" : "no");
  return {good, none, good};
}

Exchange with_carrier(const std::string& carrier,
                      int status,
                      CredentialState state = CredentialState::good) {
  Exchange e = exchange("handout", login, status, status == 200 ? R"({"name":"alice"})" : "no");
  e.identity = "alice";
  e.credentials = {{"alice", carrier, state, carrier}};
  return e;
}

std::vector<std::string> carriers(const std::vector<Exchange>& exchanges) {
  const Contract contract;
  const Facts facts(contract, exchanges);
  std::vector<std::string> names;
  for (const auto& opening : openings_of(facts, login))
    names.push_back(opening.carrier + " > " + opening.operation);
  return names;
}

std::vector<std::string> carriers_with(std::vector<Exchange> before,
                                       const std::vector<Exchange>& more) {
  before.insert(before.end(), more.begin(), more.end());
  return carriers(before);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a login may succeed by the redirect behind its form, where that sets a cookie") {
  const auto may = [](int status, const sworn::Headers& headers) {
    Exchange e;
    e.response = Response{status, "1.1", headers, "", false};
    return sworn::evidence::may_have_logged_in(e);
  };
  CHECK(may(200, {}));
  CHECK(may(303, {{"Set-Cookie", "sid=x"}}));
  CHECK(may(302, {{"Location", "/"}, {"Set-Cookie", "sid=x"}}));
  CHECK_FALSE(may(303, {{"Location", "/login?error=1"}}));
  CHECK_FALSE(may(302, {{"Set-Cookie", "sid=; Max-Age=0"}}));
  CHECK_FALSE(may(401, {{"Set-Cookie", "sid=x"}}));
  CHECK_FALSE(sworn::evidence::may_have_logged_in(Exchange()));
}

TEST_CASE("a carrier that alone opens a closed operation is an opening, named once") {
  CHECK(carriers_with(closed_operation(),
                      {with_carrier("cookie sid", 200),
                       with_carrier("cookie sid", 200),
                       with_carrier("json /token", 200)}) ==
        Texts{"cookie sid > GET /me", "json /token > GET /me"});
}

TEST_CASE(
    "a carrier is no opening where it is refused, invented, beside another or nothing is closed") {
  CHECK(carriers_with(closed_operation(), {with_carrier("cookie sid", 401)}).empty());
  CHECK(carriers_with(closed_operation(), {with_carrier("cookie sid", 404)}).empty());
  CHECK(carriers_with(closed_operation(), {with_carrier("cookie sid", 500)}).empty());
  CHECK(
      carriers_with(closed_operation(), {with_carrier("cookie sid", 200, CredentialState::carrier)})
          .empty());
  CHECK(carriers_with(closed_operation(200), {with_carrier("cookie sid", 200)}).empty());
  CHECK(carriers({with_carrier("cookie sid", 200)}).empty());
  Exchange two = with_carrier("cookie sid", 200);
  two.credentials.push_back({"alice", "header x-key", CredentialState::good});
  CHECK(carriers_with(closed_operation(), {two}).empty());
}

TEST_CASE("the text of a carrier's place reads back as that place") {
  using Kind = CarrierPlace::Kind;
  for (const CarrierPlace& place : {CarrierPlace{Kind::cookie, "sid"},
                                    CarrierPlace{Kind::header, "X-Session"},
                                    CarrierPlace{Kind::json, "/a b/0/token"},
                                    CarrierPlace{Kind::json, ""}}) {
    const auto read = carrier_named(place.text());
    REQUIRE(read);
    CHECK(*read == place);
  }
  for (const char* text : {"", "cookie", "query sid", "Cookie sid"}) {
    CAPTURE(text);
    CHECK_FALSE(carrier_named(text));
  }
}

TEST_CASE("the value at a place is the last one that the answer sets there") {
  const Response response{200,
                          "1.1",
                          {{"Set-Cookie", "sid=first"},
                           {"set-cookie", "sid=second"},
                           {"Set-Cookie", "old=x; Max-Age=0"},
                           {"X-Session", "abcdefgh"},
                           {"X-Session", "ijklmnop"}},
                          R"({"token":"t","n":1,"list":[{"k":"v"}]})",
                          false};
  struct Case {
    const char* place;
    const char* expected;  ///< null: nothing
  };
  for (const Case& c : {Case{"cookie sid", "second"},
                        {"cookie SID", nullptr},
                        {"cookie old", nullptr},
                        {"cookie none", nullptr},
                        {"header x-session", "ijklmnop"},
                        {"header x-other", nullptr},
                        {"json /token", "t"},
                        {"json /list/0/k", "v"},
                        {"json /n", nullptr},
                        {"json /none", nullptr}}) {
    CAPTURE(c.place);
    const auto value = value_at(response, *carrier_named(c.place));
    CHECK(value.has_value() == (c.expected != nullptr));
    if (value && c.expected != nullptr) CHECK(*value == c.expected);
  }
  CHECK_FALSE(value_at(Response{}, *carrier_named("json /token")));
}
