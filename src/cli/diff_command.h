// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn diff`: what changed between two documents.
ExitCode diff_command(const Options& options, const Console& console);

}  // namespace sworn::cli
