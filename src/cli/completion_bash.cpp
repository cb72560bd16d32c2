// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/text.h"
#include "cli/completion.h"

namespace sworn::cli {
namespace {

const char* const head = R"(# bash completion of sworn, made by "sworn completions bash".
_sworn() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' word words=''
  # bash takes = for a word of its own.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
)";

/// What is done for a filling; the words go to compgen, whose -W would split and expand others.
std::string action_of(const Completion& completion) {
  switch (completion.filling) {
    case Filling::file:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return";
    case Filling::folder:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return";
    case Filling::words:
      return "words='" + base::join(completion.words, " ") + "'";
    case Filling::nothing:
      break;
  }
  return "return";
}

std::string branches(const std::map<std::string, std::vector<std::string>>& patterns_by_action,
                     const std::string& indent) {
  std::string out;
  for (const auto& [action, patterns] : patterns_by_action) {
    out += indent + base::join(patterns, "|") + ") " + action + " ;;\n";
  }
  return out;
}

}  // namespace

std::string bash_completion(std::span<const CommandEntry> table) {
  std::vector<std::string> commands;
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, std::vector<std::string>> options;
  std::map<std::string, std::vector<std::string>> arguments;
  for (const CommandEntry& command : table) {
    // Of the program itself the pattern is an empty word.
    const std::string pattern = command.name.empty() ? "''" : command.name;
    if (!command.name.empty()) commands.push_back(command.name);
    std::vector<std::string> names;
    for (const OptionEntry& option : command.options) {
      names.insert(names.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      for (const std::string& name : option.names) {
        values[action_of(completion_of(option))].push_back(command.name + ":" + name);
      }
    }
    options["words='" + base::join(names, " ") + "'"].push_back(pattern);
    if (!command.arguments.empty()) {
      arguments[action_of(completion_of(command.arguments.front()))].push_back(pattern);
    }
  }
  arguments["words='" + base::join(commands, " ") + "'"].emplace_back("''");
  std::string out = head;
  out += "    case $word in\n      " + base::join(commands, "|") + ") command=$word; break ;;\n";
  out += "    esac\n  done\n  COMPREPLY=()\n  case $command:$prev in\n" + branches(values, "    ");
  out += "    *)\n      if [[ $cur == -* ]]; then\n        case $command in\n";
  out += branches(options, "          ") + "        esac\n      else\n        case $command in\n";
  out += branches(arguments, "          ") + "        esac\n      fi\n      ;;\n  esac\n";
  out += "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n}\n";
  return out + "complete -F _sworn sworn\n";
}

}  // namespace sworn::cli
