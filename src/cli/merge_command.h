// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn merge`: writes one recording made from those of all shards.
ExitCode merge_command(const Options& options, const Console& console);

}  // namespace sworn::cli
