// SPDX-License-Identifier: Apache-2.0
#include "probe/member_edit.h"

#include <doctest/doctest.h>

#include <map>

#include "spec/purpose.h"

namespace sworn::probe {
namespace {

Request request_with(const std::string& type, const std::string& body) {
  Request request;
  request.url = "http://127.0.0.1/login";
  request.headers = {{"Content-Type", type}};
  request.body = body;
  return request;
}

std::string refreshed(const std::string& type, const std::string& body) {
  Request request = request_with(type, body);
  set_member(request, spec::is_refresh_name, "refresh_token", "a&\"b");
  return request.body;
}

}  // namespace

TEST_CASE("a wrong password stands wherever the right one stood, and nowhere else") {
  Request json = request_with("application/json", R"({"user":"pw","deep":{"password":"secret"}})");
  replace_value(json, "secret", "wrong");
  CHECK(json.body.find("secret") == std::string::npos);
  CHECK(json.body.find("wrong") != std::string::npos);
  CHECK(json.body.find(R"("pw")") != std::string::npos);

  Request form = request_with("application/x-www-form-urlencoded", "user=a&password=se%20cret");
  replace_value(form, "se cret", "wrong");
  CHECK(form.body == "user=a&password=wrong");

  Request query;
  query.url = "http://127.0.0.1/login?user=a&password=secret";
  replace_value(query, "secret", "wrong");
  CHECK(query.url == "http://127.0.0.1/login?user=a&password=wrong");

  Request basic;
  basic.headers = {{"Authorization", "Basic YWxpY2U6c2VjcmV0"}};  // alice:secret
  replace_value(basic, "secret", "wrong");
  CHECK(basic.headers.front().value == "Basic YWxpY2U6d3Jvbmc=");
}

TEST_CASE("a member is set where it is, and added where it is not") {
  CHECK(refreshed("application/json", R"({"refresh_token":"x"})") ==
        R"({"refresh_token":"a&\"b"})");
  CHECK(refreshed("application/json", "{}") == R"({"refresh_token":"a&\"b"})");
  CHECK(refreshed("application/json", R"({"a":1})") == R"({"refresh_token":"a&\"b","a":1})");
  CHECK(refreshed("application/x-www-form-urlencoded", "refreshToken=x&a=1") ==
        "refreshToken=a%26%22b&a=1");
  CHECK(refreshed("application/x-www-form-urlencoded", "a=1") == "a=1&refresh_token=a%26%22b");
}

TEST_CASE("of each member it is asked once whether it is meant") {
  for (const auto& [type, body] :
       std::map<std::string, std::string>{{"application/json", R"({"a":"1","b":"2"})"},
                                          {"application/x-www-form-urlencoded", "a=1&b=2"}}) {
    Request request = request_with(type, body);
    int asked = 0;
    set_member(
        request, [&](std::string_view) { return ++asked == 1; }, "c", "x");
    CHECK(asked == 2);
    CHECK(request.body.find('x') != std::string::npos);
    CHECK(request.body.find('2') != std::string::npos);
  }
}

TEST_CASE("a request without a body gets one") {
  Request request;
  set_member(request, spec::is_refresh_name, "refresh_token", "x");
  CHECK(request.body == R"({"refresh_token":"x"})");
  CHECK(request.headers == Headers{{"Content-Type", "application/json"}});
}

}  // namespace sworn::probe
