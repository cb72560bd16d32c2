// SPDX-License-Identifier: Apache-2.0
#include "probe/credential.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "base/encoding.h"
#include "base/file.h"
#include "base/text.h"
#include "document/node.h"
#include "http/header.h"
#include "probe/jwt_forgery.h"

using namespace sworn;

namespace {

Scheme api_key(Place place, std::string parameter) {
  Scheme scheme;
  scheme.name = "key";
  scheme.kind = SchemeKind::api_key;
  scheme.place = place;
  scheme.parameter = std::move(parameter);
  return scheme;
}

Scheme http_scheme(std::string name) {
  Scheme scheme;
  scheme.name = name;
  scheme.kind = SchemeKind::http;
  scheme.http_scheme = std::move(name);
  return scheme;
}

Credential basic(std::string user, std::string password) {
  Credential credential;
  credential.username = std::move(user);
  credential.password = std::move(password);
  return credential;
}

Credential value(std::string text) {
  Credential credential;
  credential.value = std::move(text);
  return credential;
}

std::string header_of(const Scheme& scheme, std::string_view secret) {
  Request request{"GET", "http://h/x", {}, ""};
  probe::attach(request, scheme, secret);
  return std::string(http::find_header(request.headers, "Authorization").value_or(""));
}

constexpr std::string_view hs256 =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSIsImp0aSI6ImEifQ."
    "wuGrn2w2WEpEP2epqsNj8u9GIv6Gpu7JMRCXDgUyZyQ";

std::string token_with(const std::string& algorithm) {
  return base::to_base64url("{\"alg\":\"" + algorithm + "\",\"kid\":\"k1\"}") + "." +
         base::to_base64url("{\"sub\":\"a\"}") + "." + base::to_base64url("signature");
}

}  // namespace

TEST_CASE("a basic secret is user, colon, password, and a user-id with a colon is none") {
  CHECK(probe::secret_of(http_scheme("basic"), basic("Aladdin", "open sesame")) ==
        "Aladdin:open sesame");
  CHECK(probe::secret_of(http_scheme("basic"), basic("u", "")) == "u:");
  CHECK(probe::secret_of(http_scheme("basic"), value("u:a:b")) == "u:a:b");
  CHECK_FALSE(probe::secret_of(http_scheme("basic"), basic("u:x", "p")));
  CHECK_FALSE(probe::secret_of(http_scheme("basic"), value("nobody")));
  CHECK_FALSE(probe::secret_of(http_scheme("bearer"), value("")));
  CHECK_FALSE(probe::secret_of(http_scheme("bearer"), value("abc\r\nX-Evil: 1")));
}

TEST_CASE("a credential stands in its own place and replaces what stood there") {
  Request request{"GET", "http://h/x?a=1&k=old", {{"Cookie", "theme=dark; sid=old"}}, ""};
  probe::attach(request, api_key(Place::query, "k"), "n w&");
  CHECK(request.url == "http://h/x?a=1&k=n%20w%26");
  probe::attach(request, api_key(Place::cookie, "sid"), "new");
  CHECK(http::find_header(request.headers, "Cookie") == "theme=dark; sid=new");
  probe::attach(request, api_key(Place::header, "X-Key"), "one");
  probe::attach(request, api_key(Place::header, "x-key"), "two");
  CHECK(http::all_headers(request.headers, "X-Key").size() == 1);
  CHECK(http::find_header(request.headers, "X-Key") == "two");
}

