// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

using namespace sworn::test;

TEST_CASE("every weakness of the session family is found, and nothing that only looks like one") {
  for (const std::string& line :
       differences_of_family("session", SWORN_FIXTURE_SESSION, {"--writes"})) {
    FAIL_CHECK(line);
  }
}
