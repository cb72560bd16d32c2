// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string binding = "session-binding-ignored";
const std::string refused = "401 {\"error\": 1}";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
const std::string bound = "A session is bound to the user agent that began it.";

struct Moved {
  std::string promise = bound;
  std::string before = alices;
  std::string twice = alices;
  std::string elsewhere = refused;
  std::string nothing = refused;
  std::string again = alices;
  std::string of_its_own = alices;  ///< the other program, with a session that it began itself
};

Courtroom told(const Moved& m) {
  Courtroom court(document_with(R"(
  /login: {post: {description: ")" +
                                m.promise + R"(", responses: {}}}
  /me: {get: {security: [{SessionCookie: []}, {ApiKeyAuth: []}], responses: {}}}
)"));
  court.asked("GET /me",
              "alice+ApiKeyAuth | 200 {\"user\": \"alice\", \"at\": 1}\n- | " + refused + "\n- | " +
                  refused + "\nalice+ApiKeyAuth | 200 {\"user\": \"alice\", \"at\": 3}");
  handed_out(court);
  const std::string sid = " | GET /me | alice~cookie sid={b1} < cookie sid | ";
  court.told("binding",
             login,
             "user (binding sid) | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={b1}] {}"
             "\nuser (binding sid) | asks with its session" +
                 sid + m.before + "\nuser (binding sid) | asks with its session a second time" +
                 sid + m.twice + "\nstranger (binding sid) | asks from another program" + sid +
                 m.elsewhere + "\noutsider (binding sid) | asks with nothing | GET /me | - | " +
                 m.nothing + "\nuser (binding sid) | asks with its session again" + sid + m.again +
                 "\nstranger anew (binding sid) | logs in | = | alice+ApiKeyAuth | 200 "
                 "[Set-Cookie: sid={b2}] {}\nstranger anew (binding sid) | asks with its session "
                 "| GET /me | alice~cookie sid={b2} < cookie sid | " +
                 m.of_its_own);
  return court;
}

std::string says(const Moved& m) {
  return told(m).says(binding, login);
}

}  // namespace

TEST_CASE("a session that is promised to one program and serves another breaks the promise") {
  CHECK(says(Moved{}) == "match");
  CHECK(says(Moved{.elsewhere = alices}) == "mismatch");
  CHECK(told(Moved{.elsewhere = alices}).verdict(binding, login).where.line > 0);
}

TEST_CASE("a session that ends when it is seen elsewhere keeps the promise") {
  CHECK(says(Moved{.again = refused}) == "match");
  CHECK(says(Moved{.twice = "timeout"}) == "match");
}

TEST_CASE("a session that is good once, and a program that is refused always, keep no promise") {
  CHECK(says(Moved{.twice = refused, .again = refused}) == "inconclusive");
  CHECK(says(Moved{.twice = "timeout", .again = refused}) == "inconclusive");
  CHECK(says(Moved{.of_its_own = refused}) == "inconclusive");
  CHECK(says(Moved{.of_its_own = "timeout"}) == "inconclusive");
  CHECK(says(Moved{.again = refused, .of_its_own = refused}) == "inconclusive");
  CHECK(says(Moved{.elsewhere = alices, .of_its_own = "timeout"}) == "mismatch");
}

TEST_CASE("no binding is judged that the document does not promise") {
  CHECK(says(Moved{.promise = "Begins a session.", .elsewhere = alices}) == "not-applicable");
  CHECK(says(Moved{.promise = "A session is not bound to the browser.", .elsewhere = alices}) ==
        "not-applicable");
}

TEST_CASE("a binding is no verdict where controls fail") {
  CHECK(says(Moved{.before = refused, .elsewhere = alices}) == "inconclusive");
  CHECK(says(Moved{.elsewhere = alices, .nothing = alices}) == "inconclusive");
  CHECK(says(Moved{.elsewhere = alices, .again = refused}) == "inconclusive");
  CHECK(says(Moved{.elsewhere = "timeout"}) == "inconclusive");
}

}  // namespace sworn::test
