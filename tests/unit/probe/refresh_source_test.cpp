// SPDX-License-Identifier: Apache-2.0
#include "probe/refresh_source.h"

#include <doctest/doctest.h>

#include "unit/probe/scene_fixture.h"

namespace sworn::probe::test {
namespace {

const std::string document = R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
paths:
  /by-bearer: {post: {security: [{Refresh: []}], responses: {}}}
  /by-body: {post: {security: [{Bearer: []}], requestBody: {required: true, content: {application/json: {schema: {properties: {refreshToken: {type: string}}}}}}, responses: {}}}
  /by-cookie: {post: {security: [{Bearer: []}], parameters: [{name: refresh_token, in: cookie, schema: {type: string}}], responses: {}}}
  /by-key: {post: {security: [{Key: []}], responses: {}}}
  /open: {post: {responses: {}}}
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Key: {type: apiKey, in: header, name: X-Key}
    Refresh: {type: http, scheme: bearer}
)";

struct World : SceneFixture {
  Identity alice;
  RefreshSource source;

  explicit World(const CarrierPlace& place) : SceneFixture(document, {}) {
    alice.name = "alice";
    source.place = place;
    source.session.way.identity = &alice;
    source.session.place = {CarrierPlace::Kind::json, "/access"};
    source.session.scheme = *contract.scheme("Bearer");
  }
  [[nodiscard]] const Operation& at(const std::string& path) const {
    return *contract.operation("POST " + path);
  }
};

const CarrierPlace member{CarrierPlace::Kind::json, "/refresh"};
const CarrierPlace cookie{CarrierPlace::Kind::cookie, "refresh_token"};

}  // namespace

TEST_CASE("a refresh token is a bearer where the operation takes a bearer and no member for it") {
  using Ways = std::vector<RefreshWay>;
  World world(member);
  const auto ways = [&](const std::string& path) {
    return ways_to_refresh(world.scene(), world.at(path), world.source);
  };
  CHECK((ways("/by-bearer") == Ways{RefreshWay::bearer, RefreshWay::body}));
  CHECK((ways("/by-body") == Ways{RefreshWay::body}));
  CHECK((ways("/by-key") == Ways{RefreshWay::body}));
  World other(cookie);
  CHECK((ways_to_refresh(other.scene(), other.at("/by-bearer"), other.source) ==
         Ways{RefreshWay::cookie}));
}

TEST_CASE("a refresh token stands alone as a bearer, and beside the session in a body") {
  World world(member);
  const Scene& scene = world.scene();
  const Ask alone =
      with_refresh(scene, world.at("/by-bearer"), world.source, RefreshWay::bearer, "r", "s");
  REQUIRE(alone.credentials.size() == 1);
  CHECK(alone.credentials.front().secret == "r");
  CHECK(alone.credentials.front().use.carrier == "json /refresh");
  CHECK_FALSE(alone.edit);
  const Ask beside =
      with_refresh(scene, world.at("/by-body"), world.source, RefreshWay::body, "r", "s");
  REQUIRE(beside.credentials.size() == 1);
  CHECK(beside.credentials.front().secret == "s");
  Request request{"POST", "http://h/by-body", {}, ""};
  beside.edit(request);
  CHECK(request.body == R"({"refresh":"r"})");
}

TEST_CASE(
    "a logout takes a refresh token that it declares, or any cookie where it asks for nothing") {
  World by_cookie(cookie);
  World by_member(member);
  const auto takes = [](World& world, const std::string& path) {
    return takes_refresh(world.scene(), world.at(path), world.source);
  };
  CHECK(takes(by_cookie, "/by-cookie"));
  CHECK(takes(by_cookie, "/open"));
  CHECK_FALSE(takes(by_cookie, "/by-key"));
  CHECK_FALSE(takes(by_cookie, "/by-body"));
  CHECK(takes(by_member, "/by-body"));
  CHECK_FALSE(takes(by_member, "/open"));
}

}  // namespace sworn::probe::test
