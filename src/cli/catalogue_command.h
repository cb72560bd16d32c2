// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn rules`: id, severity and title of every rule, or with --markdown docs/rules.md.
ExitCode rules_command(const Options& options, const Console& console);

/// `sworn explain ID`: all that a rule's declaration says, and how to mend what it finds.
ExitCode explain_command(const Options& options, const Console& console);

}  // namespace sworn::cli
