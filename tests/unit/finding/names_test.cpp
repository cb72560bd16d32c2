// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "sworn/report.h"
#include "sworn/rule.h"

namespace sworn::test {

TEST_CASE("a severity is found by its own name and by no other") {
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    CHECK(severity_named(name_of(severity)) == severity);
  }
  CHECK_FALSE(severity_named("Critical").has_value());
  CHECK_FALSE(severity_named("never").has_value());
  CHECK_FALSE(severity_named("").has_value());
  CHECK(Severity::critical < Severity::info);
}

TEST_CASE("no two categories share a name, and none lacks one") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Category::contract); ++i) {
    CHECK(names.insert(name_of(static_cast<Category>(i))).second);
  }
  CHECK_FALSE(names.contains(""));
  CHECK(names.size() == 13);
}

TEST_CASE("a state of a finding is new in reports, not is_new") {
  CHECK(name_of(FindingState::is_new) == "new");
  CHECK(name_of(Confidence::likely) == "likely");
  CHECK(name_of(OperationOutcome::untested) == "untested");
  CHECK(name_of(Basis::hardening) == "hardening");
  CHECK(name_of(Proof::contrast) == "contrast");
}

}  // namespace sworn::test
