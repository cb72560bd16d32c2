// SPDX-License-Identifier: Apache-2.0
#include "diff/assembly.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "diff/access/rules.h"
#include "diff/fingerprint.h"
#include "diff/registration.h"
#include "diff/remains.h"
#include "diff/suppression.h"
#include "diff/verification.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// A cause that nearly all operations share lies at the root (DESIGN.md, "One cause, one line").
void move_to_root(Report& report, const Contract& contract) {
  for (FindingGroup& group : report.groups) {
    const int count = static_cast<int>(group.operations.size());
    const bool is_common = count >= 3 && count * 5 >= group.of * 4;
    if (is_common && contract.root_requirement.source == RequirementSource::root &&
        group.rule.starts_with("access-")) {
      group.location = contract.root_requirement.where;
    }
  }
}

/// Whether a finding shows the credential let in, in another form than the document's: what is
/// wrong is known then, and it is no credential that may be a wrong one.
bool works_in_another_form(const Report& report,
                           const Transcript& transcript,
                           const std::string& identity,
                           const Scheme& scheme) {
  return std::ranges::any_of(report.findings, [&](const Finding& finding) {
    if (finding.rule != access_credential_form.info.id ||
        finding.confidence != Confidence::confirmed) {
      return false;
    }
    const auto shown = std::ranges::find(transcript.exchanges, finding.decisive, &Exchange::id);
    return shown != transcript.exchanges.end() && evidence::succeeded(*shown) &&
           std::ranges::any_of(shown->credentials, [&](const CredentialUse& use) {
             return use.holder == identity && use.signature == scheme.signature() &&
                    use.state == CredentialState::altered;
           });
  });
}

std::vector<std::string> credential_problems(const Report& report,
                                             const Transcript& transcript,
                                             const Contract& contract,
                                             const evidence::Facts& facts) {
  std::vector<std::string> problems;
  for (const IdentityNote& identity : transcript.settings.identities) {
    if (identity.state != IdentityState::active) {
      continue;
    }
    for (const std::string& name : identity.schemes) {
      const Scheme* scheme = contract.scheme(name);
      if (scheme == nullptr) {
        continue;
      }
      if (credential_result(contract, facts, identity.name, *scheme).state ==
              CredentialResult::State::refused &&
          !works_in_another_form(report, transcript, identity.name, *scheme)) {
        problems.push_back("the credential " + name + " of " + identity.name + " never worked");
      }
    }
  }
  return problems;
}

void count_coverage(Report& report) {
  constexpr std::size_t most_named = 3;
  std::map<std::string, std::vector<std::string>> reasons;
  for (const OperationResult& operation : report.operations) {
    if (operation.outcome == OperationOutcome::untested && !operation.reason.empty()) {
      reasons[operation.reason].push_back(operation.method + " " + operation.path);
    }
  }
  for (const auto& [reason, keys] : reasons) {
    std::string line = std::to_string(keys.size()) +
                       (keys.size() == 1 ? " operation: " : " operations: ") + reason;
    if (keys.size() <= most_named) {
      line += " (" + base::join(keys, ", ") + ")";
    }
    report.coverage.push_back(std::move(line));
  }
}

bool is_recorded(const Exchange& exchange) {
  return exchange.interview == recorded_interview;
}

/// What a recording leaves open: exchanges that are no operation's, the shards beside this one.
void add_coverage_of_recording(Report& report, const Transcript& transcript) {
  const auto strangers = std::ranges::count_if(transcript.exchanges, [](const Exchange& exchange) {
    return is_recorded(exchange) && exchange.operation.empty();
  });
  if (strangers > 0) {
    report.coverage.push_back(std::to_string(strangers) + " of " +
                              std::to_string(transcript.exchanges.size()) +
                              " recorded exchanges belong to no operation of the document");
  }
  if (const Shard shard = transcript.run.shard; shard.count > 1) {
    report.coverage.push_back("shard " + std::to_string(shard.index) + " of " +
                              std::to_string(shard.count) +
                              ": what the others ask is not in it; `sworn merge` unites them");
  }
}

}  // namespace

void add_excerpt(Finding& finding, const spec::Files& files) {
  finding.spec_excerpt = files.line_of(finding.location);
  finding.spec_lines = files.excerpt(finding.location);
}

Report begin_report(const Contract& contract, const Transcript& transcript) {
  Report report;
  report.spec = {
      contract.file, contract.title, contract.api_version, contract.openapi, contract.sha256};
  report.url = transcript.run.url;
  report.run = {transcript.run.started_ms,
                transcript.run.duration_ms,
                transcript.run.requests,
                transcript.run.seed,
                transcript.run.writes,
                transcript.run.complete};
  report.exchanges = transcript.exchanges;
  return report;
}

