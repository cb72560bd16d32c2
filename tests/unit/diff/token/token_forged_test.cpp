// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "evidence/forged.h"
#include "unit/diff/token/token_trial.h"

namespace sworn::test {
namespace {

namespace forged = evidence::forged;

/// A rule of the mutation table, and what it is about.
struct Question {
  std::string rule;
  std::string how;
  std::string algorithm = "HS256";
  std::string signed_with = "";
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {"token-signature-ignored", forged::flipped},
      {"token-signature-ignored", forged::stripped},
      {"token-none-algorithm", std::string(forged::no_algorithm) + "nOnE"},
      {"token-algorithm-confusion", std::string(forged::public_key) + "PEM", "RS256"},
      {"token-header-key-trusted", std::string(forged::header_key) + "jwk"},
      {"token-header-key-trusted", std::string(forged::header_key) + "kid, a path"},
      {"token-weak-secret", forged::known_secret, "HS256", "an example of jwt.io"},
      {"token-expired-accepted", forged::expired},
      {"token-expired-accepted", forged::past_its_end},
      {"token-audience-ignored", forged::other_audience},
      {"token-audience-ignored", forged::of_other_audience}};
  return all;
}

TokenTrial trial_of(const Question& question, const std::string& answer) {
  return {.tried = {{question.how, answer}},
          .algorithm = question.algorithm,
          .signed_with = question.signed_with};
}

}  // namespace

TEST_CASE("a forged token that is let in between controls that hold is a mismatch") {
  for (const Question& question : questions()) {
    CAPTURE(question.rule);
    CAPTURE(question.how);
    const Courtroom court = court_of(trial_of(question, let_in));
    CHECK(court.says(question.rule, me) == "mismatch");
    const diff::Verdict verdict = court.verdict(question.rule, me);
    REQUIRE(verdict.decisive != nullptr);
    CHECK(verdict.decisive->step == forged::asks + question.how);
    CHECK(verdict.scheme == "Bearer");
    // Before, without, by nobody, forged, after.
    CHECK(verdict.proof.size() == 5);
    CHECK(std::ranges::is_sorted(verdict.proof, {}, &Exchange::id));
  }
}

TEST_CASE(
    "a forged token that is refused is a match, but for a secret that is known all the same") {
  for (const Question& question : questions()) {
    CAPTURE(question.rule);
    CAPTURE(question.how);
    const bool is_known = question.rule == "token-weak-secret";
    for (const char* answer : {refused, "403 {\"error\": \"x\"}", "400 {\"error\": \"y\"}"}) {
      CHECK(says(question.rule, trial_of(question, answer)) ==
            (is_known ? "inconclusive" : "match"));
    }
  }
}

TEST_CASE("an answer that lets nobody in and refuses nobody decides nothing about a token") {
  for (const Question& question : questions()) {
    CAPTURE(question.rule);
    CAPTURE(question.how);
    for (const char* answer : {"500 {\"error\": \"x\"}",
                               "431 {\"error\": \"x\"}",
                               "429 {\"error\": \"x\"}",
                               "200 [Age: 20] {\"id\": 1}",
                               "timeout",
                               "not-asked the target asks for fewer requests"}) {
      CAPTURE(answer);
      CHECK(says(question.rule, trial_of(question, answer)) == "inconclusive");
    }
  }
}

TEST_CASE("a success that says of itself that it is a refusal is none") {
  for (const Question& question : questions()) {
    CAPTURE(question.rule);
    const std::string soft = "200 {\"code\": 401, \"data\": null}";
    TokenTrial trial = trial_of(question, soft);
    trial.good = trial.good_again = "200 {\"code\": 0, \"data\": {\"id\": 1}}";
    trial.nothing = trial.never_issued = soft;
    CHECK(says(question.rule, trial) != "mismatch");
  }
}

