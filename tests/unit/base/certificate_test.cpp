// SPDX-License-Identifier: Apache-2.0
#include "base/certificate.h"

#include <doctest/doctest.h>

#include <string>

#include "support/certificate_model.h"

namespace sworn::base {
namespace {

std::string part(const std::string& pem, const std::string& name) {
  const auto begin = pem.find("-----BEGIN " + name);
  const std::string end = "-----END " + name + "-----\n";
  REQUIRE(begin != std::string::npos);
  return pem.substr(begin, pem.find(end) + end.size() - begin);
}

}  // namespace

TEST_CASE("a certificate that is made up has a key of its own, unlike any other") {
  const std::string one = self_signed_like(test::alice_certificate);
  const std::string other = self_signed_like(one);
  CHECK(one != other);
  CHECK(part(one, "CERTIFICATE") != test::alice_certificate);
  // It is whole: certificate and key belong together.
  const auto read = client_certificate(part(one, "CERTIFICATE"), part(one, "PRIVATE KEY"), "");
  REQUIRE(read);
  CHECK(*read == one);
  CHECK(client_certificate(one, "", "").has_value());
  CHECK(self_signed_like("no certificate").empty());
  CHECK(client_certificate(self_signed_stranger(), "", "").has_value());
}

TEST_CASE("half a client certificate is refused, in words that show none of it") {
  const std::string alice = self_signed_like(test::alice_certificate);
  const std::string bob = self_signed_like(test::bob_certificate);
  struct Case {
    std::string certificate;
    std::string key;
    std::string word;
  };
  for (const Case& c : {Case{"secret", alice, "no certificate"},
                        {part(alice, "CERTIFICATE"), "secret", "private key"},
                        {part(alice, "CERTIFICATE"), "", "private key"},
                        {alice, part(bob, "PRIVATE KEY"), "do not belong together"}}) {
    const auto read = client_certificate(c.certificate, c.key, "");
    REQUIRE_FALSE(read);
    CHECK(read.error().text().find(c.word) != std::string::npos);
    CHECK(read.error().text().find("secret") == std::string::npos);
  }
}

}  // namespace sworn::base
