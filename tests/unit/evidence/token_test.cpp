// SPDX-License-Identifier: Apache-2.0
#include "evidence/token.h"

#include <doctest/doctest.h>

#include <string>

#include "base/encoding.h"

using sworn::base::to_base64url;
using sworn::evidence::decode_token;

namespace {

std::string token(const std::string& header,
                  const std::string& claims,
                  const std::string& signature = "c2ln") {
  return to_base64url(header) + "." + to_base64url(claims) + "." + signature;
}

}  // namespace

TEST_CASE("a token reads as its header and claims, strings as they are and all else as JSON") {
  const auto read = decode_token(
      token(R"({"alg":"HS256","typ":"JWT"})",
            R"({"sub":"al\"ice","iat":1700000000,"aud":["a","b"],"x":null,"y":true})"));
  REQUIRE(read);
  CHECK(read->header.at("alg") == "HS256");
  CHECK(read->claims.at("sub") == "al\"ice");
  CHECK(read->claims.at("iat") == "1700000000");
  CHECK(read->claims.at("aud") == R"(["a","b"])");
  CHECK(read->claims.at("x") == "null");
  CHECK(read->claims.at("y") == "true");
}

TEST_CASE("a token needs three parts, two JSON objects and an algorithm, and no signature") {
  const std::string header = R"({"alg":"none"})";
  CHECK(decode_token(token(header, "{}", "")));
  CHECK(decode_token(token(header, R"({"a":1})")));
  for (const std::string& text : {std::string(),
                                  std::string("a.b.c"),
                                  token(header, "{}") + ".x",
                                  to_base64url(header) + "." + to_base64url(R"({"a":1})"),
                                  token("[]", R"({"a":1})"),
                                  token(header, "[1,2,3]"),
                                  token(header, "not json at all"),
                                  token(R"({"typ":"JWT"})", R"({"a":1})"),
                                  "!" + token(header, R"({"a":1})"),
                                  "." + to_base64url(R"({"a":1,"b":"cccccccccc"})") + ".c2ln",
                                  std::string("api.example-host.com/v1/x"),
                                  token(header, "{\"a\":\"" + std::string(20'000, 'x') + "\"}")}) {
    CAPTURE(text.substr(0, 80));
    CHECK_FALSE(decode_token(text));
  }
}
