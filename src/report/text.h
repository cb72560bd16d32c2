// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/report.h"

namespace sworn::report {

struct TextOptions {
  bool color = false;
  int width = 100;       ///< columns of the terminal
  bool verbose = false;  ///< every operation of a group, and the exchanges
};

/// What a person reads first. All server text is escaped for a terminal.
[[nodiscard]] std::string text(const Report& report, const TextOptions& options);

}  // namespace sworn::report
