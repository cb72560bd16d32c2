// SPDX-License-Identifier: Apache-2.0
#include "cli/command_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "cli/help.h"

namespace sworn::test {
namespace {

using cli::CommandEntry;
using cli::OptionEntry;

const CommandEntry& command(const std::string& name) {
  static const std::vector<CommandEntry> table = cli::command_table();
  const auto found = std::ranges::find(table, name, &CommandEntry::name);
  REQUIRE(found != table.end());
  return *found;
}

OptionEntry option(const std::string& of, const std::string& name) {
  for (const OptionEntry& entry : command(of).options) {
    if (std::ranges::find(entry.names, name) != entry.names.end()) return entry;
  }
  FAIL(of << " has no " << name);
  return {};
}

}  // namespace

TEST_CASE("an option is told with its value, its group and what it takes") {
  const OptionEntry fail_on = option("check", "--fail-on");
  CHECK(fail_on.value == "SEVERITY");
  CHECK(fail_on.group == "Report and exit code");
  CHECK(fail_on.choices ==
        std::vector<std::string>{"critical", "high", "medium", "low", "info", "never"});
  CHECK_FALSE(fail_on.is_repeatable);
  CHECK(option("check", "--url").choices.empty());
}

TEST_CASE("a flag has no value, a repeatable option says so, and short names come first") {
  CHECK(option("check", "--writes").value.empty());
  const OptionEntry auth = option("check", "--auth");
  CHECK(auth.value == "[WHO:]SCHEME=VALUE");
  CHECK(auth.is_repeatable);
  CHECK(option("check", "-v").names == std::vector<std::string>{"-v", "--verbose"});
}

TEST_CASE("arguments are told by their place") {
  const CommandEntry& diff = command("diff");
  REQUIRE(diff.arguments.size() == 2);
  CHECK(diff.arguments[0].names == std::vector<std::string>{"OLD"});
  CHECK(diff.arguments[1].names == std::vector<std::string>{"NEW"});
  CHECK(command("merge").arguments[0].is_repeatable);
}

TEST_CASE("every command has words for its help page, and the program comes first") {
  const std::vector<CommandEntry> table = cli::command_table();
  CHECK(table.front().name.empty());
  std::set<std::string> usages;
  for (const CommandEntry& entry : table) {
    CAPTURE(entry.name);
    CHECK(usages.insert(cli::help_page(entry.name).usage).second);
    CHECK_FALSE(entry.options.empty());
  }
}

}  // namespace sworn::test
