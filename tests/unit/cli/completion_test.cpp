// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <doctest/doctest.h>

#include "diff/catalogue.h"
#include "report/format.h"

namespace sworn::test {
namespace {

using cli::CommandEntry;
using cli::Completion;
using cli::Filling;
using cli::OptionEntry;

OptionEntry with_value(const std::string& value) {
  return {.names = {"--option"}, .value = value, .about = "", .group = "", .choices = {}};
}

/// A command whose texts hold what means something to a shell.
std::vector<CommandEntry> hostile() {
  CommandEntry program;
  program.options = {
      {.names = {"-h", "--help"}, .value = "", .about = "help", .group = "", .choices = {}}};
  CommandEntry command;
  command.name = "ask";
  command.about = "the API's owner: $(touch x) `y` \\ [z]";
  command.options = {{.names = {"--side"},
                      .value = "SIDE",
                      .about = "it's [one] of: $HOME \\ \"both\"",
                      .group = "",
                      .choices = {"owner", "client"}}};
  return {program, command};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a value is completed by its choices, else by its name") {
  OptionEntry severity = with_value("SEVERITY");
  severity.choices = {"high", "low"};
  CHECK(cli::completion_of(severity).words == std::vector<std::string>{"high", "low"});
  CHECK(cli::completion_of(with_value("FILE")).filling == Filling::file);
  CHECK(cli::completion_of(with_value("DIR")).filling == Filling::folder);
  CHECK(cli::completion_of(with_value("FORMAT[=FILE]")).words == report::format_names());
  CHECK(cli::completion_of(with_value("ID")).words.size() == diff::catalogue().size());
  CHECK(cli::completion_of(with_value("[WHO:]SCHEME=VALUE")).filling == Filling::nothing);
}

TEST_CASE("an argument is completed by its own name") {
  OptionEntry argument = with_value("");
  argument.names = {"SPEC"};
  CHECK(cli::completion_of(argument).filling == Filling::file);
  argument.names = {"ID"};
  CHECK(cli::completion_of(argument).filling == Filling::words);
}

TEST_CASE("every script knows every command, option and rule") {
  const std::vector<CommandEntry> table = cli::command_table();
  const std::string bash = cli::bash_completion(table);
  const std::string zsh = cli::zsh_completion(table);
  const std::string fish = cli::fish_completion(table);
  for (const CommandEntry& command : table) {
    CAPTURE(command.name);
    CHECK(contains(bash, command.name));
    CHECK(contains(zsh, command.name));
    CHECK(contains(fish, command.name));
    for (const OptionEntry& option : command.options) {
      CAPTURE(option.names.back());
      CHECK(contains(bash, option.names.back()));
      CHECK(contains(zsh, option.names.back()));
      CHECK(contains(fish, " -l " + option.names.back().substr(2)));
    }
  }
  for (const RuleInfo* rule : diff::catalogue()) {
    const std::string id(rule->id);
    CHECK((contains(bash, id) && contains(zsh, id) && contains(fish, id)));
  }
}

TEST_CASE("texts are no code in a script") {
  const std::string zsh = cli::zsh_completion(hostile());
  CHECK(contains(zsh, R"('ask:the API'\''s owner: $(touch x) `y` \ [z]')"));
  CHECK(contains(zsh, R"('--side=[it'\''s \[one\] of\: $HOME \\ "both"]:SIDE:(owner client)')"));
  const std::string fish = cli::fish_completion(hostile());
  CHECK(contains(fish, R"(-a ask -d 'the API\'s owner: $(touch x) `y` \\ [z]')"));
  CHECK(contains(fish, R"(-d 'it\'s [one] of: $HOME \\ "both"')"));
  CHECK_FALSE(contains(cli::bash_completion(hostile()), "touch"));
}

}  // namespace sworn::test
