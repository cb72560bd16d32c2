// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.h"

#include <doctest/doctest.h>

#include <set>

#include "base/text.h"

namespace sworn::test {
namespace {

using cli::CommandEntry;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the manual page has every command and option with its value") {
  const std::vector<CommandEntry> table = cli::command_table();
  const std::string page = cli::manual_page(table);
  for (const CommandEntry& command : table) {
    CAPTURE(command.name);
    if (!command.name.empty()) CHECK(contains(page, "\n.SS " + command.name + "\n"));
    for (const cli::OptionEntry& option : command.options) {
      const std::string name = base::replace_all(option.names.back(), "-", "\\-");
      CAPTURE(name);
      CHECK(contains(page, name));
    }
  }
  CHECK(contains(page, "\\fB\\-\\-fail\\-on\\fR \\fISEVERITY\\fR\n"));
  CHECK(contains(page, ".SH EXIT STATUS\n.nf\n  0    nothing at or above the threshold\n  1    "));
}

TEST_CASE("the manual page gives the exit codes of a command that has its own") {
  const std::string page = cli::manual_page(cli::command_table());
  const std::size_t apply = page.find("\n.SS apply\n");
  REQUIRE(apply != std::string::npos);
  const std::string section = page.substr(apply, page.find("\n.SS ", apply + 1) - apply);
  CHECK(contains(section, "  0    the document is written; actions whose target is not in it"));
  const std::size_t check = page.find("\n.SS check\n");
  CHECK_FALSE(contains(page.substr(check, page.find("\n.SS ", check + 1) - check), "Exit status"));
  CHECK_FALSE(contains(page, "\nExamples:\n"));
}

TEST_CASE("no text of the manual page is taken for a request") {
  CommandEntry command;
  command.name = "check";
  command.options = {{.names = {"--x"},
                      .value = "",
                      .about = ".so /etc/passwd \\*x 'tis",
                      .group = "'br",
                      .choices = {}}};
  const std::string page = cli::manual_page(std::vector<CommandEntry>{command});
  CHECK(contains(page, "\\&.so /etc/passwd \\e*x \\(aqtis\n"));
  CHECK(contains(page, ".I \\(aqbr\n"));
  const std::set<std::string_view> requests = {
      ".\\\"", ".TH", ".SH", ".SS", ".nf", ".fi", ".PP", ".TP", ".I", ".B", ".sp"};
  for (const std::string_view line : base::split(page, '\n')) {
    if (line.starts_with('.')) CHECK(requests.contains(line.substr(0, line.find(' '))));
    CHECK_FALSE(line.starts_with('\''));
  }
}

}  // namespace sworn::test