TEST_CASE("a forged token proves nothing where a control fails") {
  for (const Question& question : questions()) {
    CAPTURE(question.rule);
    CAPTURE(question.how);
    TokenTrial ended = trial_of(question, let_in);
    ended.good_again = refused;
    CHECK(says(question.rule, ended) == "inconclusive");
    TokenTrial cut_short = trial_of(question, let_in);
    cut_short.good_again = "";
    CHECK(says(question.rule, cut_short) == "inconclusive");
    TokenTrial never_worked = trial_of(question, let_in);
    never_worked.good = refused;
    CHECK(says(question.rule, never_worked) == "inconclusive");
    TokenTrial public_one = trial_of(question, let_in);
    public_one.nothing = let_in;
    CHECK(says(question.rule, public_one) == "inconclusive");
  }
}

TEST_CASE("where any signature passes nothing else is said of the token") {
  for (const Question& question : questions()) {
    if (question.rule == "token-signature-ignored") {
      continue;
    }
    CAPTURE(question.rule);
    TokenTrial by_nobody = trial_of(question, let_in);
    by_nobody.never_issued = let_in;
    CHECK(says(question.rule, by_nobody) == "not-applicable");
    TokenTrial flipped = trial_of(question, let_in);
    flipped.tried.insert(flipped.tried.begin(), {forged::flipped, let_in});
    CHECK(says(question.rule, flipped) == "not-applicable");
    TokenTrial unknown = trial_of(question, let_in);
    unknown.never_issued = "500 {\"error\": \"x\"}";
    CHECK(says(question.rule, unknown) == "inconclusive");
    if (question.rule != "token-none-algorithm") {
      TokenTrial none = trial_of(question, let_in);
      none.tried.insert(none.tried.begin(), {std::string(forged::no_algorithm) + "none", let_in});
      CHECK(says(question.rule, none) == "not-applicable");
    }
  }
}

TEST_CASE("an operation that no token was tried on is not judged") {
  Courtroom court(document_with(neighbour_path));
  court.works_elsewhere();
  for (const Question& question : questions()) {
    CHECK(court.says(question.rule, neighbour) == "not-applicable");
  }
  for (const char* rule : {"token-no-expiry", "token-long-lived", "token-sensitive-claims"}) {
    CHECK(court.says(rule, neighbour) == "not-applicable");
  }
  const TokenTrial left_out{.good = "not-asked other operations stand for it",
                            .nothing = "",
                            .never_issued = "",
                            .good_again = ""};
  for (const Question& question : questions()) {
    CHECK(says(question.rule, left_out) == "not-applicable");
  }
}

TEST_CASE("a token signed with a secret has no public key to confuse, and others no secret") {
  CHECK(says("token-algorithm-confusion", {.algorithm = "HS256"}) == "not-applicable");
  CHECK(says("token-weak-secret", {.algorithm = "RS256"}) == "not-applicable");
  CHECK(says("token-weak-secret", {.algorithm = "HS256"}) == "match");
}

TEST_CASE("a key set that is not found leaves the confusion of algorithms open") {
  const TokenTrial trial{
      .tried = {{std::string(forged::public_key) + "PEM", "not-asked no published key was found"}},
      .algorithm = "ES256"};
  CHECK(says("token-algorithm-confusion", trial) == "inconclusive");
}

TEST_CASE("the published key that a token is signed with is fetched in the proof") {
  Courtroom court = court_of(
      {.tried = {{std::string(forged::public_key) + "PEM", let_in}}, .algorithm = "ES256"});
  CHECK(court.says("token-algorithm-confusion", me) == "mismatch");
  court.told(
      "forgery",
      me,
      "nobody, for header x-other | asks for the key set at /other | - | - | 200 {}\n"
      "nobody, for http bearer | asks for the key set at /none | - | - | 404\n"
      "nobody, for http bearer | asks for the key set at /jwks | - | - | 200 {\"keys\": []}");
  const auto steps = court.steps("token-algorithm-confusion", me);
  CHECK(steps.back() == "nobody, for http bearer: asks for the key set at /jwks");
  CHECK(std::ranges::count_if(steps, [](const std::string& one) {
          return one.find("key set") != std::string::npos;
        }) == 1);
}

TEST_CASE("a claim that was added under a bad signature stands in the proof") {
  const Courtroom court =
      court_of({.tried = {{forged::flipped, let_in}, {forged::claim_added, let_in}}});
  CHECK(court.verdict("token-signature-ignored", me).proof.size() == 6);
}

