// SPDX-License-Identifier: Apache-2.0
#include "evidence/seal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/random.h"
#include "document/json_writer.h"

using sworn::Exchange;
using sworn::Headers;
using sworn::LedgerEntry;
using sworn::Response;
using sworn::Transcript;
using sworn::base::percent_encode;
using sworn::base::to_base64;
using sworn::base::to_base64url;
using sworn::document::quote_json;
using sworn::evidence::seal;
using sworn::evidence::Vault;

namespace {

const std::string key = "sk_live_9f8e7d6c5b4a/+=";
const std::string token = "k3Jd92LsPq81xZ0aT7";

Exchange exchange(const std::string& operation, const std::string& conversation = "victim") {
  Exchange e;
  e.interview = "handout";
  e.subject = operation;
  e.operation = operation;
  e.conversation = conversation;
  e.step = "logs in";
  e.request.method = "POST";
  e.request.url = "http://h/login";
  e.response = Response{200, "1.1", {}, "", false};
  return e;
}

Exchange with_request(const std::string& url,
                      const Headers& headers = {},
                      const std::string& body = "") {
  Exchange e = exchange("POST /login");
  e.request.url = url;
  e.request.headers = headers;
  e.request.body = body;
  return e;
}

Exchange with_response(const Headers& headers, const std::string& body = "") {
  Exchange e = exchange("POST /login");
  e.response->headers = headers;
  e.response->body = body;
  return e;
}

/// Every text of a transcript that is printed or recorded.
std::string all_text(const Transcript& transcript) {
  std::string text;
  for (const Exchange& e : transcript.exchanges) {
    text += e.request.url + "\n" + e.request.body + "\n";
    for (const auto& header : e.request.headers) text += header.name + ": " + header.value + "\n";
    if (!e.response) continue;
    for (const auto& header : e.response->headers) text += header.name + ": " + header.value + "\n";
    text += e.response->body + "\n";
  }
  for (const auto& [placeholder, entry] : transcript.ledger) {
    text += placeholder + " " + entry.placeholder + " " + entry.derived_from + "\n";
    for (const auto& [name, claim] : entry.claims) text += name + "=" + claim + "\n";
  }
  return text;
}

bool stands_in(const std::string& secret, const Transcript& transcript) {
  return all_text(transcript).find(secret) != std::string::npos;
}

/// A vault is neither copied nor moved.
struct VaultWith : Vault {
  VaultWith(const std::string& value, const std::string& name) { add(value, name); }
};

/// What `e` becomes when `alice.key` is the only secret.
Exchange sealed(const Exchange& e, const std::string& secret = key) {
  return seal({e}, VaultWith(secret, "alice.key")).exchanges.at(0);
}

std::string lower_triplets(std::string text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '%') {
      std::transform(
          text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
          text.begin() + static_cast<std::ptrdiff_t>(i) + 3,
          text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
          [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a secret is replaced in a URL, however it is encoded there") {
  for (const std::string& written : {key,
                                     percent_encode(key),
                                     lower_triplets(percent_encode(key)),
                                     percent_encode(key, true),
                                     "%73" + percent_encode(key.substr(1))}) {
    CAPTURE(written);
    CHECK(sealed(with_request("http://h/a?k=" + written + "&l=1")).request.url ==
          "http://h/a?k={alice.key}&l=1");
    CHECK(sealed(with_request("http://h/" + written + "/b")).request.url ==
          "http://h/{alice.key}/b");
    CHECK(sealed(with_response({{"Location", "/x?k=" + written}})).response->headers[0].value ==
          "/x?k={alice.key}");
  }
}

TEST_CASE("a secret is replaced in every header, whole and as a part") {
  struct Case {
    const char* name;
    std::string value;
    std::string expected;
  };
  for (const Case& c :
       {Case{"X-Key", key, "{alice.key}"},
        {"Authorization", "Bearer " + key, "Bearer {alice.key}"},
        {"authorization", "Token token=\"" + key + "\"", "Token token=\"{alice.key}\""},
        {"Cookie", "a=1; sid=" + key + "; b=2", "a=1; sid={alice.key}; b=2"},
        {"Cookie", "sid=x." + percent_encode(key), "sid=x.{alice.key}"},
        {"Cookie", key + "=1", "{alice.key}=1"},
        {"X-Both", key + "," + key, "{alice.key},{alice.key}"}}) {
    CAPTURE(c.value);
    // A cookie's name ends at the first equals sign.
    const std::string secret =
        c.value.starts_with(key) && c.name == std::string("Cookie") ? "sk_live_9f8e7d6c5b4a" : key;
    if (secret != key) {
      CHECK(sealed(with_request("http://h/", {{c.name, secret + "=1"}}), secret)
                .request.headers[0]
                .value == c.expected);
      continue;
    }
    CHECK(sealed(with_request("http://h/", {{c.name, c.value}})).request.headers[0].value ==
          c.expected);
    CHECK_FALSE(stands_in("9f8e7d6c5b4a",
                          seal({with_response({{c.name, c.value}})}, VaultWith(key, "alice.key"))));
  }
}

TEST_CASE("a secret is replaced in a cookie that is set, taken back, or not said to be one") {
  for (const std::string& field : {"sid=" + key + "; Path=/",
                                   "sid=" + key + "; Max-Age=0",
                                   "sid=x-" + key + "; Max-Age=0",
                                   "sid=; Path=/" + key,
                                   key}) {
    CAPTURE(field);
    CHECK_FALSE(stands_in(
        key, seal({with_response({{"Set-Cookie", field}})}, VaultWith(key, "alice.key"))));
  }
}

TEST_CASE("a secret is replaced in a body, whichever characters JSON escapes") {
  const std::string secret = "p\"w/<ö>\\12345";
  for (const std::string& body : {quote_json(secret),
                                  std::string("{\"k\":\"p\\\"w\\/<\\u00f6>\\\\12345\"}"),
                                  std::string("[\"p\\u0022w/\\u003cö\\u003E\\u005c12345\"]"),
                                  "plain: " + secret}) {
    CAPTURE(body);
    CHECK(sealed(with_response({}, body), secret).response->body.find("{alice.key}") !=
          std::string::npos);
    CHECK(sealed(with_request("http://h/", {}, body), secret).request.body.find("{alice.key}") !=
          std::string::npos);
    CHECK_FALSE(sealed(with_response({}, body), secret).response->body.find("12345") !=
                std::string::npos);
  }
}

TEST_CASE("a form's password is replaced where a space is written as a plus") {
  const std::string secret = "correct horse+battery";
  CHECK(sealed(with_request("http://h/", {}, "user=al&pw=correct+horse%2Bbattery&x=1+1"), secret)
            .request.body == "user=al&pw={alice.key}&x=1+1");
}

TEST_CASE("what Basic makes of user and password is replaced, however short both are") {
  for (const std::string& pair :
       {std::string("alice:a long password"), std::string("alice:pw1"), std::string("a:b")}) {
    CAPTURE(pair);
    const Exchange e = with_request("http://h/", {{"Authorization", "Basic " + to_base64(pair)}});
    Vault vault;
    vault.add(pair, "alice.basicAuth");
    vault.add(pair.substr(pair.find(':') + 1), "alice.basicAuth.password");
    CHECK(seal({e}, vault).exchanges[0].request.headers[0].value ==
          "Basic {base64:alice.basicAuth}");
  }
}

TEST_CASE("a password that Basic carries under a name of its own is replaced as well") {
  const Exchange e =
      with_request("http://h/", {{"Authorization", "Basic " + to_base64("bob:hunter22")}});
  CHECK(sealed(e, "hunter22").request.headers[0].value == "Basic {base64:bob:alice.key}");
  const Exchange unknown =
      with_request("http://h/", {{"Authorization", "Basic " + to_base64("bob:x")}});
  CHECK(sealed(unknown).request.headers[0].value == unknown.request.headers[0].value);
}

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

TEST_CASE("a short secret is replaced in its own place, and nowhere else") {
  const std::string pin = "1234";
  const auto url = [&](const std::string& text) {
    return sealed(with_request("http://h" + text), pin).request.url;
  };
  CHECK(url("/orders/1234/lines") == "http://h/orders/1234/lines");
  CHECK(url("/a?pin=1234&b=12345&c=x1234") == "http://h/a?pin={alice.key}&b=12345&c=x1234");
  CHECK(url("/a?b=1&pin=1234") == "http://h/a?b=1&pin={alice.key}");
  const auto body = [&](const std::string& text) {
    return sealed(with_request("http://h/", {}, text), pin).request.body;
  };
  CHECK(body(R"({"pin":"1234","n":1234,"x":"a1234"})") ==
        R"({"pin":"{alice.key}","n":1234,"x":"a1234"})");
  CHECK(body(R"({"1234":"1234", "1234" : 1})") == R"({"1234":"{alice.key}", "1234" : 1})");
  CHECK(body("user=al&pin=1234&n=12345") == "user=al&pin={alice.key}&n=12345");
  const auto header = [&](const std::string& name, const std::string& value) {
    return sealed(with_request("http://h/", {{name, value}}), pin).request.headers[0].value;
  };
  CHECK(header("X-Key", "1234") == "{alice.key}");
  CHECK(header("Authorization", "Bearer 1234") == "Bearer {alice.key}");
  CHECK(header("Cookie", "a=1234; b=12345") == "a={alice.key}; b=12345");
  CHECK(header("Content-Length", "12345") == "12345");
  CHECK(header("X-Text", "at 1234") == "at 1234");
  CHECK(sealed(with_response({{"ETag", "x1234"}}, R"({"year":1234,"text":"in 1234"})"), pin)
            .response->body == R"({"year":1234,"text":"in 1234"})");
}

TEST_CASE("a short secret with reserved characters is replaced in a query as it is encoded") {
  CHECK(sealed(with_request("http://h/a?p=p%40s&q=1"), "p@s").request.url ==
        "http://h/a?p={alice.key}&q=1");
  CHECK(sealed(with_request("http://h/", {}, "p=p%40+s"), "p@ s").request.body == "p={alice.key}");
}

TEST_CASE("the text of a cookie lang=en does not eat en elsewhere") {
  Exchange first = with_response({{"Set-Cookie", "lang=en; Path=/"}, {"Content-Language", "en"}},
                                 R"({"lang":"en","text":"open end"})");
  Exchange next = with_request("http://h/en?lang=en",
                               {{"Cookie", "lang=en; other=men"}, {"Accept-Language", "en"}},
                               R"({"lang":"en"})");
  for (const bool is_watched : {false, true}) {
    CAPTURE(is_watched);
    Vault vault;
    if (is_watched) vault.watch("en");
    const Transcript t = seal({first, next}, vault);
    CHECK(t.exchanges[0].response->body == first.response->body);
    CHECK(t.exchanges[1].request.url == next.request.url);
    CHECK(t.exchanges[1].request.body == next.request.body);
    CHECK(t.exchanges[1].request.headers[0].value ==
          "lang={session POST /login victim.lang}; other=men");
    if (!is_watched) {
      CHECK(t.exchanges[0].response->headers[1].value == "en");
      CHECK(t.exchanges[1].request.headers[1].value == "en");
    }
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

TEST_CASE("exchanges keep their order and are numbered from 1") {
  const Transcript t = seal({exchange("A"), exchange("B"), exchange("C")}, Vault());
  REQUIRE(t.exchanges.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(t.exchanges[i].id == static_cast<int>(i) + 1);
  CHECK(t.exchanges[2].operation == "C");
}

TEST_CASE("sealing what is sealed changes nothing in it") {
  const Exchange e =
      with_response({{"Set-Cookie", "sid=" + token}}, "{\"token\":" + quote_json(key) + "}");
  const VaultWith vault(key, "alice.key");
  const Transcript once = seal({e}, vault);
  CHECK(once.exchanges[0].response->body == R"({"token":"{alice.key}"})");
  CHECK_FALSE(stands_in(key, once));
  CHECK_FALSE(stands_in(token, once));
}

TEST_CASE("a name that is itself a secret does not reach the placeholder that is made of it") {
  const Transcript t = seal({with_response({}, "{" + quote_json(key) + ":\"" + token + "\"}")},
                            VaultWith(key, "alice.key"));
  CHECK_FALSE(stands_in("9f8e7d6c5b4a", t));
}

TEST_CASE("no secret of the vault stands anywhere in a sealed transcript") {
  const std::string wide = "abcXYZ019-_.~ +/=\"\\<>&%:;,'{}@";
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    sworn::base::RandomStream random(seed, "seal");
    std::vector<std::string> secrets;
    Vault vault;
    for (int i = 0; i < 4; ++i) {
      // The last characters are letters: header fields are trimmed, and text parts meet in no
      // secret.
      std::string value = "s" + random.draw(wide, 8 + random.below(24)) + "e" + std::to_string(i);
      vault.add(value, "id" + std::to_string(i) + ".key");
      secrets.push_back(value);
    }
    const std::string user = "user" + std::to_string(seed);
    vault.add(user + ":" + secrets[0], "id0.basicAuth");
    std::vector<Exchange> exchanges;
    for (int i = 0; i < 6; ++i) {
      Exchange e = exchange("POST /login", "c" + std::to_string(i % 3));
      const auto text = [&] {
        const std::string& secret = secrets[random.below(secrets.size())];
        switch (random.below(6)) {
          case 0:
            return percent_encode(secret);
          case 1:
            return lower_triplets(percent_encode(secret));
          case 2: {
            std::string escaped;
            for (const char c : secret) {
              escaped += c == '<'                ? "\\u003c"
                         : c == '/'              ? "\\/"
                         : c == '"' || c == '\\' ? std::string("\\") + c
                                                 : std::string(1, c);
            }
            return escaped;
          }
          case 3:
            return to_base64(user + ":" + secrets[0]);
          case 4: {
            const std::string quoted = quote_json(secret);
            return quoted.substr(1, quoted.size() - 2);
          }
          default:
            return secret;
        }
      };
      e.request.url = "http://h/" + text() + "?a=" + text() + "&b=" + text();
      e.request.headers = {{"X-Key", text()},
                           {"Authorization", "Basic " + text()},
                           {"Cookie", "a=" + text() + "; b=" + text()}};
      e.request.body =
          random.below(2) == 0 ? "{\"k\":\"" + text() + "\"}" : "k=" + text() + "&l=" + text();
      e.response->headers = {{"Set-Cookie", "sid=" + text() + "; Path=/"},
                             {"Location", "/" + text()},
                             {"X-Session", text()}};
      e.response->body = random.below(2) == 0
                             ? "{\"token\":\"" + text() + "\",\"x\":[\"" + text() + "\"]}"
                             : "<p>" + text() + text();
      exchanges.push_back(e);
    }
    const std::string all = all_text(seal(exchanges, vault));
    for (const std::string& secret : secrets) {
      CAPTURE(seed);
      CAPTURE(secret);
      CHECK(all.find(secret) == std::string::npos);
      CHECK(all.find(percent_encode(secret)) == std::string::npos);
      CHECK(all.find(lower_triplets(percent_encode(secret))) == std::string::npos);
      CHECK(sworn::base::percent_decode(all).find(secret) == std::string::npos);
      CHECK(all.find(to_base64(user + ":" + secrets[0])) == std::string::npos);
    }
  }
}
