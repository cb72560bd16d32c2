// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string lifetime = "session-lifetime";
const std::string refresh = "session-refresh-reuse";
const std::string step_up = "session-privilege-not-rotated";
const std::string outlives = "session-outlives-credential";
const std::string refused = "401 {\"error\": 1}";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
const std::string sid = " | GET /me | alice~cookie sid={s1} < cookie sid | ";

/// A login, its answer, and the session a minute after its end.
struct Life {
  std::string login = "200 [Set-Cookie: sid={s1};Max-Age=5] {\"ok\": true}";
  std::string before = alices;
  std::string wait = "70000";
  std::string after = refused;
  std::string nothing = refused;
  std::map<std::string, std::string> claims = {};
};

Courtroom court_of(const Life& l) {
  Courtroom court = session_court();
  handed_out(court);
  const std::string who = "user (lifetime sid)";
  court.told("lifetime",
             login,
             who + " | logs in | = | alice+ApiKeyAuth | " + l.login + "\n" + who +
                 " | asks before the session's end" + sid + l.before + "\nwait " + l.wait + "\n" +
                 who + " | asks after the session's end" + sid + l.after +
                 "\noutsider (lifetime sid) | asks with nothing | GET /me | - | " + l.nothing);
  if (!l.claims.empty()) {
    court.signs("{s1}", l.claims);
  }
  return court;
}

std::string says(const Life& life) {
  return court_of(life).says(lifetime, login);
}

/// A refresh that rotates, and the old token again.
struct Rotation {
  std::string login = R"(200 {"access_token": "{t1}", "refresh_token": "{r1}"})";
  std::string first = R"(200 {"access_token": "{t2}", "refresh_token": "{r2}"})";
  std::string used = alices;
  std::string invented = refused;
  std::string again = R"(200 {"access_token": "{t3}", "refresh_token": "{r3}"})";
  std::string later = R"(200 {"access_token": "{t4}", "refresh_token": "{r4}"})";
  std::string reused = alices;
  std::string nothing = refused;
};

std::string says(const Rotation& r) {
  Courtroom court = session_court();
  const std::string token = " | GET /me | alice~http bearer={t2} < json /access_token | ";
  return court
      .told("refresh",
            "POST /logout",
            "user | logs in | POST /login | alice+ApiKeyAuth | " + r.login +
                "\nuser | refreshes | = | - | " + r.first +
                "\nuser | asks with what the refresh handed out" + token + r.used +
                "\noutsider | refreshes with an invented refresh token | = | - | " + r.invented +
                "\nthief | refreshes with the old refresh token | = | - | " + r.again +
                "\nthief | asks with what the old refresh token gave" + token + r.reused +
                "\nthief | refreshes with the old refresh token, later | = | - | " + r.later +
                "\noutsider | asks with nothing | GET /me | - | " + r.nothing)
      .says(refresh, "POST /logout");
}

/// A step-up between two questions of a privileged operation, GET /me.
struct Rise {
  std::string before = "403 {\"error\": 2}";
  std::string raised = "200 {\"ok\": true}";
  std::string old = alices;
  std::string fresh = alices;
  std::string later = {};
  std::string nothing = refused;
};

std::string says(const Rise& r) {
  Courtroom court = session_court();
  return court
      .told("step-up",
            login,
            "user | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}\nuser | asks "
            "before the step-up" +
                sid + r.before + "\nuser | steps up | = | alice~cookie sid={s1} < cookie sid | " +
                r.raised + "\nuser | asks with the old identifier" + sid + r.old +
                "\nuser | asks after the step-up" + sid + r.fresh +
                (r.later.empty() ? ""
                                 : "\nuser | asks with the old identifier, later" + sid + r.later) +
                "\noutsider | asks with nothing | GET /me | - | " + r.nothing)
      .says(step_up, login);
}

/// A throwaway identity's session, its key ended by another of its sessions.
struct End {
  std::string before = alices;
  std::string revokes = "204";
  std::string again = refused;
  std::string after = alices;
  std::string nothing = refused;
};

