// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "probe/interview.h"
#include "sworn/contract.h"
#include "sworn/transcript.h"

namespace sworn::run {

/// Whether the shard holds the interview about `subject`. Every shard holds reach, baseline and the
/// interviews that later ones build on; of the rest those whose operation is its own: the one at
/// place p (from 0) of the sorted operations belongs to shard p modulo `count` + 1, what is about
/// no operation to the first.
[[nodiscard]] bool holds(const Shard& shard,
                         const Contract& contract,
                         const probe::Interview& interview,
                         const std::string& subject);

}  // namespace sworn::run
