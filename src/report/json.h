// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/report.h"

namespace sworn::report {

/// The JSON report, version 1 (src/report/report.schema.json); ends in a line feed.
[[nodiscard]] std::string json(const Report& report);

}  // namespace sworn::report
