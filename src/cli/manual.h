// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/command_table.h"

namespace sworn::cli {

/// The manual page sworn(1) in the man macros of roff (man(7)): what the help pages say, with the
/// options of every command. No date stands in it, so that two builds are equal.
[[nodiscard]] std::string manual_page(std::span<const CommandEntry> table);

}  // namespace sworn::cli
