// SPDX-License-Identifier: Apache-2.0
#include "run/plan.h"

#include <doctest/doctest.h>

#include <string>

#include "spec/loader.h"

namespace sworn::test {
namespace {

std::string planned(const std::string& paths, const std::string& more_identities = "") {
  const auto contract = spec::load_text(
      "openapi: 3.0.3\ninfo: {title: Sample, version: \"1\"}\nsecurity: [{Key: []}]\ncomponents: "
      "{securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}, Other: {type: apiKey, in: "
      "header, name: X-Other}}}\npaths:\n" +
          paths,
      "openapi.yaml");
  REQUIRE(contract);
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.credentials["Key"].value = "0123456789abcdef0123456789abcdef";
  alice.credentials["Other"].value = "fedcba9876543210fedcba9876543210";
  config.identities = {alice};
  if (!more_identities.empty()) {
    Identity gone = alice;
    gone.name = more_identities;
    gone.state = IdentityState::revoked;
    gone.credentials["Key"].value = "00112233445566778899aabbccddeeff";
    config.identities.push_back(gone);
  }
  run::CheckOptions options;
  options.url = "http://127.0.0.1:8080";
  const auto text = run::plan(*contract, config, options, false);
  REQUIRE(text);
  return *text;
}

/// "6 requests" of the line that begins with the operation.
std::string share_of(const std::string& plan, const std::string& operation) {
  const auto line = plan.find(operation + " ");
  REQUIRE(line != std::string::npos);
  const auto begin = plan.find_first_not_of(' ', line + operation.size());
  return plan.substr(begin, plan.find('\n', begin) - begin);
}

constexpr const char* closed =
    "{get: {responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n";

}  // namespace

// The sums of ARCHITECTURE.md, "Phases and interviews".
TEST_CASE("a closed read costs what ARCHITECTURE.md says") {
  const std::string plan =
      planned(std::string("  /a: ") + closed + "  /b: " + closed + "  /c: {get: {security: [], " +
              "responses: {\"200\": {description: x}}}}\n");
  constexpr int access = 6 + 1;  // the other scheme that the identity holds
  constexpr int placement = 4;
  constexpr int bypass = 13;
  constexpr int variation = 18;
  CHECK(share_of(plan, "GET /b") == std::to_string(access + placement + bypass) + " requests");
  // The representative of its scheme.
  CHECK(share_of(plan, "GET /a") ==
        std::to_string(access + placement + bypass + variation) + " requests");
  CHECK(share_of(plan, "GET /c") == "2 requests");
}

TEST_CASE("each member of an AND and each revoked identity cost what ARCHITECTURE.md says") {
  const std::string both =
      "{get: {security: [{Key: [], Other: []}], responses: {\"200\": "
      "{description: x}, \"401\": {description: x}}}}\n";
  const std::string plan =
      planned(std::string("  /a: ") + closed + "  /b: " + closed + "  /z: " + both, "gone");
  constexpr int access = 6 + 1;
  constexpr int placement = 4;
  constexpr int bypass = 13;
  constexpr int retirement = 4;
  CHECK(share_of(plan, "GET /b") ==
        std::to_string(access + placement + bypass + retirement) + " requests");
  // Two halves, each twice; one more place to move from; it stands for the other scheme.
  CHECK(share_of(plan, "GET /z") ==
        std::to_string(6 + 4 + placement + 1 + bypass + retirement + 18) + " requests");
}

}  // namespace sworn::test
