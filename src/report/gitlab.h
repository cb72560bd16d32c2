// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// The report as GitLab reads it under `artifacts: reports: dast` (security report schema 15.0.7):
/// a vulnerability for each finding that is not suppressed, with the sealed exchanges as evidence.
/// A run that cannot be trusted has the status "failure", and messages that say why.
[[nodiscard]] std::string gitlab(const Report& report, const View& view);

}  // namespace sworn::report
