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

struct ReviewSettings {
  std::vector<std::string> rules = {};            ///< ids or families; none is all
  std::vector<std::string> skip_rules = {};       ///< likewise
  std::map<std::string, Severity> severity = {};  ///< by rule id, instead of the rule's own
  Suppressions suppressions = {};
  const Baseline* baseline = nullptr;  ///< null: none
};

/// Whether the document is a contract that can be kept and relied on: its security table, and what
/// the rules of documents alone say. Pure: nothing is asked, and time is not looked at.
[[nodiscard]] Report review(const Contract& contract, const ReviewSettings& settings);

}  // namespace sworn::diff
