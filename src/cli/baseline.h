// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "diff/baseline.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::cli {

/// Told before the work: the run that --write-baseline is given with could not give one.
[[nodiscard]] std::optional<Error> refuse_baseline(const Options& options);

/// What --baseline names; nothing where it is not given. Errors: not readable, no baseline, of a
/// later version, of another command than that of `kind`.
[[nodiscard]] Result<std::optional<diff::Baseline>> load_baseline(const Options& options,
                                                                  ReportKind kind);

/// Writes what --write-baseline names, where it is given; `previous` is what --baseline gave, null
/// for nothing. An Error where it cannot be written, or where `shortcoming` says why the report is
/// none to build on: what was not looked at would pass for new later, or for gone.
[[nodiscard]] Result<void> keep_baseline(const Report& report,
                                         const std::string& shortcoming,
                                         const diff::Baseline* previous,
                                         const Options& options);

}  // namespace sworn::cli
