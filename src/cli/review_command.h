// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn review`: the document alone.
ExitCode review_command(const Options& options, const Console& console);

}  // namespace sworn::cli
