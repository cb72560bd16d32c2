// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/result.h"
#include "sworn/rule.h"

namespace sworn::diff {

/// Every rule that there is: those that judge a run, then those of documents alone. The pointers
/// live as long as the program.
[[nodiscard]] std::vector<const RuleInfo*> catalogue();

/// Null for an unknown id.
[[nodiscard]] const RuleInfo* info_named(std::string_view id);

/// Nothing where `name` is a rule or, with `or_family`, the beginning of one as for is_selected();
/// else the error that names the nearest.
[[nodiscard]] std::optional<Error> refuse_rule(std::string_view name, bool or_family);

/// As refuse_rule(), of what is_selected() is given: the first name that selects nothing.
[[nodiscard]] std::optional<Error> refuse_selection(const std::vector<std::string>& rules,
                                                    const std::vector<std::string>& skip_rules);

/// Why a report about documents alone can say nothing, or not all that it was asked for: a name
/// that is no rule's, or no rule that is selected (`selected` is their number). Nothing where it
/// can.
[[nodiscard]] std::optional<std::string> selection_problem(
    const std::vector<std::string>& rules,
    const std::vector<std::string>& skip_rules,
    const std::map<std::string, Severity>& severity,
    std::size_t selected);

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
