// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// Whether a run opened accounts of its own.
[[nodiscard]] bool any_registered(const std::vector<Exchange>& exchanges);

/// Closes the accounts that the run opened by what the document declares for that: each by
/// `DELETE /me` or the like, with its own session. What the stage removed already, and what a story
/// closed, is done. Of an account that stays it is noted by which name the target has it.
void remove_accounts(Stage& stage, const std::vector<Exchange>& exchanges);

}  // namespace sworn::probe
