// SPDX-License-Identifier: Apache-2.0
#include "diff/compare.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "diff/assembly.h"
#include "diff/catalogue.h"
#include "diff/change/reading.h"
#include "diff/change/rule.h"
#include "spec/requirement.h"

namespace sworn::diff {
namespace {

Severity severity_of(const Change& change, Side side) {
  switch (side) {
    case Side::owner:
      return change.owner.severity;
    case Side::client:
      return change.clients.severity;
    case Side::both:
      break;
  }
  // A smaller value is the graver.
  return std::min(change.owner.severity, change.clients.severity);
}

std::string text_of(std::string_view side, const Effect& effect) {
  const bool is_rated = effect.severity != Severity::info;
  return " " + std::string(side) + ": " +
         (is_rated ? std::string(name_of(effect.severity)) + ", " : "") + effect.what + ".";
}

Report::Spec spec_of(const Contract& contract) {
  return {contract.file, contract.title, contract.api_version, contract.openapi, contract.sha256};
}

OperationResult result_of(const Operation& stands, OperationOutcome outcome) {
  OperationResult result;
  result.method = stands.method;
  result.path = stands.path;
  result.operation_id = stands.operation_id;
  result.security_source = stands.requirement.source;
  result.location = stands.where;
  result.outcome = outcome;
  return result;
}

void add_operations(Report& report, const Changes& changes) {
  std::set<std::pair<std::string, std::string>> changed;
  for (const Finding& finding : report.findings) {
    changed.emplace(finding.path, finding.method);
  }
  const auto outcome_of = [&](const Operation& operation) {
    return changed.contains({operation.path, operation.method}) ? OperationOutcome::mismatch
                                                                : OperationOutcome::match;
  };
  for (const OperationPair& pair : changes.pairs) {
    const bool is_moved = pair.shift != Shift::none;
    OperationResult result =
        result_of(*pair.after, is_moved ? OperationOutcome::mismatch : outcome_of(*pair.after));
    result.declared_security = spec::text_with_scopes(pair.before->requirement);
    result.observed_security = spec::text_with_scopes(pair.after->requirement);
    report.operations.push_back(std::move(result));
  }
  for (const Operation* operation : changes.added) {
    OperationResult result = result_of(*operation, outcome_of(*operation));
    result.observed_security = spec::text_with_scopes(operation->requirement);
    result.reason = "added";
    report.operations.push_back(std::move(result));
  }
  for (const Operation* operation : changes.removed) {
    OperationResult result = result_of(*operation, outcome_of(*operation));
    result.declared_security = spec::text_with_scopes(operation->requirement);
    result.reason = "removed";
    report.operations.push_back(std::move(result));
  }
  if (report.rules.empty()) {
    for (OperationResult& operation : report.operations) {
      operation.outcome = OperationOutcome::untested;
    }
  }
  std::ranges::sort(report.operations, [](const OperationResult& a, const OperationResult& b) {
    return std::tie(a.path, a.method, a.reason) < std::tie(b.path, b.method, b.reason);
  });
}

}  // namespace

Report compare(const Contract& before, const Contract& after, const CompareSettings& settings) {
  const Changes changes = changes_between(before, after);
  Report report;
  report.kind = ReportKind::diff;
  report.spec = spec_of(after);
  report.old_spec = spec_of(before);
  report.rules = infos_of(change_rules(), [&](const RuleInfo& info) {
    return is_selected(info, settings.rules, settings.skip_rules);
  });
  for (const ChangeRule& rule : change_rules()) {
    if (!is_selected(rule.info, settings.rules, settings.skip_rules)) {
      continue;
    }
    for (Change& change : rule.examine(changes)) {
      change.statement.severity = severity_of(change, settings.side);
      if (const auto wanted = settings.severity.find(std::string(rule.info.id));
          wanted != settings.severity.end()) {
        change.statement.severity = wanted->second;
      }
      change.statement.explanation +=
          text_of("Owner", change.owner) + text_of("Clients", change.clients);
      report.findings.push_back(
          finding_of(change.is_gone ? before : after, rule.info, change.statement));
    }
  }
  add_operations(report, changes);
  report.summary.operations = static_cast<int>(report.operations.size());
  (report.rules.empty() ? report.summary.untested : report.summary.examined) =
      report.summary.operations;
  if (auto problem = selection_problem(
          settings.rules, settings.skip_rules, settings.severity, report.rules.size())) {
    report.problems.push_back(std::move(*problem));
  }
  const Contract* const contracts[] = {&after, &before};
  suppress(report, settings.suppressions, contracts, clearing_in_text(report));
  if (settings.baseline != nullptr) {
    hold_against(report, *settings.baseline, clearing_in_text(report));
  }
  count_and_group(report, report.summary.examined);
  set_score(report);
  return report;
}

}  // namespace sworn::diff
