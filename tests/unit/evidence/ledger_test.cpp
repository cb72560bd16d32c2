// SPDX-License-Identifier: Apache-2.0
#include "evidence/ledger.h"

#include <doctest/doctest.h>

#include "evidence/seal.h"
#include "evidence/vault.h"
#include "unit/probe/token_sample.h"

namespace sworn::test {

TEST_CASE("the ledger reads a token behind the name of its scheme") {
  const std::string token = hs256(R"({"sub":"alice"})", "x");
  for (const std::string& value : {token, "Token " + token}) {
    const LedgerEntry entry = evidence::ledger_entry_of(value);
    CHECK(entry.is_jwt);
    CHECK(entry.length == value.size());
    CHECK(entry.header.at("alg") == "HS256");
    CHECK(entry.claims.at("sub") == "alice");
  }
  CHECK_FALSE(evidence::ledger_entry_of("opaque value").is_jwt);
}

TEST_CASE("the ledger says whose secret signed a token, and no secret") {
  const std::string token = hs256(R"({"password":"correct horse"})", "secret");
  evidence::Vault vault;
  vault.add(token, "alice.Bearer");
  vault.add("correct horse", "alice.login.password");
  vault.note_known_secret(token, "an example of jwt.io");
  Exchange exchange;
  exchange.request = {"GET", "http://h/me", {{"Authorization", "Bearer " + token}}, ""};
  const Transcript transcript = evidence::seal({exchange}, vault);
  const LedgerEntry& entry = transcript.ledger.at("{alice.Bearer}");
  CHECK(entry.signed_with == "an example of jwt.io");
  CHECK(entry.claims.at("password") == "{alice.login.password}");
  CHECK(transcript.ledger.at("{alice.login.password}").signed_with.empty());
}

TEST_CASE("a secret in the header of a token is sealed as those in its claims") {
  const std::string token =
      signed_token(R"({"alg":"HS256","kid":"correct horse"})", "{}", "HS256", "x");
  evidence::Vault vault;
  vault.add(token, "alice.Bearer");
  vault.add("correct horse", "alice.login.password");
  CHECK(evidence::seal({}, vault).ledger.at("{alice.Bearer}").header.at("kid") ==
        "{alice.login.password}");
}

}  // namespace sworn::test
