// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sworn::cli {

/// An option, or an argument that stands by its place, as the command line knows it.
struct OptionEntry {
  std::vector<std::string> names;  ///< "-v", "--verbose"; of an argument "SPEC"
  std::string value;               ///< "FILE", "FORMAT[=FILE]"; "" for a flag
  bool is_repeatable = false;
  std::string about;
  std::string group;                 ///< of the help page
  std::vector<std::string> choices;  ///< the only values that it takes, where they are few
};

struct CommandEntry {
  std::string name;  ///< "" is the program itself
  std::string about;
  std::vector<OptionEntry> arguments;
  std::vector<OptionEntry> options;
};

/// The program and then its commands, in the order of the help: what completions and the manual
/// page are made from.
[[nodiscard]] std::vector<CommandEntry> command_table();

}  // namespace sworn::cli
