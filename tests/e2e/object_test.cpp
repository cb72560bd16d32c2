// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

TEST_CASE("what one identity does to another's objects is found, and what looks like it is not") {
  for (const std::string& line :
       sworn::test::differences_of_family("object", SWORN_FIXTURE_OBJECT, {"--writes"})) {
    FAIL_CHECK(line);
  }
}
