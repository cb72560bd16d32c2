// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string stable = "session-id-stable";
const std::string derived = "session-id-derived-from-key";
const std::string no_change = "session-no-state-change";
const std::string before_validation = "session-before-validation";

/// Three logins that answer the tokens t1, t2 and t3 in JSON, with these claims.
Courtroom tokens(std::map<std::string, std::string> first,
                 std::map<std::string, std::string> third,
                 const std::string& apart = "2100") {
  Courtroom court = session_court();
  handed_out(court,
             {.first = "200 {\"token\": \"{t1}\"}",
              .second = "200 {\"token\": \"{t2}\"}",
              .third = "200 {\"token\": \"{t3}\"}",
              .carrier = "json /token",
              .sent = "alice+Bearer={t1}",
              .apart = apart});
  court.signs("{t1}", first).signs("{t2}", first).signs("{t3}", std::move(third));
  return court;
}

Courtroom cookies(const Handout& handout) {
  Courtroom court = session_court();
  handed_out(court, handout);
  return court;
}

constexpr const char* same = "200 [Set-Cookie: sid={s1}] {\"ok\": true}";

}  // namespace

TEST_CASE("one identifier for every login is stable") {
  CHECK(cookies({.second = same, .third = same}).says(stable, login) == "mismatch");
  CHECK(cookies({.second = same, .third = same}).decisive(stable, login) == "third: logs in");
  CHECK(cookies({}).says(stable, login) == "match");
  CHECK(cookies({.second = same}).says(stable, login) == "match");
  CHECK(cookies({.third = same}).says(stable, login) == "inconclusive");
  CHECK(cookies({.second = same, .third = "timeout"}).says(stable, login) == "inconclusive");
  CHECK(cookies({.second = same, .third = "200 {\"ok\": true}"}).says(stable, login) ==
        "inconclusive");
  CHECK(session_court().says(stable, login) == "not-applicable");
}

TEST_CASE("a login that a cache answers is not stable") {
  CHECK(cookies({.second = same, .third = "200 [Set-Cookie: sid={s1}; Age: 2] {\"ok\": true}"})
            .says(stable, login) == "inconclusive");
}

TEST_CASE("two tokens of one second are not stable, one time of issue two seconds apart is") {
  CHECK(tokens({{"iat", "100"}}, {{"iat", "100"}}, "100").says(stable, login) == "inconclusive");
  CHECK(tokens({{"iat", "100"}}, {{"iat", "100"}}).says(stable, login) == "mismatch");
  CHECK(tokens({{"iat", "100"}}, {{"iat", "102"}}).says(stable, login) == "match");
  CHECK(
      tokens({{"iat", "100"}, {"jti", "a"}}, {{"iat", "102"}, {"jti", "a"}}).says(stable, login) ==
      "mismatch");
  CHECK(
      tokens({{"iat", "100"}, {"jti", "a"}}, {{"iat", "100"}, {"jti", "b"}}).says(stable, login) ==
      "match");
  CHECK(tokens({{"sub", "alice"}}, {{"sub", "alice"}}).says(stable, login) == "mismatch");
  CHECK(tokens({{"sub", "alice"}, {"exp", "1"}}, {{"sub", "alice"}, {"exp", "3"}})
            .says(stable, login) == "match");
}

TEST_CASE("an access token that is handed out again until its end is a lesser matter") {
  const auto falling = [](const std::string& last) {
    return cookies({.first = "200 {\"token\": \"{t1}\", \"expires_in\": 3600}",
                    .second = "200 {\"token\": \"{t1}\", \"expires_in\": 3600}",
                    .third = "200 {\"token\": \"{t1}\", \"expires_in\": " + last + "}",
                    .carrier = "json /token",
                    .sent = "alice+Bearer={t1}"})
        .verdict(stable, login);
  };
  CHECK(falling("3598").severity == Severity::low);
  CHECK_FALSE(falling("3600").severity.has_value());
  const auto ending = [](const std::string& first, const std::string& last) {
    const auto answer = [](const std::string& end) {
      return "200 {\"token\": \"{t1}\", \"expires_at\": " + end + "}";
    };
    return cookies({.first = answer(first),
                    .second = answer(first),
                    .third = answer(last),
                    .carrier = "json /token",
                    .sent = "alice+Bearer={t1}"})
        .verdict(stable, login)
        .severity;
  };
  CHECK(ending("3600", "3600") == Severity::low);
  CHECK(ending("\"1970-01-01T01:00:00Z\"", "\"1970-01-01T01:00:00Z\"") == Severity::low);
  CHECK_FALSE(ending("3600", "3602").has_value());
  CHECK_FALSE(ending("\"2099-01-01T01:00:00Z\"", "\"2099-01-01T01:00:00Z\"").has_value());
  CHECK_FALSE(ending("\"never\"", "\"never\"").has_value());
  CHECK_FALSE(ending("-3600", "-3600").has_value());
  CHECK_FALSE(ending("-9223372036854775808", "-9223372036854775808").has_value());
  // The court sits on 2026-11-18 from 11:06: two days from then there is a time of day, and a zone.
  const auto at = [&](const std::string& time) { return ending(time, time).has_value(); };
  CHECK(at("\"2026-11-20T11:00:00Z\""));
  CHECK(at("\"2026-11-20T11:00:00\""));
  CHECK_FALSE(at("\"2026-11-20T23:00:00Z\""));
  CHECK(at("\"2026-11-20T23:00:00+12:00\""));
  CHECK_FALSE(at("\"2026-11-20T11:00:00-05:00\""));
}

