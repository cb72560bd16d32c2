// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

#include <cerrno>
#include <csignal>
#include <exception>
#include <ostream>

#include "base/text.h"
#include "cli/apply_command.h"
#include "cli/catalogue_command.h"
#include "cli/check_command.h"
#include "cli/diff_command.h"
#include "cli/init_command.h"
#include "cli/merge_command.h"
#include "cli/options.h"
#include "cli/plan_command.h"
#include "cli/replay_command.h"
#include "cli/review_command.h"
#include "cli/shell_command.h"

namespace sworn::cli {
namespace {

ExitCode dispatch(const Options& options, const Console& console) {
  switch (options.command) {
    case Command::check:
      return check_command(options, console);
    case Command::review:
      return review_command(options, console);
    case Command::diff:
      return diff_command(options, console);
    case Command::plan:
      return plan_command(options, console);
    case Command::replay:
      return replay_command(options, console);
    case Command::merge:
      return merge_command(options, console);
    case Command::init:
      return init_command(options, console);
    case Command::apply:
      return apply_command(options, console);
    case Command::rules:
      return rules_command(options, console);
    case Command::explain:
      return explain_command(options, console);
    case Command::completions:
      return completions_command(options, console);
    case Command::manual:
      return manual_command(console);
    case Command::none:
      break;
  }
  // Without a command: what there is, as an answer to a wrong usage.
  console.err << help_text();
  return ExitCode::usage;
}

ExitCode answer(const std::vector<std::string>& arguments, const Console& console) {
  const Result<Parsed> parsed = parse(arguments);
  if (!parsed) return refuse(console, parsed.error());
  if (!parsed->answer.empty()) {
    console.out << parsed->answer << std::flush;
    return ExitCode::clean;
  }
  return dispatch(parsed->options, console);
}

/// A full disk is told, and no reason to call the work done; a reader that has seen enough ("sworn
/// rules | head") is no error.
ExitCode after_writing(ExitCode code, const Console& console) {
  console.out.flush();
  if (console.out || errno == EPIPE) return code;
  console.err << "sworn: standard output could not be written\n";
  return code == ExitCode::clean ? ExitCode::usage : code;
}

ExitCode internal_error(const Console& console, const char* what) {
  console.err << "sworn: internal error: " << base::printable(what)
              << " (this is a bug in sworn: please report it with the command that shows it)\n";
  return ExitCode::internal;
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Console& console) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return static_cast<int>(after_writing(answer(arguments, console), console));
  } catch (const std::exception& error) {
    return static_cast<int>(internal_error(console, error.what()));
  } catch (...) {
    return static_cast<int>(internal_error(console, "an exception of unknown type"));
  }
}

}  // namespace sworn::cli
