// SPDX-License-Identifier: Apache-2.0
#include "cli/exit_code.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>

namespace {

using namespace sworn;
using cli::Decision;
using cli::ExitCode;
using cli::Gate;

OperationResult operation(const std::string& path,
                          const std::string& declared,
                          OperationOutcome outcome) {
  OperationResult result;
  result.method = "GET";
  result.path = path;
  result.declared_security = declared;
  result.outcome = outcome;
  return result;
}

Finding finding(Severity severity) {
  Finding result;
  result.severity = severity;
  return result;
}

/// A secured and an open operation, both examined, nothing found.
Report good_report() {
  Report report;
  report.operations = {operation("/items", "ApiKeyAuth", OperationOutcome::match),
                       operation("/health", "none", OperationOutcome::match)};
  return report;
}

ExitCode code_of(Report report, const Gate& gate = {}) {
  const auto is_examined = [](const OperationResult& one) {
    return one.outcome == OperationOutcome::match || one.outcome == OperationOutcome::mismatch;
  };
  report.summary.examined = static_cast<int>(std::ranges::count_if(report.operations, is_examined));
  cli::hold_to(gate, report);
  return cli::decide(report, gate, 0).code;
}

}  // namespace

TEST_CASE("a run that examined and found nothing is clean") {
  Report report = good_report();
  report.summary.examined = 2;
  cli::hold_to({}, report);
  CHECK(cli::decide(report, {}, 0) == Decision{ExitCode::clean, ""});
}

TEST_CASE("findings gate from the threshold on") {
  struct Row {
    Severity severity;
    std::optional<Severity> fail_on;
    ExitCode expected;
  };
  const Row rows[] = {{Severity::critical, Severity::medium, ExitCode::findings},
                      {Severity::medium, Severity::medium, ExitCode::findings},
                      {Severity::low, Severity::medium, ExitCode::clean},
                      {Severity::info, Severity::info, ExitCode::findings},
                      {Severity::high, Severity::critical, ExitCode::clean},
                      {Severity::critical, std::nullopt, ExitCode::clean}};
  for (const Row& row : rows) {
    Report report = good_report();
    report.findings = {finding(row.severity)};
    CAPTURE(name_of(row.severity));
    CHECK(code_of(report, {.fail_on = row.fail_on}) == row.expected);
  }
}

TEST_CASE("likely, known and suppressed findings do not gate") {
  Report report = good_report();
  report.findings = {
      finding(Severity::critical), finding(Severity::critical), finding(Severity::critical)};
  report.findings[0].confidence = Confidence::likely;
  report.findings[1].state = FindingState::known;
  report.findings[2].state = FindingState::suppressed;
  CHECK(code_of(report) == ExitCode::clean);
}

TEST_CASE("a problem means that it could not be tested, but findings go first") {
  Report report = good_report();
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  CHECK(code_of(report) == ExitCode::could_not_test);
  report.findings = {finding(Severity::low)};
  CHECK(code_of(report) == ExitCode::could_not_test);
  report.findings = {finding(Severity::high)};
  CHECK(code_of(report) == ExitCode::findings);
}

TEST_CASE("nothing examined is never clean") {
  CHECK(code_of(Report{}) == ExitCode::could_not_test);
  Report report = good_report();
  for (OperationResult& one : report.operations) one.outcome = OperationOutcome::untested;
  CHECK(code_of(report) == ExitCode::could_not_test);
  CHECK_FALSE(cli::decide(report, {}, 0).why.empty());
}

TEST_CASE("secured operations of which none was examined are not clean") {
  Report report = good_report();
  report.operations[0].outcome = OperationOutcome::inconclusive;
  CHECK(code_of(report) == ExitCode::could_not_test);
  SUBCASE("unless the caller left them out") {
    CHECK(code_of(report, {.out_of_scope = {"GET /items"}}) == ExitCode::clean);
  }
  SUBCASE("unless one of them was") {
    report.operations.push_back(operation("/me", "A | (B & C)", OperationOutcome::mismatch));
    CHECK(code_of(report) == ExitCode::clean);
  }
  SUBCASE("an optional requirement secures nothing") {
    report.operations[0].declared_security = "none | ApiKeyAuth";
    CHECK(code_of(report) == ExitCode::clean);
    report.operations[0].declared_security = "ApiKeyAuth | none";
    CHECK(code_of(report) == ExitCode::clean);
    report.operations[0].declared_security = "undeclared";
    CHECK(code_of(report) == ExitCode::clean);
  }
}

TEST_CASE("--min-examined counts operations in scope") {
  Report report = good_report();
  report.operations.push_back(operation("/a", "ApiKeyAuth", OperationOutcome::untested));
  CHECK(code_of(report, {.min_examined = 66}) == ExitCode::clean);
  CHECK(code_of(report, {.min_examined = 67}) == ExitCode::could_not_test);
  CHECK(code_of(report, {.min_examined = 100, .out_of_scope = {"GET /a"}}) == ExitCode::clean);
}

TEST_CASE("what is examined too little is told in the report and has no score") {
  Report report = good_report();
  report.summary.examined = 2;
  report.summary.score = 90;
  report.summary.grade = "A";
  report.operations.push_back(operation("/a", "ApiKeyAuth", OperationOutcome::untested));
  cli::hold_to({.min_examined = 66}, report);
  CHECK(report.problems.empty());
  CHECK(report.summary.score == 90);
  cli::hold_to({.min_examined = 67}, report);
  CHECK(report.problems ==
        std::vector<std::string>{"examined 2 of 3 operations, fewer than --min-examined 67 %"});
  CHECK(report.summary.score == 0);
  CHECK(report.summary.grade == "-");
}

TEST_CASE("a report about documents alone is held to no examination") {
  Report report;
  report.kind = ReportKind::review;
  CHECK(code_of(report) == ExitCode::clean);
  report.findings = {finding(Severity::high)};
  CHECK(code_of(report) == ExitCode::findings);
  CHECK(code_of(report, {.fail_on = std::nullopt}) == ExitCode::clean);
}

TEST_CASE("inconclusive and score are gates of their own") {
  Report report = good_report();
  report.inconclusive = {{"access-not-enforced", "GET", "/items", "no answer"}};
  report.summary.score = 79;
  CHECK(code_of(report) == ExitCode::clean);
  CHECK(code_of(report, {.fail_on_inconclusive = true}) == ExitCode::findings);
  CHECK(code_of(report, {.min_score = 79}) == ExitCode::clean);
  CHECK(code_of(report, {.min_score = 80}) == ExitCode::findings);
}

TEST_CASE("--verify-auth asks for nothing but working credentials") {
  Report report;
  CHECK(code_of(report, {.min_examined = 50, .verify_auth = true}) == ExitCode::clean);
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  CHECK(code_of(report, {.verify_auth = true}) == ExitCode::could_not_test);
}

TEST_CASE("a signal decides before everything else") {
  Report report = good_report();
  report.findings = {finding(Severity::critical)};
  CHECK(cli::decide(report, {}, SIGINT).code == ExitCode::interrupted);
  CHECK(cli::decide(report, {}, SIGTERM).code == ExitCode::terminated);
  CHECK(static_cast<int>(ExitCode::interrupted) == 130);
  CHECK(static_cast<int>(ExitCode::terminated) == 143);
}
