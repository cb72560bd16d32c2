// SPDX-License-Identifier: Apache-2.0
#include "probe/jwt_key.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/encoding.h"

namespace sworn::test {
namespace {

std::vector<std::string> names_of(const std::vector<probe::KeyForm>& forms) {
  std::vector<std::string> names;
  for (const probe::KeyForm& form : forms) {
    names.push_back(form.name);
  }
  return names;
}

std::vector<probe::KeyForm> forms_of(const std::string& jwk) {
  const auto json = document::parse_json(jwk, "jwk");
  REQUIRE(json);
  return probe::forms_of_public_key(json->root());
}

}  // namespace

TEST_CASE("a published RSA key is read as OpenSSL writes it") {
  // RFC 7515 appendix A.2.
  const auto forms = forms_of(
      R"({"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})");
  CHECK(names_of(forms) ==
        std::vector<std::string>{"PEM", "PEM without its last line break", "DER", "PKCS #1 PEM"});
  CHECK(forms[0].bytes.starts_with(
      "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj"
      "\n"));
  CHECK(forms[0].bytes.ends_with("-----END PUBLIC KEY-----\n"));
  CHECK(forms[1].bytes + "\n" == forms[0].bytes);
  CHECK(forms[2].bytes.size() == 294);
  CHECK(forms[3].bytes.starts_with("-----BEGIN RSA PUBLIC KEY-----\n"));
}

TEST_CASE("a key that is written as a JWK is the key that signs") {
  for (const char* algorithm : {"RS256", "PS512", "ES256", "ES384", "ES512", "ES256K", "EdDSA"}) {
    CAPTURE(algorithm);
    const auto jwk = probe::fresh_key_as_jwk(algorithm, "k1");
    REQUIRE(jwk);
    const auto forms = forms_of(*jwk);
    REQUIRE(forms.size() >= 3);
    CHECK(forms[0].bytes.starts_with("-----BEGIN PUBLIC KEY-----\n"));
    // The certificate of the key holds the same public key.
    const auto certificate = probe::fresh_key_certificate(algorithm);
    REQUIRE(certificate);
    CHECK(base::from_base64(*certificate)->find(forms[2].bytes) != std::string::npos);
  }
  CHECK_FALSE(probe::fresh_key_as_jwk("HS256", "k1"));
  CHECK_FALSE(probe::fresh_key_certificate("none"));
}

TEST_CASE("what is no public key has no forms") {
  for (const char* jwk : {R"({})",
                          R"({"kty":"oct","k":"AAAA"})",
                          R"({"kty":"RSA","n":"","e":"AQAB"})",
                          R"({"kty":"RSA","n":"!!","e":"AQAB"})",
                          R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"})",
                          R"({"kty":"EC","crv":"ES256","x":"AAAA","y":"AAAA"})",
                          R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})",
                          R"({"kty":"OKP","crv":"X25519","x":"AAAA"})",
                          R"([1])"}) {
    CAPTURE(jwk);
    CHECK(forms_of(jwk).empty());
  }
}

TEST_CASE("only HMAC signs with a secret, and only others with a key") {
  CHECK(probe::sign_with_secret("HS256", "text", "secret")->size() == 32);
  CHECK(probe::sign_with_secret("HS384", "text", "")->size() == 48);
  CHECK_FALSE(probe::sign_with_secret("RS256", "text", "secret"));
  CHECK_FALSE(probe::sign_with_secret("hs256", "text", "secret"));
  CHECK_FALSE(probe::sign_with_fresh_key("HS256", "text"));
  CHECK_FALSE(probe::sign_with_fresh_key("RS", "text"));
  CHECK_FALSE(probe::sign_with_fresh_key("P-256", "text"));
}

}  // namespace sworn::test
