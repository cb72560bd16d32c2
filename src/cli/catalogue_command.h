// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"

namespace sworn::cli {

/// `sworn rules`: id, severity and title of every rule.
ExitCode rules_command(const Console& console);

/// `sworn explain ID`: all that a rule's declaration says.
ExitCode explain_command(const Options& options, const Console& console);

}  // namespace sworn::cli