TEST_CASE("an ID token that passes is milder than an audience that anybody invents") {
  const auto severity_of = [](const char* how) {
    return court_of({.tried = {{how, let_in}}}).verdict("token-audience-ignored", me).severity;
  };
  CHECK(severity_of(forged::of_other_audience) == Severity::medium);
  CHECK_FALSE(severity_of(forged::other_audience).has_value());
}

TEST_CASE("without a token that is for somebody else the audience is left open") {
  CHECK(says("token-audience-ignored", {}) == "inconclusive");
  CHECK(says("token-audience-ignored", {.claims = {{"sub", "alice"}}}) == "not-applicable");
}

TEST_CASE("a token that is refused where another was let in is a mismatch of the one") {
  const TokenTrial trial{.tried = {{std::string(forged::no_algorithm) + "none", refused},
                                   {std::string(forged::no_algorithm) + "None", let_in}}};
  CHECK(says("token-none-algorithm", trial) == "mismatch");
}

TEST_CASE("of a token that anybody may sign its signature is said, not its shape") {
  // In round 2 as well, so that it is confirmed.
  const TokenTrial trial{.tried = {{forged::flipped, let_in}}, .never_issued = let_in};
  Courtroom court = court_of(trial);
  court.asked(me, R"(
alice+Bearer | 200 {"id": 1}
- | 401 [WWW-Authenticate: Bearer] {"error": "x"}
alice!Bearer | 401 [WWW-Authenticate: Bearer] {"error": "x"}
alice?Bearer | 200 {"id": 1}
alice?Bearer=2 | 200 {"id": 1}
alice?Bearer=3 | 200 {"id": 1}
- | 401 [WWW-Authenticate: Bearer] {"error": "x"}
alice+Bearer | 200 {"id": 1})");
  CHECK(findings(court.report()) == std::vector<std::string>{"token-signature-ignored of GET /me"});
}

namespace {

constexpr const char* challenged = "401 [WWW-Authenticate: Bearer] {\"error\": \"x\"}";

/// The baseline at an operation where no token was forged: what a never-issued token is answered.
Courtroom baseline(const std::string& never_issued, bool is_token, const std::string& broken) {
  Courtroom court = court_of({.good = "", .nothing = "", .never_issued = "", .good_again = ""});
  if (is_token) court.signs("{never-issued.alice.Bearer}", {{"sub", "alice"}});
  const std::string good = "alice+Bearer | 200 {\"id\": 1}\n";
  const std::string none = std::string("- | ") + challenged + "\n";
  const std::string nobody = "alice?Bearer | " + never_issued + "\n";
  for (const int round : {1, 2}) {
    court.asked(
        me,
        good + none + "alice!Bearer | " + broken + "\n" + nobody + nobody + nobody + none + good,
        round);
  }
  return court;
}

}  // namespace

TEST_CASE("a token that another key signed is let in for its signature, not for its shape") {
  const Report report = baseline(let_in, true, challenged).report();
  CHECK(findings(report) == std::vector<std::string>{"token-signature-ignored of GET /me"});
  const Finding* found = finding(report, "token-signature-ignored", me);
  REQUIRE(found != nullptr);
  CHECK(found->implies == std::vector<std::string>{"access-shape-only-credential"});
  CHECK(found->confidence == Confidence::confirmed);
  CHECK(found->remedy.find("Verify the signature") != std::string::npos);
}

TEST_CASE("what is no token is checked by its shape alone, and a checked token is neither") {
  CHECK(findings(baseline(let_in, false, challenged).report()) ==
        std::vector<std::string>{"access-shape-only-credential of GET /me"});
  CHECK(findings(baseline(let_in, true, let_in).report()) ==
        std::vector<std::string>{"access-invalid-credential-accepted of GET /me"});
  CHECK(findings(baseline(challenged, true, challenged).report()).empty());
  CHECK(baseline("500 oops", true, challenged).says("token-signature-ignored", me) ==
        "not-applicable");
}

}  // namespace sworn::test
