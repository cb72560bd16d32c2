// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/baseline.h"
#include "evidence/har.h"
#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/report.h"
#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::run {

/// What may differ from the run that is judged again.
struct ReplayOptions {
  std::string url = {};                 ///< of a recording from elsewhere: where the API was
  std::vector<std::string> rules = {};  ///< instead of the recorded ones; empty: those
  std::vector<std::string> skip_rules = {};
  /// Whose severities and suppressions count instead of the recorded ones; null: those.
  /// Suppressions end by the clock of the recording.
  const Config* policy = nullptr;
  const diff::Baseline* baseline = nullptr;  ///< what was there before; null: none
};

struct Replayed {
  Report report;
  Transcript transcript;
};

/// Judges a recording with `contract`, which may have been edited since. With the same document and
/// the same rules the report is that of the run, byte for byte. A recording from elsewhere is read
/// against the contract and sealed first.
[[nodiscard]] Result<Replayed> replay(Contract contract,
                                      const evidence::Recording& recording,
                                      const ReplayOptions& options);

/// A run as it is recorded.
[[nodiscard]] evidence::Recording recording_of(const Transcript& transcript, const Report& report);

}  // namespace sworn::run
