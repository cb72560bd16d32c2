// SPDX-License-Identifier: Apache-2.0
#include "probe/own_object.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/probe/scene_fixture.h"

namespace sworn::probe {
namespace {

/// "owner<intruder" of each pair.
std::vector<std::string> pairs(const std::set<std::string>& registered,
                               const std::vector<std::string>& roles = {"", "", ""}) {
  Config config;
  for (const char* name : {"alice", "registered-1", "registered-2"}) {
    Identity identity;
    identity.name = name;
    identity.role = roles[config.identities.size()];
    config.identities.push_back(identity);
  }
  test::SceneFixture fixture("openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths: {}\n",
                             config);
  Scene scene = fixture.scene();
  scene.registered = registered;
  std::vector<std::string> names;
  for (const Strangers& pair : strangers_in(scene)) {
    names.push_back(pair.owner->name + "<" + pair.intruder->name);
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what a configured identity may look at of a registered one nobody said") {
  CHECK((pairs({"registered-1", "registered-2"}) == Names{"alice<registered-1",
                                                          "alice<registered-2",
                                                          "registered-1<registered-2",
                                                          "registered-2<registered-1"}));
  CHECK(pairs({}).size() == 6);
}

TEST_CASE("whoever has a role is no intruder at one who has none") {
  CHECK((pairs({}, {"admin", "", ""}) == Names{"alice<registered-1",
                                               "alice<registered-2",
                                               "registered-1<registered-2",
                                               "registered-2<registered-1"}));
}

}  // namespace sworn::probe
