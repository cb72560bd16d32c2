// SPDX-License-Identifier: Apache-2.0
#include "evidence/derivation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/encoding.h"
#include "base/hash.h"

using sworn::evidence::derivations_of;

namespace {

std::string name_of(const std::string& secret, const std::string& value) {
  for (const auto& form : derivations_of(secret)) {
    if (form.value == value) return form.name;
  }
  return "";
}

}  // namespace

TEST_CASE("a value made from a secret is told by how it is made") {
  const std::string secret = "sk_live_4f9a?>~0";
  struct Case {
    const char* name;
    std::string value;
  };
  using namespace sworn::base;
  for (const Case& c : {Case{"base64", to_base64(secret)},
                        {"base64", "c2tfbGl2ZV80ZjlhPz5+MA"},
                        {"base64url", "c2tfbGl2ZV80ZjlhPz5-MA"},
                        {"hex", to_hex(secret)},
                        {"hex", "736B5F6C6976655F346639613F3E7E30"},
                        {"reversed", "0~>?a9f4_evil_ks"},
                        {"md5", hex_digest(HashKind::md5, secret)},
                        {"sha1", hex_digest(HashKind::sha1, secret)},
                        {"sha256", hex_digest(HashKind::sha256, secret)},
                        {"sha256", to_base64url(digest(HashKind::sha256, secret))},
                        {"sha384", hex_digest(HashKind::sha384, secret)},
                        {"sha512", hex_digest(HashKind::sha512, secret)},
                        {"", secret},
                        {"", hex_digest(HashKind::sha256, secret + "x")}}) {
    CAPTURE(c.value);
    CHECK(name_of(secret, c.value) == c.name);
  }
}

TEST_CASE("a secret under twelve characters has no derived form") {
  CHECK(derivations_of("").empty());
  CHECK(derivations_of("12345678901").empty());
  CHECK_FALSE(derivations_of("123456789012").empty());
}

TEST_CASE("no derived form is empty or the secret itself") {
  const std::string secret = "abcdefghijkl";
  CHECK(std::ranges::none_of(derivations_of(secret), [&](const auto& form) {
    return form.value.empty() || form.value == secret;
  }));
}
