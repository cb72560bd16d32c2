// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn init`: a configuration to fill in, printed or written to a file that is not there yet.
ExitCode init_command(const Options& options, const Console& console);

}  // namespace sworn::cli
