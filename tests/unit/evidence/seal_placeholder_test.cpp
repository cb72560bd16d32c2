// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/hash.h"
#include "evidence/seal.h"
#include "unit/evidence/seal_fixture.h"

namespace sworn::evidence::seal_test {

TEST_CASE("a value that is made from a secret says how") {
  using namespace sworn::base;
  struct Case {
    const char* expected;
    std::string value;
    const char* derivation;
  };
  for (const Case& c :
       {Case{"{sha256:alice.key}", hex_digest(HashKind::sha256, key), "sha256"},
        {"{md5:alice.key}", hex_digest(HashKind::md5, key), "md5"},
        {"{base64:alice.key}", to_base64(key), "base64"},
        {"{hex:alice.key}", to_hex(key), "hex"},
        {"{reversed:alice.key}", std::string(key.rbegin(), key.rend()), "reversed"}}) {
    const Transcript t = seal({with_response({{"Set-Cookie", "sid=" + c.value}},
                                             "{\"sid\":" + quote_json(c.value) + "}")},
                              VaultWith(key, "alice.key"));
    CHECK(t.exchanges[0].response->headers[0].value == std::string("sid=") + c.expected);
    CHECK(t.exchanges[0].response->body == std::string("{\"sid\":\"") + c.expected + "\"}");
    REQUIRE(t.ledger.contains(c.expected));
    CHECK(t.ledger.at(c.expected).derivation == c.derivation);
    CHECK(t.ledger.at(c.expected).derived_from == "{alice.key}");
  }
}

TEST_CASE("what is derived from the second of two secrets of one name is derived from that") {
  Vault vault;
  vault.add("aaaaaaaaaaaaaaaa", "alice.key");
  vault.add("bbbbbbbbbbbbbbbb", "alice.key");
  const Transcript t = seal({}, vault);
  REQUIRE(t.ledger.contains("{alice.key 2}"));
  for (const auto& [placeholder, entry] : t.ledger) {
    if (entry.derivation == "reversed") {
      CHECK(entry.derived_from ==
            (placeholder == "{reversed:alice.key}" ? "{alice.key}" : "{alice.key 2}"));
    }
  }
}

TEST_CASE("two identifiers of one place differ under the seal, whatever they are made of") {
  for (const auto& [first, second] :
       {std::pair{"31415926535897932384626433832795028", "27182818284590452353602874713526624"},
        std::pair{"QwErTyUiOpAsDfGhJkLzXc", "MnBvCxZaSdFgHjKlPoIuYt"}}) {
    const Transcript t = seal({with_response({{"Set-Cookie", std::string("sid=") + first}}),
                               with_response({{"Set-Cookie", std::string("sid=") + second}})},
                              Vault());
    CHECK(t.exchanges[0].response->headers[0].value != t.exchanges[1].response->headers[0].value);
    CHECK_FALSE(stands_in(first, t));
  }
}

TEST_CASE("a word in a cookie does not share the name of a secret that the place had before") {
  Vault vault;
  vault.watch("1002");
  const Transcript t = seal(
      {with_response({{"Set-Cookie", "sid=none"}}), with_response({{"Set-Cookie", "sid=1002"}})},
      vault);
  CHECK(t.exchanges[0].response->headers[0].value != t.exchanges[1].response->headers[0].value);
}

TEST_CASE("equal values have equal placeholders, named after where they first came from") {
  Exchange login = with_response({{"Set-Cookie", "sid=" + token}}, "{\"token\":\"" + token + "\"}");
  Exchange later = with_response({{"X-Session", token}});
  later.operation = "GET /me";
  later.request.headers = {{"Cookie", "sid=" + token}, {"Authorization", "Bearer " + token}};
  later.request.url = "http://h/me?t=" + token;
  const std::string placeholder = "{session POST /login victim.sid}";
  const Transcript t = seal({login, later}, Vault());
  CHECK(t.exchanges[0].response->headers[0].value == "sid=" + placeholder);
  CHECK(t.exchanges[0].response->body == "{\"token\":\"" + placeholder + "\"}");
  CHECK(t.exchanges[1].response->headers[0].value == placeholder);
  CHECK(t.exchanges[1].request.headers[0].value == "sid=" + placeholder);
  CHECK(t.exchanges[1].request.headers[1].value == "Bearer " + placeholder);
  CHECK(t.exchanges[1].request.url == "http://h/me?t=" + placeholder);
}

TEST_CASE("different values of one place are told apart") {
  const Transcript t = seal({with_response({{"Set-Cookie", "sid=" + token}}),
                             with_response({{"Set-Cookie", "sid=" + token + "2"}})},
                            Vault());
  CHECK(t.exchanges[0].response->headers[0].value == "sid={session POST /login victim.sid}");
  CHECK(t.exchanges[1].response->headers[0].value == "sid={session POST /login victim.sid 2}");
}

TEST_CASE("a token that a header hands out behind its scheme is replaced alone as well") {
  Exchange later =
      with_request("http://h/", {{"X-Token", token}, {"Authorization", "Token " + token}});
  const Transcript t =
      seal({with_response({{"Authorization", "Bearer " + token}}), later}, Vault());
  CHECK_FALSE(stands_in(token, t));
}

TEST_CASE("a value that a request carried is replaced though it looks like a word") {
  Vault vault;
  vault.watch("open sesame, please");
  vault.watch("never told by any answer");
  const Transcript t = seal({with_response({}, R"({"phrase":"open sesame, please"})"),
                             with_request("http://h/",
                                          {{"Authorization", "Token open sesame, please"},
                                           {"X", "never told by any answer"}})},
                            vault);
  CHECK(t.exchanges[0].response->body == R"({"phrase":"{session POST /login victim.value}"})");
  CHECK(t.exchanges[1].request.headers[0].value == "Token {session POST /login victim.value}");
  CHECK(t.exchanges[1].request.headers[1].value == "{session value}");
}

TEST_CASE(
    "the ledger tells length, alphabet and, of a token, its claims with the secrets in them "
    "replaced") {
  const std::string jwt =
      to_base64url(R"({"alg":"HS256"})") + "." +
      to_base64url("{\"sub\":\"alice\",\"key\":" + quote_json(key) + ",\"sid\":\"" + token +
                   "\",\"iat\":1700000000,\"list\":[" + quote_json(key) + "]}") +
      ".c2lnbmF0dXJl";
  const Transcript t =
      seal({with_response({{"Set-Cookie", "sid=" + token}}, "{\"access_token\":\"" + jwt + "\"}")},
           VaultWith(key, "alice.key"));
  CHECK(t.exchanges[0].response->body ==
        R"({"access_token":"{session POST /login victim.access_token}"})");
  const LedgerEntry& entry = t.ledger.at("{session POST /login victim.access_token}");
  CHECK(entry.is_jwt);
  CHECK(entry.length == jwt.size());
  CHECK(entry.claims.at("sub") == "alice");
  CHECK(entry.claims.at("key") == "{alice.key}");
  CHECK(entry.claims.at("sid") == "{session POST /login victim.sid}");
  CHECK(entry.claims.at("iat") == "1700000000");
  CHECK(entry.claims.at("list") == R"(["{alice.key}"])");
  CHECK_FALSE(t.ledger.at("{session POST /login victim.sid}").is_jwt);
  CHECK_FALSE(stands_in(jwt, t));
}

TEST_CASE("an alphabet is the smallest that holds the value") {
  struct Case {
    const char* value;
    const char* alphabet;
  };
  for (const Case& c : {Case{"1234567890", "digits"},
                        {"12345abcDE", "hex"},
                        {"12345-_xyz", "base64url"},
                        {"12345+/xy=", "base64"},
                        {"12345 {xy}", "printable"}}) {
    CAPTURE(c.value);
    CHECK(seal({}, VaultWith(c.value, "a")).ledger.at("{a}").alphabet == c.alphabet);
  }
}

TEST_CASE("a placeholder is the same whatever follows later, and in whatever order") {
  const Exchange login = with_response({{"Set-Cookie", "sid=" + token}});
  Exchange one = with_response({{"Set-Cookie", "a=" + token + "a"}});
  one.operation = "GET /a";
  Exchange two = with_response({}, "{\"b\":\"" + token + "b\"}");
  two.operation = "GET /b";
  const Transcript forth = seal({login, one, two}, VaultWith(key, "alice.key"));
  const Transcript back = seal({login, two, one}, VaultWith(key, "alice.key"));
  CHECK(forth.exchanges[0].response->headers == back.exchanges[0].response->headers);
  CHECK(forth.exchanges[1].response->headers == back.exchanges[2].response->headers);
  CHECK(forth.exchanges[2].response->body == back.exchanges[1].response->body);
  CHECK(std::ranges::equal(
      forth.ledger,
      back.ledger,
      {},
      [](const auto& e) { return e.first; },
      [](const auto& e) { return e.first; }));
}

TEST_CASE("a name that is itself a secret does not reach the placeholder that is made of it") {
  const Transcript t = seal({with_response({}, "{" + quote_json(key) + ":\"" + token + "\"}")},
                            VaultWith(key, "alice.key"));
  CHECK_FALSE(stands_in("9f8e7d6c5b4a", t));
}

TEST_CASE("a server that says what reads like a placeholder has not said the secret") {
  const Exchange e = with_response({{"X-Note", "for {alice.key}"}}, "{\"seen\":\"{alice.key}\"}");
  const Transcript t = seal({e}, VaultWith(key, "alice.key"));
  CHECK(t.exchanges[0].response->body == R"({"seen":"{literally alice.key}"})");
  CHECK(t.exchanges[0].response->headers[0].value == "for {literally alice.key}");
  for (const char* said : {R"({"seen":"\u007balice.key}"})", R"({"seen":"{alice\u002ekey}"})"}) {
    CAPTURE(said);
    const Transcript escaped = seal({with_response({}, said)}, VaultWith(key, "alice.key"));
    CHECK(escaped.exchanges[0].response->body == R"({"seen":"{literally alice.key}"})");
  }
  const std::string short_name = R"({"seen":"{a.k}"})";
  CHECK(seal({with_response({}, short_name)}, VaultWith(key, "a.k")).exchanges[0].response->body ==
        R"({"seen":"{literally a.k}"})");
  const Exchange echo = with_response({}, "{\"seen\":" + quote_json(key) + "}");
  CHECK(seal({echo}, VaultWith(key, "alice.key")).exchanges[0].response->body ==
        R"({"seen":"{alice.key}"})");
}

}  // namespace sworn::evidence::seal_test
