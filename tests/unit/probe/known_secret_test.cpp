// SPDX-License-Identifier: Apache-2.0
#include "probe/known_secret.h"

#include <doctest/doctest.h>

#include "unit/probe/token_sample.h"

namespace sworn::test {
namespace {

/// Where the secret of a token stands, or "".
std::string where(const std::string& token) {
  const auto jws = probe::read_jws(token);
  REQUIRE(jws);
  const auto known = probe::known_secret_of(*jws);
  return known ? known->where : "";
}

}  // namespace

TEST_CASE("a secret of documents, tutorials and lists is known, a random one is not") {
  const std::string claims = R"({"sub":"alice"})";
  CHECK(where(hs256(claims, "your-256-bit-secret")) == "an example of jwt.io");
  CHECK(where(hs256(claims, "replace-with-secure-secret")) ==
        "a placeholder that was to be replaced");
  CHECK(where(hs256(claims, "")) == "a list of common passwords");
  CHECK(where(hs256(claims, "keyboard cat")) == "the documentation of a framework");
  CHECK(where(hs256(claims, "b7c1f9e08d3a4c62")).empty());
}

TEST_CASE("the token of RFC 7515 appendix A.1 is signed with an example of a standard") {
  CHECK(where("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
              "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
              "Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
        "an example of a standard");
}

TEST_CASE("a secret is known with a line break behind it, and in each hash") {
  CHECK_FALSE(where(hs256("{}", "secret\n")).empty());
  CHECK_FALSE(where(signed_token(R"({"alg":"HS512"})", "{}", "HS512", "changeme")).empty());
}

TEST_CASE("a secret that stands in the token itself is known") {
  CHECK(where(hs256(R"({"iss":"https://api.example","sub":"x"})", "https://api.example")) ==
        "the token itself");
  CHECK(where(hs256(R"({"user":{"name":["n0-other-w0rd"]}})", "n0-other-w0rd")) ==
        "the token itself");
}

TEST_CASE("the secret itself is not told with where it stands") {
  for (const char* secret : {"shhhhh", "s3cr3t", "your-512-bit-secret"}) {
    const std::string told = where(hs256("{}", secret));
    CHECK_FALSE(told.empty());
    CHECK(told.find(secret) == std::string::npos);
  }
}

TEST_CASE("a token of another algorithm has no secret to know") {
  CHECK(where(signed_token(R"({"alg":"RS256"})", "{}", "RS256", "")).empty());
  CHECK(where(signed_token(R"({"alg":"none"})", "{}", "none", "")).empty());
}

}  // namespace sworn::test
