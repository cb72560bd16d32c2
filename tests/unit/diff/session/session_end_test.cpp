// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string logout_rule = "session-outlives-logout";
const std::string cookie_rule = "session-replaces-credential";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
const std::string refused = "401 {\"error\": 1}";

struct Ending {
  std::string before = alices;
  std::string logout = "204";
  std::string after = alices;
  std::string later = alices;
  std::string nothing = refused;
  std::string anew = alices;
};

Courtroom ended(const Ending& e) {
  Courtroom court = session_court();
  const std::string sid = " | GET /me | alice+cookie sid={s1} < cookie sid | ";
  court.told("logout",
             "POST /logout",
             "outsider | asks the logout with nothing | = | - | 401\nuser | logs in | POST /login "
             "| alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}\n"
             "user | asks before the logout" +
                 sid + e.before + "\nuser | logs out | = | alice+cookie sid={s1} < cookie sid | " +
                 e.logout + "\nuser | asks after the logout" + sid + e.after +
                 "\noutsider | asks with nothing | GET /me | - | " + e.nothing +
                 "\nuser | asks two seconds after the logout" + sid + e.later +
                 "\nuser anew | asks after a new login" + sid + e.anew);
  return court;
}

std::string says(const Ending& ending) {
  return ended(ending).says(logout_rule, "POST /logout");
}

/// One client, its key and its cookies. `alone` is what the cookies alone are told, `one` what the
/// cookie sid is.
struct Replacement {
  std::string with_key = "200 [Set-Cookie: sid={s1}] {\"id\": 1}";
  std::string alone = "200 {\"id\": 1}";
  std::string one = "200 {\"id\": 1}";
  std::string nothing = refused;
  std::string again = "200 {\"id\": 1}";
  std::string before = {};
};

std::string replaced(const Replacement& r, const std::string& operation = "GET /files") {
  Courtroom court = session_court();
  court.asked("GET /files", sound);
  court.told(
      "replacement",
      operation,
      (r.before.empty() ? ""
                        : "victim | visits | GET /me | - | 401 [Set-Cookie: v={v1}] {}\nvictim | "
                          "asks with its cookies alone, before | = | - | " +
                              r.before + "\n") +
          "victim | asks with its credential | = | alice+ApiKeyAuth | " + r.with_key +
          (r.alone.empty() ? "" : "\nvictim | asks with its cookies alone | = | - | " + r.alone) +
          "\noutsider | asks with nothing | = | - | " + r.nothing +
          "\nholder of cookie sid | asks with cookie sid alone | = | alice~cookie sid={s1} < "
          "cookie sid | " +
          r.one + "\noutsider | asks with its credential again | = | alice+ApiKeyAuth | " +
          r.again);
  return court.says(cookie_rule, operation);
}

}  // namespace

TEST_CASE("a session that works after its logout outlives it") {
  CHECK(says({}) == "mismatch");
  CHECK(says({.after = refused, .later = refused}) == "match");
  CHECK(session_court().says(logout_rule, "POST /logout") == "not-applicable");
  Courtroom untold = session_court();
  untold.told(
      "logout",
      "POST /logout",
      "user | logs in | = | - | not-asked no login hands out a session that this operation ends");
  CHECK(untold.verdict(logout_rule, "POST /logout").reason ==
        "no login hands out a session that this operation ends");
}

TEST_CASE("an ended session that is refused in its own words does not outlive the logout") {
  CHECK(says({.after = "440 {\"error\": \"ended\"}", .later = "440 {\"error\": \"ended\"}"}) ==
        "match");
  CHECK(says({.after = "400 {\"error\": \"ended\"}", .later = "403 {\"error\": \"ended\"}"}) ==
        "match");
  CHECK(says({.after = "302 [Location: /login]", .later = "302 [Location: /login]"}) ==
        "inconclusive");
}

TEST_CASE("a logout that failed, and controls that fail, make no verdict") {
  CHECK(says({.logout = "403"}) == "inconclusive");
  CHECK(says({.logout = "timeout"}) == "inconclusive");
  CHECK(says({.before = refused}) == "inconclusive");
  CHECK(says({.nothing = alices}) == "inconclusive");
  CHECK(says({.after = refused, .later = alices}) == "inconclusive");
  CHECK(says({.after = alices, .later = refused}) == "inconclusive");
  CHECK(says({.after = refused, .later = refused, .anew = refused}) == "inconclusive");
  CHECK(says({.later = "timeout"}) == "inconclusive");
}

TEST_CASE("of a signed token that outlives its logout the reason is told") {
  Courtroom court = ended({});
  court.signs("{s1}", {{"iat", "1"}});
  CHECK(court.verdict(logout_rule, "POST /logout").explanation.find("signed token") !=
        std::string::npos);
}

