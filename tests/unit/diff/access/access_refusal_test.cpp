// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string login = "POST /login";
const std::string soft = "access-soft-refusal";
const std::string failure = "access-refusal-error";
const std::string challenge = "access-challenge-missing";
const std::string enumeration = "access-account-enumeration";
const std::string no_lockout = "access-no-lockout";

constexpr const char* refused = "401 {\"error\": \"x\"}";

std::string document(const std::string& members = "responses: {}",
                     const std::string& at = "/items") {
  return document_with("\n  " + at + ": {get: {" + members +
                       "}}\n  /login: {post: {security: [], " + "responses: {}}}\n");
}

Courtroom told_to(const std::string& none,
                  const std::string& wrong,
                  const std::string& malformed,
                  const std::string& key = items,
                  const std::string& members = "responses: {}") {
  Courtroom court(document(members, key.substr(4)));
  const std::string good = "alice+ApiKeyAuth | 200 {\"id\": 1}\n";
  court.asked(key,
              good + "- | " + none + "\nalice!ApiKeyAuth | " + malformed + "\nalice!ApiKeyAuth | " +
                  malformed + "\nalice?ApiKeyAuth | " + wrong + "\nalice?ApiKeyAuth | " + wrong +
                  "\n- | " + none + "\n" + good);
  return court;
}

Courtroom bearer(const std::string& none, const std::string& security = "{Bearer: []}") {
  Courtroom court(document("security: [" + security + "], responses: {}"));
  court.asked(items, "- | " + none + "\n- | " + none);
  return court;
}

/// Two unknown accounts and two wrong passwords between good logins.
std::string compared(const std::string& unknown,
                     const std::string& wrong,
                     const std::string& last,
                     const std::string& good_again) {
  return "insider | good | = | - | 200 {\"welcome\": 1}\n"
         "outsider | unknown account | = | - | " +
         unknown + "\noutsider | wrong password | = | - | " + wrong +
         "\noutsider | unknown account again | = | - | " + unknown +
         "\noutsider | wrong password again | = | - | " + last +
         "\ninsider | good again | = | - | " + good_again + "\n";
}

Courtroom guessed(const std::string& unknown,
                  const std::string& wrong,
                  const std::string& last = "",
                  const std::string& good_again = "200 {\"welcome\": 1}") {
  Courtroom court(document());
  court.told("guessing", login, compared(unknown, wrong, last.empty() ? wrong : last, good_again));
  return court;
}

/// The same, and wrong passwords in a row, the last one answered with `last`.
Courtroom in_a_row(int count,
                   const std::string& last = refused,
                   const std::string& at_last = "200 {\"welcome\": 1}") {
  Courtroom court(document());
  std::string lines = compared(refused, refused, refused, "200 {\"welcome\": 1}");
  for (int i = 1; i <= count; ++i) {
    lines += "outsider | guess " + std::to_string(i) + " | = | - | " +
             (i == count ? last : refused) + "\n";
  }
  court.told("guessing", login, lines + "insider | good at last | = | - | " + at_last + "\n");
  return court;
}

}  // namespace

TEST_CASE("a refusal beneath 200 is found") {
  CHECK(told_to("200 {\"error\": 1}", "200 {\"error\": 1}", refused).says(soft, items) ==
        "mismatch");
  CHECK(told_to(refused, refused, refused).says(soft, items) == "match");
  CHECK(told_to("timeout", refused, refused).says(soft, items) == "inconclusive");
  CHECK(told_to("200 {\"id\": 1}", refused, refused).says(soft, items) == "not-applicable");
  CHECK(Courtroom(document("security: [], responses: {}")).says(soft, items) == "not-applicable");
}

TEST_CASE("GraphQL and JSON-RPC refuse beneath 200 by design") {
  const std::string error = "200 {\"errors\": [\"no\"]}";
  CHECK(told_to(error, error, error, "GET /graphql").says(soft, "GET /graphql") ==
        "not-applicable");
  const std::string remote = "200 {\"jsonrpc\": \"2.0\", \"error\": 1}";
  CHECK(told_to(remote, remote, remote).says(soft, items) == "not-applicable");
}

