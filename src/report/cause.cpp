// SPDX-License-Identifier: Apache-2.0
#include "report/cause.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sworn::report {
namespace {

const FindingGroup* group_with(const Report& report, int id) {
  const auto found = std::ranges::find(report.groups, id, &FindingGroup::id);
  return found == report.groups.end() ? nullptr : &*found;
}

}  // namespace

const Location& Cause::location() const {
  return group != nullptr && group->location.line > 0 ? group->location : finding->location;
}

std::vector<Cause> causes_of(const Report& report) {
  std::vector<Cause> causes;
  std::map<int, std::size_t> by_group;
  std::set<std::pair<std::size_t, std::string>> named;
  for (const Finding& finding : report.findings) {
    if (finding.state != FindingState::is_new) continue;
    std::size_t index = causes.size();
    if (finding.group != 0) index = by_group.emplace(finding.group, index).first->second;
    if (index == causes.size()) causes.push_back({.finding = &finding});
    Cause& cause = causes[index];
    cause.findings.push_back(&finding);
    std::string name = operation_name(report.kind, finding.method, finding.path);
    if (named.emplace(index, name).second) cause.operations.push_back(std::move(name));
  }
  for (Cause& cause : causes) {
    if (cause.operations.size() > 1) cause.group = group_with(report, cause.finding->group);
  }
  std::ranges::stable_sort(causes, {}, [](const Cause& cause) { return cause.finding->severity; });
  return causes;
}

std::string operation_name(ReportKind kind, std::string_view method, std::string_view path) {
  if (method != "*") return std::string(method).append(" ").append(path);
  return kind == ReportKind::check ? "the whole API" : "the whole document";
}

}  // namespace sworn::report
