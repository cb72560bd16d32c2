// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

TEST_CASE("the schemes' planted weaknesses are found, and nothing that only looks like one") {
  for (const std::string& line :
       sworn::test::differences_of_family("scheme", SWORN_FIXTURE_SCHEME)) {
    FAIL_CHECK(line);
  }
}
