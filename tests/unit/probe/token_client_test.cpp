// SPDX-License-Identifier: Apache-2.0
#include "probe/token_client.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "unit/probe/scene_fixture.h"
#include "unit/probe/token_sample.h"

namespace sworn::probe {
namespace {

constexpr const char* document = R"(
openapi: 3.2.0
info: {title: t, version: "1"}
paths: {/items: {get: {security: [{o: []}], responses: {}}}}
components:
  securitySchemes:
    o:
      type: oauth2
      flows:
        deviceAuthorization: {deviceAuthorizationUrl: /device, tokenUrl: /token, scopes: {}}
        clientCredentials: {tokenUrl: /token, scopes: {}}
)";

Config client(double wait = 30) {
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.credentials["o"].fields = {{"client_id", "app"}};
  config.identities = {alice};
  config.limits.wait = wait;
  return config;
}

struct Flowing : test::SceneFixture {
  explicit Flowing(double wait = 30, const std::string& device = R"("interval": 5)")
      : SceneFixture(document, client(wait)) {
    says(
        "/device",
        200,
        R"({"device_code": "dc-0123456789", "user_code": "U", "verification_uri": "http://h/v", )" +
            device + "}");
  }

  void says(const std::string& path, int status, const std::string& body) {
    transport.answers["POST http://h" + path] = {status, "1.1", {}, body, false};
  }

  /// How often the token endpoint was asked until the flow was given up.
  long polls() {
    Stage stage(scene(), "acquire", "scheme o");
    const Scheme& scheme = *contract.scheme("o");
    const Credential& credential = config.identities.front().credentials.at("o");
    TokenClient one(stage, scheme, config.identities.front(), "alice");
    const auto grant = grant_for(scheme, credential);
    REQUIRE(grant);
    CHECK(grant->flow == "deviceAuthorization");
    CHECK_FALSE(one.run(*grant));
    last_reason = stage.notes().back().reason;
    return std::ranges::count(transport.asked, "POST http://h/token");
  }

  std::string last_reason;
};

}  // namespace

TEST_CASE("a device that nobody confirms is asked for as long as the limit says") {
  Flowing flow;
  flow.says("/token", 400, R"({"error": "authorization_pending"})");
  CHECK(flow.polls() == 6);
  CHECK(flow.last_reason == "nobody confirmed the device within the limit `wait`");
}

TEST_CASE("slow_down puts five seconds between two polls each time") {
  Flowing flow;
  flow.says("/token", 400, R"({"error": "slow_down"})");
  CHECK(flow.polls() == 3);  // after 5, 15 and 30 seconds
}

TEST_CASE("an error that asks for no patience ends the device flow") {
  Flowing flow;
  flow.says("/token", 400, R"({"error": "access_denied"})");
  CHECK(flow.polls() == 1);
}

TEST_CASE("an interval of nothing is a second, and one of years is not waited for") {
  for (const char* interval : {R"("interval": 0)", R"("interval": -5)"}) {
    CAPTURE(interval);
    Flowing flow(10, interval);
    flow.says("/token", 400, R"({"error": "authorization_pending"})");
    CHECK(flow.polls() == 10);
  }
  Flowing years(30, R"("interval": 1e12)");
  years.says("/token", 400, R"({"error": "authorization_pending"})");
  CHECK(years.polls() == 0);
}

TEST_CASE("a token ends when its answer says so, else when it says so itself") {
  const std::int64_t now = 1'000'000;
  const std::string until = sworn::test::hs256(R"({"exp":2000})", "k");
  CHECK(end_of(60, "opaque", now) == now + 60'000);
  CHECK(end_of(60, until, now) == now + 60'000);
  CHECK(end_of(std::nullopt, until, now) == 2'000'000);
  CHECK_FALSE(end_of(std::nullopt, "opaque", now));
}

TEST_CASE("an end that is past, or no time at all, is nobody's word") {
  const std::int64_t now = 1'000'000;
  for (const double seconds : {0.0, -1.0, 1e30, std::numeric_limits<double>::infinity()}) {
    CAPTURE(seconds);
    CHECK_FALSE(end_of(seconds, "opaque", now));
  }
  CHECK_FALSE(end_of(std::nullopt, sworn::test::hs256(R"({"exp":999})", "k"), now));
  CHECK_FALSE(end_of(std::nullopt, sworn::test::hs256(R"({"exp":"x"})", "k"), now));
}

}  // namespace sworn::probe
