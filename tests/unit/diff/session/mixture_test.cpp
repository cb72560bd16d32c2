// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string confusion = "session-credential-confusion";
const std::string decorative = "session-decorative";
const std::string refused = "401 {\"error\": 1}";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
const std::string bobs = "200 {\"user\": \"bob\", \"at\": 8}";

/// A session that opens GET /me by itself, beside the other's key. `mine` is alice's.
struct Company {
  std::string mine = alices;
  std::string mine_again = "200 {\"user\": \"alice\", \"at\": 9}";
  std::string theirs = bobs;
  std::string theirs_again = "200 {\"user\": \"bob\", \"at\": 10}";
  std::string mixed = alices;
  std::string swapped = alices;
  std::string reverse = bobs;
  std::string afterwards = alices;
  std::string theirs_afterwards = bobs;
  std::string nothing = refused;
};

Courtroom court_of(const Company& m) {
  Courtroom court = session_court();
  const std::string sid = " | = | alice~cookie sid={s1} < cookie sid | ";
  const std::string other = " | = | bob~cookie sid={s2} < cookie sid | ";
  court.told(
      "mixture",
      "GET /me",
      "user | logs in | POST /login | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}\nuser | "
      "asks with its own credentials" +
          sid + m.mine + "\nuser | asks with its own credentials again" + sid + m.mine_again +
          "\nother | asks with its own credentials" + other + m.theirs +
          "\nother | asks with its own credentials again" + other + m.theirs_again +
          "\nuser with the other's key | asks with its session and the other's key | = | "
          "alice~cookie sid={s1} < cookie sid & bob+ApiKeyAuth | " +
          m.mixed +
          "\nuser with the other's key | asks with the other's key and its session, in that order "
          "| = | bob+ApiKeyAuth & alice~cookie sid={s1} < cookie sid | " +
          m.swapped +
          "\nother with the user's key | asks with its session and the other's key | = | "
          "bob~cookie sid={s2} < cookie sid & alice+ApiKeyAuth | " +
          m.reverse + "\nother | asks with its own credentials afterwards" + other +
          m.theirs_afterwards + "\nuser | asks with its own credentials afterwards" + sid +
          m.afterwards + "\noutsider | asks with nothing | = | - | " + m.nothing);
  return court;
}

std::string says(const Company& company) {
  return court_of(company).says(confusion, "GET /me");
}

/// GET /files takes a key alone; sessions come along.
struct KeyOnly {
  std::string alone = refused;
  std::string made_up = refused;
  std::string mixed = bobs;
  std::string never = refused;
};

Courtroom key_court(const KeyOnly& k) {
  Courtroom court = session_court();
  court.asked("GET /files",
              "alice+ApiKeyAuth | " + alices + "\nalice!ApiKeyAuth | " + refused +
                  "\nalice?ApiKeyAuth | " + k.never + "\n- | " + refused + "\n- | " + refused +
                  "\nalice+ApiKeyAuth | " + alices);
  const std::string key = " | = | alice+ApiKeyAuth | ";
  const std::string other = " | = | bob+ApiKeyAuth | ";
  court.told(
      "mixture",
      "GET /files",
      "user | asks with its own credentials" + key + alices +
          "\nuser | asks with its own credentials again" + key + alices +
          "\nuser | asks with its session alone | = | alice~cookie sid={s1} < cookie sid | " +
          k.alone +
          "\nuser | asks with a never-issued key beside its session | = | alice~cookie sid={s1} < "
          "cookie sid & alice?ApiKeyAuth | " +
          k.made_up + "\nother | asks with its own credentials" + other + bobs +
          "\nother | asks with its own credentials again" + other + bobs +
          "\nuser with the other's key | asks with its session and the other's key | = | "
          "alice~cookie sid={s1} < cookie sid & bob+ApiKeyAuth | " +
          k.mixed + "\nuser | asks with its own credentials afterwards" + key + alices +
          "\noutsider | asks with nothing | = | - | " + refused);
  return court;
}

std::string says(const KeyOnly& k) {
  return key_court(k).says(confusion, "GET /files");
}

/// GET /both takes a key and the session that was begun with it.
struct Both {
  std::string login = "alice+ApiKeyAuth";
  std::string own = alices;
  std::string garbage = refused;
  std::string alone = refused;
  std::string mixed = refused;
  std::string afterwards = alices;
  std::string nothing = refused;
  std::string login_operation = "{post: {responses: {}}}";
};

