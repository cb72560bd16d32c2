// SPDX-License-Identifier: Apache-2.0
#include "evidence/signed_value.h"

#include <doctest/doctest.h>

#include "base/encoding.h"
#include "base/hash.h"
#include "evidence/derivation.h"
#include "evidence/seal.h"
#include "evidence/vault.h"

namespace sworn::test {
namespace {

using Members = std::map<std::string, std::string>;

const std::string key = "sk_live_0123456789abcdef";

/// The key, its derived forms, and the session value itself, as the seal knows them.
Members within(const std::string& value) {
  evidence::Replacer known;
  known.add(key, "{key}");
  for (const evidence::Derivation& form : evidence::derivations_of(key)) {
    known.add(form.value, "{" + form.name + ":key}");
  }
  known.add(value, "{session}");
  return evidence::known_within(value, known);
}

std::string base64(const std::string& text) {
  return base::to_base64url(text);
}

/// Where the key is aligned to three bytes, its base64 stands in the value beside this member.
std::string member(const std::string& value, const std::string& name) {
  return within(value)[name];
}

const std::string signature = ".YcjUxg.d2hhdGV2ZXItaXQtaXMtaXQtaXMtbm90";

}  // namespace

TEST_CASE("a key within a signed cookie is found, as its framework wrote the cookie") {
  const std::string json = "{\"user\":\"alice\",\"api_key\":\"" + key + "\"}";
  // Flask, Django, cookie-session, Rails, Express.
  const std::string rails =
      base::to_base64("{\"_rails\":{\"message\":\"" + base::to_base64(json) + "\"}}");
  for (const std::string& cookie : {base64(json) + signature,
                                    base64(json) + ":1tUxgA:abcdefghijkl",
                                    base64(json),
                                    rails + "--0123456789abcdef"}) {
    CAPTURE(cookie);
    CHECK(member(cookie, "api_key") == "{key}");
    CHECK(member(cookie, "user").empty());
  }
  CHECK(within("s%3A" + key + ".c2lnbmF0dXJl") == Members{{"value", "{key}"}});
  CHECK(within("s:j:" + json + ".c2lnbmF0dXJl") == Members{{"value", "{key}"}});
}

TEST_CASE("every form of a key that the table of F8 names is found within a cookie") {
  for (const evidence::Derivation& form : evidence::derivations_of(key)) {
    CAPTURE(form.name);
    const auto found = within(base64("{\"sid\":\"" + form.value + "\"}") + signature);
    REQUIRE(found.contains("sid"));
    CHECK(found.at("sid").find("{" + form.name + ":key}") != std::string::npos);
    CHECK(within("s%3A" + form.value + ".c2lnbmF0dXJl").contains("value"));
  }
}

TEST_CASE("a value that only begins or ends with the key holds it") {
  CHECK(within("sess_" + key) == Members{{"value", "{key}"}});
  CHECK(within(key + "-1") == Members{{"value", "{key}"}});
}

TEST_CASE("nothing but what is known is told of a value") {
  const std::string other = "sk_live_fedcba9876543210";
  for (const std::string& value :
       {base64("{\"user\":\"alice\",\"key\":\"" + other + "\"}") + signature,
        base64("{\"key_id\":\"sk_live_0123\"}") + signature,
        "s%3A" + other + ".c2lnbmF0dXJl",
        std::string("0123456789abcdef0123456789abcdef"),
        std::string("{{{{{{{{{{{{{{"),
        std::string("...............--::||"),
        std::string("%%%%%%%%%%%%"),
        std::string("short"),
        std::string()}) {
    CAPTURE(value);
    CHECK(within(value).empty());
  }
}

TEST_CASE("the ledger says what a session cookie holds, and not the cookie") {
  evidence::Vault vault;
  vault.add(key, "alice.ApiKeyAuth");
  Exchange login;
  login.interview = "handout";
  login.operation = "POST /login";
  login.conversation = "first";
  const std::string cookie = base64("{\"name\":\"alice\",\"k\":\"" + key + "\"}") + signature;
  login.response = Response{200, "1.1", {{"Set-Cookie", "sid=" + cookie}}, "", false};
  const Transcript transcript = evidence::seal({login}, vault);
  const auto entry = transcript.ledger.find("{session POST /login first.sid}");
  REQUIRE(entry != transcript.ledger.end());
  CHECK_FALSE(entry->second.is_jwt);
  CHECK(entry->second.claims.at("k") == "{alice.ApiKeyAuth}");
  CHECK_FALSE(entry->second.claims.contains("name"));
}

}  // namespace sworn::test
