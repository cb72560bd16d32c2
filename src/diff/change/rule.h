// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/change/changes.h"
#include "diff/statement.h"
#include "sworn/rule.h"

namespace sworn::diff {

/// What a change means to one side.
struct Effect {
  Severity severity = Severity::info;  ///< info: nothing that has to be acted on
  std::string what;                    ///< "anybody may call it now"
};

/// One change. The severity of its statement is left to the ratings; its explanation says what
/// changed, and is followed by what that means to either side.
struct Change {
  Statement statement;
  Effect owner;
  Effect clients;
  bool is_gone = false;  ///< its place is in the old document
};

struct ChangeRule {
  RuleInfo info;
  std::vector<Change> (*examine)(const Changes& changes);
};

/// Every rule of a comparison, in the order of the catalogue. The severity of a declaration is the
/// gravest that the rule gives.
[[nodiscard]] std::span<const ChangeRule> change_rules();
/// Null for an unknown id.
[[nodiscard]] const ChangeRule* change_rule_named(std::string_view id);

}  // namespace sworn::diff
