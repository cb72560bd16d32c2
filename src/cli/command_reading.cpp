// SPDX-License-Identifier: Apache-2.0
#include "cli/command_reading.h"

#include "base/text.h"

namespace sworn::cli {
namespace {

/// one_of() leaves its names as the description of the validator.
std::vector<std::string> choices_of(CLI::Option& option) {
  std::vector<std::string> choices;
  try {
    const std::string names = option.get_validator("")->get_description();
    for (const std::string_view name : base::split(names, ' ')) {
      if (!name.empty()) choices.emplace_back(name);
    }
  } catch (const CLI::OptionNotFound&) {
    // Without a validator, any value will do.
  }
  return choices;
}

OptionEntry entry_of(CLI::Option& option) {
  OptionEntry entry;
  for (const std::string& name : option.get_snames()) entry.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) entry.names.push_back("--" + name);
  if (entry.names.empty()) entry.names.push_back(option.get_name(true));
  entry.value = option.get_option_text();
  if (entry.value.ends_with("...")) {
    entry.is_repeatable = true;
    entry.value.resize(entry.value.size() - 3);
  }
  entry.value = base::trim(entry.value);
  entry.about = option.get_description();
  entry.group = option.get_group();
  entry.choices = choices_of(option);
  return entry;
}

}  // namespace

CommandEntry command_of(CLI::App& app) {
  CommandEntry command;
  command.name = app.get_parent() == nullptr ? "" : app.get_name();
  command.about = app.get_description();
  for (CLI::Option* option : app.get_options({})) {
    (option->get_positional() ? command.arguments : command.options).push_back(entry_of(*option));
  }
  return command;
}

}  // namespace sworn::cli
