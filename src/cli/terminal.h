// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <iosfwd>

#include "cli/exit_code.h"
#include "config/config.h"
#include "sworn/result.h"

namespace sworn::cli {

enum class ColorChoice { automatic, always, never };

/// The outside world as the command line sees it. The streams must outlive it.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool is_out_terminal = false;
  bool is_err_terminal = false;
  int width = 100;  ///< columns of the terminal
  config::Environment environment;
  /// Columns of stderr's terminal at this moment: it may be resized. Empty: `width`.
  std::function<int()> columns_now = {};
};

/// That of this process.
[[nodiscard]] Console process_console();

/// Whether a stream gets colours: --color, NO_COLOR, CLICOLOR_FORCE or FORCE_COLOR, no terminal or
/// a dumb one, CLICOLOR=0; the first that applies decides.
[[nodiscard]] bool wants_color(ColorChoice choice,
                               bool is_terminal,
                               const config::Environment& environment);

/// Whether a line may be redrawn on stderr: a terminal that can, and no CI.
[[nodiscard]] bool can_animate(const Console& console);

/// Says what is wrong with the input, in one line: "sworn: FILE:LINE:COL: message (hint)".
ExitCode refuse(const Console& console, const Error& error);

}  // namespace sworn::cli
