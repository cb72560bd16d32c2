// SPDX-License-Identifier: Apache-2.0
#include "diff/catalogue.h"

#include <algorithm>

#include "base/text.h"
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

std::optional<Error> refuse_rule(std::string_view name, bool or_family) {
  std::vector<std::string> known;
  for (const RuleInfo* rule : catalogue()) {
    const std::string id(rule->id);
    const std::string family = id.substr(0, id.find('-'));
    if (id == name || (or_family && family == name)) return std::nullopt;
    known.push_back(id);
    if (or_family) known.push_back(family);
  }
  const std::string near = base::nearest(std::string(name), known);
  return Error{"unknown rule '" + base::shorten(std::string(name), 60) + "'",
               {},
               near.empty() ? "\"sworn rules\" lists them" : "did you mean " + near + "?"};
}

std::optional<Error> refuse_selection(const std::vector<std::string>& rules,
                                      const std::vector<std::string>& skip_rules) {
  for (const auto* const names : {&rules, &skip_rules}) {
    for (const std::string& name : *names) {
      if (auto error = refuse_rule(name, true)) return error;
    }
  }
  return std::nullopt;
}

std::optional<std::string> selection_problem(const std::vector<std::string>& rules,
                                             const std::vector<std::string>& skip_rules,
                                             const std::map<std::string, Severity>& severity,
                                             std::size_t selected) {
  std::optional<Error> error = refuse_selection(rules, skip_rules);
  for (const auto& [rule, wanted] : severity) {
    if (!error) error = refuse_rule(rule, false);
  }
  if (error) return error->message;
  if (selected == 0) return "no rule is selected, so nothing was looked at";
  return std::nullopt;
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
