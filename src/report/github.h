// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// Workflow commands of GitHub Actions for standard output: a line for each cause that annotates
/// the document at its place. Critical and high are errors, medium is a warning, low a notice. Of
/// each level GitHub shows ten: the gravest come first, the rest is told in plain lines, and so is
/// what belongs to no file of the checkout. No line of foreign text is a command.
[[nodiscard]] std::string github(const Report& report, const View& view);

}  // namespace sworn::report
