// SPDX-License-Identifier: Apache-2.0
#include "http/cookie.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "http/cookie_date.h"

using sworn::http::Cookie;
using sworn::http::cookie_path_matches;
using sworn::http::CookieJar;
using sworn::http::default_cookie_path;
using sworn::http::parse_cookie_date;
using sworn::http::parse_cookie_header;
using sworn::http::parse_set_cookie;
using sworn::http::SameSite;
using sworn::http::SetCookie;

namespace {

CookieJar jar_with(const std::vector<std::string>& fields, const std::string& path = "/") {
  CookieJar jar("api.example.com");
  for (const std::string& field : fields) {
    if (const auto cookie = parse_set_cookie(field)) jar.store(*cookie, path, 1000);
  }
  return jar;
}

}  // namespace

TEST_CASE("a cookie's name and value are what stands around the first equals sign, trimmed") {
  struct Case {
    const char* field;
    const char* name;
    const char* value;
  };
  for (const Case& c : {Case{"sid=abc", "sid", "abc"},
                        {"  sid =  a b ; Path=/", "sid", "a b"},
                        {"sid=", "sid", ""},
                        {"sid=a=b==", "sid", "a=b=="},
                        {"=v", "", "v"},
                        {"v", "", "v"},
                        {"sid=\"q\"", "sid", "\"q\""},
                        {"sid=a,b", "sid", "a,b"},
                        {"s\tid=1", "s\tid", "1"}}) {
    CAPTURE(c.field);
    const auto cookie = parse_set_cookie(c.field);
    REQUIRE(cookie);
    CHECK(cookie->name == c.name);
    CHECK(cookie->value == c.value);
  }
}

TEST_CASE("a field that a user agent ignores is no cookie") {
  for (const std::string& field : {std::string(),
                                   std::string("="),
                                   std::string("; Path=/"),
                                   std::string("a=b\x01"),
                                   std::string("a=b; Path=/\x7F"),
                                   std::string("a=\0b", 4),
                                   "a=" + std::string(4096, 'x')}) {
    CAPTURE(field);
    CHECK_FALSE(parse_set_cookie(field).has_value());
  }
  CHECK(parse_set_cookie("a=" + std::string(4095, 'x')).has_value());
}

