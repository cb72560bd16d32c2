// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn check`: asks, judges, prints and writes the reports, decides.
ExitCode check_command(const Options& options, const Console& console);

}  // namespace sworn::cli
