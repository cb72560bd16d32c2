// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// The report as SARIF 2.1.0 (OASIS, with errata 01) for code scanning: one run, a result for each
/// finding, the rules that were applied with their metadata, and what is inconclusive or was left
/// out as notifications. Of more than 25,000 results the gravest are kept, of more than 40 MB (some
/// 5 MB compressed, where GitHub takes 10) too; a notification says how many were left out.
///
/// A run that cannot be trusted is not `executionSuccessful`, for which GitHub refuses the upload,
/// and has the result `run-incomplete`: an empty list would close every alert.
[[nodiscard]] std::string sarif(const Report& report, const View& view);

}  // namespace sworn::report
