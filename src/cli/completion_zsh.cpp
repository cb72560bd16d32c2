// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/completion.h"

namespace sworn::cli {
namespace {

/// Within '…'.
std::string quoted(const std::string& text) {
  return "'" + base::replace_all(text, "'", "'\\''") + "'";
}

/// Brackets and colons mean something in a specification of _arguments.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// ":FILE:_files" behind an option or argument.
std::string action_of(const std::string& message, const Completion& completion) {
  const std::string begin = ":" + escaped(message) + ":";
  switch (completion.filling) {
    case Filling::file:
      return begin + "_files";
    case Filling::folder:
      return begin + "_files -/";
    case Filling::words:
      return begin + "(" + base::join(completion.words, " ") + ")";
    case Filling::nothing:
      break;
  }
  return begin + " ";
}

std::string specification_of(const OptionEntry& option, const std::string& name) {
  // An option of several names excludes itself under each of them.
  std::string out = option.is_repeatable      ? "*"
                    : option.names.size() > 1 ? "(" + base::join(option.names, " ") + ")"
                                              : "";
  out += name;
  if (!option.value.empty() && name.starts_with("--")) out += "=";
  out += "[" + escaped(option.about) + "]";
  if (!option.value.empty()) out += action_of(option.value, completion_of(option));
  return quoted(out);
}

std::string arguments_of(const CommandEntry& command) {
  std::string out = "_arguments -S";
  for (const OptionEntry& option : command.options) {
    for (const std::string& name : option.names) {
      out += " \\\n            " + specification_of(option, name);
    }
  }
  int place = 0;
  for (const OptionEntry& argument : command.arguments) {
    ++place;
    const std::string where = argument.is_repeatable ? "*" : std::to_string(place);
    out += " \\\n            " +
           quoted(where + action_of(argument.names.front(), completion_of(argument)));
  }
  return out;
}

}  // namespace

std::string zsh_completion(std::span<const CommandEntry> table) {
  std::string names;
  std::string branches;
  std::string program;
  for (const CommandEntry& command : table) {
    if (command.name.empty()) {
      for (const OptionEntry& option : command.options) {
        for (const std::string& name : option.names)
          program += " " + specification_of(option, name);
      }
      continue;
    }
    names += "    " + quoted(command.name + ":" + command.about) + "\n";
    branches += "        " + command.name + ")\n          " + arguments_of(command) + "\n";
    branches += "          ;;\n";
  }
  return "#compdef sworn\n# zsh completion of sworn, made by \"sworn completions zsh\".\n"
         "_sworn() {\n  local context state state_descr line curcontext=$curcontext\n"
         "  typeset -A opt_args\n  local -a commands=(\n" +
         names + "  )\n  _arguments -C" + program +
         " '1:command:->command' '*::argument:->argument'\n  case $state in\n"
         "    command) _describe command commands ;;\n    argument)\n      case $words[1] in\n" +
         branches + "      esac\n      ;;\n  esac\n}\n_sworn \"$@\"\n";
}

}  // namespace sworn::cli
