// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "diff/statement.h"
#include "sworn/contract.h"
#include "sworn/rule.h"

namespace sworn::diff {

/// A rule that needs the document alone.
struct ReviewRule {
  RuleInfo info;
  /// What is wrong, in the order of the document or of its operations. Texts that are equal for
  /// many operations make one group.
  std::vector<Statement> (*examine)(const Contract& contract);
};

/// Every rule, in the order of the catalogue.
[[nodiscard]] std::span<const ReviewRule> review_rules();

}  // namespace sworn::diff
