// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <doctest/doctest.h>

#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

using sworn::Report;
using sworn::report::extent_in_words;
using sworn::report::gaps_of;
using sworn::report::result_in_words;

TEST_CASE("that nothing is found is said as what it means") {
  Report report = sworn::test::sample();
  CHECK(result_in_words(report) == "5 critical, 1 high, 1 low, 1 info findings");
  report.summary.findings = {{sworn::Severity::low, 1}};
  CHECK(result_in_words(report) == "1 low finding");
  report.summary.findings.clear();
  CHECK(result_in_words(report) == "nothing new found");
  report.findings.clear();
  CHECK(result_in_words(report) == "no mismatch found");
  report.summary.examined = 0;
  CHECK(result_in_words(report) == "nothing was proven");
  report.problems = {"no answer"};
  CHECK(result_in_words(report) == "could not test");
  report.credentials.resize(2);
  report.credentials.front().state = sworn::CredentialResult::State::works;
  CHECK(result_in_words(report) == "1 of 2 credentials works");
}

TEST_CASE("a run that was whole has no gap, any other says what it is") {
  Report report = sworn::test::sample();
  CHECK(gaps_of(report).empty());
  CHECK(gaps_of(sworn::test::review_sample(3)).empty());
  CHECK(gaps_of(sworn::test::diff_sample()).empty());
  report.run.complete = false;
  CHECK(gaps_of(report).size() == 1);
  report.problems = {"no answer"};
  CHECK(gaps_of(report).front() == "no answer");
  Report unproven = sworn::test::sample();
  unproven.summary.examined = 0;
  CHECK(gaps_of(unproven) == std::vector<std::string>{"no operation could be examined"});
  Report credentials = sworn::test::sample();
  credentials.credentials.resize(1);
  CHECK(gaps_of(credentials).size() == 1);
}

TEST_CASE("the extent counts what does not count") {
  Report report = sworn::test::sample();
  CHECK(extent_in_words(report) ==
        "examined 6 of 8 operations, score 58 (D), 1 suppressed not counted");
  report.findings.front().state = sworn::FindingState::known;
  report.gone.resize(2);
  report.run.complete = false;
  CHECK(extent_in_words(report) ==
        "examined 6 of 8 operations, stopped early, score 58 (D), 1 known and 1 suppressed not "
        "counted, 2 gone");
  CHECK(extent_in_words(sworn::test::diff_sample()) == "");
}
