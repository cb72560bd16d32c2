// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::cli {

/// Renders and writes each; the first that could not be written, after all others were. `fail_on`
/// is the threshold of the run, nothing where no finding fails it.
[[nodiscard]] Result<void> publish(const Report& report,
                                   const std::vector<ReportTarget>& targets,
                                   const Options& options,
                                   const Console& console,
                                   std::optional<Severity> fail_on);

}  // namespace sworn::cli
