// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "diff/baseline.h"
#include "diff/rule.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// The report of a sealed transcript: pure, so that a recording judged again gives the same, byte
/// for byte. Rules of proof `contrast` need two rounds of questions to be confirmed (DESIGN.md,
/// "Judging"). What `baseline` has (null: none) is known.
[[nodiscard]] Report judge(const Contract& contract,
                           const Transcript& transcript,
                           const Baseline* baseline = nullptr);

/// The interviews whose stories the selected rules read.
[[nodiscard]] std::set<std::string_view> interviews_read(const JudgeSettings& settings);

/// The interviews to hold once more: (interview, subject) of each mismatch of a contrast rule in
/// round 1 of `transcript`.
[[nodiscard]] std::set<std::pair<std::string, std::string>> questions_to_repeat(
    const Contract& contract, const Transcript& transcript);

}  // namespace sworn::diff