TEST_CASE("a key that the API issues may stay") {
  const std::string key = "200 {\"api_key\": \"{k1}\"}";
  const Courtroom court = cookies({.first = key,
                                   .second = key,
                                   .third = key,
                                   .carrier = "json /api_key",
                                   .sent = "alice+ApiKeyAuth={k1}"});
  CHECK(court.says(stable, login) == "not-applicable");
}

TEST_CASE("an identifier that is the key, or is made from it, is derived") {
  const auto says = [](auto change) {
    Courtroom court = session_court();
    handed_out(court);
    change(court);
    return court.verdict(derived, login);
  };
  CHECK(says([](Courtroom& c) { c.derives("{s1}", "sha256", "{alice.ApiKeyAuth}"); }).observed ==
        "the cookie sid is sha256 of the credential");
  CHECK(says([](Courtroom& c) { c.derives("{s1}", "sha256", "{bob.ApiKeyAuth}"); }).outcome ==
        diff::Outcome::match);
  CHECK(says([](Courtroom& c) {
          c.signs("{s1}", {{"sub", "{alice.ApiKeyAuth}"}});
        }).outcome == diff::Outcome::mismatch);
  CHECK(says([](Courtroom& c) {
          c.signs("{s1}", {{"sub", "key:{alice.ApiKeyAuth}"}});
        }).outcome == diff::Outcome::mismatch);
  CHECK(says([](Courtroom& c) {
          c.derives("{md5:alice.ApiKeyAuth}", "md5", "{alice.ApiKeyAuth}")
              .signs("{s1}", {{"jti", "{md5:alice.ApiKeyAuth}"}});
        }).observed == "the cookie sid is a token whose claim jti holds md5 of the credential");
  const auto holding = [](const std::string& member, const std::string& placeholder) {
    return [=](Courtroom& c) {
      c.derives("{sha1:alice.ApiKeyAuth}", "sha1", "{alice.ApiKeyAuth}");
      c.transcript.ledger["{s1}"].claims = {{member, placeholder}};
    };
  };
  CHECK(says(holding("api_key", "{alice.ApiKeyAuth}")).observed ==
        "the cookie sid is a value whose member api_key holds the credential");
  CHECK(says(holding("value", "{sha1:alice.ApiKeyAuth}")).observed ==
        "the cookie sid is a value whose payload holds sha1 of the credential");
  CHECK(says(holding("kfp", "{sha1:alice.ApiKeyAuth}")).outcome == diff::Outcome::match);
  CHECK(says(holding("api_key", "{bob.ApiKeyAuth}")).outcome == diff::Outcome::match);
  // A signed token that is bound to its key by a digest gives nothing away.
  CHECK(says([](Courtroom& c) {
          c.derives("{md5:alice.ApiKeyAuth}", "md5", "{alice.ApiKeyAuth}")
              .signs("{s1}", {{"kfp", "{md5:alice.ApiKeyAuth}"}});
        }).outcome == diff::Outcome::match);
  CHECK(says([](Courtroom& c) {
          c.signs("{s1}", {{"key_id", "sk_live_abc"}});
        }).outcome == diff::Outcome::match);
  CHECK(says([](Courtroom&) {}).outcome == diff::Outcome::match);
  CHECK(cookies({.first = "200 [Set-Cookie: sid={alice.ApiKeyAuth}] {\"ok\": true}",
                 .sent = "alice+cookie sid={alice.ApiKeyAuth}"})
            .says(derived, login) == "mismatch");
  Courtroom digest = cookies({});
  digest.derives("{s1}", "sha256", "{alice.ApiKeyAuth}");
  CHECK(digest.decisive(derived, login) == "first: asks GET /me with cookie sid as it goes");
}

