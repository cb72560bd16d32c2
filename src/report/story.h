// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sworn/report.h"

namespace sworn::report {

/// The exchanges that prove a finding, in the order in which they were held.
using Story = std::vector<const Exchange*>;

/// The one that shows the mismatch; the last where the finding names none of them, null where there
/// is none.
[[nodiscard]] const Exchange* decisive_of(const Finding& finding, const Story& story);

}  // namespace sworn::report
