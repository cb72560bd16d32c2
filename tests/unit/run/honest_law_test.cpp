// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/json.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"

namespace sworn::test {
namespace {

std::vector<std::string> documents() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(SWORN_SOURCE_DIR "/specs")) {
    files.push_back(entry.path().filename().string());
  }
  std::ranges::sort(files);
  return files;
}

bool examines_a_secured_read(const std::string& file, bool writes) {
  return writes || file != "demo-writes-only.yaml";
}

}  // namespace

TEST_CASE("a server that keeps every promise breaks none, whoever holds what") {
  std::vector<std::string> files = documents();
  CHECK(files.size() >= 8);
  for (const std::string& file : files) {
    CAPTURE(file);
    // Side by side, for these runs are most of what the tests cost.
    auto with_login = std::async(std::launch::async,
                                 [&] { return hold(file, {.writes = true, .logs_in = true}); });
    auto other_seed = std::async(std::launch::async, [&] { return hold(file, {.seed = 8}); });
    const auto contract = spec::load(std::string(SWORN_SOURCE_DIR "/specs/").append(file));
    REQUIRE(contract);
    const Report first = hold(file);
    CHECK_MESSAGE(broken_promises(*contract, first).empty(), told(first));
    CHECK(first.run.complete);
    CHECK(first.problems.empty() == examines_a_secured_read(file, false));

    const Report other = other_seed.get();
    CHECK_MESSAGE(broken_promises(*contract, other).empty(), told(other));
    CHECK(outcomes(other) == outcomes(first));

    const Report changing = with_login.get();
    CHECK_MESSAGE(broken_promises(*contract, changing).empty(), told(changing));
    CHECK(base::join(changing.problems, "; ").empty());
  }
}

TEST_CASE("an answer is of the range of types that is declared") {
  const auto contract = spec::load_text(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
servers: [{url: http://127.0.0.1:8080}]
paths:
  /image: {get: {responses: {'200': {description: ok, content: {image/*: {schema: {type: string}}}}}}}
  /text: {get: {responses: {'200': {description: ok, content: {text/*: {schema: {type: string}}}}}}}
  /data: {get: {responses: {'200': {description: ok, content: {application/*: {schema: {type: object}}}}}}}
  /any: {get: {responses: {'200': {description: ok, content: {'*/*': {schema: {type: object}}}}}}}
)",
                                        "openapi.yaml");
  REQUIRE(contract);
  const Report report = hold(*contract);
  CHECK(report.summary.examined == 4);
  CHECK_MESSAGE(broken_promises(*contract, report).empty(), told(report));
}

TEST_CASE("only what the selected rules read is asked") {
  const auto interviews = [](const std::vector<std::string>& rules) {
    std::set<std::string> held;
    for (const Exchange& exchange : hold("chi.json", {.logs_in = true, .rules = rules}).exchanges) {
      held.insert(exchange.interview);
    }
    return held;
  };
  CHECK(interviews({"response"}) == std::set<std::string>{"access", "reach"});
  CHECK(interviews({"session-id-stable"}) == std::set<std::string>{"access", "handout", "reach"});
  CHECK(interviews({"session-outlives-logout"}) ==
        std::set<std::string>{"access", "handout", "logout", "reach"});
}

TEST_CASE("equal seeds give equal reports, byte for byte, however threads take turns") {
  for (const char* file : {"demo.yaml", "fiber.yaml"}) {
    CAPTURE(file);
    auto again = std::async(std::launch::async, [&] { return hold(file); });
    const std::string first = report::json(hold(file));
    const bool is_equal = first == report::json(again.get());
    CHECK(is_equal);
  }
}

}  // namespace sworn::test