TEST_CASE("an Authorization field has the scheme's prefix exactly once") {
  CHECK(header_of(http_scheme("basic"), "Aladdin:open sesame") ==
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  CHECK(header_of(http_scheme("bearer"), "abc") == "Bearer abc");
  CHECK(header_of(http_scheme("bearer"), "Bearer abc") == "Bearer abc");
  CHECK(header_of(http_scheme("token"), "abc") == "token abc");
  Scheme oauth;
  oauth.kind = SchemeKind::oauth2;
  CHECK(header_of(oauth, "abc") == "Bearer abc");
}

TEST_CASE("a never-issued key keeps prefix, length and alphabet and is another one") {
  base::RandomStream random(1, "test");
  const Scheme scheme = api_key(Place::header, "X-Key");
  const std::string real = "sk_live_9f86d081884c7d65";
  const std::string fake = probe::never_issued(scheme, real, random);
  CHECK(fake != real);
  CHECK(fake.size() == real.size());
  CHECK(fake.starts_with("sk_live_"));
  CHECK(fake.substr(8).find_first_not_of("0123456789abcdef") == std::string::npos);
  // A tail too short to vary is no secret: somebody else could have it.
  CHECK_FALSE(probe::never_issued(scheme, "alice-key-1", random).starts_with("alice-key-"));
  CHECK(probe::never_issued(http_scheme("bearer"), "Bearer abcdefghijk", random)
            .starts_with("Bearer "));
}

TEST_CASE("never-issued basic credentials name nobody's account") {
  base::RandomStream random(1, "test");
  const std::string fake = probe::never_issued(http_scheme("basic"), "bob:hunter2hunter2", random);
  CHECK(fake.find(':') != std::string::npos);
  CHECK(fake.substr(0, fake.find(':')) != "bob");
  CHECK(fake.substr(0, fake.find(':')).size() > 8);
}

TEST_CASE("a never-issued JWT keeps header and claims but not jti and signature") {
  base::RandomStream random(1, "test");
  const std::string fake = probe::never_issued(http_scheme("bearer"), hs256, random);
  const auto real_parts = base::split(hs256, '.');
  const auto parts = base::split(fake, '.');
  REQUIRE(parts.size() == 3);
  CHECK(parts[0] == real_parts[0]);
  CHECK(parts[2] != real_parts[2]);
  CHECK(parts[2].size() == real_parts[2].size());
  const auto claims = document::parse_json(*base::from_base64(parts[1]), "claims");
  REQUIRE(claims);
  CHECK(claims->root().string_at("sub") == "alice");
  CHECK(claims->root().string_at("jti").size() == 32);
}

TEST_CASE("a forged signature has the length that its algorithm gives") {
  base::RandomStream random(1, "test");
  const std::vector<std::pair<std::string, std::size_t>> rows{{"HS256", 32},
                                                              {"HS384", 48},
                                                              {"HS512", 64},
                                                              {"RS256", 256},
                                                              {"RS512", 256},
                                                              {"PS256", 256},
                                                              {"ES256", 64},
                                                              {"ES384", 96},
                                                              {"ES512", 132},
                                                              {"EdDSA", 64},
                                                              {"XX999", 9}};
  for (const auto& [algorithm, length] : rows) {
    CAPTURE(algorithm);
    const auto forged = probe::signed_by_nobody(token_with(algorithm), random);
    REQUIRE(forged);
    CHECK(base::from_base64(base::split(*forged, '.')[2])->size() == length);
  }
  CHECK(probe::signed_by_nobody(token_with("none"), random)->ends_with("."));
}

TEST_CASE("what is no JWT is not forged as one") {
  base::RandomStream random(1, "test");
  CHECK_FALSE(probe::signed_by_nobody("a.b.c", random));
  CHECK_FALSE(probe::signed_by_nobody("opaque", random));
  CHECK_FALSE(probe::signed_by_nobody("..", random));
}

TEST_CASE("a broken secret has a character that the real one lacks and fits its place") {
  for (const std::string real : {"sk_live_1234", "~+/._-", "abc~def", ""}) {
    CAPTURE(real);
    const std::string broken = probe::broken(api_key(Place::cookie, "sid"), real);
    REQUIRE(broken.size() == 3);
    CHECK(real.find(broken[1]) == std::string::npos);
    CHECK(std::string(" \",;\\").find(broken[1]) == std::string::npos);
  }
  CHECK(probe::broken(http_scheme("basic"), "u:p").find(':') == std::string::npos);
}

TEST_CASE("an invented value is never the real one and keeps percent-encoded bytes") {
  base::RandomStream random(1, "test");
  const std::string cookie = probe::invented_like("s%3Aabcdef.0123", random);
  CHECK(cookie.size() == 15);
  CHECK(cookie.substr(1, 3) == "%3A");
  CHECK(cookie[10] == '.');
  CHECK(probe::invented_like("...", random) != "...");
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) seen.insert(probe::invented_like("7", random));
  CHECK_FALSE(seen.contains("7"));
}

TEST_CASE("the published vectors of Basic and JWS are read as their RFCs say") {
  const std::string path =
      SWORN_SOURCE_DIR "/../shared/data/auth-and-param-vectors/auth-vectors.json";
  if (!std::filesystem::exists(path)) {
    MESSAGE("no vectors at " << path);
    return;
  }
  const auto text = base::read_file(path, 1'000'000);
  REQUIRE(text);
  const auto vectors = document::parse_json(*text, path);
  REQUIRE(vectors);
  for (const document::Node* row : vectors->root().find("basic")->items()) {
    CAPTURE(row->string_at("id"));
    const auto secret = probe::secret_of(
        http_scheme("basic"),
        basic(std::string(row->string_at("user")), std::string(row->string_at("pass"))));
    if (row->find("header")->is_null()) {
      CHECK_FALSE(secret);
    } else {
      REQUIRE(secret);
      CHECK(header_of(http_scheme("basic"), *secret) == row->string_at("header"));
    }
  }
  base::RandomStream random(1, "vectors");
  for (const document::Node* row : vectors->root().find("jws")->items()) {
    CAPTURE(row->string_at("id"));
    const auto forged = probe::signed_by_nobody(row->string_at("compact"), random);
    REQUIRE(forged);
    CHECK(*forged != row->string_at("compact"));
    CHECK(forged->starts_with(base::split(row->string_at("compact"), '.')[0]));
  }
}
