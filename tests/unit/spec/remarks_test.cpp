// SPDX-License-Identifier: Apache-2.0
#include "spec/remarks.h"

#include <doctest/doctest.h>

#include <string>

using sworn::Flaw;
using sworn::spec::Remarks;

TEST_CASE("of each kind the first thousand are kept and the rest is counted") {
  Remarks remarks;
  for (int line = 1; line <= 1'250; ++line) {
    remarks.add(Flaw::broken_reference, {"it", {"a.yaml", line, 1, ""}, ""});
  }
  remarks.add(Flaw::malformed, {"other", {}, ""});
  const auto kept = remarks.take();
  REQUIRE(kept.size() == 1'002);
  CHECK(kept[999].what.where.line == 1'000);
  CHECK(kept[1'000].flaw == Flaw::malformed);
  CHECK(kept[1'001].flaw == Flaw::broken_reference);
  CHECK(kept[1'001].what.message == "250 more references that cannot be followed are not listed");
}

TEST_CASE("the same at the same place counts once") {
  Remarks remarks;
  for (int i = 0; i < 5; ++i) remarks.add(Flaw::malformed, {"it", {"a.yaml", 1, 1, ""}, ""});
  remarks.add(Flaw::malformed, {"it", {"a.yaml", 1, 2, ""}, ""});
  remarks.add(Flaw::ignored_sibling, {"it", {"a.yaml", 1, 1, ""}, ""});
  CHECK(remarks.take().size() == 3);
}
