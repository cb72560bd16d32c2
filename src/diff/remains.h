// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// Says in the coverage which objects that the run created may stay on the target: those that could
/// not be removed, and those of which nothing tells how. What is not found any more is gone.
void add_remains_coverage(Report& report, const Transcript& transcript);

}  // namespace sworn::diff