TEST_CASE("a short key, or a value that the ledger lacks, clears no identifier") {
  Courtroom court = session_court();
  handed_out(court).transcript.ledger["{alice.ApiKeyAuth}"].length = 8;
  CHECK(court.says(derived, login) == "inconclusive");
  // What holds eight letters of a key holds them by accident.
  court.signs("{s1}", {{"sub", "{alice.ApiKeyAuth}"}});
  CHECK(court.says(derived, login) == "inconclusive");
  Courtroom unknown = session_court();
  handed_out(unknown).transcript.ledger.erase("{s1}");
  CHECK(unknown.says(derived, login) == "inconclusive");
  CHECK(unknown.says(stable, login) == "inconclusive");
  CHECK(cookies({.opened = "timeout"}).says(derived, login) == "inconclusive");
  CHECK(session_court().says(derived, login) == "not-applicable");
  Courtroom fields = session_court();
  fields.told("handout",
              login,
              "first | logs in | = | - | 200 [Set-Cookie: sid={s1}] {}\nfirst | asks GET /me | GET "
              "/me | alice+cookie sid={s1} < cookie sid | 200 {\"user\": \"alice\", \"at\": 1}");
  CHECK(fields.says(derived, login) == "not-applicable");
}

TEST_CASE("a login that validates and opens nothing changes nothing") {
  const std::string refused = "401 {\"error\": 1}";
  // That it tells a credential from none is half of what is said of it.
  CHECK(cookies({.opened = refused}).steps(no_change, login) ==
        std::vector<std::string>{"first: asks the login with a never-issued credential",
                                 "first: logs in",
                                 "> first: asks GET /me with cookie sid as it goes",
                                 "first: asks GET /me with an invented value of cookie sid"});
  CHECK(cookies({.opened = refused}).says(no_change, login) == "mismatch");
  CHECK(cookies({}).says(no_change, login) == "match");
  CHECK(cookies({.opened = "timeout"}).says(no_change, login) == "inconclusive");
  CHECK(session_court().says(no_change, login) == "not-applicable");
}

TEST_CASE(
    "a login that tells nobody apart, or another audience's token, is not said to change nothing") {
  const std::string refused = "401 {\"error\": 1}";
  const std::string ok = "200 {\"ok\": true}";
  CHECK(cookies({.without = ok, .never = ok, .opened = refused}).says(no_change, login) ==
        "inconclusive");
  CHECK(cookies({.without = "429", .never = "500", .opened = refused}).says(no_change, login) ==
        "inconclusive");
  CHECK(cookies({.opened = "403 {\"error\": \"scope\"}"}).says(no_change, login) == "inconclusive");
  CHECK(cookies({.opened = "400 {\"error\": \"malformed\"}"}).says(no_change, login) ==
        "inconclusive");
  // Soft refusals of the login itself count.
  CHECK(cookies({.without = "200 {\"error\": \"key\"}",
                 .never = "200 {\"error\": \"key\"}",
                 .opened = refused})
            .says(no_change, login) == "mismatch");
}

