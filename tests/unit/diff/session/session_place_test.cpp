// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string in_url = "session-id-in-url";
const std::string marked = "session-marked-by-failed-login";
const std::string attributes = "session-cookie-attributes";
const std::string safe = "session-safe-method-login";
const std::string cacheable = "session-token-cacheable";
const std::string refused = "401 {\"error\": 1}";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";

struct Url {
  std::string login = "200 [Set-Cookie: sid={u1}] {\"next\": \"/home\"}";
  std::string before = alices;
  std::string everywhere = refused;
  std::string named = refused;
  std::string path = refused;
  std::string nothing = refused;
  std::string again = alices;
  std::string signature = "query sid";
};

Courtroom court_of(const Url& u, const std::string& me = "") {
  Courtroom court = me.empty() ? session_court() : Courtroom(document_with(me));
  if (!me.empty()) {
    court.asked("GET /me",
                "alice+ApiKeyAuth | " + alices + "\n- | " + refused + "\n- | " + refused +
                    "\nalice+ApiKeyAuth | " + alices);
  }
  handed_out(court);
  const std::string sid = " | GET /me | alice~cookie sid={u1} < cookie sid | ";
  return court.told(
      "place",
      login,
      "user (url sid) | logs in | = | alice+ApiKeyAuth | " + u.login +
          "\nuser (url sid) | asks with its session" + sid + u.before +
          "\nstranger (url sid) | asks with the identifier in the query | GET /me | "
          "alice~query *={u1} < cookie sid | " +
          u.everywhere + "\nstranger (url sid) | asks with sid in the query | GET /me | alice~" +
          u.signature + "={u1} < cookie sid | " + u.named +
          "\nstranger (url sid) | asks with the identifier in a path parameter | GET /me | "
          "alice~path sid={u1} < cookie sid | " +
          u.path + "\noutsider (url sid) | asks with nothing | GET /me | - | " + u.nothing +
          "\nuser (url sid) | asks with its session again" + sid + u.again);
}

std::string says(const Url& u, const std::string& me = "") {
  return court_of(u, me).says(in_url, login);
}

struct Failed {
  std::string before = refused;
  std::string fails = refused;
  std::string after = refused;
  std::string nothing = refused;
  std::string anew = alices;
};

std::string says(const Failed& f) {
  Courtroom court = session_court();
  handed_out(court);
  const std::string sid = " | GET /me | alice~cookie sid={f1} < cookie sid | ";
  return court
      .told("failure",
            login,
            "attacker (failure sid) | asks before the login" + sid + f.before +
                "\nattacker (failure sid) | fails to log in with the identifier | = | "
                "alice?ApiKeyAuth & alice~cookie sid={f1} < cookie sid | " +
                f.fails + "\nattacker (failure sid) | asks after the failed login" + sid + f.after +
                "\noutsider (failure sid) | asks with nothing | GET /me | - | " + f.nothing +
                "\nuser anew (failure sid) | asks with its session | GET /me | alice~cookie "
                "sid={f2} < cookie sid | " +
                f.anew)
      .says(marked, login);
}

/// The attributes stand without spaces: those part the headers of an answer here.
Courtroom told_cookie(const std::string& cookie, const std::string& more = "") {
  Courtroom court = session_court();
  const auto answer = [&](const std::string& id) {
    return "200 [Set-Cookie: sid=" + id + cookie + more + "] {\"ok\": true}";
  };
  handed_out(court, {.first = answer("{s1}"), .second = answer("{s2}"), .third = answer("{s3}")});
  return court;
}

}  // namespace

TEST_CASE("a session that the URL is as good for is taken from it") {
  CHECK(says(Url{}) == "match");
  CHECK(says(Url{.everywhere = alices, .named = alices}) == "mismatch");
  CHECK(says(Url{.path = alices}) == "mismatch");
  CHECK(session_court().says(in_url, login) == "not-applicable");
}

