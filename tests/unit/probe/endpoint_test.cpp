// SPDX-License-Identifier: Apache-2.0
#include "probe/endpoint.h"

#include <doctest/doctest.h>

#include <string>

#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

std::string place(const std::string& declared,
                  const std::string& base = "http://127.0.0.1:8080/api") {
  Contract contract;
  contract.servers = {{.url = "/relative"}, {.url = "https://api.example.com/v1"}};
  Config config;
  config.allow_origins = {"https://id.example"};
  const auto url = endpoint_of(contract, config, base, declared);
  return url ? *url : "refused: " + url.error().message;
}

}  // namespace

TEST_CASE("a URL on a declared server is asked at the target, below its path") {
  CHECK(place("https://api.example.com/v1/oauth/token") == "http://127.0.0.1:8080/api/oauth/token");
  CHECK(place("https://api.example.com/v1") == "http://127.0.0.1:8080/api");
  CHECK(place("https://api.example.com/v10/token") == "http://127.0.0.1:8080/v10/token");
  CHECK(place("https://api.example.com/oauth/token?x=1") ==
        "http://127.0.0.1:8080/oauth/token?x=1");
  CHECK(place("http://127.0.0.1:8080/token") == "http://127.0.0.1:8080/token");
  CHECK(place("/oauth/token") == "http://127.0.0.1:8080/oauth/token");
  CHECK(place("oauth/token") == "http://127.0.0.1:8080/api/oauth/token");
}

TEST_CASE("no other host is asked that the user did not allow") {
  CHECK(place("https://id.example/token") == "https://id.example/token");
  for (const char* url : {"https://evil.example/token",
                          "http://api.example.com/v1/token",
                          "https://api.example.com.evil.example/v1/token",
                          "https://api.example.com:444/v1/token",
                          "https://user@api.example.com/token",
                          "//evil.example/token",
                          "ftp://api.example.com/token",
                          ""}) {
    CAPTURE(url);
    CHECK(place(url).starts_with("refused: "));
  }
  CHECK(place("https://evil.example/token").find("allow_origins") != std::string::npos);
}

TEST_CASE("an endpoint that is excluded is not asked, with or without the path of the target") {
  for (const char* pattern : {"POST /oauth/token", "* /oauth/*", "/api/oauth/token", "token*"}) {
    CAPTURE(pattern);
    Config config;
    config.exclude = {pattern};
    test::SceneFixture fixture(R"(
openapi: 3.0.3
info: {title: t, version: "1"}
paths: {/oauth/token: {post: {operationId: tokenIssue, responses: {}}}}
)",
                               config,
                               "http://127.0.0.1:8080/api");
    const auto url = endpoint_in(fixture.scene(), "POST", "oauth/token");
    CHECK_FALSE(url);
    CHECK(endpoint_in(fixture.scene(), "POST", "other/token"));
    CHECK(endpoint_in(fixture.scene(), "GET", "oauth/token").has_value() ==
          (std::string(pattern).starts_with("POST") || std::string(pattern) == "token*"));
  }
}

}  // namespace sworn::probe