Courtroom both_court(const Both& b) {
  Courtroom court(document_with("\n  /login: " + b.login_operation + R"(
  /both: {get: {security: [{ApiKeyAuth: [], SessionCookie: []}], responses: {}}}
)"));
  court.asked("GET /both", "- | 401 {\"error\": 1}\n- | 401 {\"error\": 1}");
  const std::string own = " | = | alice+ApiKeyAuth & alice~cookie sid={s1} < cookie sid | ";
  const std::string other = " | = | bob+ApiKeyAuth & bob~cookie sid={s2} < cookie sid | ";
  return court.told(
      "mixture",
      "GET /both",
      "user | logs in | POST /login | " + b.login +
          " | 200 [Set-Cookie: sid={s1}] {}\nuser | asks with its own credentials" + own + b.own +
          "\nuser | asks with its own credentials again" + own + b.own +
          "\nuser | asks with an invented session beside its key | = | alice+ApiKeyAuth & "
          "alice~cookie sid={i1} < cookie sid | " +
          b.garbage +
          "\nuser | asks with its session alone | = | alice~cookie sid={s1} < cookie sid | " +
          b.alone + "\nother | asks with its own credentials" + other + bobs +
          "\nother | asks with its own credentials again" + other + bobs +
          "\nuser with the other's key | asks with its session and the other's key | = | "
          "alice~cookie sid={s1} < cookie sid & bob+ApiKeyAuth | " +
          b.mixed + "\nuser | asks with its own credentials afterwards" + own + b.afterwards +
          "\noutsider | asks with nothing | = | - | " + b.nothing);
}

}  // namespace

TEST_CASE("a session that another's key takes over is confused") {
  const Courtroom court = court_of({.afterwards = "200 {\"user\": \"bob\", \"at\": 11}"});
  CHECK(court.says(confusion, "GET /me") == "mismatch");
  CHECK(court.verdict(confusion, "GET /me").observed == "the session changes hands");
  CHECK(says(Company{.theirs_afterwards = "200 {\"user\": \"alice\", \"at\": 11}"}) == "mismatch");
}

TEST_CASE("what mixed the credentials stands in the proof, before what shows it") {
  using Steps = std::vector<std::string>;
  const std::string taken = "200 {\"user\": \"bob\", \"at\": 11}";
  CHECK(court_of({.afterwards = taken}).steps(confusion, "GET /me") ==
        Steps{"user: asks with its own credentials",
              "other: asks with its own credentials",
              "user with the other's key: asks with its session and the other's key",
              "user with the other's key: asks with the other's key and its session, in that order",
              "> user: asks with its own credentials afterwards",
              "outsider: asks with nothing"});
  const std::string given = "200 {\"user\": \"alice\", \"at\": 11}";
  CHECK(court_of({.theirs_afterwards = given}).steps(confusion, "GET /me") ==
        Steps{"user: asks with its own credentials",
              "other: asks with its own credentials",
              "other with the user's key: asks with its session and the other's key",
              "> other: asks with its own credentials afterwards",
              "outsider: asks with nothing"});
  // The session's answer and the key's: one of them alone shows no confusion.
  CHECK(court_of({.swapped = bobs, .reverse = "timeout"}).steps(confusion, "GET /me") ==
        Steps{"user: asks with its own credentials",
              "other: asks with its own credentials",
              "user with the other's key: asks with its session and the other's key",
              "> user with the other's key: asks with the other's key and its session, in that "
              "order",
              "outsider: asks with nothing"});
  CHECK(key_court({.made_up = alices}).steps(confusion, "GET /files") ==
        Steps{"access: question 3",
              "user: asks with its own credentials",
              "user: asks with its session alone",
              "> user: asks with a never-issued key beside its session",
              "other: asks with its own credentials",
              "outsider: asks with nothing"});
  CHECK(both_court({.mixed = bobs}).steps(confusion, "GET /both").front() == "user: logs in");
}

TEST_CASE("a precedence that is kept is no confusion, whichever it is") {
  CHECK(says(Company{}) == "match");
  CHECK(says(Company{.mixed = bobs, .swapped = bobs, .reverse = alices}) == "match");
  CHECK(says(Company{.mixed = refused, .swapped = refused, .reverse = refused}) == "match");
}

TEST_CASE("an answer that depends on order or owner is confused") {
  CHECK(says(Company{.swapped = bobs}) == "mismatch");
  CHECK(says(Company{.reverse = alices}) == "mismatch");
}

TEST_CASE("a clock in the answer tells nobody apart") {
  const std::string early = "200 {\"user\": \"x\", \"at\": 1}";
  const std::string late = "200 {\"user\": \"x\", \"at\": 2}";
  CHECK(says(Company{.mine = early,
                     .mine_again = late,
                     .theirs = "200 {\"user\": \"x\", \"at\": 3}",
                     .theirs_again = "200 {\"user\": \"x\", \"at\": 4}",
                     .mixed = "200 {\"user\": \"x\", \"at\": 5}",
                     .afterwards = "200 {\"user\": \"x\", \"at\": 3}"}) == "inconclusive");
}