Finding make_finding(const Contract& contract,
                     const Transcript& transcript,
                     const Rule& rule,
                     const Operation& operation,
                     const Verdict& verdict,
                     Confidence confidence,
                     const std::vector<std::string>& implies) {
  Finding finding;
  finding.rule = rule.info.id;
  finding.title = rule.info.title;
  finding.severity = verdict.severity.value_or(rule.info.severity);
  if (const auto wanted = transcript.settings.severity.find(finding.rule);
      wanted != transcript.settings.severity.end()) {
    finding.severity = severity_named(wanted->second).value_or(finding.severity);
  }
  finding.confidence = confidence;
  if (confidence == Confidence::likely) {
    finding.severity =
        std::max(finding.severity, Severity::medium);  // a larger value is the milder
  }
  finding.category = name_of(rule.info.category);
  finding.method = operation.method;
  finding.path = operation.path;
  finding.operation_id = operation.operation_id;
  finding.scheme = verdict.scheme;
  finding.location = verdict.where.line > 0 ? verdict.where : operation.where;
  if (contract.files != nullptr) add_excerpt(finding, *contract.files);
  finding.declared = verdict.declared.empty() ? operation.requirement.text() : verdict.declared;
  finding.observed = verdict.observed;
  finding.explanation = verdict.explanation;
  finding.remedy = rule.info.remedy;
  finding.cwe = rule.info.cwe;
  finding.owasp = rule.info.owasp;
  finding.fingerprint = fingerprint_of(contract, finding, verdict.detail);
  finding.members = verdict.members;
  finding.implies = implies;
  if (verdict.decisive != nullptr) {
    finding.decisive = verdict.decisive->id;
    finding.curl.push_back(curl_line(*verdict.decisive));
  }
  // As they were asked, so that the steps tell what led to what.
  std::vector<const Exchange*> steps = verdict.proof;
  std::ranges::stable_sort(steps, {}, &Exchange::id);
  for (const Exchange* exchange : steps) {
    finding.exchanges.push_back(exchange->id);
    if (exchange != verdict.decisive) {
      finding.curl.push_back(curl_line(*exchange));
    }
  }
  return finding;
}

void finish_report(Report& report,
                   const Contract& contract,
                   const Transcript& transcript,
                   const evidence::Facts& facts,
                   const Baseline* baseline,
                   const ClearingOf& clearing_of) {
  std::ranges::sort(report.inconclusive, [](const Inconclusive& a, const Inconclusive& b) {
    return std::tie(a.path, a.method, a.rule) < std::tie(b.path, b.method, b.rule);
  });
  Summary& summary = report.summary;
  summary.operations = static_cast<int>(report.operations.size());
  for (const OperationResult& operation : report.operations) {
    switch (operation.outcome) {
      case OperationOutcome::match:
      case OperationOutcome::mismatch:
        ++summary.examined;
        break;
      case OperationOutcome::inconclusive:
        ++summary.inconclusive;
        break;
      case OperationOutcome::untested:
        ++summary.untested;
        break;
    }
  }
  if (!transcript.run.complete && !transcript.run.stopped_why.empty()) {
    report.problems.push_back(transcript.run.stopped_why);
  }
  for (std::string& problem : credential_problems(report, transcript, contract, facts)) {
    report.problems.push_back(std::move(problem));
  }
  const auto missing =
      std::ranges::count(report.findings, std::string("operation-missing"), &Finding::rule);
  const bool any_there =
      std::ranges::any_of(report.operations, [](const OperationResult& operation) {
        return operation.outcome == OperationOutcome::match;
      });
  if (transcript.run.complete && missing >= 2 && !any_there) {
    report.problems.emplace_back(
        "every operation answers as an unknown path does: give --url with the path of the API, or "
        "end it with a slash where it lives at the root");
  }
  const bool any_secured_examined =
      std::ranges::any_of(report.operations, [&](const OperationResult& result) {
        const Operation* operation = contract.operation(result.method + " " + result.path);
        const bool was_examined = result.outcome == OperationOutcome::match ||
                                  result.outcome == OperationOutcome::mismatch;
        return operation != nullptr && operation->requirement.is_secured() && was_examined;
      });
  const bool any_secured =
      std::ranges::any_of(contract.operations, [&](const Operation& operation) {
        return operation.requirement.is_secured() &&
               std::ranges::find(transcript.settings.out_of_scope, operation.key()) ==
                   transcript.settings.out_of_scope.end();
      });
  if (transcript.run.complete && any_secured && !any_secured_examined && report.problems.empty() &&
      !transcript.settings.verify_auth) {
    const bool needs_writes = std::ranges::any_of(
        report.operations, [](const OperationResult& o) { return o.reason == "needs --writes"; });
    const bool is_from_elsewhere = std::ranges::any_of(transcript.exchanges, is_recorded);
    report.problems.emplace_back(
        is_from_elsewhere ? "a recording from elsewhere holds no controls: its answers "
                            "are judged, who is let in is not known"
        : needs_writes    ? "no secured operation could be examined: name those "
                            "that change nothing under reads: in sworn.yaml, or "
                            "allow changes with --writes"
                          : "no secured operation could be examined");
  }
  add_credential_coverage(report, contract, transcript, facts);
  add_registration_coverage(report, transcript);
  add_remains_coverage(report, transcript);
  count_coverage(report);
  add_coverage_of_recording(report, transcript);
  // The clock of the recording, so that a replay judges as the run did.
  const Contract* const contracts[] = {&contract};
  suppress(report,
           {transcript.settings.suppress, day_of(transcript.run.started_ms)},
           contracts,
           clearing_of);
  if (baseline != nullptr) {
    hold_against(report, *baseline, clearing_of);
  }
  count_and_group(report, summary.examined);
  move_to_root(report, contract);
  if (summary.examined == 0) {
    summary.score = 0;
    summary.grade = "-";
  } else {
    set_score(report);
  }
}

}  // namespace sworn::diff
