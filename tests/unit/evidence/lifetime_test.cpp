// SPDX-License-Identifier: Apache-2.0
#include "evidence/lifetime.h"

#include <doctest/doctest.h>

namespace sworn::evidence {

TEST_CASE("a cookie's Max-Age, expires_in beside the token and the claims each name a lifetime") {
  Response response;
  response.headers = {{"Set-Cookie", "sid=x; Max-Age=60"}, {"Set-Cookie", "other=y; Max-Age=5"}};
  response.body = R"({"data": {"token": "t", "expires_in": 900}, "expires_in": 3})";
  CHECK(lifetime_of(response, {CarrierPlace::Kind::cookie, "sid"}, {}).cookie == 60);
  const Lifetime json = lifetime_of(
      response, {CarrierPlace::Kind::json, "/data/token"}, {{"iat", "10"}, {"exp", "1010"}});
  CHECK(json.expires_in == 900);
  CHECK(json.token == 1000);
  CHECK(json.shortest() == 900);
}

TEST_CASE("a token without an end, or with hostile numbers, names no lifetime") {
  const auto token = [](const char* issued, const char* ends) {
    return lifetime_of({}, {CarrierPlace::Kind::cookie, "sid"}, {{"iat", issued}, {"exp", ends}})
        .token;
  };
  CHECK(token("10", "20") == 10);
  CHECK_FALSE(token("10", "0"));
  CHECK_FALSE(token("20", "10"));
  CHECK_FALSE(token("-1", "9223372036854775807"));
  CHECK_FALSE(token("-9223372036854775808", "1"));
}

TEST_CASE("of two cookies of one name that of the API names the lifetime") {
  Response response;
  response.headers = {{"Set-Cookie", "sid=x; Path=/; Max-Age=60"},
                      {"Set-Cookie", "sid=y; Path=/admin; Max-Age=5"}};
  CHECK(lifetime_of(response, {CarrierPlace::Kind::cookie, "sid"}, {}).cookie == 60);
}

TEST_CASE("expires_in speaks of the access token, not of the one that says who it is") {
  Response response;
  response.body = R"({"access_token": "a", "id_token": "b", "expires_in": 900})";
  CHECK(lifetime_of(response, {CarrierPlace::Kind::json, "/access_token"}, {}).expires_in == 900);
  CHECK_FALSE(lifetime_of(response, {CarrierPlace::Kind::json, "/id_token"}, {}).expires_in);
}

TEST_CASE("what is no number, or lies in the past, names no lifetime") {
  Response response;
  response.headers = {{"Set-Cookie", "sid=x; Max-Age=0"}};
  response.body = R"({"token": "t", "expires_in": "soon"})";
  CHECK_FALSE(lifetime_of(response, {CarrierPlace::Kind::cookie, "sid"}, {}).shortest());
  CHECK_FALSE(
      lifetime_of(response, {CarrierPlace::Kind::json, "/token"}, {{"iat", "10"}, {"exp", "never"}})
          .shortest());
  CHECK_FALSE(
      lifetime_of(response, {CarrierPlace::Kind::json, "/token"}, {{"exp", "10"}}).shortest());
}

}  // namespace sworn::evidence
