// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string rule = "session-fixation";

std::string says(const Plant& plant) {
  Courtroom court = session_court();
  planted(handed_out(court), plant);
  return court.says(rule, login);
}

/// Bob, the attacker, brings his own session; alice logs in over it. `after` is what he is told
/// then.
std::string says_of_live(const std::string& after,
                         const std::string& alices = "200 {\"user\": \"alice\", \"at\": 9}") {
  Courtroom court = session_court();
  handed_out(court).told("fixation",
                         login,
                         R"(
attacker (obtained sid) | obtains an identifier | = | - | not-asked nothing hands an anonymous caller cookie sid
attacker (live sid) | logs in | = | bob+ApiKeyAuth | 200 [Set-Cookie: sid={b1}] {}
attacker (live sid) | asks before the login | GET /me | bob~cookie sid={b1} < cookie sid | 200 {"user": "bob", "at": 8}
victim (live sid) | logs in over the live session | = | alice+ApiKeyAuth & alice~cookie sid={b1} < cookie sid | 200 {}
victim (live sid) | asks after the login | GET /me | alice~cookie sid={b1} < cookie sid | )" +
                             alices + R"(
attacker (live sid) | asks after the login | GET /me | bob~cookie sid={b1} < cookie sid | )" +
                             after + R"(
outsider (live sid) | asks with nothing | GET /me | - | 401 {"error": 1})");
  return court.says(rule, login);
}

}  // namespace

TEST_CASE(
    "an identifier that was handed out before the login and opens the session after it is "
    "fixation") {
  CHECK(says({}) == "mismatch");
  CHECK(says({.variant = "invented"}) == "mismatch");
  CHECK(says({.attacker = "401 {\"error\": 1}"}) == "match");
}

TEST_CASE("who handed the attacker the identifier stands in the proof") {
  Courtroom court = session_court();
  planted(handed_out(court));
  CHECK(court.steps(rule, login).front() == "attacker (obtained sid): obtains an identifier");
  CHECK(court.decisive(rule, login) == "attacker (obtained sid): asks after the login");
}

TEST_CASE("a refusal of an invented identifier clears nothing") {
  CHECK(says({.variant = "invented", .attacker = "401 {\"error\": 1}"}) == "inconclusive");
}

TEST_CASE("an unknown session that is refused in its own words survives no login") {
  for (const char* words : {"400 {\"code\": \"SESSION_UNKNOWN\"}",
                            "404 {\"code\": \"NO_SESSION\"}",
                            "419 expired",
                            "403 {\"csrf\": \"bad\"}"}) {
    CAPTURE(words);
    CHECK(says({.attacker = words}) == "match");
  }
  CHECK(says({.attacker = "302 [Location: /login]"}) == "inconclusive");
}

TEST_CASE("a server that refuses with 200 is found out as well") {
  const std::string soft = "200 {\"error\": \"log in\"}";
  Courtroom court = session_court(soft);
  Courtroom sound_court = session_court(soft);
  planted(handed_out(court, {.invented = soft}), {.before = soft, .nothing = soft});
  planted(handed_out(sound_court, {.invented = soft}),
          {.before = soft, .attacker = soft, .nothing = soft});
  CHECK(court.says(rule, login) == "mismatch");
  CHECK(sound_court.says(rule, login) == "match");
}

TEST_CASE("fixation is inconclusive where a control fails") {
  CHECK(says({.before = "200 {\"user\": \"alice\", \"at\": 1}"}) == "inconclusive");
  CHECK(says({.before = "timeout"}) == "inconclusive");
  CHECK(says({.login = "500"}) == "inconclusive");
  CHECK(says({.victim = "401 {\"error\": 1}"}) == "inconclusive");
  CHECK(says({.victim = "404 {\"error\": \"no profile\"}"}) == "inconclusive");
  CHECK(says({.nothing = "200 {\"user\": \"alice\", \"at\": 1}"}) == "inconclusive");
  CHECK(says({.attacker = "timeout"}) == "inconclusive");
  CHECK(says({.attacker = "200 [Age: 3] {\"user\": \"alice\", \"at\": 6}"}) == "inconclusive");
}

TEST_CASE("a grace window for requests under way is no fixation") {
  const std::string renewed = "200 [Set-Cookie: sid={c1}] {\"ok\": true}";
  const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
  CHECK(says({.login = renewed, .later = "401 {\"error\": 1}", .victim_sid = "{c1}"}) == "match");
  CHECK(says({.login = renewed, .later = alices, .victim_sid = "{c1}"}) == "mismatch");
  CHECK(says({.login = renewed, .later = "timeout", .victim_sid = "{c1}"}) == "inconclusive");
  CHECK(says({.login = renewed, .victim_sid = "{c1}"}) == "inconclusive");
  // The login sets the planted value again: nothing was renewed.
  CHECK(says({.login = "200 [Set-Cookie: sid={c0}] {\"ok\": true}"}) == "mismatch");
}

