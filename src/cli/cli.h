// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace sworn::cli {

/// The whole command line: `arguments` without the program's name. Results go to `console.out`,
/// everything else to `console.err`. Never throws; the exit code is one of ExitCode.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Console& console);

}  // namespace sworn::cli