Courtroom court_of(const End& e) {
  Courtroom court = session_court();
  return court.told(
      "revocation",
      "POST /logout",
      "user | logs in | POST /login | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}\nuser | "
      "asks before the revocation" +
          sid + e.before + "\nuser elsewhere | revokes its credential | = | alice+ApiKeyAuth | " +
          e.revokes +
          "\nuser anew | logs in after the revocation | POST /login | alice+ApiKeyAuth "
          "| " +
          e.again + "\nuser | asks after the revocation" + sid + e.after +
          "\noutsider | asks with nothing | GET /me | - | " + e.nothing);
}

std::string says(const End& end) {
  return court_of(end).says(outlives, "POST /logout");
}

}  // namespace

TEST_CASE("a session that works after its end has another lifetime than it was said to") {
  CHECK(says(Life{}) == "match");
  CHECK(says(Life{.after = alices}) == "mismatch");
  CHECK(says(Life{.login = "200 [Set-Cookie: sid={s1}] {}", .after = alices}) == "not-applicable");
  CHECK(session_court().says(lifetime, login) == "not-applicable");
}

TEST_CASE("an end that was not waited for, and clocks that differ by a minute, prove nothing") {
  CHECK(says(Life{.after = "not-asked too far"}) == "match");
  CHECK(says(Life{.wait = "30000", .after = alices}) == "inconclusive");
  CHECK(says(Life{.claims = {{"iat", "100"}, {"exp", "160"}}}) == "match");
}

TEST_CASE("a token that lives longer than expires_in says has another lifetime") {
  const auto told = [](const std::string& end) {
    Courtroom court = session_court();
    handed_out(court,
               {.first = "200 {\"token\": \"{t1}\"}",
                .second = "200 {\"token\": \"{t2}\"}",
                .third = "200 {\"token\": \"{t3}\"}",
                .carrier = "json /token",
                .sent = "alice+Bearer={t1}"});
    court.told("lifetime",
               login,
               "user (lifetime /token) | logs in | = | alice+ApiKeyAuth | 200 {\"token\": "
               "\"{t9}\", \"expires_in\": 60}\nuser (lifetime /token) | asks before the "
               "session's end | GET /me | alice~http bearer={t9} < json /token | " +
                   alices);
    court.signs("{t9}", {{"iat", "100"}, {"exp", end}});
    return court;
  };
  CHECK(told("1000").says(lifetime, login) == "mismatch");
  CHECK(told("1000").decisive(lifetime, login) == "user (lifetime /token): logs in");
  CHECK(told("200").says(lifetime, login) == "match");
}

TEST_CASE("a token that lives on when its cookie has ended is a lesser matter") {
  const Courtroom cookie = court_of(Life{.claims = {{"iat", "100"}, {"exp", "4000"}}});
  CHECK(cookie.says(lifetime, login) == "mismatch");
  CHECK(cookie.verdict(lifetime, login).severity == Severity::low);
  CHECK(cookie.decisive(lifetime, login) == "user (lifetime sid): logs in");
}

TEST_CASE("a lifetime is no verdict where controls fail") {
  CHECK(says(Life{.before = refused}) == "inconclusive");
  CHECK(says(Life{.after = "timeout"}) == "inconclusive");
  CHECK(says(Life{.after = alices, .nothing = alices}) == "inconclusive");
}

TEST_CASE("a refresh token that works after its rotation is reused") {
  CHECK(says(Rotation{}) == "mismatch");
  CHECK(says(Rotation{.again = refused}) == "match");
  CHECK(session_court().says(refresh, "POST /logout") == "not-applicable");
}

TEST_CASE("a way to refresh that was not taken says nothing of the one that was") {
  CHECK(says(Rotation{.login = R"(200 {"access_token": "{t1}", "refresh_token": "{r1}"})"
                               "\nuser | refreshes | = | - | 422"}) == "mismatch");
}

