// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::cli {

/// The reports to make; text goes to standard output unless another report does.
[[nodiscard]] std::vector<ReportTarget> targets_of(const Options& options);

/// Told before the work, so that what it finds out is not lost at its end: why `file`, which
/// `option` names, cannot be written. "" is no file.
[[nodiscard]] std::optional<Error> refuse_file(const std::string& option, const std::string& file);
/// Likewise of reports.
[[nodiscard]] std::optional<Error> refuse_targets(const std::vector<ReportTarget>& targets);

/// Renders and writes each; the first that could not be written, after all others were. `fail_on`
/// is the threshold of the run, nothing where no finding fails it.
[[nodiscard]] Result<void> publish(const Report& report,
                                   const std::vector<ReportTarget>& targets,
                                   const Options& options,
                                   const Console& console,
                                   std::optional<Severity> fail_on);

}  // namespace sworn::cli
