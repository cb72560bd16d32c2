// SPDX-License-Identifier: Apache-2.0
#include "diff/catalogue.h"

#include <algorithm>

#include "base/text.h"
#include "diff/change/rule.h"
#include "diff/review/rule.h"
#include "diff/rule.h"

namespace sworn::diff {
namespace {

/// An id, or its beginning up to a hyphen.
bool names(const RuleInfo& rule, std::string_view name) {
  return rule.id.starts_with(name) &&
         (rule.id.size() == name.size() || rule.id[name.size()] == '-');
}

}  // namespace

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
    if (rule->id == name || (or_family && names(*rule, name))) return std::nullopt;
    known.emplace_back(rule->id);
    if (or_family) known.emplace_back(rule->id.substr(0, rule->id.find('-')));
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
  const auto is_meant = [&](const std::string& wanted) { return names(info, wanted); };
  return (rules.empty() || std::ranges::any_of(rules, is_meant)) &&
         std::ranges::none_of(skip_rules, is_meant);
}

}  // namespace sworn::diff