TEST_CASE("refresh tokens that stay, and a moment of grace, are no reuse") {
  CHECK(says(Rotation{.first = R"(200 {"access_token": "{t2}", "refresh_token": "{r1}"})"}) ==
        "not-applicable");
  CHECK(says(Rotation{.first = R"(200 {"access_token": "{t2}"})"}) == "not-applicable");
  CHECK(says(Rotation{.later = refused}) == "match");
}

TEST_CASE("a reuse is no verdict where controls fail") {
  CHECK(says(Rotation{.login = "401"}) == "inconclusive");
  CHECK(says(Rotation{.used = refused}) == "inconclusive");
  CHECK(says(Rotation{.invented = "200 {\"access_token\": \"{t9}\"}"}) == "inconclusive");
  CHECK(says(Rotation{.reused = refused}) == "inconclusive");
  CHECK(says(Rotation{.nothing = alices}) == "inconclusive");
  CHECK(says(Rotation{.again = "timeout"}) == "inconclusive");
  CHECK(says(Rotation{.later = "timeout"}) == "inconclusive");
  CHECK(says(Rotation{.first = "500"}) == "inconclusive");
}

TEST_CASE("an identifier of before that shares in the rise was not rotated") {
  CHECK(says(Rise{}) == "mismatch");
  CHECK(says(Rise{.old = refused}) == "match");
  CHECK(says(Rise{.old = "403 {\"error\": 2}"}) == "match");
  CHECK(session_court().says(step_up, login) == "not-applicable");
}

TEST_CASE("a moment of grace after a step-up is none") {
  CHECK(says(Rise{.later = refused}) == "match");
  CHECK(says(Rise{.later = alices}) == "mismatch");
}

TEST_CASE("a rise is no verdict where controls fail") {
  CHECK(says(Rise{.before = alices}) == "inconclusive");
  CHECK(says(Rise{.raised = "403"}) == "inconclusive");
  CHECK(says(Rise{.raised = "not-asked nothing is closed"}) == "inconclusive");
  CHECK(says(Rise{.old = "timeout"}) == "inconclusive");
  CHECK(says(Rise{.fresh = "403 {\"error\": 2}"}) == "inconclusive");
  CHECK(says(Rise{.nothing = alices}) == "inconclusive");
}

TEST_CASE("a session that works when its credential has ended outlives it") {
  CHECK(says(End{}) == "mismatch");
  CHECK(says(End{.after = refused}) == "match");
  CHECK(session_court().says(outlives, "POST /logout") == "not-applicable");
}

TEST_CASE("a signed token that outlives its credential is rated by its life") {
  Courtroom court = court_of(End{});
  court.signs("{s1}", {{"iat", "100"}, {"exp", "1000"}});
  CHECK(court.verdict(outlives, "POST /logout").severity == Severity::low);
  court.signs("{s1}", {{"iat", "100"}, {"exp", "90000"}});
  CHECK(court.verdict(outlives, "POST /logout").severity == Severity::medium);
  court.signs("{s1}", {{"iat", "100"}});
  CHECK(court.verdict(outlives, "POST /logout").severity == Severity::medium);
  court.signs("{s1}", {{"iat", "100"}, {"exp", "0"}});
  CHECK(court.verdict(outlives, "POST /logout").severity == Severity::medium);
}

TEST_CASE("a credential that has not ended, and controls that fail, make no verdict") {
  CHECK(says(End{.again = alices}) == "inconclusive");
  CHECK(says(End{.again = "429"}) == "inconclusive");
  CHECK(says(End{.again = "timeout"}) == "inconclusive");
  CHECK(says(End{.revokes = "403"}) == "inconclusive");
  CHECK(says(End{.before = refused}) == "inconclusive");
  CHECK(says(End{.after = "timeout"}) == "inconclusive");
  CHECK(says(End{.nothing = alices}) == "inconclusive");
  Courtroom untold = session_court();
  untold.told("revocation",
              "POST /logout",
              "user | revokes its credential | = | - | not-asked needs --writes");
  CHECK(untold.verdict(outlives, "POST /logout").reason == "needs --writes");
}

}  // namespace sworn::test
