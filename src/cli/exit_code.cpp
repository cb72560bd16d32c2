// SPDX-License-Identifier: Apache-2.0
#include "cli/exit_code.h"

#include <algorithm>
#include <csignal>
#include <string_view>

namespace sworn::cli {
namespace {

bool is_gated(const Report& report, std::optional<Severity> fail_on) {
  return fail_on && std::ranges::any_of(report.findings, [&](const Finding& finding) {
           return finding.confidence == Confidence::confirmed &&
                  finding.state == FindingState::is_new && finding.severity <= *fail_on;
         });
}

/// Reads the text of a Requirement: a credential is needed when no alternative is empty.
bool is_secured(std::string_view declared) {
  if (declared.empty() || declared == "undeclared") return false;
  constexpr std::string_view separator = " | ";
  while (true) {
    const std::size_t end = declared.find(separator);
    if (declared.substr(0, end) == "none") return false;
    if (end == std::string_view::npos) return true;
    declared.remove_prefix(end + separator.size());
  }
}

bool is_examined(const OperationResult& operation) {
  return operation.outcome == OperationOutcome::match ||
         operation.outcome == OperationOutcome::mismatch;
}

std::vector<const OperationResult*> in_scope(const Report& report, const Gate& gate) {
  std::vector<const OperationResult*> operations;
  for (const OperationResult& one : report.operations) {
    if (std::ranges::find(gate.out_of_scope, one.method + " " + one.path) ==
        gate.out_of_scope.end()) {
      operations.push_back(&one);
    }
  }
  return operations;
}

/// What was not examined and should have been, or "".
std::string gap(const Report& report, const Gate& gate) {
  const std::vector<const OperationResult*> operations = in_scope(report, gate);
  const auto examined =
      std::ranges::count_if(operations, [](const auto* o) { return is_examined(*o); });
  if (examined == 0) return "no operation could be examined";
  const auto secured = [](const auto* o) { return is_secured(o->declared_security); };
  if (std::ranges::any_of(operations, secured) &&
      std::ranges::none_of(operations,
                           [&](const auto* o) { return secured(o) && is_examined(*o); })) {
    return "no operation that declares security could be examined";
  }
  const auto all = static_cast<std::ptrdiff_t>(operations.size());
  if (examined * 100 < static_cast<std::ptrdiff_t>(gate.min_examined) * all) {
    return "examined " + std::to_string(examined) + " of " + std::to_string(all) +
           " operations, fewer than --min-examined " + std::to_string(gate.min_examined) + " %";
  }
  return "";
}

/// Why a gate other than that of the findings is shut, or "".
std::string shut_gate(const Report& report, const Gate& gate) {
  if (gate.fail_on_inconclusive && !report.inconclusive.empty()) {
    return std::to_string(report.inconclusive.size()) +
           " inconclusive, and --fail-on-inconclusive is given";
  }
  if (report.summary.score < gate.min_score) {
    return "the score " + std::to_string(report.summary.score) + " is below --min-score " +
           std::to_string(gate.min_score);
  }
  return "";
}

}  // namespace

std::string shortcoming(const Report& report, const Gate& gate) {
  if (!report.problems.empty()) return report.problems.front();
  if (!report.run.complete) return "the run was stopped before its end";
  return gate.verify_auth ? "" : gap(report, gate);
}

Decision decide(const Report& report, const Gate& gate, int signal) {
  if (signal == SIGINT) return {ExitCode::interrupted, "interrupted"};
  if (signal != 0) return {ExitCode::terminated, "terminated"};
  if (is_gated(report, gate.fail_on)) return {ExitCode::findings, ""};
  // The report prints its problems.
  if (!report.problems.empty()) return {ExitCode::could_not_test, ""};
  if (gate.verify_auth) return {};
  if (std::string why = gap(report, gate); !why.empty()) {
    return {ExitCode::could_not_test, "could not test: " + why};
  }
  if (std::string why = shut_gate(report, gate); !why.empty()) return {ExitCode::findings, why};
  return {};
}

ExitCode decide_on_text(const Report& report, std::optional<Severity> fail_on) {
  if (is_gated(report, fail_on)) return ExitCode::findings;
  // The report prints its problems.
  return report.problems.empty() ? ExitCode::clean : ExitCode::could_not_test;
}

}  // namespace sworn::cli
