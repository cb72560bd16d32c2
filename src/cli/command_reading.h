// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "cli/command_table.h"

namespace sworn::cli {

/// What a command of CLI11 has, as a value.
[[nodiscard]] CommandEntry command_of(CLI::App& app);

}  // namespace sworn::cli
