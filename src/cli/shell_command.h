// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn completions SHELL`: the script that completes the command line in bash, zsh or fish.
ExitCode completions_command(const Options& options, const Console& console);

/// `sworn manual`: the source of the manual page sworn(1).
ExitCode manual_command(const Console& console);

}  // namespace sworn::cli
