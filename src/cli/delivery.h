// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "sworn/report.h"
#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::cli {

/// What a command that judges knows at its end, beside the report.
struct Delivery {
  Gate gate;
  int signal = 0;              ///< the one that stopped the run, or 0
  Shard shard = {};            ///< the part of a run that was judged
  Result<void> recorded = {};  ///< how writing the recording went
};

/// The gate of a run, live or recorded.
[[nodiscard]] Gate gate_of(const Options& options,
                           std::optional<Severity> fail_on,
                           const Transcript& transcript);

/// The end of every command that judges: the reports go out, then the baseline; what no report says
/// of the exit code goes to stderr. What cannot be written is told and hides nothing: the code is
/// that of the findings, and 2 only where it would be 0. A run that cannot give the baseline that
/// was asked for is not clean either.
[[nodiscard]] ExitCode deliver(Report report,
                               const Delivery& delivery,
                               const Outputs& outputs,
                               const Options& options,
                               const Console& console);

}  // namespace sworn::cli
