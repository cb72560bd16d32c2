// SPDX-License-Identifier: Apache-2.0
#include "probe/credential_variant.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace sworn::probe {
namespace {

Attached held(SchemeKind kind, Place place, const std::string& secret, const char* http = "") {
  Scheme scheme;
  scheme.name = "S";
  scheme.kind = kind;
  scheme.place = place;
  scheme.parameter = "X-Key";
  scheme.http_scheme = http;
  return {scheme, secret, {"alice", scheme.signature(), CredentialState::good}};
}

Attached key(const std::string& secret, Place place = Place::header) {
  return held(SchemeKind::api_key, place, secret);
}

const Variant* named(const std::vector<Variant>& variants, const std::string& how) {
  const auto found = std::ranges::find(variants, how, &Variant::how);
  return found == variants.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a key is cut short, lengthened, put in other letters and joined") {
  const auto variants = lax_variants(key("sk_live_Quartz12"), key("sk_live_Random99"));
  REQUIRE(named(variants, "truncated") != nullptr);
  CHECK(named(variants, "truncated")->secret == "sk_live_Quar");
  CHECK(named(variants, "lengthened")->secret == "sk_live_Quartz12zzzz");
  CHECK(named(variants, "in other letters")->secret == "SK_LIVE_QUARTZ12");
  CHECK(named(variants, "joined with a never-issued one")->secret ==
        "sk_live_Random99,sk_live_Quartz12");
  CHECK(named(variants, "behind a never-issued one")->header_values ==
        std::vector<std::string>{"sk_live_Random99", "sk_live_Quartz12"});
}

TEST_CASE("hexadecimal has no other letters, and a short secret is not cut") {
  CHECK(named(lax_variants(key("sk_live_0a1b2c3d"), key("x")), "in other letters") == nullptr);
  CHECK(named(lax_variants(key("Quartz"), key("x")), "truncated") == nullptr);
}

TEST_CASE("a token's letters are left alone where it is a JWT") {
  const std::string jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const auto bearer = held(SchemeKind::http, Place::header, jwt, "bearer");
  const auto variants = lax_variants(bearer, bearer);
  CHECK(named(variants, "truncated") == nullptr);
  REQUIRE(named(variants, "with its prefix twice") != nullptr);
  CHECK(named(variants, "with its prefix twice")->secret == "Bearer Bearer " + jwt);
}

TEST_CASE("of a password the account's name stays") {
  const auto login = held(SchemeKind::http, Place::header, "alice:correct-horse", "basic");
  const auto other = held(SchemeKind::http, Place::header, "xyzzy:battery-stapl", "basic");
  const auto variants = lax_variants(login, other);
  CHECK(variants.size() == 3);
  CHECK(variants.front().how == "another password");
  CHECK(variants.front().secret == "alice:battery-stapl");
  CHECK(account_in(login) == "alice");
  CHECK(named(variants, "truncated")->secret == "alice:correct-h");
  CHECK(named(variants, "in other letters")->secret == "alice:CORRECT-HORSE");
}

TEST_CASE("Basic behind an apiKey is user and password, and written as it was") {
  Attached login = key("Basic YWxpY2U6Y29ycmVjdC1ob3JzZQ==");
  login.scheme.parameter = "Authorization";
  Attached other = key("Basic eHl6enk6YmF0dGVyeS1zdGFwbA==");
  other.scheme.parameter = "authorization";
  CHECK(account_in(login) == "alice");
  const auto variants = lax_variants(login, other);
  CHECK(variants.size() == 3);
  CHECK(variants.front().secret == "Basic YWxpY2U6YmF0dGVyeS1zdGFwbA==");
  CHECK(named(variants, "lengthened") == nullptr);
  CHECK_FALSE(account_in(key("Basic YWxpY2U6Y29ycmVjdC1ob3JzZQ==")));
}

TEST_CASE("of Digest another password is tried, and no part of it") {
  const auto login = held(SchemeKind::http, Place::header, "alice:correct-horse", "digest");
  const auto other = held(SchemeKind::http, Place::header, "xyzzy:battery-stapl", "digest");
  const auto variants = lax_variants(login, other);
  CHECK(variants.size() == 1);
  CHECK(variants.front().secret == "alice:battery-stapl");
}

TEST_CASE("a key as the user name of Basic has no account, and its password is nobody's") {
  const auto basic = [](const char* pair) {
    return held(SchemeKind::http, Place::header, pair, "basic");
  };
  for (const char* pair : {"sk_live_9aT4kQz71LmXp02V:",
                           "sk_live_9aT4kQz71LmXp02V:x",
                           "1971800d4d82861d8f2c1651fea4d212:api_token",
                           "alice:"}) {
    CAPTURE(pair);
    CHECK_FALSE(account_in(basic(pair)));
    CHECK(lax_variants(basic(pair), basic("user:password")).empty());
  }
  CHECK(account_in(basic("alice.liddell.1865@example.org:horse")));
}

TEST_CASE("a key in a cookie or URL stands there alone") {
  const auto variants = lax_variants(key("0123456789abcdef", Place::cookie), key("x"));
  CHECK(std::ranges::all_of(variants, [](const Variant& v) { return v.header_values.empty(); }));
  CHECK(named(variants, "joined with a never-issued one") == nullptr);
}

TEST_CASE("odd values of HTTP schemes stand behind the scheme's name") {
  const auto bearer = held(SchemeKind::http, Place::header, "secret-token", "bearer");
  for (const Variant& variant : odd_values(bearer)) {
    REQUIRE(variant.header_values.size() == 1);
    CHECK(variant.header_values.front().starts_with("Bearer "));
  }
  CHECK(odd_values(key("x")).front().header_values.empty());
}

}  // namespace sworn::probe
