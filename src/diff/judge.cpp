// SPDX-License-Identifier: Apache-2.0
#include "diff/judge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "diff/access/reading.h"
#include "diff/assembly.h"
#include "diff/catalogue.h"
#include "diff/flow/reading.h"
#include "diff/observed.h"
#include "diff/overlay.h"
#include "diff/overlay_session.h"
#include "spec/files.h"
#include "spec/purpose.h"
#include "spec/requirement.h"

namespace sworn::diff {
namespace {

/// One rule's say on one operation, both rounds weighed.
struct Ruling {
  const Rule* rule;
  const Operation* operation;
  Verdict verdict;
  Confidence confidence = Confidence::confirmed;
};

bool is_selected(const JudgeSettings& settings, const RuleInfo& info) {
  // Where only the credentials are verified, nothing is said of the contract.
  return !settings.verify_auth && (info.basis != Basis::hardening || settings.hardening) &&
         diff::is_selected(info, settings.rules, settings.skip_rules);
}

/// Of an operation that the document lacks only the sessions are judged, of a scheme as a whole
/// only its flows.
bool applies(const Rule& rule, const Operation& operation) {
  if (rule.info.id.starts_with("flow-") || operation.method == "*") {
    return rule.info.id.starts_with("flow-") && operation.method == "*";
  }
  return operation.is_declared || rule.info.id.starts_with("session-");
}

bool is_in_scope(const JudgeSettings& settings, const Operation& operation) {
  return std::ranges::find(settings.out_of_scope, operation.key()) == settings.out_of_scope.end();
}

/// The interview whose story a verdict of `rule` rests on.
std::string_view interview_of(const Rule& rule, const Verdict& verdict) {
  return verdict.interview.empty() ? rule.interview : verdict.interview;
}

/// Whether the second round was held to its end: a run that was stopped could not ask again.
bool was_asked_again(const Ruling& ruling, const Case& first, const evidence::Facts& second_round) {
  const std::string interview(interview_of(*ruling.rule, ruling.verdict));
  const std::string subject = first.operation.key();
  const auto& steps = second_round.story(interview, subject).steps();
  const bool any_asked = std::ranges::any_of(
      steps, [](const Exchange* e) { return e->failure != Failure::not_asked; });
  const bool was_stopped =
      std::ranges::any_of(steps, [](const Exchange* e) { return e->failure == Failure::stopped; });
  return second_round.is_of_this_round(interview, subject) && any_asked && !was_stopped;
}

/// A mismatch by contrast is confirmed when the second round shows it again; what one round alone
/// shows is neither that nor a match. One answer that contradicts the contract is enough, whichever
/// round gave it.
Ruling weigh(const Rule& rule, const Case& first, const evidence::Facts& second_round) {
  Ruling ruling{&rule, &first.operation, rule.examine(first)};
  const Case again{first.contract, first.operation, first.transcript, second_round};
  if (rule.info.proof != Proof::contrast) {
    if (ruling.verdict.outcome != Outcome::mismatch) {
      Verdict later = rule.examine(again);
      if (later.outcome == Outcome::mismatch) {
        ruling.verdict = std::move(later);
      }
    }
    return ruling;
  }
  const bool is_mismatch = ruling.verdict.outcome == Outcome::mismatch;
  if (is_mismatch && ruling.verdict.is_likely) {
    ruling.confidence = Confidence::likely;
    return ruling;
  }
  if (!was_asked_again(ruling, first, second_round)) {
    ruling.confidence = is_mismatch ? Confidence::likely : Confidence::confirmed;
    return ruling;
  }
  Verdict repeated = rule.examine(again);
  if (is_mismatch && repeated.outcome == Outcome::mismatch) {
    ruling.verdict = std::move(repeated);
  } else if (is_mismatch) {
    ruling.verdict =
        inconclusive("a mismatch was seen once and not again" +
                     (repeated.reason.empty() ? std::string() : ": " + repeated.reason));
  } else if (repeated.outcome == Outcome::mismatch) {
    ruling.verdict = inconclusive("a mismatch was seen in the second round and not in the first");
  }
  return ruling;
}

std::vector<Ruling> rule_on_all(const Contract& contract,
                                const std::vector<Operation>& schemes,
                                const Transcript& transcript) {
  const evidence::Facts first(contract, transcript.exchanges, 1);
  const evidence::Facts second(contract, transcript.exchanges, 2);
  std::vector<Ruling> rulings;
  const auto rule_on = [&](const Operation& operation) {
    for (const Rule& rule : all_rules()) {
      if (is_selected(transcript.settings, rule.info) && applies(rule, operation)) {
        rulings.push_back(weigh(rule, {contract, operation, transcript, first}, second));
      }
    }
  };
  for (const Operation& operation : contract.operations) {
    if (is_in_scope(transcript.settings, operation)) {
      rule_on(operation);
    }
  }
  for (const Operation& scheme : schemes) {
    rule_on(scheme);
  }
  return rulings;
}

/// Of an operation's mismatches those that yield to a stronger one are taken away and named there.
void silence(std::vector<Ruling*> of_operation,
             std::map<const Ruling*, std::vector<std::string>>& implies) {
  const auto is_mismatch = [](const Ruling* ruling) {
    return ruling->verdict.outcome == Outcome::mismatch;
  };
  std::vector<Ruling*> mismatches;
  std::ranges::copy_if(of_operation, std::back_inserter(mismatches), is_mismatch);
  for (Ruling* weaker : mismatches) {
    for (const Ruling* stronger : mismatches) {
      const bool yields =
          std::ranges::find(weaker->rule->info.yields_to, stronger->rule->info.id) !=
          weaker->rule->info.yields_to.end();
      if (yields && stronger->verdict.outcome == Outcome::mismatch) {
        implies[stronger].emplace_back(weaker->rule->info.id);
        weaker->verdict = not_applicable("implied by " + std::string(stronger->rule->info.id));
        break;
      }
    }
  }
}

/// What the rules about security and sessions and the others together say of an operation.
OperationOutcome outcome_of(const std::vector<Ruling*>& rulings,
                            const evidence::AccessTable& table,
                            bool was_recorded) {
  bool any_match = false;
  bool any_inconclusive = false;
  for (const Ruling* ruling : rulings) {
    if (ruling->verdict.outcome == Outcome::mismatch) {
      return OperationOutcome::mismatch;
    }
    // A rule of one answer that finds nothing to complain of does not clear an operation's
    // security.
    const bool is_about_security = ruling->rule->info.id.starts_with("access-") ||
                                   ruling->rule->info.id.starts_with("session-");
    any_match |= ruling->verdict.outcome == Outcome::match && is_about_security &&
                 ruling->rule->info.proof == Proof::contrast;
    any_inconclusive |= ruling->verdict.outcome == Outcome::inconclusive;
  }
  const bool was_asked =
      std::ranges::any_of(
          rulings, [](const Ruling* r) { return r->verdict.outcome != Outcome::inconclusive; }) ||
      !table.none.empty() || !table.good.empty();
  if (any_match) {
    return OperationOutcome::match;
  }
  if (was_recorded) {
    return OperationOutcome::inconclusive;
  }
  return any_inconclusive && was_asked && (!table.none.empty() || !table.good.empty())
             ? OperationOutcome::inconclusive
             : OperationOutcome::untested;
}

void add_findings(Report& report,
                  const Contract& contract,
                  const Transcript& transcript,
                  const std::vector<Ruling*>& rulings,
                  std::map<const Ruling*, std::vector<std::string>>& implies) {
  for (const Ruling* ruling : rulings) {
    if (ruling->verdict.outcome == Outcome::mismatch) {
      report.findings.push_back(make_finding(contract,
                                             transcript,
                                             *ruling->rule,
                                             *ruling->operation,
                                             ruling->verdict,
                                             ruling->confidence,
                                             implies[ruling]));
    }
  }
}

/// What the document could answer of the findings that were added from `first` on: those that are
/// certain.
void add_amended(const Report& report,
                 std::size_t first,
                 const std::vector<Ruling*>& rulings,
                 std::vector<Amended>& amended) {
  for (const Ruling* ruling : rulings) {
    if (ruling->verdict.outcome != Outcome::mismatch) {
      continue;
    }
    const Finding& finding = report.findings[first++];
    if (finding.confidence == Confidence::confirmed && !ruling->verdict.amendment.is_empty()) {
      amended.push_back(
          {ruling->operation, ruling->verdict.amendment, finding.explanation, finding.fingerprint});
    }
  }
}

bool is_suppressed(const Report& report, const std::string& fingerprint) {
  const auto found = std::ranges::find(report.findings, fingerprint, &Finding::fingerprint);
  return found != report.findings.end() && found->state == FindingState::suppressed;
}

void add_inconclusive(Report& report, const std::vector<Ruling*>& rulings) {
  for (const Ruling* ruling : rulings) {
    if (ruling->verdict.outcome == Outcome::inconclusive) {
      report.inconclusive.push_back({std::string(ruling->rule->info.id),
                                     ruling->operation->method,
                                     ruling->operation->path,
                                     ruling->verdict.reason});
    }
  }
}

/// Whether the operation was asked what the rule reads.
bool was_asked(const Ruling& ruling, const evidence::Facts& facts) {
  const std::string interview(interview_of(*ruling.rule, ruling.verdict));
  const std::string key = ruling.operation->key();
  if (interview.empty()) {
    const evidence::AccessTable& table = facts.access(key);
    return !table.none.empty() || !table.good.empty();
  }
  return std::ranges::any_of(facts.story(interview, key).steps(),
                             [](const Exchange* e) { return e->failure == Failure::none; });
}

/// What points into `rulings` and `facts` lives as long as they do.
ClearingOf clearing_by(const Contract& contract,
                       const std::vector<Ruling>& rulings,
                       const evidence::Facts& facts) {
  using Subject = std::tuple<std::string_view, std::string, std::string>;
  std::map<Subject, const Ruling*> known;
  for (const Ruling& ruling : rulings) {
    known.emplace(Subject(ruling.rule->info.id, ruling.operation->method, ruling.operation->path),
                  &ruling);
  }
  std::set<std::string> keys;
  for (const Operation& operation : contract.operations) keys.insert(operation.key());
  return [known = std::move(known), keys = std::move(keys), &facts](
             const std::string& rule, const std::string& method, const std::string& path) {
    if (method != "*" && !keys.contains(method + " " + path)) return Clearing::absent;
    const auto found = known.find(Subject(rule, method, path));
    if (found == known.end()) return Clearing::unknown;
    const Ruling& ruling = *found->second;
    if (ruling.verdict.outcome == Outcome::match) return Clearing::cleared;
    // What a stronger mismatch implies, or leaves no room for, is not away.
    const bool is_outdone =
        std::ranges::any_of(ruling.rule->info.yields_to, [&](std::string_view stronger) {
          const auto other = known.find(Subject(stronger, method, path));
          return other != known.end() && other->second->verdict.outcome == Outcome::mismatch;
        });
    const bool is_silent = ruling.verdict.outcome == Outcome::not_applicable && !is_outdone &&
                           was_asked(ruling, facts);
    return is_silent ? Clearing::silent : Clearing::unknown;
  };
}

}  // namespace

std::set<std::string_view> interviews_read(const JudgeSettings& settings) {
  std::set<std::string_view> interviews;
  for (const Rule& rule : all_rules()) {
    if (is_selected(settings, rule.info) && !rule.interview.empty()) {
      interviews.insert(rule.interview);
    }
  }
  return interviews;
}

std::set<std::pair<std::string, std::string>> questions_to_repeat(const Contract& contract,
                                                                  const Transcript& transcript) {
  const evidence::Facts first(contract, transcript.exchanges, 1);
  std::set<std::pair<std::string, std::string>> questions;
  for (const Operation& operation : contract.operations) {
    for (const Rule& rule :
         is_in_scope(transcript.settings, operation) ? all_rules() : std::span<const Rule>()) {
      const bool is_contrast = rule.info.proof == Proof::contrast &&
                               is_selected(transcript.settings, rule.info) &&
                               applies(rule, operation);
      if (!is_contrast) {
        continue;
      }
      const Verdict verdict = rule.examine({contract, operation, transcript, first});
      if (verdict.outcome == Outcome::mismatch) {
        questions.emplace(interview_of(rule, verdict), operation.key());
      }
    }
  }
  return questions;
}

Report judge(const Contract& contract, const Transcript& transcript, const Baseline* baseline) {
  const std::vector<Operation> schemes = schemes_as_operations(contract);
  std::vector<Ruling> rulings = rule_on_all(contract, schemes, transcript);
  const evidence::Facts facts(contract, transcript.exchanges, 2);
  std::map<const Ruling*, std::vector<std::string>> implies;
  std::map<const Operation*, std::vector<Ruling*>> by_operation;
  for (Ruling& ruling : rulings) {
    by_operation[ruling.operation].push_back(&ruling);
  }
  std::vector<Amended> amended;
  Report report = begin_report(contract, transcript);
  report.rules = infos_of(
      all_rules(), [&](const RuleInfo& info) { return is_selected(transcript.settings, info); });
  for (const Operation& operation : contract.operations) {
    auto& of_operation = by_operation[&operation];
    silence(of_operation, implies);
    const evidence::AccessTable& table = facts.access(operation.key());
    if (!operation.is_declared) {
      // A flow of the configuration: what its sessions are worth is judged, the document says
      // nothing of it.
      add_findings(report, contract, transcript, of_operation, implies);
      continue;
    }
    OperationResult result;
    result.method = operation.method;
    result.path = operation.path;
    result.operation_id = operation.operation_id;
    result.declared_security = spec::text_with_scopes(operation.requirement);
    result.observed_security = observed_security({contract, operation, transcript, facts});
    result.location = operation.where;
    const bool was_recorded =
        !facts.story(std::string(recorded_interview), operation.key()).is_empty();
    result.outcome = outcome_of(of_operation, table, was_recorded);
    for (Ruling* ruling : of_operation) {
      if (ruling->verdict.outcome == Outcome::inconclusive) {
        // What is asked last says better why it was not than that it is asked last.
        const bool is_last = ruling->rule->interview == "logout";
        if ((result.reason.empty() || is_last) && result.outcome != OperationOutcome::match &&
            result.outcome != OperationOutcome::mismatch) {
          result.reason = ruling->verdict.reason;
        }
      }
    }
    if (!is_in_scope(transcript.settings, operation)) {
      result.reason = "left out by the command line or the configuration";
    }
    if (result.outcome != OperationOutcome::untested) {
      add_inconclusive(report, of_operation);
    }
    report.operations.push_back(std::move(result));
    const std::size_t first = report.findings.size();
    add_findings(report, contract, transcript, of_operation, implies);
    add_amended(report, first, of_operation, amended);
  }
  for (const Operation& scheme : schemes) {
    silence(by_operation[&scheme], implies);
    add_findings(report, contract, transcript, by_operation[&scheme], implies);
    add_inconclusive(report, by_operation[&scheme]);
  }
  finish_report(
      report, contract, transcript, facts, baseline, clearing_by(contract, rulings, facts));
  // What somebody has accepted changes no document.
  std::erase_if(amended,
                [&](const Amended& one) { return is_suppressed(report, one.fingerprint); });
  for (Amended& one : session_amendments(contract, facts, report.findings)) {
    amended.push_back(std::move(one));
  }
  std::vector<std::string> left_out;
  report.overlay = overlay_of(contract, transcript, amended, left_out);
  report.coverage.insert(report.coverage.end(), left_out.begin(), left_out.end());
  return report;
}

}  // namespace sworn::diff
