// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "probe/interview.h"
#include "sworn/contract.h"
#include "sworn/transcript.h"

namespace sworn::run {

/// Whether somebody reads what the interview asks: a selected rule (`read` has the interviews of
/// those) or a later interview that is held. What is learned before sessions are examined serves
/// all that follows.
[[nodiscard]] bool is_needed(const probe::Interview& interview,
                             const std::set<std::string_view>& read);

/// Whether the shard holds the interview about `subject`. Every shard holds reach, baseline and the
/// interviews that later ones build on; of the rest those whose operation is its own: the one at
/// place p (from 0) of the sorted operations belongs to shard p modulo `count` + 1, what is about
/// no operation, or spends wrong secrets, to the first.
[[nodiscard]] bool holds(const Shard& shard,
                         const Contract& contract,
                         const probe::Interview& interview,
                         const std::string& subject);

}  // namespace sworn::run