TEST_CASE("attributes are read in any case, with blanks, the last of a name counting") {
  const auto cookie = parse_set_cookie(
      "sid=1;PATH = /a ; domain=.Example.COM;secure; HTTPONLY ;samesite=Strict; Max-Age=60;"
      "Expires=Wed, 09 Jun 2021 10:18:14 GMT; Path=/b; Priority=High; Partitioned");
  REQUIRE(cookie);
  CHECK(cookie->path == "/b");
  CHECK(cookie->domain == "example.com");
  CHECK(cookie->is_secure);
  CHECK(cookie->is_http_only);
  CHECK(cookie->same_site == SameSite::strict);
  CHECK(cookie->max_age == 60);
  CHECK(cookie->expires == 1'623'233'894);
}

TEST_CASE("an attribute that is not given or not understood is absent") {
  const auto cookie = parse_set_cookie("sid=1; Path=a; Max-Age=1x; Expires=never; SameSite=Often");
  REQUIRE(cookie);
  CHECK_FALSE(cookie->path.has_value());
  CHECK_FALSE(cookie->max_age.has_value());
  CHECK_FALSE(cookie->expires.has_value());
  CHECK_FALSE(cookie->domain.has_value());
  CHECK(cookie->same_site == SameSite::unknown);
  CHECK_FALSE(cookie->is_secure);
  CHECK_FALSE(cookie->is_http_only);
  CHECK(parse_set_cookie("sid=1")->same_site == SameSite::absent);
  CHECK(parse_set_cookie("sid=1; SameSite=NONE")->same_site == SameSite::none);
  CHECK_FALSE(parse_set_cookie("sid=1; Path=/" + std::string(1024, 'x'))->path.has_value());
}

TEST_CASE("Max-Age is a decimal number, may be negative, and does not overflow") {
  CHECK(parse_set_cookie("a=b; Max-Age=-5")->max_age == -5);
  CHECK(parse_set_cookie("a=b; Max-Age=0")->max_age == 0);
  CHECK(parse_set_cookie("a=b; Max-Age=99999999999999999999999")->max_age == 2'147'483'647);
  for (const char* field :
       {"a=b; Max-Age=", "a=b; Max-Age=-", "a=b; Max-Age=+5", "a=b; Max-Age=1.5"}) {
    CAPTURE(field);
    CHECK_FALSE(parse_set_cookie(field)->max_age.has_value());
  }
}

TEST_CASE("cookie dates are read leniently") {
  for (const char* text : {"Wed, 09 Jun 2021 10:18:14 GMT",
                           "Wed, 09-Jun-2021 10:18:14 GMT",
                           "Wed Jun  9 10:18:14 2021",
                           "Wednesday, 9-JUNE-21 10:18:14",
                           "2021 9 jun 10:18:14",
                           "9 Jun 2021 10:18:14 +0200"}) {
    CAPTURE(text);
    CHECK(parse_cookie_date(text) == 1'623'233'894);
  }
  CHECK(parse_cookie_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
  CHECK(parse_cookie_date("Thu, 01-Jan-70 00:00:01 GMT") == 1);
  CHECK(parse_cookie_date("Sat, 01-Jan-69 00:00:00 GMT").value() > 3'000'000'000);
}

TEST_CASE("what is no date is no cookie date") {
  for (const char* text : {"",
                           "0",
                           "-1",
                           "Wed, 09 Jun 2021",
                           "10:18:14",
                           "Wed, 31 Jun 2021 10:18:14 GMT",
                           "Wed, 09 Jun 2021 24:00:00 GMT",
                           "Wed, 09 Jun 2021 10:60:00 GMT",
                           "Wed, 09 Jun 1600 10:00:00 GMT",
                           "Wed, 0 Jun 2021 10:00:00 GMT",
                           "Wed, 09 Foo 2021 10:18:14 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_cookie_date(text).has_value());
  }
}

TEST_CASE("a Cookie header is read pair by pair") {
  CHECK(
      parse_cookie_header("a=1; b=2;c = 3 ;; d; a=x=y; =e") ==
      std::vector<Cookie>{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"", "d"}, {"a", "x=y"}, {"", "e"}});
  CHECK(parse_cookie_header("").empty());
  CHECK(parse_cookie_header(" ; ").empty());
}

TEST_CASE("a cookie without a Path belongs to the folder of its request") {
  struct Case {
    const char* request;
    const char* path;
  };
  for (const Case& c : {Case{"", "/"},
                        {"x", "/"},
                        {"/", "/"},
                        {"/a", "/"},
                        {"/a/", "/a"},
                        {"/a/b", "/a"},
                        {"/a/b/c", "/a/b"}}) {
    CAPTURE(c.request);
    CHECK(default_cookie_path(c.request) == c.path);
  }
}

TEST_CASE("a cookie path matches whole segments only") {
  CHECK(cookie_path_matches("/", "/"));
  CHECK(cookie_path_matches("", "/"));
  CHECK(cookie_path_matches("/a/b", "/"));
  CHECK(cookie_path_matches("/a", "/a"));
  CHECK(cookie_path_matches("/a/b", "/a"));
  CHECK(cookie_path_matches("/a/b", "/a/"));
  CHECK_FALSE(cookie_path_matches("/ab", "/a"));
  CHECK_FALSE(cookie_path_matches("/a", "/a/"));
  CHECK_FALSE(cookie_path_matches("/A", "/a"));
}

TEST_CASE("a jar sends longer paths first, then older cookies") {
  const CookieJar jar = jar_with({"a=1; Path=/",
                                  "b=2; Path=/x",
                                  "c=3; Path=/",
                                  "d=4; Path=/x/y",
                                  "e=5; Path=/z",
                                  "bare; Path=/"});
  CHECK(jar.header_for("/x/y?q=/z", 1000) == "d=4; b=2; a=1; c=3; bare");
  CHECK(jar.header_for("/", 1000) == "a=1; c=3; bare");
  CHECK(CookieJar("h").header_for("/", 0).empty());
}

TEST_CASE("a new value takes the place of the old one and keeps its turn") {
  const CookieJar jar =
      jar_with({"a=1; Path=/", "b=2; Path=/", "a=3; Path=/", "a=4; Path=/p", "A=5; Path=/"});
  CHECK(jar.header_for("/", 1000) == "a=3; b=2; A=5");
  CHECK(jar.cookies().size() == 4);
  REQUIRE(jar.find("b") != nullptr);
  CHECK(jar.find("b")->cookie.value == "2");
  CHECK(jar.find("x") == nullptr);
}

TEST_CASE("a cookie that has ended removes its predecessor, Max-Age before Expires") {
  CHECK(jar_with({"a=1; Path=/", "a=; Path=/; Max-Age=0"}).cookies().empty());
  CHECK(jar_with({"a=1; Path=/", "a=; Path=/; Max-Age=-1"}).cookies().empty());
  CHECK(jar_with({"a=1; Path=/", "a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
            .cookies()
            .empty());
  CHECK(jar_with({"a=1; Path=/", "a=; Path=/q; Max-Age=0"}).cookies().size() == 1);
  CHECK(jar_with({"a=1; Path=/; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
            .cookies()
            .size() == 1);
  CHECK(jar_with({"a=1; Path=/; Max-Age=0; Expires=Thu, 01 Jan 2099 00:00:00 GMT"})
            .cookies()
            .empty());
}

TEST_CASE("a cookie is sent until its end") {
  const CookieJar jar = jar_with({"a=1; Max-Age=10", "b=2"});
  CHECK(jar.header_for("/", 1009) == "a=1; b=2");
  CHECK(jar.header_for("/", 1010) == "b=2");
}

TEST_CASE("a Domain that does not cover the host is refused") {
  CHECK(jar_with({"a=1; Domain=example.com"}).cookies().size() == 1);
  CHECK(jar_with({"a=1; Domain=.API.example.com"}).cookies().size() == 1);
  CHECK(jar_with({"a=1; Domain="}).cookies().size() == 1);
  CHECK(jar_with({"a=1; Domain=other.com"}).cookies().empty());
  CHECK(jar_with({"a=1; Domain=x.api.example.com"}).cookies().empty());
  CHECK(jar_with({"a=1; Domain=i.example.com"}).cookies().empty());
  CookieJar numeric("127.0.0.1");
  CHECK_FALSE(numeric.store(*parse_set_cookie("a=1; Domain=0.0.1"), "/", 0));
  CHECK(numeric.store(*parse_set_cookie("a=1; Domain=127.0.0.1; Secure"), "/", 0));
  CHECK(numeric.header_for("/", 0) == "a=1");
}

TEST_CASE("a jar takes every Set-Cookie field of a response and can be emptied") {
  CookieJar jar("h");
  jar.store_all(
      {{"Set-Cookie", "a=1"}, {"X", "y"}, {"set-cookie", "b=2"}, {"Set-Cookie", "="}}, "/p/q", 0);
  CHECK(jar.header_for("/p", 0) == "a=1; b=2");
  CHECK(jar.header_for("/", 0).empty());
  jar.clear();
  CHECK(jar.header_for("/p", 0).empty());
}
