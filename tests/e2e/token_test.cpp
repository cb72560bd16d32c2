// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

using namespace sworn::test;

TEST_CASE("every planted fault of tokens is found, and what only looks like one is not") {
  for (const std::string& line :
       differences_of_family("token", SWORN_FIXTURE_TOKEN, {"--hardening"})) {
    FAIL_CHECK(line);
  }
}
