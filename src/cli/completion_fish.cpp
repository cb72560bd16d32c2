// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/completion.h"

namespace sworn::cli {
namespace {

/// Within '…' fish reads \' and \\ alone.
std::string quoted(const std::string& text) {
  return "'" + base::replace_all(base::replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

/// Whether a value follows, and with what it is completed; nothing for an empty `filling`.
std::string filling_of(const Completion& completion) {
  switch (completion.filling) {
    case Filling::file:
      return " -r -F";
    case Filling::folder:
      return " -x -a '(__fish_complete_directories)'";
    case Filling::words:
      return " -x -a " + quoted(base::join(completion.words, " "));
    case Filling::nothing:
      break;
  }
  return " -x";
}

std::string line_of(const std::string& condition, const OptionEntry& option) {
  std::string out = "complete -c sworn -n " + quoted(condition);
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) out += filling_of(completion_of(option));
  return out + " -d " + quoted(option.about) + "\n";
}

}  // namespace

std::string fish_completion(std::span<const CommandEntry> table) {
  std::string out =
      "# fish completion of sworn, made by \"sworn completions fish\".\n"
      "complete -c sworn -f\n";
  for (const CommandEntry& command : table) {
    const std::string condition = command.name.empty()
                                      ? "__fish_use_subcommand"
                                      : "__fish_seen_subcommand_from " + command.name;
    if (!command.name.empty()) {
      out += "complete -c sworn -n __fish_use_subcommand -a " + command.name + " -d " +
             quoted(command.about) + "\n";
    }
    for (const OptionEntry& option : command.options) out += line_of(condition, option);
    if (command.arguments.empty()) continue;
    const Completion completion = completion_of(command.arguments.front());
    if (completion.filling == Filling::file) {
      out += "complete -c sworn -n " + quoted(condition) + " -F\n";
    } else if (completion.filling == Filling::words) {
      out += "complete -c sworn -n " + quoted(condition) + " -a " +
             quoted(base::join(completion.words, " ")) + "\n";
    }
  }
  return out;
}

}  // namespace sworn::cli
