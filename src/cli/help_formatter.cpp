// SPDX-License-Identifier: Apache-2.0
#include "cli/help_formatter.h"

#include "base/text.h"
#include "cli/help.h"

namespace sworn::cli {
namespace {

std::string row(const std::string& name, const std::string& text) {
  constexpr std::size_t column = 34;
  const std::string left = "  " + name;
  if (left.size() + 2 > column) return left + "\n" + std::string(column, ' ') + text + "\n";
  return left + std::string(column - left.size(), ' ') + text + "\n";
}

std::string commands_of(const CLI::App* app) {
  const std::vector<const CLI::App*> commands = app->get_subcommands({});
  if (commands.empty()) return "";
  std::string out = "\nCommands:\n";
  for (const CLI::App* command : commands) {
    out += row(command->get_name(), command->get_description());
  }
  return out;
}

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app,
                                     std::string /*name*/,
                                     CLI::AppFormatMode mode) const {
  const HelpPage page = help_page(app->get_parent() == nullptr ? "" : app->get_name());
  return page.description + "\n\nUsage: " + page.usage + "\n" + arguments_of(app) +
         commands_of(app) + groups_of(app, mode) + "\n" + page.footer + "\n";
}

std::string HelpFormatter::make_group(std::string group,
                                      bool is_positional,
                                      std::vector<const CLI::Option*> options) const {
  std::string out = "\n" + group + ":\n";
  for (const CLI::Option* option : options) {
    const std::string value = option->get_option_text();
    const std::string name = base::replace_all(option->get_name(is_positional, true), ",", ", ");
    out += row(value.empty() ? name : name + " " + value, option->get_description());
  }
  return out;
}

std::string HelpFormatter::arguments_of(const CLI::App* app) const {
  const std::string group = make_positionals(app);
  return group.empty() ? "" : base::replace_all(group, "\nPositionals:\n", "\nArguments:\n");
}

std::string HelpFormatter::groups_of(const CLI::App* app, CLI::AppFormatMode mode) const {
  return base::replace_all(make_groups(app, mode), "\n\n\n", "\n\n");
}

}  // namespace sworn::cli