TEST_CASE("a session within a link of the login's answer is handed out in a URL") {
  CHECK(says(Url{.login = "200 [Set-Cookie: sid={u1}] {\"next\": \"/home?sid={u1}\"}"}) ==
        "mismatch");
  CHECK(says(Url{.login = "200 [Set-Cookie: sid={u1}; Location: /home?sid={u1}] {}"}) ==
        "mismatch");
  CHECK(says(Url{.login = "200 [Set-Cookie: sid={u1}] {\"id\": \"{u1}\"}"}) == "match");
}

TEST_CASE("a session in a URL is shown by the request, or the answer, that has it there") {
  CHECK(court_of({.named = alices}).decisive(in_url, login) ==
        "stranger (url sid): asks with sid in the query");
  CHECK(court_of({.login = "200 [Set-Cookie: sid={u1}] {\"next\": \"/home?sid={u1}\"}"})
            .steps(in_url, login) ==
        std::vector<std::string>{"first: logs in",
                                 "first: asks GET /me with cookie sid as it goes",
                                 "> user (url sid): logs in"});
}

TEST_CASE("a query parameter that the document declares for it is no finding") {
  CHECK(says(Url{.everywhere = alices, .named = alices}, R"(
  /login: {post: {responses: {}}}
  /me: {get: {security: [{SessionCookie: []}], parameters: [{in: query, name: sid, schema: {type: string}}], responses: {}}}
)") == "match");
}

TEST_CASE("a session in a URL is no verdict where controls fail") {
  CHECK(says(Url{.before = refused}) == "inconclusive");
  CHECK(says(Url{.path = alices, .nothing = alices}) == "inconclusive");
  CHECK(says(Url{.path = alices, .again = refused}) == "inconclusive");
  Courtroom untold = session_court();
  handed_out(untold);
  untold.told("place",
              login,
              "user | asks with the identifier in the query | = | - | not-asked on loopback only");
  CHECK(untold.verdict(in_url, login).reason == "on loopback only");
}

TEST_CASE("a login that fails and opens all the same has marked the session") {
  CHECK(says(Failed{}) == "match");
  CHECK(says(Failed{.after = alices}) == "mismatch");
  CHECK(session_court().says(marked, login) == "not-applicable");
}

TEST_CASE("a failed login is no verdict where controls fail") {
  CHECK(says(Failed{.before = alices, .after = alices}) == "inconclusive");
  CHECK(says(Failed{.fails = "200 {\"ok\": true}", .after = alices}) == "inconclusive");
  CHECK(says(Failed{.fails = "429", .after = alices}) == "inconclusive");
  CHECK(says(Failed{.fails = "timeout", .after = alices}) == "inconclusive");
  CHECK(says(Failed{.after = "timeout"}) == "inconclusive");
  CHECK(says(Failed{.after = alices, .nothing = alices}) == "inconclusive");
  CHECK(says(Failed{.anew = refused}) == "inconclusive");
  Courtroom untold = session_court();
  handed_out(untold);
  untold.told("failure",
              login,
              "attacker | fails to log in with the identifier | = | - | not-asked too dangerous");
  CHECK(untold.verdict(marked, login).reason == "too dangerous");
}

TEST_CASE("a live session that a failed login as somebody else moves has changed hands") {
  struct Move {
    std::string before = "200 {\"user\": \"alice\", \"at\": 7}";
    std::string fails = "401 {\"error\": 1}";
    std::string after = "200 {\"user\": \"bob\", \"at\": 8}";
    std::string nothing = "401 {\"error\": 1}";
    std::string other = "200 {\"user\": \"bob\", \"at\": 9}";
  };
  const auto says = [](const Move& m) {
    Courtroom court = session_court();
    handed_out(court);
    const std::string way = " (failure sid) | ";
    const std::string live = " (failure over a live session sid) | ";
    const std::string own = " | GET /me | alice~cookie sid={v1} < cookie sid | ";
    const std::string refused = "401 {\"error\": 1}";
    court.told(
        "failure",
        login,
        "attacker" + way +
            "asks before the login | GET /me | alice~cookie sid={c0} < cookie sid | " + refused +
            "\nattacker" + way + "fails to log in with the identifier | = | - | " + refused +
            "\nattacker" + way +
            "asks after the failed login | GET /me | alice~cookie sid={c0} < cookie sid | " +
            refused + "\noutsider" + way + "asks with nothing | GET /me | - | " + refused +
            "\nuser anew" + way +
            "asks with its session | GET /me | alice~cookie sid={v2} < cookie sid | 200 {\"user\": "
            "\"alice\", \"at\": 6}\nuser" +
            live + "asks before the login" + own + m.before + "\nuser" + live +
            "fails to log in with the identifier | = | - | " + m.fails + "\nuser" + live +
            "asks after the failed login" + own + m.after + "\noutsider" + live +
            "asks with nothing | GET /me | - | " + m.nothing + "\nother" + live +
            "asks with its session | GET /me | bob~cookie sid={v3} < cookie sid | " + m.other);
    return court.says("session-marked-by-failed-login", login);
  };
  CHECK(says({}) == "mismatch");
  CHECK(says({.after = "200 {\"user\": \"alice\", \"at\": 8}"}) == "match");
  // That an attempt ends the session is right as well.
  CHECK(says({.after = "401 {\"error\": 1}"}) == "match");
  // Where its controls fail, it is not known what the attempt did.
  CHECK(says({.before = "429"}) == "inconclusive");
  CHECK(says({.fails = "429"}) == "inconclusive");
  CHECK(says({.fails = "200 {\"ok\": true}"}) == "inconclusive");
  CHECK(says({.after = "503"}) == "inconclusive");
  CHECK(says({.nothing = "200 {\"user\": \"bob\", \"at\": 9}"}) == "inconclusive");
  CHECK(says({.other = "timeout"}) == "inconclusive");
  // An answer that is nobody's does not tell whose session it is.
  CHECK(
      says({.before = "200 {\"at\": 7}", .after = "200 {\"at\": 8}", .other = "200 {\"at\": 9}"}) ==
      "inconclusive");
}

TEST_CASE("what a visitor wrote and a victim reads was carried over") {
  struct Notes {
    std::string written = "201 {}";
    std::string own = "200 {\"notes\": [\"{marker.sid}\"]}";
    std::string over = "200 [Set-Cookie: sid={n1}] {}";
    std::string victim = "200 {\"notes\": [\"{marker.sid}\"]}";
    std::string clean = "200 {\"notes\": []}";
  };
  const auto says = [](const Notes& n) {
    Courtroom court = session_court();
    return court
        .told("carry-over",
              login,
              "attacker | writes a marker into its session | GET /files | alice~cookie sid={c0} < "
              "cookie sid | " +
                  n.written +
                  "\nattacker | reads what its session holds | GET /files | alice~cookie sid={c0} "
                  "< cookie sid | " +
                  n.own +
                  "\nvictim | logs in with the planted identifier | = | alice+ApiKeyAuth & "
                  "alice~cookie sid={c0} < cookie sid | " +
                  n.over +
                  "\nvictim | reads what its session holds | GET /files | alice~cookie sid={n1} < "
                  "cookie sid | " +
                  n.victim +
                  "\nclean | reads what its session holds | GET /files | alice~cookie sid={n2} < "
                  "cookie sid | " +
                  n.clean)
        .says("session-data-carried-over", login);
  };
  CHECK(says({}) == "mismatch");
  CHECK(says({.victim = "200 {\"notes\": []}"}) == "match");
  CHECK(session_court().says("session-data-carried-over", login) == "not-applicable");
  // A list that everybody sees is in no session.
  CHECK(says({.clean = "200 {\"notes\": [\"{marker.sid}\"]}"}) == "inconclusive");
  CHECK(says({.clean = "timeout"}) == "inconclusive");
  CHECK(says({.written = "403"}) == "inconclusive");
  CHECK(says({.own = "200 {\"notes\": []}"}) == "inconclusive");
  CHECK(says({.over = "500"}) == "inconclusive");
  CHECK(says({.victim = "timeout"}) == "inconclusive");
}

TEST_CASE("a session cookie without HttpOnly or SameSite lacks attributes") {
  CHECK(told_cookie(";HttpOnly;SameSite=Lax").says(attributes, login) == "match");
  CHECK(told_cookie(";SameSite=Lax").says(attributes, login) == "mismatch");
  CHECK(told_cookie(";HttpOnly").says(attributes, login) == "mismatch");
  CHECK(told_cookie(";HttpOnly;SameSite=Lax;Domain=example.com").says(attributes, login) ==
        "mismatch");
  CHECK(told_cookie(";HttpOnly;SameSite=None").says(attributes, login) == "mismatch");
  CHECK(session_court().says(attributes, login) == "not-applicable");
  CHECK(told_cookie("").decisive(attributes, login) == "first: logs in");
}

TEST_CASE("the attributes are those of the cookie that clients go on with") {
  const std::string old = ";HttpOnly;SameSite=Lax; Set-Cookie: sid=deleted;Path=/old;Max-Age=0";
  CHECK(told_cookie(old).says(attributes, login) == "match");
}

TEST_CASE("Secure is asked for under TLS, and only noted without") {
  Courtroom court = told_cookie(";HttpOnly;SameSite=Lax");
  CHECK(court.says(attributes, login) == "match");
  court.transcript.run.url = "https://api.example";
  CHECK(court.says(attributes, login) == "mismatch");
  CHECK(court.verdict(attributes, login).severity == Severity::medium);
  CHECK(told_cookie("").verdict(attributes, login).explanation.find("plain http") !=
        std::string::npos);
}

TEST_CASE("no cookie and no answer have no attributes") {
  Courtroom bearer = session_court();
  handed_out(bearer, {.first = "timeout"});
  CHECK(bearer.says(attributes, login) == "inconclusive");
  CHECK(bearer.says(cacheable, login) == "inconclusive");
}

TEST_CASE("an answer that hands out a session forbids caches to keep it") {
  CHECK(told_cookie("", "; Cache-Control: no-store").says(cacheable, login) == "match");
  CHECK(told_cookie("", "; Cache-Control: private, No-Store").says(cacheable, login) == "match");
  CHECK(told_cookie("").says(cacheable, login) == "mismatch");
  CHECK(told_cookie("", "; Cache-Control: no-cache").says(cacheable, login) == "mismatch");
  CHECK(session_court().says(cacheable, login) == "not-applicable");
  CHECK(told_cookie("").decisive(cacheable, login) == "first: logs in");
}

TEST_CASE("a GET that begins a session each time logs in by a safe method") {
  const auto court_of = [](const std::string& second) {
    Courtroom court(document_with(R"(
  /login: {get: {responses: {}}}
  /me: {get: {security: [{SessionCookie: []}, {ApiKeyAuth: []}], responses: {}}}
)"));
    court.asked("GET /me",
                "alice+ApiKeyAuth | " + alices + "\n- | " + refused + "\nalice?ApiKeyAuth | " +
                    refused + "\n- | " + refused + "\nalice+ApiKeyAuth | " + alices);
    return court.told("handout",
                      "GET /login",
                      "first | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] "
                      "{}\nfirst | asks | GET /me | alice+cookie sid={s1} < cookie sid | " +
                          alices + "\nsecond | logs in | = | alice+ApiKeyAuth | " + second);
  };
  CHECK(court_of("200 [Set-Cookie: sid={s2}] {}").says(safe, "GET /login") == "mismatch");
  CHECK(court_of("200 [Set-Cookie: sid={s2}] {}").decisive(safe, "GET /login") ==
        "second: logs in");
  CHECK(court_of("200 [Set-Cookie: sid={s1}] {}").says(safe, "GET /login") == "match");
  CHECK(court_of("timeout").says(safe, "GET /login") == "inconclusive");
  CHECK(told_cookie("").says(safe, login) == "not-applicable");
  // To a safe method caches listen, where they are invited.
  const auto cached = court_of("200 [Set-Cookie: sid={s2}] {}").verdict(cacheable, "GET /login");
  CHECK(cached.severity == std::nullopt);
}

}  // namespace sworn::test
