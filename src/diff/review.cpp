// SPDX-License-Identifier: Apache-2.0
#include "diff/review.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "diff/assembly.h"
#include "diff/catalogue.h"
#include "diff/review/rule.h"
#include "spec/requirement.h"

namespace sworn::diff {
namespace {

/// Statuses that may say no to a caller's credential: 401 and 403 by RFC 9110 §15.5.2 and §15.5.4,
/// and what stands for them.
std::vector<std::string> refusals_of(const Operation& operation) {
  std::vector<std::string> refusals;
  for (const ResponseDeclaration& response : operation.responses) {
    const std::string status = base::to_upper(response.status);
    if (status == "401" || status == "403" || status == "4XX") refusals.push_back(status);
    if (response.status == "default") refusals.push_back(response.status);
  }
  std::ranges::sort(refusals);
  return refusals;
}

OperationResult result_of(const Operation& operation) {
  OperationResult result;
  result.method = operation.method;
  result.path = operation.path;
  result.operation_id = operation.operation_id;
  result.declared_security = spec::text_with_scopes(operation.requirement);
  result.security_source = operation.requirement.source;
  result.refusals = refusals_of(operation);
  result.location = operation.where;
  return result;
}

ContractCounts counts_of(const Contract& contract) {
  ContractCounts counts;
  counts.operations = static_cast<int>(contract.operations.size());
  counts.schemes = static_cast<int>(
      std::ranges::count_if(contract.schemes, [](const Scheme& s) { return s.is_component; }));
  for (const Operation& operation : contract.operations) {
    if (operation.requirement.is_secured()) {
      ++counts.secured;
    } else if (operation.requirement.is_optional()) {
      ++counts.optional;
    } else {
      ++counts.anonymous;
    }
  }
  return counts;
}

void add_findings(Report& report, const Contract& contract, const ReviewSettings& settings) {
  for (const ReviewRule& rule : review_rules()) {
    if (!is_selected(rule.info, settings.rules, settings.skip_rules)) continue;
    const auto wanted = settings.severity.find(std::string(rule.info.id));
    for (const Statement& statement : rule.examine(contract)) {
      Finding finding = finding_of(contract, rule.info, statement);
      if (wanted != settings.severity.end()) {
        finding.severity = wanted->second;
      }
      report.findings.push_back(std::move(finding));
    }
  }
}

/// An operation with a finding of its own that more than informs has a mismatch; where no rule
/// looked at it, nothing is known.
void set_outcomes(Report& report) {
  if (report.rules.empty()) return;
  std::set<std::pair<std::string, std::string>> flawed;
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::info) flawed.emplace(finding.method, finding.path);
  }
  for (OperationResult& result : report.operations) {
    result.outcome = flawed.contains({result.method, result.path}) ? OperationOutcome::mismatch
                                                                   : OperationOutcome::match;
  }
}

}  // namespace

Report review(const Contract& contract, const ReviewSettings& settings) {
  Report report;
  report.kind = ReportKind::review;
  report.spec = {
      contract.file, contract.title, contract.api_version, contract.openapi, contract.sha256};
  report.rules = infos_of(review_rules(), [&](const RuleInfo& info) {
    return is_selected(info, settings.rules, settings.skip_rules);
  });
  report.contract = counts_of(contract);
  for (const Operation& operation : contract.operations) {
    report.operations.push_back(result_of(operation));
  }
  add_findings(report, contract, settings);
  set_outcomes(report);
  report.summary.operations = report.contract->operations;
  (report.rules.empty() ? report.summary.untested : report.summary.examined) =
      report.contract->operations;
  if (auto problem = selection_problem(
          settings.rules, settings.skip_rules, settings.severity, report.rules.size())) {
    report.problems.push_back(std::move(*problem));
  }
  const Contract* const contracts[] = {&contract};
  suppress(report, settings.suppressions, contracts, clearing_in_text(report));
  if (settings.baseline != nullptr) {
    hold_against(report, *settings.baseline, clearing_in_text(report));
  }
  count_and_group(report, report.contract->operations);
  set_score(report);
  return report;
}

}  // namespace sworn::diff
