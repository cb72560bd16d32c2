// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "diff/baseline.h"
#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::cli {

/// How check and replay end once their reports are out: the baseline is written, and what the
/// report does not say of the exit code goes to stderr. `baseline` is what --baseline gave, null
/// for nothing; `signal` stopped the run, or is 0. A run that cannot give the baseline that was
/// asked for is not clean.
[[nodiscard]] ExitCode conclude(const Report& report,
                                const Transcript& transcript,
                                const Gate& gate,
                                int signal,
                                const diff::Baseline* baseline,
                                const Options& options,
                                const Console& console);

/// Likewise of commands that judge documents alone.
[[nodiscard]] ExitCode conclude_text(const Report& report,
                                     std::optional<Severity> fail_on,
                                     const diff::Baseline* baseline,
                                     const Options& options,
                                     const Console& console);

}  // namespace sworn::cli
