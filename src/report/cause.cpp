// SPDX-License-Identifier: Apache-2.0
#include "report/cause.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace sworn::report {
const Location& Cause::location() const {
  return group != nullptr && group->location.line > 0 ? group->location : finding->location;
}

bool is_counted(const Finding& finding) {
  return finding.state == FindingState::is_new;
}

std::vector<Cause> causes_of(const Report& report,
                             const std::function<bool(const Finding&)>& is_told) {
  std::vector<Cause> causes;
  std::map<std::pair<int, FindingState>, std::size_t> by_group;
  std::set<std::pair<std::size_t, std::string>> named;
  for (const Finding& finding : report.findings) {
    if (!is_told(finding)) continue;
    std::size_t index = causes.size();
    if (finding.group != 0) {
      index = by_group.emplace(std::pair(finding.group, finding.state), index).first->second;
    }
    if (index == causes.size()) causes.push_back({.finding = &finding});
    Cause& cause = causes[index];
    cause.findings.push_back(&finding);
    std::string name = operation_name(report.kind, finding.method, finding.path);
    if (named.emplace(index, name).second) cause.operations.push_back(std::move(name));
  }
  std::unordered_map<int, const FindingGroup*> groups;
  for (const FindingGroup& group : report.groups) groups.emplace(group.id, &group);
  for (Cause& cause : causes) {
    const auto group = groups.find(cause.finding->group);
    if (cause.operations.size() > 1 && group != groups.end()) cause.group = group->second;
  }
  std::ranges::stable_sort(causes, {}, [](const Cause& cause) {
    return std::pair(cause.finding->state, cause.finding->severity);
  });
  return causes;
}

std::string operation_name(ReportKind kind, std::string_view method, std::string_view path) {
  if (method != "*") return std::string(method).append(" ").append(path);
  return kind == ReportKind::check ? "the whole API" : "the whole document";
}

}  // namespace sworn::report
