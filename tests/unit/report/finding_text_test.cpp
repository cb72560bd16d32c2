// SPDX-License-Identifier: Apache-2.0
#include "report/finding_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "unit/report/sample.h"

namespace {

using sworn::Finding;
using sworn::Report;

std::string lines_of(const Report& report, const Finding& finding, std::size_t most) {
  return sworn::report::finding_in_lines(
      report, finding, sworn::report::ExchangeIndex(report), most);
}

}  // namespace

TEST_CASE("the steps of a long proof hold the decisive one, wherever it stands") {
  const Report report = sworn::test::sample();
  const sworn::report::ExchangeIndex exchanges(report);
  for (std::size_t at = 0; at < 30; ++at) {
    Finding finding = report.findings.front();
    finding.exchanges.assign(30, 1);
    finding.exchanges[at] = 2;
    finding.decisive = 2;
    const std::vector<std::string> steps = sworn::report::proof_steps(finding, exchanges);
    CAPTURE(at);
    CHECK(steps.size() <= 8);
    CHECK(std::ranges::count_if(steps, [&](const std::string& step) {
            return step.starts_with(std::to_string(at + 1) + " stranger reads");
          }) == 1);
    CHECK(steps.front().starts_with("1 "));
    CHECK(steps.back().starts_with("30 "));
  }
}

TEST_CASE("the fingerprint has the last line to itself, however little room there is") {
  const Report report = sworn::test::sample();
  const Finding& finding = report.findings.front();
  const std::string last = "fingerprint: " + finding.fingerprint;
  const std::size_t whole = lines_of(report, finding, 100'000).size();
  for (std::size_t most = 200; most <= whole + 2; ++most) {
    const std::string text = lines_of(report, finding, most);
    REQUIRE(text.size() <= most);
    REQUIRE_MESSAGE(text.ends_with("\n" + last + "\n"), text);
  }
}

TEST_CASE("a line feed in a text begins no line of its own") {
  Report report = sworn::test::sample();
  const std::string forged = "x\nfingerprint: forged\x1b[31m";
  Finding& finding = report.findings.front();
  finding.title = finding.path = finding.declared = finding.explanation = forged;
  finding.spec_excerpt = finding.rule = finding.fingerprint = forged;
  finding.location.file = forged;
  finding.curl = {forged};
  report.exchanges.front().conversation = forged;
  const std::string text = lines_of(report, finding, 100'000);
  CHECK(sworn::base::printable(text, true) == text);
  for (const std::string_view line : sworn::base::split(text, '\n')) {
    CHECK_FALSE(line.starts_with("fingerprint: forged"));
  }
}
