// SPDX-License-Identifier: Apache-2.0
#include "evidence/carrier.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using sworn::Headers;
using sworn::Response;
using sworn::evidence::handed_out;
using sworn::evidence::is_known_harmless_cookie;
using sworn::evidence::looks_secret;

namespace {

/// "cookie sid=abc", "json /token=xyz", in order.
std::vector<std::string> handed(const Headers& headers, const std::string& body = "") {
  std::vector<std::string> texts;
  for (const auto& one : handed_out(Response{200, "1.1", headers, body, false})) {
    texts.push_back(one.place.text() + "=" + one.value);
  }
  return texts;
}

using Texts = std::vector<std::string>;
const std::string id = "k3Jd92LsPq81xZ0a";

}  // namespace

TEST_CASE("every cookie that is set is handed out, and none that is taken back") {
  struct Case {
    const char* field;
    Texts expected;
  };
  for (const Case& c :
       {Case{"sid=abc; Path=/; HttpOnly", {"cookie sid=abc"}},
        {"lang=en", {"cookie lang=en"}},
        {"sid=abc; Max-Age=60", {"cookie sid=abc"}},
        {"sid=abc; Max-Age=0", {}},
        {"sid=abc; Max-Age=-1", {}},
        {"sid=; Path=/", {}},
        {"sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", {}},
        {"sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", {"cookie sid=x"}},
        {"sid=x; Expires=Fri, 31 Dec 2100 23:59:59 GMT", {"cookie sid=x"}},
        {"sid=x; Expires=nonsense", {"cookie sid=x"}}}) {
    CAPTURE(c.field);
    CHECK(handed({{"set-cookie", c.field}}) == c.expected);
  }
}

TEST_CASE("of several cookies of one name the one is handed out that the API is sent") {
  const auto set = [](const std::vector<std::string>& fields) {
    Headers headers;
    for (const std::string& field : fields) headers.push_back({"Set-Cookie", field});
    return handed(headers);
  };
  CHECK(set({"sid=old; Max-Age=0", "sid=new"}) == Texts{"cookie sid=new"});
  CHECK(set({"sid=old", "sid=; Max-Age=0"}) == Texts{});
  CHECK(set({"sid=a", "sid=b; Path=/"}) == Texts{"cookie sid=b"});
  CHECK(set({"sid=new; Path=/", "sid=x; Path=/old; Max-Age=0"}) == Texts{"cookie sid=new"});
  CHECK(set({"sid=api; Path=/", "sid=admin; Path=/admin"}) == Texts{"cookie sid=api"});
  CHECK(set({"sid=admin; Path=/admin", "sid=api; Path=/"}) == Texts{"cookie sid=api"});
  // A cookie of another domain is another cookie.
  CHECK(set({"sid=new; Path=/; Domain=api.example.com", "sid=; Path=/; Domain=old.example.com"}) ==
        Texts{"cookie sid=new"});
  CHECK(set({"sid=new; Path=/", "sid=; Path=/; Domain=example.com; Max-Age=0"}) ==
        Texts{"cookie sid=new"});
  CHECK(set({"sid=x; Domain=.A.example.com", "sid=; Domain=a.example.com"}) == Texts{});
  CHECK(set({"b=2", "a=1"}) == Texts{"cookie b=2", "cookie a=1"});
}

TEST_CASE("a header is handed out for its name") {
  CHECK(handed({{"X-Session", id},
                {"X-Auth-Token", id},
                {"authorization", "Bearer " + id},
                {"X-Sid", id}}) == Texts{"header X-Session=" + id,
                                         "header X-Auth-Token=" + id,
                                         "header authorization=Bearer " + id,
                                         "header X-Sid=" + id});
  CHECK(handed({{"X-Request-Id", id}, {"ETag", id}, {"Location", id}, {"X-Session", "short"}})
            .empty());
}

TEST_CASE("a JSON string is handed out when it looks like a secret or is named as one") {
  struct Case {
    std::string body;
    Texts expected;
  };
  for (const Case& c : {
           Case{R"({"token":"abcdefgh"})", {"json /token=abcdefgh"}},
           {R"({"token":"abcdefg"})", {}},
           {R"({"name":"abcdefgh"})", {}},
           {R"({"x":")" + id + "\"}", {"json /x=" + id}},
           {R"({"a":{"b/c":[{"d":")" + id + R"("},{"d":"zz"}]}})", {"json /a/b~1c/0/d=" + id}},
           {"\"" + id + "\"", {"json =" + id}},
           {R"({"token":12345678})", {}},
           {R"({"url":"https://h/)" + id + "\"}", {}},
           {R"({"x":"{session POST /login a.x}"})", {"json /x={session POST /login a.x}"}},
           {"token=" + id, {}},
           {"{\"token\":\"" + id, {}},
       }) {
    CAPTURE(c.body);
    CHECK(handed({}, c.body) == c.expected);
  }
}

TEST_CASE("at most forty are handed out, and a deep body is not followed to its end") {
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += (i == 0 ? "" : ",") + ("\"t" + std::to_string(i)) + "\":\"" + id + "\"";
  CHECK(handed({}, "{" + many + "}").size() == 40);
  std::string deep = "\"" + id + "\"";
  for (int i = 0; i < 500; ++i) deep = "{\"a\":" + deep + "}";
  CHECK(handed({}, deep).empty());
}

TEST_CASE("a value looks secret when it is long and holds letters and digits") {
  for (const std::string& value :
       {id, std::string("0123456789abcdef"), "a1" + std::string(8000, '-')}) {
    CHECK(looks_secret(value));
  }
  for (const std::string& value : {std::string(),
                                   std::string("a1b2c3d4e5f6a7b"),
                                   std::string("abcdefghijklmnopqrst"),
                                   std::string("12345678901234567890"),
                                   std::string("a sentence of 20 words"),
                                   std::string("https://h/abc123abc123"),
                                   std::string("/items/abc123abc123"),
                                   "a1" + std::string(9000, '-')}) {
    CAPTURE(value);
    CHECK_FALSE(looks_secret(value));
  }
}

TEST_CASE("a cookie that is known to carry no session is told by its name in any case") {
  for (const char* name : {"AWSALB",
                           "awsalbcors",
                           "ARRAffinity",
                           "SERVERID",
                           "__cf_bm",
                           "_ga",
                           "XSRF-TOKEN",
                           "csrftoken",
                           "lang",
                           "Theme"}) {
    CAPTURE(name);
    CHECK(is_known_harmless_cookie(name));
  }
  for (const char* name : {"sid", "session", "connect.sid", "token", "", "AWSALBx", "language"}) {
    CAPTURE(name);
    CHECK_FALSE(is_known_harmless_cookie(name));
  }
}
