// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "cli/progress.h"

namespace {

using sworn::cli::ColorChoice;
using sworn::cli::Console;
using sworn::cli::ProgressMode;
using Variables = std::map<std::string, std::string>;

sworn::config::Environment environment(Variables variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

}  // namespace

TEST_CASE("the first that applies decides about colour") {
  struct Row {
    ColorChoice choice;
    bool is_terminal;
    Variables variables;
    bool expected;
  };
  constexpr ColorChoice automatic = ColorChoice::automatic;
  const Row rows[] = {{ColorChoice::always, false, {{"NO_COLOR", "1"}}, true},
                      {ColorChoice::never, true, {{"FORCE_COLOR", "1"}}, false},
                      {automatic, true, {{"NO_COLOR", "1"}, {"FORCE_COLOR", "1"}}, false},
                      {automatic, true, {{"NO_COLOR", ""}}, true},
                      {automatic, false, {{"FORCE_COLOR", "1"}}, true},
                      {automatic, false, {{"CLICOLOR_FORCE", "1"}, {"TERM", "dumb"}}, true},
                      {automatic, false, {{"FORCE_COLOR", "0"}}, false},
                      {automatic, false, {}, false},
                      {automatic, true, {{"TERM", "dumb"}}, false},
                      {automatic, true, {{"CLICOLOR", "0"}}, false},
                      {automatic, true, {{"TERM", "xterm"}}, true}};
  for (const Row& row : rows) {
    CHECK(sworn::cli::wants_color(row.choice, row.is_terminal, environment(row.variables)) ==
          row.expected);
  }
}

TEST_CASE("progress is drawn on a terminal, told in lines elsewhere, and silent when quiet") {
  std::ostringstream out;
  const auto mode = [&](bool is_terminal, Variables variables, bool is_quiet) {
    const Console console{.out = out,
                          .err = out,
                          .is_out_terminal = is_terminal,
                          .is_err_terminal = is_terminal,
                          .environment = environment(std::move(variables))};
    return sworn::cli::progress_mode(console, is_quiet);
  };
  CHECK(mode(true, {}, false) == ProgressMode::live);
  CHECK(mode(true, {{"CI", "true"}}, false) == ProgressMode::lines);
  CHECK(mode(true, {{"TERM", "dumb"}}, false) == ProgressMode::lines);
  CHECK(mode(false, {}, false) == ProgressMode::lines);
  CHECK(mode(true, {}, true) == ProgressMode::none);
}

TEST_CASE("an error is one line, whatever stands in it") {
  std::ostringstream out;
  const Console console{.out = out, .err = out, .environment = environment({})};
  const sworn::Error error{"no such\nthing \x1b[31m", {"a.yaml", 3, 7, ""}, "look again"};
  CHECK(sworn::cli::refuse(console, error) == sworn::cli::ExitCode::usage);
  CHECK(out.str() == "sworn: a.yaml:3:7: no such\\x0athing \\x1b[31m (look again)\n");
}
