// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// Says in the coverage why the run opened no account for itself where it tried, and which of those
/// that it opened stay on the target.
void add_registration_coverage(Report& report, const Transcript& transcript);

}  // namespace sworn::diff
