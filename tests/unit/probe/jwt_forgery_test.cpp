// SPDX-License-Identifier: Apache-2.0
#include "probe/jwt_forgery.h"

#include <doctest/doctest.h>

#include <set>

#include "base/text.h"
#include "document/node.h"
#include "evidence/forged.h"
#include "evidence/token.h"
#include "unit/probe/token_sample.h"

namespace sworn::test {
namespace {

using probe::Forged;
using probe::Jws;

const std::string claims = R"({"sub":"alice","aud":"api","n":1.50})";

Jws sample(const std::string& algorithm = "HS256") {
  const auto jws = probe::read_jws(signed_token(
      R"({"alg":")" + algorithm + R"(","kid":"k1"})", claims, algorithm, "0123456789abcdef"));
  REQUIRE(jws);
  return *jws;
}

Jws read(const Forged& forged) {
  const auto jws = probe::read_jws(forged.credential);
  REQUIRE_MESSAGE(jws, forged.how);
  return *jws;
}

/// The value of a member of the header, as text.
std::string header_of(const Forged& forged, const std::string& name) {
  return evidence::decode_token(forged.credential)->header[name];
}

std::string claim_of(const Forged& forged, const std::string& name) {
  return evidence::decode_token(forged.credential)->claims[name];
}

bool is_signed_with(const Forged& forged, const std::string& secret) {
  const Jws jws = read(forged);
  return probe::sign_with_secret(
             jws.algorithm, jws.encoded_header + "." + jws.encoded_claims, secret) == jws.signature;
}

}  // namespace

TEST_CASE("a token is read behind the name of its scheme, and what is none is not") {
  const std::string token = hs256(claims, "x");
  const auto bare = probe::read_jws(token);
  const auto named = probe::read_jws("Token " + token);
  REQUIRE(bare);
  REQUIRE(named);
  CHECK(bare->prefix.empty());
  CHECK(named->prefix == "Token ");
  CHECK(named->algorithm == "HS256");
  CHECK(named->claims == claims);
  CHECK(named->with_signature(named->signature) == "Token " + token);
  // A JWE has five parts, an opaque token none, a header may name no algorithm.
  for (const std::string& other : {std::string("opaque"),
                                   std::string("a.b.c"),
                                   token + ".x.y",
                                   std::string(),
                                   std::string(".."),
                                   base::to_base64url("{}") + "." + base::to_base64url("{}") + ".x",
                                   base::to_base64url("[]") + ".e30.x"}) {
    CAPTURE(other);
    CHECK_FALSE(probe::read_jws(other));
  }
}

TEST_CASE("a flip changes one bit in the middle, header and claims stay as written") {
  for (const char* algorithm : {"HS256", "HS512", "RS256", "ES256", "EdDSA"}) {
    CAPTURE(algorithm);
    const Jws token = sample(algorithm);
    const auto forged = probe::with_flipped_signature(token);
    REQUIRE(forged);
    const Jws flipped = read(*forged);
    CHECK(flipped.encoded_header == token.encoded_header);
    CHECK(flipped.encoded_claims == token.encoded_claims);
    REQUIRE(flipped.signature.size() == token.signature.size());
    std::size_t differences = 0;
    for (std::size_t i = 0; i < token.signature.size(); ++i) {
      differences += static_cast<std::size_t>(token.signature[i] != flipped.signature[i]);
    }
    CHECK(differences == 1);
    CHECK(token.signature.back() == flipped.signature.back());
  }
  Jws unsigned_token = sample();
  unsigned_token.signature.clear();
  CHECK_FALSE(probe::with_flipped_signature(unsigned_token));
}

TEST_CASE("an added claim leaves the others and the bad signature") {
  const Jws token = sample();
  const Forged flipped = *probe::with_flipped_signature(token);
  const Forged added = probe::with_added_claim(token, flipped);
  CHECK(read(added).signature == read(flipped).signature);
  CHECK(read(added).header == token.header);
  CHECK(claim_of(added, "sub") == "alice");
  CHECK(claim_of(added, "n") == "1.50");
  CHECK(claim_of(added, "sworn") == "true");
}

TEST_CASE("an unsigned token keeps its claims and says so in four spellings") {
  std::set<std::string> spellings;
  for (const Forged& forged : probe::without_algorithm(sample("RS256"))) {
    CHECK(forged.credential.ends_with("."));
    CHECK(read(forged).claims == claims);
    CHECK(header_of(forged, "kid") == "k1");
    CHECK(base::to_lower(header_of(forged, "alg")) == "none");
    spellings.insert(header_of(forged, "alg"));
  }
  CHECK(spellings.size() == 4);
  // One that is unsigned already is changed, so that it is not the good one itself.
  Jws unsigned_token = sample();
  unsigned_token.signature.clear();
  for (const Forged& forged : probe::without_algorithm(unsigned_token)) {
    CHECK(claim_of(forged, "sworn") == "true");
    CHECK(claim_of(forged, "sub") == "alice");
  }
  CHECK(probe::without_signature(sample()).credential.ends_with("."));
  CHECK(header_of(probe::without_signature(sample()), "alg") == "HS256");
}

TEST_CASE("a public key taken for a secret signs as HS256") {
  const auto forged =
      probe::with_public_key_as_secret(sample("RS256"), {{"PEM", "the key"}, {"DER", "bytes"}});
  REQUIRE(forged.size() == 2);
  CHECK(header_of(forged[0], "alg") == "HS256");
  CHECK(is_signed_with(forged[0], "the key"));
  CHECK(is_signed_with(forged[1], "bytes"));
  CHECK(forged[1].how == std::string(evidence::forged::public_key) + "DER");
  CHECK(read(forged[0]).claims == claims);
}

TEST_CASE("a token that brings its own key is signed with just that key and calls nobody") {
  base::RandomStream random(1, "test");
  for (const char* algorithm : {"RS256", "PS384", "ES256", "ES512", "EdDSA"}) {
    CAPTURE(algorithm);
    const auto all = probe::with_own_key(sample(algorithm), random);
    REQUIRE(all.size() == 5);
    CHECK_FALSE(header_of(all[0], "jwk").empty());
    CHECK(header_of(all[1], "x5c").starts_with("[\"MI"));
    CHECK(header_of(all[2], "jku").starts_with("data:application/json;base64,"));
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(header_of(all[i], "alg") == algorithm);
    }
    const auto jwk = document::parse_json(header_of(all[0], "jwk"), "jwk");
    REQUIRE(jwk);
    CHECK(jwk->root().string_at("kid") == header_of(all[0], "kid"));
    CHECK_FALSE(probe::forms_of_public_key(jwk->root()).empty());
    CHECK(is_signed_with(all[3], ""));
    CHECK(header_of(all[3], "kid").ends_with("/dev/null"));
    CHECK(header_of(all[4], "kid").find("UNION SELECT") != std::string::npos);
    CHECK(is_signed_with(all[4], header_of(all[4], "kid").substr(0, 22)));
  }
}

TEST_CASE("a token of a shared secret brings that secret") {
  base::RandomStream random(1, "test");
  const auto all = probe::with_own_key(sample("HS256"), random);
  REQUIRE(all.size() == 3);
  const auto jwk = document::parse_json(header_of(all[0], "jwk"), "jwk");
  REQUIRE(jwk);
  CHECK(jwk->root().string_at("kty") == "oct");
  CHECK(is_signed_with(all[0], *base::from_base64(jwk->root().string_at("k"))));
}

TEST_CASE("a token that is signed anew has the claims that are wanted and the others") {
  const auto anew = probe::signed_anew(
      sample(), "secret", {{"exp", "1"}, {"aud", "\"other\""}, {"n", ""}}, "anew");
  REQUIRE(anew);
  CHECK(is_signed_with(*anew, "secret"));
  CHECK(claim_of(*anew, "exp") == "1");
  CHECK(claim_of(*anew, "aud") == "other");
  CHECK(claim_of(*anew, "sub") == "alice");
  CHECK(claim_of(*anew, "n").empty());
  CHECK_FALSE(probe::signed_anew(sample("RS256"), "secret", {}, "anew"));
}

}  // namespace sworn::test