TEST_CASE("an anonymous session that the login replaces is no fixation") {
  CHECK(says({.login = "200 [Set-Cookie: sid={c1}] {}",
              .attacker = "401 {\"error\": 1}",
              .victim_sid = "{c1}"}) == "match");
}

TEST_CASE("a login over a live session is fixation when its owner goes on as the other") {
  CHECK(says_of_live("200 {\"user\": \"alice\", \"at\": 10}") == "mismatch");
  CHECK(says_of_live("200 {\"user\": \"bob\", \"at\": 10}") == "match");
  CHECK(says_of_live("401 {\"error\": 1}") == "match");
  CHECK(says_of_live("400 {\"error\": \"unknown\"}") == "match");
  CHECK(says_of_live("timeout") == "inconclusive");
}

TEST_CASE("a clock that two answers share tells nobody apart") {
  CHECK(says_of_live("200 {\"user\": \"bob\", \"at\": 9}") == "match");
  Courtroom court(
      document_with("  /login: {post: {responses: {}}}\n  /me: {get: {security: [{SessionCookie: "
                    "[]}, {ApiKeyAuth: []}], responses: {}}}\n"));
  court.asked("GET /me",
              "alice+ApiKeyAuth | 200 {\"at\": 1}\nbob+ApiKeyAuth | 200 {\"at\": 2}\n- | 401\n- | "
              "401\nalice+ApiKeyAuth | 200 {\"at\": 3}");
  handed_out(court, {.opened = "200 {\"at\": 4}"}).told("fixation", login, R"(
attacker (live sid) | logs in | = | bob+ApiKeyAuth | 200 [Set-Cookie: sid={b1}] {}
attacker (live sid) | asks before the login | GET /me | bob~cookie sid={b1} < cookie sid | 200 {"at": 8}
victim (live sid) | asks after the login | GET /me | alice~cookie sid={a1} < cookie sid | 200 {"at": 9}
attacker (live sid) | asks after the login | GET /me | bob~cookie sid={b1} < cookie sid | 200 {"at": 9}
outsider (live sid) | asks with nothing | GET /me | - | 401)");
  CHECK(court.says(rule, login) == "inconclusive");
}

TEST_CASE("what is no login, and a bearer token, cannot be fixed") {
  CHECK(session_court().says(rule, login) == "not-applicable");
  Courtroom court = session_court();
  handed_out(court,
             {.first = "200 {\"token\": \"{t1}\"}",
              .carrier = "json /token",
              .sent = "alice+Bearer={t1}"});
  CHECK(court.says(rule, login) == "not-applicable");
  CHECK(court.says("session-id-unchanged", login) == "not-applicable");
}

TEST_CASE("affinity and CSRF cookies that open nothing are no sessions") {
  Courtroom court = session_court();
  handed_out(court,
             {.first = "200 [Set-Cookie: AWSALB={a}; Set-Cookie: csrftoken={b}] {}",
              .opened = "401 {\"error\": 1}"});
  CHECK(court.says(rule, login) == "inconclusive");
  CHECK(court.says("session-id-stable", login) == "inconclusive");
  CHECK(court.says("session-before-validation", login) == "inconclusive");
}

TEST_CASE("a cookie that opens no more than an invented one carries no session") {
  Courtroom court = session_court();
  planted(handed_out(court, {.invented = "200 {\"user\": \"alice\", \"at\": 4}"}));
  for (const char* id : {"session-fixation",
                         "session-id-stable",
                         "session-id-unchanged",
                         "session-id-derived-from-key",
                         "session-no-state-change"}) {
    CAPTURE(id);
    CHECK(court.says(id, login) == "inconclusive");
  }
}

TEST_CASE("no fixation story, and a login that fails, are no verdict") {
  Courtroom court = session_court();
  handed_out(court);
  CHECK(court.says(rule, login) == "inconclusive");
  Courtroom failed = session_court();
  handed_out(failed, {.first = "500"});
  CHECK(failed.verdict(rule, login).reason == "the login answers 500");
  Courtroom left_out = session_court();
  left_out.told("handout",
                login,
                "first | logs in | = | - | not-asked no identity holds what this login takes");
  CHECK(left_out.verdict(rule, login).reason == "no identity holds what this login takes");
}

