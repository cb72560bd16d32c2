// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;

const std::string source_folder = SWORN_SOURCE_DIR;

Outcome check_demo(const std::string& variant) {
  const Setup setup = setup_of("demo");
  const Server server({SWORN_DEMO_API, {variant}, setup.environment});
  // GET /hang answers nobody, and GET /slow takes two and a half seconds.
  std::vector<std::string> arguments = {"check",
                                        source_folder + "/specs/demo.yaml",
                                        "--url",
                                        server.url(),
                                        "--report",
                                        "json",
                                        "--timeout",
                                        "5",
                                        "--quiet"};
  for (const std::string& credential : setup.credentials) {
    arguments.insert(arguments.end(), {"--auth", credential});
  }
  const Folder elsewhere;
  const Outcome outcome = run({SWORN_BINARY, arguments, {}, elsewhere.path()});
  // What was given must not come back.
  for (const auto& [name, secret] : setup.environment) {
    CAPTURE(name);
    CHECK(outcome.out.find(secret) == std::string::npos);
    CHECK(outcome.err.find(secret) == std::string::npos);
  }
  return outcome;
}

void check_variant(const std::string& variant, int code) {
  const Outcome outcome = check_demo(variant);
  REQUIRE_FALSE(outcome.is_timed_out);
  CHECK_MESSAGE(outcome.code == code, outcome.err);
  REQUIRE_FALSE(outcome.out.empty());
  const std::string expected = read_text(source_folder + "/fixtures/demo/expected.json");
  for (const std::string& line : differences(outcome.out, expected, variant)) FAIL_CHECK(line);
}

}  // namespace

TEST_CASE("every planted weakness of the vulnerable demo is found, and no other") {
  check_variant("vulnerable", 1);
}

TEST_CASE("the fixed demo has no finding of medium severity or higher") {
  check_variant("fixed", 0);
}
