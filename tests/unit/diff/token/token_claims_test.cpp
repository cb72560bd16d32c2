// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "evidence/forged.h"
#include "unit/diff/token/token_trial.h"

namespace sworn::test {
namespace {

namespace forged = evidence::forged;
using Claims = std::map<std::string, std::string>;

// The run of a Courtroom starts at 1795000000.
std::string of_claims(std::string_view rule, const Claims& claims) {
  return says(rule, {.claims = claims});
}

}  // namespace

TEST_CASE("a token without exp has no end") {
  CHECK(of_claims("token-no-expiry", {{"sub", "alice"}}) == "mismatch");
  CHECK(of_claims("token-no-expiry", {{"sub", "alice"}, {"exp", "1795000900"}}) == "match");
  CHECK(of_claims("token-no-expiry", {{"exp", "1795000900.5"}}) == "match");
  CHECK(of_claims("token-no-expiry", {{"exp", "tomorrow"}}) == "inconclusive");
  CHECK(of_claims("token-no-expiry", {{"exp", "0"}}) == "mismatch");
}

TEST_CASE("a token that names itself or a session may be ended by its server") {
  const auto severity = [](const Claims& claims) {
    return court_of({.claims = claims}).verdict("token-no-expiry", me).severity;
  };
  CHECK(severity({{"jti", "1"}}) == Severity::low);
  CHECK(severity({{"session_id", "1"}}) == Severity::low);
  CHECK_FALSE(severity({{"sub", "alice"}, {"side", "1"}}).has_value());
}

TEST_CASE("a token whose claims cannot be read, such as one within another, is not judged") {
  Courtroom court = court_of({.claims = {{"value", "{other}"}}});
  court.transcript.ledger["{alice.Bearer}"].is_jwt = false;
  CHECK(court.says("token-no-expiry", me) == "inconclusive");
}

TEST_CASE("claims prove nothing where the token does not work or is not known") {
  for (const char* rule : {"token-no-expiry", "token-sensitive-claims"}) {
    CAPTURE(rule);
    CHECK(says(rule, {.claims = {{"password", "x y z"}}, .good_again = refused}) == "inconclusive");
    CHECK(says(rule, {.claims = {{"password", "x y z"}}, .good = "timeout"}) == "inconclusive");
    Courtroom court = court_of({.claims = {}});
    court.transcript.ledger.erase("{alice.Bearer}");
    CHECK(court.says(rule, me) == "inconclusive");
  }
}

TEST_CASE("a token that lives for more than a day lives long") {
  const Claims month{{"iat", "1795000000"}, {"exp", "1797592000"}};
  CHECK(of_claims("token-long-lived", month) == "mismatch");
  CHECK(court_of({.claims = month}).verdict("token-long-lived", me).explanation.find("30 days") !=
        std::string::npos);
  CHECK(of_claims("token-long-lived", {{"iat", "1795000000"}, {"exp", "1795086400"}}) == "match");
  CHECK(of_claims("token-long-lived", {{"iat", "1794999999"}, {"exp", "1795086400"}}) == "match");
  CHECK(of_claims("token-long-lived", {{"exp", "1797592000"}}) == "mismatch");
  CHECK(of_claims("token-long-lived", {{"exp", "1795086000"}}) == "match");
  CHECK(of_claims("token-long-lived", {{"sub", "alice"}}) == "not-applicable");
}

TEST_CASE("a token that works though its own exp is past is an expired one") {
  CHECK(of_claims("token-expired-accepted", {{"exp", "1794900000"}}) == "mismatch");
  // Without the server's own time, an hour may be a matter of zones.
  CHECK(of_claims("token-expired-accepted", {{"exp", "1794996400"}}) == "inconclusive");
  CHECK(of_claims("token-expired-accepted", {{"sub", "alice"}}) == "not-applicable");
  CHECK(of_claims("token-expired-accepted", {{"exp", "0"}}) == "inconclusive");
}

TEST_CASE("the server's clock decides whether a token is past its end") {
  TokenTrial trial{.claims = {{"exp", "1794996400"}}};
  // The end is 10:06:40.
  trial.good = "200 [Date: Wed, 18 Nov 2026 10:26:40 GMT] {\"id\": 1}";
  CHECK(says("token-expired-accepted", trial) == "mismatch");
  // Verifiers allow for clocks that differ by up to five minutes.
  trial.good = "200 [Date: Wed, 18 Nov 2026 10:11:30 GMT] {\"id\": 1}";
  CHECK(says("token-expired-accepted", trial) == "inconclusive");
  trial.good = "200 [Date: Wed, 18 Nov 2026 10:06:30 GMT] {\"id\": 1}";
  CHECK(says("token-expired-accepted", trial) == "inconclusive");
}

TEST_CASE("an exp that is ignored is found in a token that has none of its own") {
  CHECK(says("token-expired-accepted",
             {.tried = {{forged::expired, let_in}}, .claims = {{"sub", "alice"}}}) == "mismatch");
}

TEST_CASE("a secret in the claims is found by its name or by its value") {
  const std::string rule = "token-sensitive-claims";
  CHECK(of_claims(rule, {{"password", "hunter2"}}) == "mismatch");
  CHECK(of_claims(rule, {{"clientSecret", "abc"}}) == "mismatch");
  CHECK(of_claims(rule, {{"user", R"({"name": "alice", "password_hash": "$2b$10$x"})"}}) ==
        "mismatch");
  CHECK(of_claims(rule, {{"k", "{alice.ApiKeyAuth}"}}) == "mismatch");
  CHECK(of_claims(rule, {{"sub", "alice"}, {"scope", "read"}}) == "match");
}

TEST_CASE("what only speaks of a secret is none") {
  const std::string rule = "token-sensitive-claims";
  for (const Claims& claims : {Claims{{"password", "true"}},
                               Claims{{"password_changed_at", "2026-01-31"}},
                               Claims{{"pwd_reset_required", "false"}},
                               Claims{{"password", "1795000000"}},
                               Claims{{"secret", ""}},
                               Claims{{"user", R"({"password": true})"}},
                               Claims{{"email_verified", "true"}},
                               Claims{{"sid", "{session POST /login alice.sid}"}}}) {
    CHECK(of_claims(rule, claims) == "match");
  }
}

TEST_CASE("a digest of a key binds a token to it, a digest of a password can be guessed") {
  TokenTrial trial{.claims = {{"cnf", "{sha256:alice.ApiKeyAuth}"}}};
  Courtroom court = court_of(trial);
  court.derives("{sha256:alice.ApiKeyAuth}", "sha256", "{alice.ApiKeyAuth}");
  CHECK(court.says("token-sensitive-claims", me) == "match");
  court.transcript.ledger["{alice.Bearer}"].claims = {{"h", "{md5:alice.login.password}"}};
  court.derives("{md5:alice.login.password}", "md5", "{alice.login.password}");
  CHECK(court.says("token-sensitive-claims", me) == "mismatch");
  court.transcript.ledger["{alice.Bearer}"].claims = {{"k", "{hex:alice.ApiKeyAuth}"}};
  court.derives("{hex:alice.ApiKeyAuth}", "hex", "{alice.ApiKeyAuth}");
  CHECK(court.says("token-sensitive-claims", me) == "mismatch");
}

TEST_CASE("who somebody is is information, and no finding of an ID token") {
  const Courtroom court = court_of({.claims = {{"email", "alice@example.org"}}});
  CHECK(court.says("token-sensitive-claims", me) == "mismatch");
  CHECK(court.verdict("token-sensitive-claims", me).severity == Severity::info);
  CHECK(of_claims("token-sensitive-claims", {{"email", "alice@example.org"}, {"nonce", "n"}}) ==
        "match");
}

TEST_CASE("a token is told from its neighbours wherever it travels") {
  const auto court_at = [](const std::string& scheme, const std::string& signature) {
    Courtroom court(document_with("  /me: {get: {security: [{" + scheme +
                                  ": []}], responses: {\"200\": {description: x}}}}\n"));
    court.signs("{alice." + scheme + "}", {{"sub", "alice"}});
    const std::string good = " | = | alice+" + scheme + " | 200 {\"id\": 1}\n";
    court.told("forgery",
               me,
               signature + " | " + forged::good + good + signature + " | " + forged::nothing +
                   " | = | - | 401 {\"error\": 1}\n" + signature + " | " + forged::good_again +
                   good);
    return court;
  };
  CHECK(court_at("SessionCookie", "cookie sid").says("token-no-expiry", me) == "mismatch");
  CHECK(court_at("Signature", "header x-signature").says("token-no-expiry", me) == "mismatch");
}

}  // namespace sworn::test
