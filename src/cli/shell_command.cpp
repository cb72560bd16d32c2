// SPDX-License-Identifier: Apache-2.0
#include "cli/shell_command.h"

#include <ostream>

#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/manual.h"

namespace sworn::cli {

ExitCode completions_command(const Options& options, const Console& console) {
  if (options.shell.empty()) {
    return refuse(console, {"no SHELL given: which one?", {}, "bash, zsh or fish"});
  }
  const std::vector<CommandEntry> table = command_table();
  console.out << (options.shell == "bash"  ? bash_completion(table)
                  : options.shell == "zsh" ? zsh_completion(table)
                                           : fish_completion(table))
              << std::flush;
  return ExitCode::clean;
}

ExitCode manual_command(const Console& console) {
  console.out << manual_page(command_table()) << std::flush;
  return ExitCode::clean;
}

}  // namespace sworn::cli
