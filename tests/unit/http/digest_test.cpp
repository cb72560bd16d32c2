// SPDX-License-Identifier: Apache-2.0
#include "http/digest.h"

#include <doctest/doctest.h>

#include <string>

namespace sworn::http {
namespace {

DigestChallenge challenge_of(const std::string& field) {
  const auto challenge = digest_challenge({{"WWW-Authenticate", field}});
  REQUIRE(challenge);
  return *challenge;
}

bool says(const std::string& field, const std::string& part) {
  return field.find(part) != std::string::npos;
}

const std::string rfc7616 =
    "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=";
const std::string rfc7616_nonce =
    ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
    "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

}  // namespace

TEST_CASE("the examples of RFC 7616 section 3.9.1 are answered as it answers them") {
  const DigestLogin mufasa{"Mufasa", "Circle of Life"};
  for (const auto& [algorithm, response] :
       {std::pair{"MD5", "8ca523f5e9506fed4657c9700eebdbec"},
        {"SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"}}) {
    const std::string field = answer_digest(challenge_of(rfc7616 + algorithm + rfc7616_nonce),
                                            mufasa,
                                            "GET",
                                            "/dir/index.html",
                                            "",
                                            1,
                                            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    CAPTURE(field);
    CHECK(says(field, std::string("response=\"") + response + "\""));
    CHECK(says(field, "nc=00000001"));
    CHECK(says(field, "qop=auth,"));
    CHECK(says(field, "opaque=\"FQhe/"));
  }
}

TEST_CASE("the example of RFC 2617 section 3.5 is answered as it answers it") {
  const auto challenge = challenge_of(
      "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
      "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
  const std::string field = answer_digest(
      challenge, {"Mufasa", "Circle Of Life"}, "GET", "/dir/index.html", "", 1, "0a4f113b");
  CHECK(says(field, "response=\"6629fae49393a05397450978507c4ef1\""));
  CHECK_FALSE(says(field, "algorithm"));
}

TEST_CASE("without qop the answer is that of RFC 2069") {
  const auto challenge = challenge_of(
      "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
  const std::string field = answer_digest(
      challenge, {"Mufasa", "CircleOfLife"}, "GET", "/dir/index.html", "", 1, "0a4f113b");
  CHECK(says(field, "response=\"1949323746fe6a43ef61f9606e7febea\""));
  CHECK_FALSE(says(field, "cnonce"));
  CHECK_FALSE(says(field, "nc="));
}

TEST_CASE("what was answered is what a server computes, in every form") {
  const DigestLogin login{"al\"ice", "pass:word"};
  for (const char* algorithm :
       {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "sha-256"}) {
    for (const char* qop : {"", ", qop=\"auth-int\"", ", qop=\"auth\""}) {
      for (const char* userhash : {"", ", userhash=true"}) {
        const auto challenge =
            challenge_of(std::string("Digest realm=\"r\", nonce=\"n\", algorithm=") + algorithm +
                         qop + userhash);
        const std::string field = answer_digest(challenge, login, "POST", "/a?b=1", "{}", 26, "c");
        CAPTURE(field);
        CHECK(is_answered_by(field, login, "POST", "{}"));
        CHECK_FALSE(is_answered_by(field, {"al\"ice", "password"}, "POST", "{}"));
        CHECK_FALSE(is_answered_by(field, login, "PUT", "{}"));
        const bool covers_body = challenge.qop == "auth-int";
        CHECK(is_answered_by(field, login, "POST", "[]") != covers_body);
      }
    }
  }
}

TEST_CASE("the first challenge that can be answered is taken") {
  const Headers headers = {
      {"WWW-Authenticate", "Digest realm=\"r\", nonce=\"new\", algorithm=SHA3-512"},
      {"WWW-Authenticate", "Basic realm=\"r\""},
      {"WWW-Authenticate", "Digest realm=\"r\", nonce=\"odd\", qop=\"token\""},
      {"WWW-Authenticate", "digest realm=\"r\", nonce=\"good\", stale=TRUE, algorithm=SHA-256"},
      {"WWW-Authenticate", "Digest realm=\"r\", nonce=\"old\", algorithm=MD5"}};
  const auto challenge = digest_challenge(headers);
  REQUIRE(challenge);
  CHECK(challenge->nonce == "good");
  CHECK(challenge->is_stale);
  CHECK_FALSE(digest_challenge({{"WWW-Authenticate", "Digest realm=\"r\""}}));
  CHECK_FALSE(digest_challenge({{"WWW-Authenticate", "Bearer realm=\"r\""}}));
}

TEST_CASE("an answer that is shown lets nobody guess the password") {
  const std::string field = answer_digest(
      challenge_of(rfc7616 + "MD5" + rfc7616_nonce), {"u", "p"}, "GET", "/", "", 1, "c");
  const std::string shown = without_digest_response(field);
  CHECK(says(shown, "response=\"{digest response}\", opaque="));
  CHECK(without_digest_response("Digest response=0123, uri=x") ==
        "Digest response=\"{digest response}\", uri=x");
  CHECK(without_digest_response("Digest response=\"01") == "Digest response=\"{digest response}\"");
}

}  // namespace sworn::http
