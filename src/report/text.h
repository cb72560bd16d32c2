// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// What a person reads first. All server text is escaped for a terminal.
[[nodiscard]] std::string text(const Report& report, const View& view);

}  // namespace sworn::report
