// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/rule.h"

namespace sworn::diff {

/// What a rule of proof `text` says of documents alone.
struct Statement {
  const Operation* operation = nullptr;  ///< null: of the whole document
  Location where = {};                   ///< the operation's own place when it is empty
  std::string declared = {};
  std::string observed = {};  ///< what is wrong with it; of a change: the new form
  std::string explanation = {};
  std::string scheme = {};
  std::string detail = {};  ///< what tells two findings of one rule on one operation apart
  std::vector<std::string> members = {};  ///< what it unites of one kind: Finding::members
  std::optional<Severity> severity = {};  ///< instead of the rule's own
};

/// The finding of a statement about `contract`, new and confirmed.
[[nodiscard]] Finding finding_of(const Contract& contract,
                                 const RuleInfo& info,
                                 const Statement& statement);

}  // namespace sworn::diff