TEST_CASE("a token that an Authorization header refuses may have been sent in another form") {
  const std::string token = "200 {\"token\": \"{s1}\"}";
  const auto says = [&](const std::string& sent) {
    Courtroom court(document_with(R"(
  /login: {post: {responses: {}}}
  /me: {get: {security: [{Bearer: []}, {ApiKeyAuth: []}], responses: {}}}
)"));
    court.asked("GET /me", sound);
    return handed_out(court,
                      {.first = token,
                       .second = token,
                       .third = token,
                       .carrier = "json /token",
                       .sent = sent,
                       .opened = "401 {\"error\": 1}"});
  };
  const std::string header = "alice+header authorization={s1}";
  const std::string bearer = "alice+http bearer={s1}";
  CHECK(says(bearer).says(no_change, login) == "mismatch");
  Courtroom both = says(bearer);
  both.told("handout",
            login,
            "first | asks GET /me with json /token as it is | GET /me | " + header +
                " < json /token | 401 {\"error\": 1}");
  CHECK(both.says(no_change, login) == "inconclusive");
}

TEST_CASE("a login that a second step completes is not said to change nothing") {
  const std::string refused = "401 {\"error\": 1}";
  const auto answering = [&](const std::string& body) {
    return cookies({.first = "200 [Set-Cookie: sid={s1}] " + body, .opened = refused})
        .says(no_change, login);
  };
  CHECK(answering("{\"mfa_required\": true}") == "inconclusive");
  CHECK(answering("{\"status\": \"second_factor_required\"}") == "inconclusive");
  CHECK(answering("{\"next\": {\"methods\": [\"totp\"]}}") == "inconclusive");
  CHECK(answering("{\"status\": \"logged in\", \"stop\": \"option\"}") == "mismatch");
  const auto beside = [&](const std::string& path) {
    Courtroom court(document_with(R"(
  /login: {post: {responses: {}}}
  )" + path + R"(: {post: {security: [{SessionCookie: []}], responses: {}}}
  /me: {get: {security: [{SessionCookie: []}, {ApiKeyAuth: []}], responses: {}}}
)"));
    court.asked("GET /me", sound);
    return handed_out(court, {.opened = refused}).says(no_change, login);
  };
  CHECK(beside("/login/verify") == "inconclusive");
  CHECK(beside("/account/totp") == "inconclusive");
  CHECK(beside("/account/orders") == "mismatch");
}

TEST_CASE("an operation that the identity may not use anyway says nothing of the login") {
  const std::string forbidden = "403 {\"error\": \"admins only\"}";
  const auto says = [&](const std::string& first, const std::string& opened) {
    Courtroom court = session_court();
    court.asked(
        "GET /files",
        "alice+ApiKeyAuth | " + forbidden + "\n- | 401\n- | 401\nalice+ApiKeyAuth | " + forbidden);
    handed_out(court, {.first = first, .opened = opened})
        .told("handout",
              login,
              "first | asks GET /files after the login | GET /files | alice+ApiKeyAuth | " +
                  forbidden);
    return court.says(no_change, login);
  };
  CHECK(says(same, "401 {\"error\": 1}") == "mismatch");
  Courtroom nothing = session_court();
  nothing.asked(
      "GET /files",
      "alice+ApiKeyAuth | " + forbidden + "\n- | 401\n- | 401\nalice+ApiKeyAuth | " + forbidden);
  nothing.told("handout",
               login,
               "first | asks the login with nothing | = | - | 401\n"
               "first | logs in | = | alice+ApiKeyAuth | 200 {\"ok\": true}\n"
               "first | asks GET /files after the login | GET /files | alice+ApiKeyAuth | " +
                   forbidden);
  CHECK(nothing.says(no_change, login) == "inconclusive");
}

TEST_CASE("a form that is shown again with an anonymous cookie is no login that changes nothing") {
  Courtroom court = session_court();
  court.told("handout", login, R"(
first | logs in | = | - | 200 [Set-Cookie: sid={s1}; Content-Type: text/html] <form>
first | asks GET /me with cookie sid | GET /me | alice+cookie sid={s1} < cookie sid | 401 {"error": 1})");
  CHECK(court.says(no_change, login) == "inconclusive");
}

TEST_CASE("a login that could not be tried everywhere changes something for all that is known") {
  Courtroom court = session_court();
  handed_out(court, {.opened = "401 {\"error\": 1}"})
      .told("handout",
            login,
            "first | asks GET /files | GET /files | - | not-asked too many operations to try every "
            "one");
  CHECK(court.says(no_change, login) == "inconclusive");
  Courtroom nothing = session_court();
  nothing.told("handout",
               login,
               "first | asks the login with nothing | = | - | 401\nfirst | logs in | = | "
               "alice+ApiKeyAuth | 200 {\"accountId\": \"acc-0123456789ab\"}");
  CHECK(nothing.says(no_change, login) == "inconclusive");
}

TEST_CASE("a refusal that sets the session cookie is told, one that sets another is not") {
  CHECK(cookies({.without = "401 [Set-Cookie: sid={x}] {\"error\": 1}"})
            .says(before_validation, login) == "mismatch");
  CHECK(cookies({.without = "401 [Set-Cookie: sid={x}] {\"error\": 1}"})
            .decisive(before_validation, login) == "first: asks the login with nothing");
  CHECK(cookies({.without = "401 [Set-Cookie: csrftoken={x}] {\"error\": 1}"})
            .says(before_validation, login) == "match");
  // What the same answer takes back, nobody is handed.
  CHECK(
      cookies({.without = "401 [Set-Cookie: sid={x}; Set-Cookie: sid=; Max-Age=0] {\"error\": 1}"})
          .says(before_validation, login) == "match");
  CHECK(cookies({.without = "500 [Set-Cookie: sid={x}] oops",
                 .never = "429 [Set-Cookie: sid={y}] slow"})
            .says(before_validation, login) == "not-applicable");
  CHECK(cookies({.first = "500"}).says(before_validation, login) == "inconclusive");
  CHECK(session_court().says(before_validation, login) == "not-applicable");
}

}  // namespace sworn::test
