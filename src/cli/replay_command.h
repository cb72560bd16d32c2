// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn replay`: judges a recording, prints and writes the reports, decides.
ExitCode replay_command(const Options& options, const Console& console);

}  // namespace sworn::cli
