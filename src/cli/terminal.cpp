// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <optional>
#include <string>

#include "base/text.h"

namespace sworn::cli {
namespace {

constexpr int width_elsewhere = 100;

int columns_of(int descriptor) {
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                        : width_elsewhere;
}

}  // namespace

Console process_console() {
  const bool is_out_terminal = ::isatty(STDOUT_FILENO) == 1;
  const bool is_err_terminal = ::isatty(STDERR_FILENO) == 1;
  return {.out = std::cout,
          .err = std::cerr,
          .is_out_terminal = is_out_terminal,
          .is_err_terminal = is_err_terminal,
          .width = columns_of(is_out_terminal ? STDOUT_FILENO : STDERR_FILENO),
          .environment = config::process_environment(),
          .columns_now = [] { return columns_of(STDERR_FILENO); }};
}

bool wants_color(ColorChoice choice, bool is_terminal, const config::Environment& environment) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const auto value = [&](const char* name) { return environment(name).value_or(""); };
  if (!value("NO_COLOR").empty()) return false;
  for (const char* name : {"CLICOLOR_FORCE", "FORCE_COLOR"}) {
    const std::optional<std::string> force = environment(name);
    if (force && *force != "0") return true;
  }
  return is_terminal && value("TERM") != "dumb" && value("CLICOLOR") != "0";
}

bool can_animate(const Console& console) {
  return console.is_err_terminal && console.environment("TERM").value_or("") != "dumb" &&
         console.environment("CI").value_or("").empty();
}

ExitCode refuse(const Console& console, const Error& error) {
  console.err << "sworn: " << base::printable(error.text()) << '\n';
  return ExitCode::usage;
}

}  // namespace sworn::cli
