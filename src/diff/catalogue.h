// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sworn/rule.h"

namespace sworn::diff {

/// Every rule that there is: those that judge a run, then those of documents alone. The pointers
/// live as long as the program.
[[nodiscard]] std::vector<const RuleInfo*> catalogue();

/// Null for an unknown id.
[[nodiscard]] const RuleInfo* info_named(std::string_view id);

/// The declarations of the rules that `is_applied` takes, as a report carries them.
template <typename Rules, typename IsApplied>
[[nodiscard]] std::vector<RuleInfo> infos_of(const Rules& rules, const IsApplied& is_applied) {
  std::vector<RuleInfo> infos;
  for (const auto& rule : rules) {
    if (is_applied(rule.info)) infos.push_back(rule.info);
  }
  return infos;
}

/// Whether rules chosen by `rules` (all when empty) less `skip_rules` include this one; a name is
/// an id or its beginning up to a hyphen ("session", "session-id").
[[nodiscard]] bool is_selected(const RuleInfo& info,
                               const std::vector<std::string>& rules,
                               const std::vector<std::string>& skip_rules);

}  // namespace sworn::diff
