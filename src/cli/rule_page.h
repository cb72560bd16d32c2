// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sworn/rule.h"

namespace sworn::cli {

/// The catalogue with each family in one place: in its own order a rule stands before those that it
/// silences, of whatever family.
[[nodiscard]] std::vector<const RuleInfo*> rules_by_family();

/// What `sworn explain` prints of a rule: its declaration, wrapped to `width` columns, and the
/// examples of its mend as they are.
[[nodiscard]] std::string rule_text(const RuleInfo& rule, int width);

/// docs/rules.md: the whole catalogue, with a heading of each rule's id, to which a link such as
/// "rules.md#session-fixation" leads.
[[nodiscard]] std::string rules_markdown();

}  // namespace sworn::cli
