// SPDX-License-Identifier: Apache-2.0
#include "diff/catalogue.h"

#include <algorithm>

#include "diff/change/rule.h"
#include "diff/review/rule.h"
#include "diff/rule.h"

namespace sworn::diff {

std::vector<const RuleInfo*> catalogue() {
  std::vector<const RuleInfo*> infos;
  for (const Rule& rule : all_rules()) infos.push_back(&rule.info);
  for (const ReviewRule& rule : review_rules()) infos.push_back(&rule.info);
  for (const ChangeRule& rule : change_rules()) infos.push_back(&rule.info);
  return infos;
}

const RuleInfo* info_named(std::string_view id) {
  const std::vector<const RuleInfo*> infos = catalogue();
  const auto found = std::ranges::find(infos, id, &RuleInfo::id);
  return found == infos.end() ? nullptr : *found;
}

bool is_selected(const RuleInfo& info,
                 const std::vector<std::string>& rules,
                 const std::vector<std::string>& skip_rules) {
  const auto names = [&](const std::string& wanted) {
    return info.id == wanted || info.id.starts_with(wanted + "-");
  };
  return (rules.empty() || std::ranges::any_of(rules, names)) &&
         std::ranges::none_of(skip_rules, names);
}

}  // namespace sworn::diff