TEST_CASE("a signed token of a few minutes that outlives its logout is a lesser matter") {
  const auto severity = [](const std::string& end, const std::string& issued = "100") {
    Courtroom court = ended({});
    court.signs("{s1}", {{"iat", issued}, {"exp", end}});
    return court.verdict(logout_rule, "POST /logout").severity;
  };
  CHECK(severity("400") == Severity::low);
  CHECK_FALSE(severity("4000").has_value());
  // Zero stands for no end, and what ends before it began says nothing.
  CHECK_FALSE(severity("0").has_value());
  CHECK_FALSE(severity("99").has_value());
  CHECK_FALSE(severity("9223372036854775807", "-1").has_value());
}

TEST_CASE("a logout that says of itself that it failed ends nothing") {
  CHECK(says({.logout = "200 {\"ok\": false}"}) == "inconclusive");
  CHECK(says({.logout = "200 {\"success\": false}"}) == "inconclusive");
  CHECK(says({.logout = "200 {\"error\": \"confirmation required\"}"}) == "inconclusive");
  CHECK(says({.logout = "200 {\"ok\": true, \"error\": null, \"errors\": []}"}) == "mismatch");
}

/// Two logins and two logouts. What each logout's answer leaves alive: "k" the session of POST
/// /key, "p" that of POST /password.
Courtroom two_of_each(const std::string& first_leaves, const std::string& second_leaves) {
  Courtroom court(document_with(R"(
  /key: {post: {responses: {}}}
  /password: {post: {responses: {}}}
  /logout: {post: {responses: {}}}
  /signout: {post: {responses: {}}}
  /me: {get: {security: [{SessionCookie: []}, {ApiKeyAuth: []}], responses: {}}}
)"));
  court.asked("GET /me",
              "alice+ApiKeyAuth | " + alices + "\n- | " + refused + "\n- | " + refused +
                  "\nalice+ApiKeyAuth | " + alices);
  const auto story = [](const std::string& leaves) {
    std::string steps;
    for (const auto& [which, tail] :
         {std::pair<std::string, std::string>{"k", ""}, {"p", " (POST /password)"}}) {
      const std::string sid = " | GET /me | alice+cookie sid={" + which + "} < cookie sid | ";
      const std::string told = leaves.find(which) == std::string::npos ? refused : alices;
      steps += "user" + tail + " | logs in | POST /" + (tail.empty() ? "key" : "password") +
               " | - | 200 [Set-Cookie: sid={" + which + "}] {}\nuser" + tail +
               " | asks before the logout" + sid + alices + "\nuser" + tail +
               " | logs out | = | alice+cookie sid={" + which + "} < cookie sid | 204\nuser" +
               tail + " | asks after the logout" + sid + told + "\noutsider" + tail +
               " | asks with nothing | GET /me | - | " + refused + "\nuser" + tail +
               " | asks two seconds after the logout" + sid + told + "\nuser anew" + tail +
               " | asks after a new login" + sid + alices + "\n";
    }
    steps.pop_back();
    return steps;
  };
  court.told("logout", "POST /logout", story(first_leaves));
  court.told("logout", "POST /signout", story(second_leaves));
  return court;
}

TEST_CASE("of several sessions a logout need not end what another one ends") {
  CHECK(two_of_each("", "").says(logout_rule, "POST /logout") == "match");
  CHECK(two_of_each("p", "k").says(logout_rule, "POST /logout") == "match");
  CHECK(two_of_each("k", "p").says(logout_rule, "POST /logout") == "match");
  CHECK(two_of_each("p", "p").says(logout_rule, "POST /logout") == "mismatch");
  CHECK(two_of_each("kp", "p").says(logout_rule, "POST /logout") == "mismatch");
  CHECK(two_of_each("kp", "").says(logout_rule, "POST /logout") == "inconclusive");
}

TEST_CASE("a logout that is nearer to a login of which no session is known need not end others") {
  const auto with_nearer = [](const Ending& ending) {
    Courtroom court = ended(ending);
    court.told("logout",
               "POST /logout",
               "nearer | logs in where it is nearer to the logout | = | - | not-asked by its path "
               "it ends what POST /session begins");
    return court.says(logout_rule, "POST /logout");
  };
  CHECK(with_nearer({}) == "inconclusive");
  CHECK(with_nearer({.after = refused, .later = refused}) == "match");
}

/// What a refresh token is told, before and after a logout that took it.
struct Family {
  std::string before = "200 {\"access\": \"{t2}\"}";
  std::string logout = "204";
  std::string after = "200 {\"access\": \"{t3}\"}";
  std::string later = "200 {\"access\": \"{t4}\"}";
  std::string used = alices;
  std::string invented = refused;
  std::string nothing = refused;
  std::string anew = "200 {\"access\": \"{t5}\"}";
};

Courtroom family_court(const Family& f) {
  Courtroom court = session_court();
  const std::string with = " | GET /me | alice~http bearer={t2} < json /access | ";
  const auto exchange = [&](const std::string& who, const std::string& told) {
    return "\n" + who + " | refreshes | GET /files | - | " + told + "\n" + who +
           " | asks with what the refresh handed out" + with +
           (told.starts_with("200") ? f.used : refused);
  };
  court.told("logout",
             "POST /logout",
             "holder | logs in | POST /login | - | 200 [Set-Cookie: refresh_token={r1}] {}" +
                 exchange("holder", f.before) + "\nholder | logs out | = | - | " + f.logout +
                 exchange("holder after the logout", f.after) +
                 exchange("holder two seconds later", f.later) +
                 "\noutsider to the refresh | refreshes with an invented refresh token | GET "
                 "/files | - | " +
                 f.invented + "\noutsider to the refresh | asks with nothing | GET /me | - | " +
                 f.nothing + exchange("holder anew", f.anew));
  return court;
}

TEST_CASE("a refresh token that a logout took gives no session any more") {
  const auto told = [](const Family& family) {
    return family_court(family).says(logout_rule, "POST /logout");
  };
  CHECK(told({}) == "mismatch");
  CHECK(told({.after = refused, .later = refused}) == "match");
  CHECK(told({.after = refused, .later = refused, .anew = refused}) == "inconclusive");
  CHECK(told({.later = refused}) == "inconclusive");
  CHECK(told({.after = "429"}) == "inconclusive");
  CHECK(told({.logout = "401"}) == "inconclusive");
  CHECK(told({.used = refused}) == "inconclusive");
  CHECK(told({.invented = "200 {}"}) == "inconclusive");
  CHECK(told({.nothing = alices}) == "inconclusive");
}

TEST_CASE("a recording without the login does not stop the judge") {
  Courtroom court = ended({});
  std::erase_if(court.transcript.exchanges,
                [](const Exchange& e) { return e.interview == "logout" && e.step == "logs in"; });
  CHECK(court.verdict(logout_rule, "POST /logout").proof.size() == 5);
}

TEST_CASE("a cookie that opens alone what the key opened stands in for it") {
  CHECK(replaced({}) == "mismatch");
  CHECK(replaced({.alone = refused}) == "match");
  CHECK(replaced({.before = refused}) == "mismatch");
  CHECK(replaced({.with_key = "200 {\"id\": 1}", .alone = ""}) == "match");
  CHECK(session_court().says(cookie_rule, "GET /files") == "not-applicable");
}

TEST_CASE("a cookie that was issued beside the key is a lesser matter than one that was planted") {
  const auto severity = [](const std::string& visit, const std::string& with_key) {
    Courtroom court = session_court();
    court.asked("GET /files", sound);
    court.told("replacement",
               "GET /files",
               "victim | visits | GET /me | - | 401 [Set-Cookie: " + visit +
                   "] {}\nvictim | asks with its cookies alone, before | = | - | " + refused +
                   "\nvictim | asks with its credential | = | alice+ApiKeyAuth | " + with_key +
                   "\nvictim | asks with its cookies alone | = | - | 200 {\"id\": 1}\n"
                   "outsider | asks with nothing | = | - | " +
                   refused +
                   "\nholder of cookie sid | asks with cookie sid alone | = | alice~cookie "
                   "sid={s1} < cookie sid | 200 {\"id\": 1}\n"
                   "outsider | asks with its credential again | = | alice+ApiKeyAuth | 200 "
                   "{\"id\": 1}");
    return court.verdict(cookie_rule, "GET /files").severity;
  };
  const std::string issued = "200 [Set-Cookie: sid={s1}] {\"id\": 1}";
  CHECK(severity("v={v1}", issued) == Severity::medium);
  CHECK(severity("sid={s1}", issued) == Severity::medium);
  CHECK(severity("sid={s1}", "200 {\"id\": 1}") == std::nullopt);
}

TEST_CASE("a cookie that the document declares as an alternative stands in for nothing") {
  Courtroom court = session_court();
  const std::string ok = "200 {\"user\": \"alice\", \"at\": 7}";
  court.told(
      "replacement",
      "GET /me",
      "victim | asks with its credential | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] "
      "{\"user\": \"alice\", \"at\": 6}\nvictim | asks with its cookies alone | = | - | " +
          ok +
          "\noutsider | asks with nothing | = | - | 401\nholder | asks with cookie sid alone | = | "
          "alice~cookie sid={s1} < cookie sid | " +
          ok + "\noutsider | asks with its credential again | = | alice+ApiKeyAuth | " + ok);
  CHECK(court.says(cookie_rule, "GET /me") == "not-applicable");
  CHECK(court.observed("GET /me") == "ApiKeyAuth | SessionCookie");
}

TEST_CASE("a replaced credential is no verdict where its controls fail") {
  CHECK(replaced({.with_key = "timeout", .alone = ""}) == "inconclusive");
  CHECK(replaced({.alone = ""}) == "inconclusive");
  CHECK(replaced({.alone = "timeout"}) == "inconclusive");
  CHECK(replaced({.one = refused}) == "inconclusive");  // an affinity cookie, or several together
  CHECK(replaced({.nothing = "200 {\"id\": 1}"}) == "inconclusive");
  CHECK(replaced({.again = refused}) == "inconclusive");
  CHECK(replaced({.before = "200 {\"id\": 1}"}) == "inconclusive");
}

}  // namespace sworn::test
