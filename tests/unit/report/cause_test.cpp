// SPDX-License-Identifier: Apache-2.0
#include "report/cause.h"

#include <doctest/doctest.h>

#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

using sworn::Report;
using sworn::report::Cause;
using sworn::report::causes_of;

TEST_CASE("findings of a group are one cause, those without a group one each") {
  const Report report = sworn::test::sample();
  const std::vector<Cause> causes = causes_of(report);
  REQUIRE(causes.size() == 4);
  CHECK(causes[0].findings.size() == 5);
  CHECK(causes[0].operations.front() == "GET /items");
  CHECK(causes[0].group == &report.groups.front());
  CHECK(causes[0].location().line == 12);
  CHECK(causes[1].group == nullptr);
  CHECK(causes[2].operations == std::vector<std::string>{"the whole API"});
}

TEST_CASE("causes stand by severity, and only new findings have one") {
  Report report = sworn::test::sample();
  report.findings.front().state = sworn::FindingState::known;
  report.findings.at(7).severity = sworn::Severity::critical;
  const std::vector<Cause> causes = causes_of(report);
  CHECK(causes[0].operations.size() == 4);
  CHECK(causes[1].finding->rule == "response-property-undeclared");
  CHECK(causes[2].finding->severity == sworn::Severity::high);
}

TEST_CASE("two findings on one operation name it once") {
  Report report = sworn::test::sample();
  report.findings.insert(report.findings.begin(), report.findings.front());
  CHECK(causes_of(report).front().findings.size() == 6);
  CHECK(causes_of(report).front().operations.size() == 5);
}

TEST_CASE("findings of a group that count are no cause with those that do not, and come first") {
  Report report = sworn::test::sample();
  report.findings.front().state = sworn::FindingState::known;
  const auto any = [](const sworn::Finding&) { return true; };
  const std::vector<Cause> causes = causes_of(report, any);
  CHECK(causes.front().findings.size() == 4);
  const auto& known = causes.at(causes.size() - 2);
  CHECK(known.finding == &report.findings.front());
  CHECK(known.findings.size() == 1);
  CHECK(causes.back().finding->state == sworn::FindingState::suppressed);
}

TEST_CASE("what is about no operation is named by what was asked") {
  using sworn::report::operation_name;
  CHECK(operation_name(sworn::ReportKind::check, "*", "*") == "the whole API");
  CHECK(operation_name(sworn::ReportKind::review, "*", "*") == "the whole document");
  CHECK(operation_name(sworn::ReportKind::diff, "*", "*") == "the whole document");
  CHECK(operation_name(sworn::ReportKind::review, "GET", "/a") == "GET /a");
}
