// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/terminal.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::cli {

/// What a step of GitHub Actions leaves besides its log: the report in Markdown behind
/// $GITHUB_STEP_SUMMARY, as far as the 1 MiB of a step go, and the outputs score, grade, complete,
/// operations, examined, inconclusive, untested, findings (all that count), and critical, high,
/// medium, low and info behind $GITHUB_OUTPUT. Neither file is touched where its variable is not
/// set. Errors: a file cannot be written.
[[nodiscard]] Result<void> write_github_files(const Report& report, const Console& console);

/// The outputs as GitHub reads them, a heredoc each whose end is `delimiter`.
[[nodiscard]] std::string github_outputs(const Report& report, const std::string& delimiter);

}  // namespace sworn::cli
