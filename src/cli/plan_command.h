// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn plan`: what check would send.
ExitCode plan_command(const Options& options, const Console& console);

}  // namespace sworn::cli
