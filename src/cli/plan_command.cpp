// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_command.h"

#include <ostream>

#include "cli/settings.h"
#include "run/plan.h"

namespace sworn::cli {

ExitCode plan_command(const Options& options, const Console& console) {
  Result<Settings> settings = gather(options, console, false);
  if (!settings) return refuse(console, settings.error());
  // Nothing is sent, so that any place will do.
  if (settings->check.url.empty()) settings->check.url = "http://127.0.0.1";
  const Result<std::string> text =
      run::plan(std::move(settings->contract), settings->config, settings->check, options.verbose);
  if (!text) return refuse(console, text.error());
  console.out << *text << std::flush;
  return ExitCode::clean;
}

}  // namespace sworn::cli
