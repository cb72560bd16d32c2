// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "support/expectation.h"

TEST_CASE(
    "each weakness of access is found where it was planted, and nothing that looks like one") {
  for (const auto& line : sworn::test::differences_of_family("access", SWORN_FIXTURE_ACCESS)) {
    FAIL_CHECK(line);
  }
}
