// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// The report as JUnit XML, as Jenkins (junit-10.xsd) and GitLab read it. A suite for each family
/// of rules has a test for each finding: failed, or skipped with the reason where it gates no build
/// (known, suppressed, likely, milder than `fail_on` of the view); and a skipped one for each
/// inconclusive verdict. The suite "operations" has those of which nothing is found: passed where
/// they match, else skipped. The suite "run" has one test, in error where the run cannot be
/// trusted. All is said in the bodies: GitLab does not show the attribute `message`.
[[nodiscard]] std::string junit(const Report& report, const View& view);

}  // namespace sworn::report
