// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

TEST_CASE("accounts that the run registers find what needs two people, and one to spend") {
  for (const std::string& line : sworn::test::differences_of_family(
           "registration", SWORN_FIXTURE_REGISTRATION, {"--writes"})) {
    FAIL_CHECK(line);
  }
}
