// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// Says in the coverage which accounts the run opened for itself and uses, why it opened none where
/// it tried, and which of them stay on the target.
void add_registration_coverage(Report& report, const Transcript& transcript);

}  // namespace sworn::diff