TEST_CASE("a new identifier that is made from the old one is no new beginning") {
  const auto tied = [](auto change) {
    Courtroom court = session_court();
    handed_out(court);
    planted(court,
            {.variant = "invented",
             .login = "200 [Set-Cookie: sid={n1}] {\"ok\": true}",
             .attacker = "401 {\"error\": 1}",
             .victim_sid = "{n1}"});
    change(court);
    return court.verdict("session-id-unchanged", login);
  };
  CHECK(tied([](Courtroom& c) { c.derives("{n1}", "sha256", "{invented.sid}"); }).observed ==
        "the cookie sid is sha256 of the identifier that came along");
  CHECK(tied([](Courtroom& c) {
          c.signs("{n1}", {{"sid", "{invented.sid}"}});
        }).outcome == diff::Outcome::mismatch);
  CHECK(tied([](Courtroom& c) {
          c.signs("{n1}", {{"jti", "{md5:invented.sid}"}});
        }).outcome == diff::Outcome::mismatch);
  CHECK(tied([](Courtroom& c) { c.derives("{n1}", "sha256", "{alice.ApiKeyAuth}"); }).outcome !=
        diff::Outcome::mismatch);
  CHECK(tied([](Courtroom& c) {
          c.signs("{n1}", {{"sub", "alice"}});
        }).outcome != diff::Outcome::mismatch);
}

namespace {

/// A login over one's own live session, `apart` milliseconds after the first.
struct Over {
  std::string over = "200 [Set-Cookie: sid={u1}] {}";
  std::string after = "200 {\"user\": \"alice\", \"at\": 7}";
  std::string nothing = "401 {\"error\": 1}";
  std::string renewed = {};
  std::string apart = "2000";
  std::string later = {};
};

Courtroom over_own(const Over& o) {
  Courtroom court = session_court();
  const std::string again = "alice+ApiKeyAuth & alice~cookie sid={u1} < cookie sid | ";
  handed_out(court).told(
      "fixation",
      login,
      "user (own sid) | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: "
      "sid={u1}] {}\nuser (own sid) | asks before the login | GET /me | "
      "alice~cookie sid={u1} < cookie sid | 200 " +
          o.renewed + "{\"user\": \"alice\", \"at\": 6}\nwait " + o.apart +
          "\nuser (own sid) | logs in over the live session | = | " + again + o.over +
          (o.later.empty() ? ""
                           : "\nwait 2000\nuser (own sid) | logs in over the "
                             "live session, later | = | " +
                                 again + o.later) +
          "\nuser (own sid) | asks after the login | GET /me | alice~cookie "
          "sid={u1} < cookie sid | " +
          o.after + "\noutsider (own sid) | asks with nothing | GET /me | - | " + o.nothing);
  return court;
}

std::string kept(const Over& over) {
  return over_own(over).says("session-id-unchanged", login);
}

}  // namespace

TEST_CASE("a login over one's own session issues a new identifier") {
  // It may be an answer to somebody who is logged in already.
  CHECK(kept({.over = "200 {}"}) == "inconclusive");
  CHECK(kept({}) == "mismatch");
  CHECK(kept({.over = "200 [Set-Cookie: sid={u2}] {}"}) == "match");
  CHECK(kept({.over = "303 [Set-Cookie: sid={u2}] {}"}) == "match");
  CHECK(kept({.over = "500"}) == "inconclusive");
  CHECK(kept({.after = "401 {\"error\": 1}"}) == "inconclusive");
  CHECK(kept({.nothing = "200 {\"user\": \"alice\", \"at\": 7}"}) == "inconclusive");
  // Who renews the identifier at each answer has renewed it before the login, too.
  const std::string renewed = "[Set-Cookie: sid={u0}] ";
  CHECK(kept({.renewed = renewed}) == "match");
  CHECK(kept({.over = "200 [Set-Cookie: sid={u0}] {}", .renewed = renewed}) == "mismatch");
  CHECK(session_court().says("session-id-unchanged", login) == "not-applicable");
  Courtroom untold = session_court();
  CHECK(handed_out(untold).says("session-id-unchanged", login) == "inconclusive");
}

TEST_CASE("two values that were signed within one second are no identifier that was kept") {
  CHECK(kept({.apart = "100"}) == "inconclusive");
  CHECK(kept({.apart = "100", .later = "200 [Set-Cookie: sid={u2}] {}"}) == "match");
  CHECK(kept({.apart = "100", .later = "200 [Set-Cookie: sid={u1}] {}"}) == "mismatch");
}

TEST_CASE("a repeated login that keeps the identifier is a lesser matter where others renew it") {
  const auto severity = [](const std::string& attacker) {
    Courtroom court = over_own({});
    planted(court, {.attacker = attacker, .victim_sid = "{c1}"});
    return court.verdict("session-id-unchanged", login).severity;
  };
  CHECK(severity("401 {\"error\": 1}") == Severity::low);
  CHECK_FALSE(severity("timeout").has_value());
}

}  // namespace sworn::test
