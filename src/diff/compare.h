// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "diff/baseline.h"
#include "diff/suppression.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/rule.h"

namespace sworn::diff {

/// Whose severity a finding of a comparison has: that of the API's owner (does it protect less?),
/// of its clients (do they break?), or the graver of both.
enum class Side { both, owner, client };

struct CompareSettings {
  std::vector<std::string> rules;            ///< ids or families; none is all
  std::vector<std::string> skip_rules;       ///< likewise
  std::map<std::string, Severity> severity;  ///< by rule id, instead of the rated one
  Side side = Side::both;
  Suppressions suppressions = {};
  const Baseline* baseline = nullptr;  ///< null: none
};

/// What changed in the security contract: pure, with one result per operation of either document
/// and no finding where both promise the same, however they write it. `declared` is the old form
/// and `observed` the new one, of findings and of operations ("" where an operation is not there).
/// A finding stands in the new document, or in the old one when its subject is gone.
[[nodiscard]] Report compare(const Contract& before,
                             const Contract& after,
                             const CompareSettings& settings = {});

}  // namespace sworn::diff