TEST_CASE("what a gateway says to who brings no credential is no refusal to declare") {
  const std::string members = "responses: {\"200\": {description: x}, \"401\": {description: x}}";
  const auto says = [&](const std::string& none, const std::string& wrong) {
    return told_to(none, wrong, "401", items, members).says("access-refusal-undeclared", items);
  };
  CHECK(says("401", "401") == "match");
  CHECK(says("403", "401") == "mismatch");
  CHECK(says("503 busy", "503 busy") == "match");
  CHECK(says("401", "502 busy") == "match");
}

TEST_CASE("a server error over a bad credential is found where it is seen twice") {
  CHECK(told_to("500 oops", refused, refused).says(failure, items) == "mismatch");
  CHECK(told_to(refused, "500 oops", refused).says(failure, items) == "mismatch");
  CHECK(told_to(refused, refused, "500 oops").says(failure, items) == "mismatch");
  CHECK(told_to(refused, refused, refused).says(failure, items) == "match");
  // A good credential, then the malformed one, twice.
  CHECK(
      told_to(refused, refused, "500 oops").steps(failure, items) ==
      std::vector<std::string>{"access: question 1", "> access: question 3", "access: question 4"});
  CHECK_FALSE(told_to("500 oops", refused, refused).verdict(failure, items).severity.has_value());
  CHECK(told_to("500 oops", refused, refused, items, "responses: {\"500\": {description: x}}")
            .verdict(failure, items)
            .severity == Severity::low);
  CHECK(Courtroom(document()).says(failure, items) == "not-applicable");
  CHECK(Courtroom(document("security: [], responses: {}")).says(failure, items) ==
        "not-applicable");
}

TEST_CASE("what a gateway says, and a failure over everything, is no failure over a credential") {
  CHECK(told_to("503 busy", "502 x", "504 x").says(failure, items) == "match");
  Courtroom down(document());
  down.asked(items, "alice+ApiKeyAuth | 500\n- | 500\n- | 500\nalice+ApiKeyAuth | 500");
  CHECK(down.says(failure, items) == "inconclusive");
  Courtroom flapping(document());
  flapping.asked(items, "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 500\n- | 401\n");
  CHECK(flapping.says(failure, items) == "inconclusive");
  Courtroom once(document());
  once.asked(items,
             "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401\nalice!ApiKeyAuth | 500\n- | 401\n");
  CHECK(once.says(failure, items) == "inconclusive");
}

TEST_CASE("a server that fails now and then does not fail over a credential") {
  const std::string twice = "alice!ApiKeyAuth | 500\nalice!ApiKeyAuth | 500\n";
  const auto said = [](const std::string& lines) {
    Courtroom court(document());
    court.asked(items, lines);
    return court.says(failure, items);
  };
  const std::string good = "alice+ApiKeyAuth | 200 {\"id\": 1}\n";
  CHECK(said(good + "- | 401\n" + twice + "- | 401\n" + good) == "mismatch");
  CHECK(said(good + "- | 401\n" + twice + "- | 500\n" + good) == "inconclusive");
  CHECK(said(good + "- | 401\n" + twice + "- | 401\nalice+ApiKeyAuth | 500") == "inconclusive");
}

TEST_CASE("an odd credential that makes the server fail is found") {
  const auto odd = [](const std::string& second) {
    Courtroom court(document());
    court.asked(items, sound);
    court.told("variation",
               items,
               "insider | ApiKeyAuth odd: quotes | = | alice!ApiKeyAuth as odd: quotes | 500 x\n"
               "insider | ApiKeyAuth odd: quotes again | = | alice!ApiKeyAuth as odd: quotes | " +
                   second + "\n");
    return court;
  };
  CHECK(odd("500 x").says(failure, items) == "mismatch");
  CHECK(odd("500 x").verdict(failure, items).members == std::vector<std::string>{"quotes"});
  CHECK(odd(refused).says(failure, items) == "inconclusive");
}

TEST_CASE("a 401 without a challenge is found where a scheme has a name to challenge with") {
  CHECK(bearer("401").says(challenge, items) == "mismatch");
  CHECK(bearer("401 [WWW-Authenticate: Bearer]").says(challenge, items) == "match");
  CHECK(bearer("403").says(challenge, items) == "not-applicable");
  CHECK(bearer("timeout").says(challenge, items) == "not-applicable");
  CHECK(bearer("401", "{ApiKeyAuth: []}").says(challenge, items) == "not-applicable");
  CHECK(bearer("401", "").says(challenge, items) == "not-applicable");
}

