// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string shared = "session-shared";
const std::string predictable = "session-id-predictable";
const std::string refused = "401 {\"error\": 1}";
const std::string alices = "200 {\"user\": \"alice\", \"at\": 7}";
const std::string bobs = "200 {\"user\": \"bob\", \"at\": 8}";

struct Sides {
  std::string first = "{a1}";
  std::string second = "{b1}";
  std::string others_key = "bob+ApiKeyAuth";
  std::string mine = alices;
  std::string theirs = bobs;
  std::string theirs_again = bobs;
  std::string nothing = refused;
};

Courtroom court_of(const Sides& s) {
  Courtroom court = session_court();
  court.asked("GET /me", "bob+ApiKeyAuth | 200 {\"user\": \"bob\", \"at\": 12}");
  handed_out(court);
  const std::string mine = " | GET /me | alice~cookie sid=" + s.first + " < cookie sid | ";
  const std::string theirs = " | GET /me | bob~cookie sid=" + s.second + " < cookie sid | ";
  return court.told(
      "sample",
      login,
      "one (clean sid) | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid=" + s.first +
          "] {}\none (clean sid) | asks with its session" + mine + s.mine +
          "\none (clean sid) | asks with its session again" + mine + s.mine +
          "\nother (clean sid) | logs in | = | " + s.others_key + " | 200 [Set-Cookie: sid=" +
          s.second + "] {}\nother (clean sid) | asks with its session" + theirs + s.theirs +
          "\nother (clean sid) | asks with its session again" + theirs + s.theirs_again +
          "\noutsider (clean sid) | asks with nothing | GET /me | - "
          "| " +
          s.nothing);
}

std::string says(const Sides& sides) {
  return court_of(sides).says(shared, login);
}

Courtroom measured(int size, int bits, const std::string& pattern = "") {
  Courtroom court = session_court();
  handed_out(court);
  LedgerEntry& entry = court.transcript.ledger["{s1}"];
  entry.sample_size = size;
  entry.varying_bits = bits;
  entry.sample_pattern = pattern;
  return court;
}

}  // namespace

TEST_CASE("one identifier for two identities is one session") {
  CHECK(says({.second = "{a1}", .theirs = alices, .theirs_again = alices}) == "mismatch");
  const std::string plain = "200 {\"ok\": true}";
  CHECK(says({.second = "{a1}", .mine = plain, .theirs = plain, .theirs_again = plain}) ==
        "mismatch");
  CHECK(says({}) == "match");
  CHECK(session_court().says(shared, login) == "not-applicable");
}

TEST_CASE("a session that is answered as somebody else's is shared") {
  const Courtroom court = court_of({.theirs = alices, .theirs_again = alices});
  CHECK(court.says(shared, login) == "mismatch");
  // By their keys they are told apart: without those answers it shows no more than one account.
  CHECK(court.steps(shared, login) ==
        std::vector<std::string>{"access: question 1",
                                 "access: question 2",
                                 "one (clean sid): logs in",
                                 "one (clean sid): asks with its session",
                                 "> other (clean sid): logs in",
                                 "other (clean sid): asks with its session",
                                 "outsider (clean sid): asks with nothing"});
  // What only a clock tells apart tells nobody.
  CHECK(says({.mine = "200 {\"at\": 1}",
              .theirs = "200 {\"at\": 2}",
              .theirs_again = "200 {\"at\": 3}"}) == "inconclusive");
}

TEST_CASE("tokens of one subject stand for one principal, but for identities of one tenant") {
  const std::string same = "200 {\"ok\": true}";
  Courtroom court = court_of({.mine = same, .theirs = same, .theirs_again = same});
  court.signs("{a1}", {{"sub", "user"}}).signs("{b1}", {{"sub", "user"}});
  CHECK(court.says(shared, login) == "mismatch");
  CHECK(court.verdict(shared, login).severity == Severity::medium);
  court.transcript.settings.identities = {
      {"alice", {"ApiKeyAuth"}, {}, "acme", "", IdentityState::active},
      {"bob", {"ApiKeyAuth"}, {}, "acme", "", IdentityState::active}};
  CHECK(court.says(shared, login) == "inconclusive");
  court.transcript.settings.identities.clear();
  court.signs("{b1}", {{"sub", "bob"}});
  CHECK(court.says(shared, login) == "inconclusive");
  // Another claim may name the principal.
  court.signs("{a1}", {{"sub", "user"}, {"uid", "1"}})
      .signs("{b1}", {{"sub", "user"}, {"uid", "2"}});
  CHECK(court.says(shared, login) == "inconclusive");
  Courtroom apart = court_of({});
  apart.signs("{a1}", {{"sub", "user"}}).signs("{b1}", {{"sub", "user"}});
  CHECK(apart.says(shared, login) == "match");
}

TEST_CASE("two names for one credential share a session rightly") {
  CHECK(says({.second = "{a1}", .others_key = "alice+ApiKeyAuth", .theirs = alices}) ==
        "not-applicable");
}

TEST_CASE("a shared session is no verdict where controls fail") {
  CHECK(says({.second = "{a1}", .mine = refused}) == "inconclusive");
  CHECK(says({.second = "{a1}", .theirs = "timeout"}) == "inconclusive");
  CHECK(says({.second = "{a1}", .theirs = alices, .theirs_again = alices, .nothing = alices}) ==
        "inconclusive");
  Courtroom alone = session_court();
  handed_out(alone);
  CHECK(alone.says(shared, login) == "inconclusive");
}

TEST_CASE("identifiers with too little that varies can be guessed") {
  CHECK(measured(9, 20, "counter").says(predictable, login) == "mismatch");
  CHECK(measured(9, 20, "counter").verdict(predictable, login).severity == std::nullopt);
  CHECK(measured(9, 48).says(predictable, login) == "mismatch");
  CHECK(measured(9, 48).verdict(predictable, login).severity == Severity::medium);
  CHECK(measured(9, 64).says(predictable, login) == "match");
  CHECK(measured(9, 48).decisive(predictable, login) == "third: logs in");
}

TEST_CASE("few identifiers, none and signed tokens are not measured") {
  CHECK(measured(4, 10).says(predictable, login) == "inconclusive");
  CHECK(session_court().says(predictable, login) == "not-applicable");
  Courtroom court = measured(9, 10);
  court.signs("{s1}", {{"iat", "1"}});
  CHECK(court.says(predictable, login) == "not-applicable");
  Courtroom unanswered = session_court();
  handed_out(unanswered, {.first = "timeout"});
  CHECK(unanswered.says(predictable, login) == "inconclusive");
}

TEST_CASE("what is said of an identifier that can be guessed has no figure that changes") {
  const auto verdict = measured(9, 48).verdict(predictable, login);
  CHECK(verdict.observed == measured(11, 51).verdict(predictable, login).observed);
}

}  // namespace sworn::test
