// SPDX-License-Identifier: Apache-2.0
#include "report/github.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "support/hostile_report.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using sworn::Severity;

const sworn::report::View in_checkout = {.working_folder = "/src/api", .source_root = "/src"};

std::vector<std::string> lines_of(const Report& report) {
  std::vector<std::string> lines;
  const std::string text = sworn::report::github(report, in_checkout);
  for (const std::string_view line : sworn::base::split(text, '\n')) lines.emplace_back(line);
  return lines;
}

std::size_t commands(const std::vector<std::string>& lines, const std::string& level) {
  return static_cast<std::size_t>(std::ranges::count_if(
      lines, [&](const std::string& line) { return line.starts_with("::" + level + " "); }));
}

/// One cause each.
Report with_findings(Severity severity, int count) {
  Report report = sworn::test::sample();
  report.findings.clear();
  for (int i = 0; i < count; ++i) {
    report.findings.push_back(sworn::test::finding(
        "access-soft-refusal", "A refusal", severity, "GET", "/" + std::to_string(i)));
  }
  return report;
}

}  // namespace

TEST_CASE("a cause annotates the line of the document") {
  const std::vector<std::string> lines = lines_of(sworn::test::sample());
  CHECK(lines.at(0).starts_with(
      "::error file=api/openapi.yaml,line=12,endLine=12,col=1,endColumn=29,title=critical%3A A "
      "secured operation answers without a credential::GET /items, GET /items/{id}, GET /orders "
      "and 2 more [access-not-enforced]%0Adeclared: ApiKeyAuth%0Aobserved: none%0Aproof: "));
  CHECK(lines.at(1).starts_with("::error file=api/openapi.yaml,line=41,"));
  CHECK(lines.at(2).starts_with("::notice "));
  CHECK(lines.at(3) ==
        "sworn: 5 critical, 1 high, 1 low, 1 info findings; examined 6 of 8 operations, score 58 "
        "(D), 1 suppressed not counted");
}

TEST_CASE("of each level ten are annotated and the rest is told") {
  const std::vector<std::string> errors = lines_of(with_findings(Severity::critical, 12));
  CHECK(commands(errors, "error") == 10);
  CHECK(errors.at(10) == "Not annotated, since GitHub shows ten of each level:");
  CHECK(errors.at(11) == "- critical: A refusal: GET /10 [access-soft-refusal]");
  CHECK(commands(lines_of(with_findings(Severity::medium, 12)), "warning") == 10);
  CHECK(commands(lines_of(with_findings(Severity::low, 12)), "notice") == 10);
  CHECK(commands(lines_of(with_findings(Severity::info, 12)), "notice") == 0);
  const std::vector<std::string> many = lines_of(with_findings(Severity::low, 500));
  CHECK(many.size() < 120);
}

TEST_CASE("the gravest are annotated first") {
  Report report = with_findings(Severity::high, 10);
  report.findings.push_back(report.findings.front());
  report.findings.back().severity = Severity::critical;
  CHECK(lines_of(report).at(0).find("title=critical%3A") != std::string::npos);
  CHECK(commands(lines_of(report), "error") == 10);
}

TEST_CASE("a document that is no file of the checkout is not pointed at") {
  Report report = with_findings(Severity::high, 1);
  for (const char* file : {"-", "https://a.example/o.json", "/etc/o.json"}) {
    report.findings.front().location.file = file;
    CHECK(lines_of(report).at(0).starts_with("::error title=high%3A A refusal::"));
  }
}

TEST_CASE("a run that cannot be trusted is an error of its own") {
  Report report = with_findings(Severity::low, 0);
  report.problems = {"100% of a, b: c"};
  CHECK(lines_of(report).at(0) ==
        "::error title=sworn%3A the run cannot be trusted::100%25 of a, b: c");
}

TEST_CASE("property values and data are escaped as the runner reads them") {
  Report report = with_findings(Severity::high, 1);
  report.findings.front().title = "a,b:c%d\r\ne";
  report.findings.front().observed = "x\r\n::warning::y";
  report.findings.front().location.file = "a,b:c%.yaml";
  const std::vector<std::string> lines = lines_of(report);
  CHECK(lines.at(0).starts_with("::error file=api/a%2Cb%3Ac%25.yaml,line=41,"));
  CHECK(lines.at(0).find("title=high%3A a%2Cb%3Ac%25d\\x0d\\x0ae::") != std::string::npos);
  CHECK(commands(lines, "warning") == 0);
}

TEST_CASE("hostile text makes no command") {
  Report report = sworn::test::hostile_report();
  for (int i = 0; i < 30; ++i) {
    report.findings.push_back(report.findings.at(5));
    report.findings.back().group = 0;
  }
  for (const std::string& line : lines_of(report)) {
    const bool is_ours = line.starts_with("::error ") || line.starts_with("::notice ");
    const std::string_view shown = sworn::base::trim(line);
    CHECK((is_ours || !shown.starts_with("::")));
    CHECK((is_ours || shown.find("##[") == std::string_view::npos));
  }
}
