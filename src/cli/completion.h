// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command_table.h"

namespace sworn::cli {

/// What the place of a value can be filled with.
enum class Filling {
  nothing,  ///< nobody can guess it: a number, a URL, a credential
  file,
  folder,
  words
};

struct Completion {
  Filling filling = Filling::nothing;
  std::vector<std::string> words = {};
};

/// What fits the value of an option, or an argument: by its choices, or by its name (FILE, DIR, ID,
/// FORMAT[=FILE], SPEC).
[[nodiscard]] Completion completion_of(const OptionEntry& entry);

// A script that completes the command line in a shell. It stands alone: no shell asks the program.
[[nodiscard]] std::string bash_completion(std::span<const CommandEntry> table);
[[nodiscard]] std::string zsh_completion(std::span<const CommandEntry> table);
[[nodiscard]] std::string fish_completion(std::span<const CommandEntry> table);

}  // namespace sworn::cli