TEST_CASE("a counter that stood still while it was asked twice tells nobody apart") {
  // The baseline was told `user` alone of what is left.
  Courtroom court = court_of({.mine = "200 {\"user\": \"x\", \"at\": 5}",
                              .mine_again = "200 {\"user\": \"x\", \"at\": 5}",
                              .theirs = "200 {\"user\": \"x\", \"at\": 6}",
                              .theirs_again = "200 {\"user\": \"x\", \"at\": 6}",
                              .afterwards = "200 {\"user\": \"x\", \"at\": 6}"});
  CHECK(court.says(confusion, "GET /me") == "inconclusive");
}

TEST_CASE("mixed credentials are no verdict where controls fail") {
  CHECK(says(Company{.mine_again = refused}) == "inconclusive");
  CHECK(says(Company{.theirs = refused}) == "inconclusive");
  CHECK(says(Company{.afterwards = refused}) == "inconclusive");
  CHECK(says(Company{.nothing = alices}) == "inconclusive");
  CHECK(says(Company{.mine = "timeout"}) == "inconclusive");
  CHECK(session_court().says(confusion, "GET /me") == "not-applicable");
}

TEST_CASE("a session must not speak where the key alone is declared") {
  CHECK(says(KeyOnly{}) == "match");
  CHECK(says(KeyOnly{.mixed = alices}) == "mismatch");
  CHECK(says(KeyOnly{.made_up = alices}) == "mismatch");
  // Who takes every key of the right shape takes it without a session as well.
  CHECK(says(KeyOnly{.made_up = alices, .never = alices}) == "match");
  CHECK(says(KeyOnly{.alone = alices, .made_up = alices}) == "match");
}

TEST_CASE("key and session that are needed together belong to one principal") {
  CHECK(both_court({}).says(confusion, "GET /both") == "match");
  CHECK(both_court({.mixed = bobs}).says(confusion, "GET /both") == "mismatch");
  CHECK(both_court({.mixed = "timeout"}).says(confusion, "GET /both") == "inconclusive");
  // The key of an application goes with anybody's session.
  CHECK(both_court({.login = "-", .mixed = bobs}).says(confusion, "GET /both") == "not-applicable");
}

TEST_CASE("a session that a password began goes with any application's key") {
  const std::string takes_password =
      "{post: {requestBody: {content: {application/json: {schema: {properties: {username: {type: "
      "string}, password: {type: string}}}}}}, responses: {}}}";
  CHECK(
      both_court({.mixed = bobs, .login_operation = takes_password}).says(confusion, "GET /both") ==
      "not-applicable");
}

TEST_CASE("where no key travels beside the session, none is confused with it") {
  Courtroom court = session_court();
  const std::string sid = " | = | alice~cookie sid={s1} < cookie sid | ";
  const std::string other = " | = | bob~cookie sid={s2} < cookie sid | ";
  court.told(
      "mixture",
      "GET /me",
      "user | asks with its own credentials" + sid + alices +
          "\nuser | asks with its own credentials again" + sid + alices +
          "\nother | asks with its own credentials" + other + bobs +
          "\nother | asks with its own credentials again" + other + bobs +
          "\nuser with the other's key | asks with its session and the other's key | = | - | "
          "not-asked no key travels at another place than the session\nuser | asks with its "
          "own credentials afterwards" +
          sid + alices + "\noutsider | asks with nothing | = | - | " + refused);
  CHECK(court.says(confusion, "GET /me") == "not-applicable");
}

TEST_CASE("a session that anything stands in for is decoration") {
  CHECK(both_court({}).says(decorative, "GET /both") == "match");
  CHECK(both_court({.garbage = alices}).says(decorative, "GET /both") == "mismatch");
  CHECK(court_of({}).says(decorative, "GET /me") == "not-applicable");
  CHECK(session_court().says(decorative, "GET /me") == "not-applicable");
}

TEST_CASE("a decoration is no verdict where controls fail") {
  CHECK(both_court({.garbage = "timeout"}).says(decorative, "GET /both") == "inconclusive");
  CHECK(both_court({.garbage = alices, .alone = alices}).says(decorative, "GET /both") ==
        "inconclusive");
  CHECK(both_court({.own = refused}).says(decorative, "GET /both") == "inconclusive");
  CHECK(both_court({.garbage = alices, .afterwards = refused}).says(decorative, "GET /both") ==
        "inconclusive");
  CHECK(both_court({.garbage = alices, .nothing = alices}).says(decorative, "GET /both") ==
        "inconclusive");
}

}  // namespace sworn::test