TEST_CASE("a login that tells unknown accounts from wrong passwords is found") {
  CHECK(guessed("404 {\"e\": 1}", refused).says(enumeration, login) == "mismatch");
  CHECK(guessed("401 {\"error\": \"who?\"}", refused).says(enumeration, login) == "mismatch");
  CHECK(guessed(refused, refused).says(enumeration, login) == "match");
  CHECK(Courtroom(document()).says(enumeration, login) == "not-applicable");
}

TEST_CASE("a message that repeats the name tells no accounts") {
  Courtroom court = guessed(refused, refused);
  for (Exchange& exchange : court.transcript.exchanges) {
    const bool is_unknown = exchange.step.starts_with("unknown");
    if (exchange.conversation == "outsider") {
      const std::string name = is_unknown ? "qwertz" : "alice";
      exchange.request.body = "{\"username\": \"" + name + "\"}";
      exchange.response->body = "{\"error\": \"no login for " + name + "\"}";
    }
  }
  CHECK(court.says(enumeration, login) == "match");
}

TEST_CASE("guesses are not compared where one was held up, or the good login fails") {
  CHECK(guessed(refused, "429").says(enumeration, login) == "inconclusive");
  CHECK(guessed("404", refused, "timeout").says(enumeration, login) == "inconclusive");
  CHECK(guessed("404", refused, "403 {\"other\": 1}").says(enumeration, login) == "inconclusive");
  CHECK(guessed("404", refused, "", "401").says(enumeration, login) == "inconclusive");
}

TEST_CASE("ten wrong passwords in a row that nothing holds up are found") {
  CHECK(in_a_row(10).says(no_lockout, login) == "mismatch");
  CHECK(in_a_row(10).decisive(no_lockout, login) == "outsider: guess 10");
  CHECK(in_a_row(6, "429").says(no_lockout, login) == "match");
  CHECK(in_a_row(10, refused, "423").says(no_lockout, login) == "match");
  CHECK(in_a_row(10, refused, "401").says(no_lockout, login) == "match");
}

TEST_CASE("too few, unsteady or unanswered guesses say nothing of a limit") {
  CHECK(guessed(refused, refused).says(no_lockout, login) == "not-applicable");
  CHECK(in_a_row(4).says(no_lockout, login) == "inconclusive");
  CHECK(in_a_row(10, "timeout").says(no_lockout, login) == "inconclusive");
  CHECK(in_a_row(10, "403 {\"captcha\": 1}").says(no_lockout, login) == "inconclusive");
  CHECK(in_a_row(10, refused, "503").says(no_lockout, login) == "inconclusive");
  CHECK(in_a_row(10, refused, "timeout").says(no_lockout, login) == "inconclusive");
  CHECK(Courtroom(document()).says(no_lockout, login) == "not-applicable");
}

TEST_CASE("a signature among the parameters may be what a public operation refuses") {
  const auto said = [](const std::string& parameter) {
    Courtroom court(document("security: [], parameters: [{in: header, name: " + parameter +
                             ", required: true, schema: {type: string}}], responses: {}"));
    court.asked(items, "- | 401 {}\n- | 401 {}\n");
    return court.says("access-undeclared-requirement", items);
  };
  CHECK(said("X-Tenant") == "mismatch");
  CHECK(said("X-Hub-Signature-256") == "inconclusive");
  CHECK(said("X-OTP-Code") == "inconclusive");
  CHECK(said("confirmation_token") == "inconclusive");
}

TEST_CASE("a token of a page and a code of a country are no credentials") {
  const auto said = [](const std::string& parameter) {
    Courtroom court(document("security: [], parameters: [{in: query, name: " + parameter +
                             ", schema: {type: string}}], responses: {}"));
    court.asked(items, "- | 401 {}\n- | 401 {}\n");
    return court.says("access-undeclared-requirement", items);
  };
  for (const char* name : {"pageToken",
                           "next_token",
                           "continuation-token",
                           "syncToken",
                           "country_code",
                           "zipCode",
                           "postalCode",
                           "currency_code",
                           "languageCode",
                           "status_code"}) {
    CAPTURE(name);
    CHECK(said(name) == "mismatch");
  }
  for (const char* name : {"token", "code", "verificationCode", "access_code", "zip_secret"}) {
    CAPTURE(name);
    CHECK(said(name) == "inconclusive");
  }
}

}  // namespace sworn::test
