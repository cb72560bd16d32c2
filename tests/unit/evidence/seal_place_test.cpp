// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "evidence/seal.h"
#include "unit/evidence/seal_fixture.h"

namespace sworn::evidence::seal_test {

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

TEST_CASE("a secret is replaced in a header's name and in HTML, and its half where a body is cut") {
  Vault vault;
  vault.add("Token s3cr3tvalue&123456", "alice.ApiKey");
  Exchange named =
      with_response({{"X-Token s3cr3tvalue&123456", "x"}}, "<p>Token s3cr3tvalue&amp;123456</p>");
  Exchange cut = with_response({}, "CUT[Token s3cr3tvalue&1234");
  cut.response->is_cut = true;
  const std::string text = all_text(seal({named, cut}, vault));
  CHECK(text.find("s3cr3tvalue") == std::string::npos);
  CHECK(text.find("CUT[") != std::string::npos);
  Exchange whole = with_response({}, "ends in Token s3cr");
  CHECK(all_text(seal({whole}, vault)).find("ends in Token s3cr") != std::string::npos);
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

TEST_CASE("a cookie that user agents ignore is a secret all the same") {
  const std::string drawn = "k3Jd92LsPq81xZ0aT7";
  std::string long_value;
  while (long_value.size() < 65'536) long_value += drawn;
  for (const std::string& value : {long_value, "\x1b[31m" + drawn + "\x07"}) {
    const Transcript t =
        seal({with_response({{"Set-Cookie", "sid=" + value + "; Path=/"}})}, Vault());
    CHECK_FALSE(stands_in(drawn, t));
  }
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
          (is_watched ? "lang={session POST /login victim.lang}; other=men"
                      : "lang={cookie POST /login victim.lang}; other=men"));
    if (!is_watched) {
      CHECK(t.exchanges[0].response->headers[1].value == "en");
      CHECK(t.exchanges[1].request.headers[1].value == "en");
    }
  }
}

TEST_CASE("the answer to a digest challenge is sealed") {
  Exchange asked = with_request("http://h/items");
  asked.request.headers = {
      {"Authorization", "Digest username=\"alice\", nonce=\"n\", response=\"00112233aabb\""}};
  const std::string text = all_text(seal({asked}, Vault()));
  CHECK(text.find("00112233aabb") == std::string::npos);
  CHECK(text.find("username=\"alice\"") != std::string::npos);
}

}  // namespace sworn::evidence::seal_test
