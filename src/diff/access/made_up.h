// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "diff/access/reading.h"

namespace sworn::diff {

/// How an operation takes credentials that nobody was given, its controls held.
struct MadeUpReading {
  std::optional<Verdict> verdict;  ///< set where nothing can be said
  evidence::Gate never_issued =
      evidence::Gate::unclear;  ///< of all of them; unclear when they differ
  evidence::Gate broken = evidence::Gate::unclear;
  bool broken_fails = false;  ///< it is answered with 5xx, which lets nobody in
  std::vector<const Exchange*> proof;
};

[[nodiscard]] MadeUpReading read_made_up(const Case& c);

[[nodiscard]] Verdict made_up_mismatch(const Case& c,
                                       const MadeUpReading& reading,
                                       std::string observed,
                                       std::string explanation);

}  // namespace sworn::diff
