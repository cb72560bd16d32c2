// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "sworn/report.h"

namespace sworn::report {

/// The exchanges that prove a finding, in the order in which they were held.
using Story = std::vector<const Exchange*>;

/// The one that shows the mismatch; the last where the finding names none of them, null where there
/// is none.
[[nodiscard]] const Exchange* decisive_of(const Finding& finding, const Story& story);

/// The positions of a story that are told in `most` lines (6 at least), a line for each gap
/// included: how it begins, its decisive exchange, how it ends.
[[nodiscard]] std::vector<std::size_t> told_steps(const Story& story,
                                                  const Exchange* decisive,
                                                  std::size_t most);

}  // namespace sworn::report
