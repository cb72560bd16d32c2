// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn apply`: the document with an overlay applied.
ExitCode apply_command(const Options& options, const Console& console);

}  // namespace sworn::cli
