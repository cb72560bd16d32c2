// SPDX-License-Identifier: Apache-2.0
// What each format makes of hostile text by its own rules stands in its own test; here is what all
// have in common. tests/e2e/report_format_test.cpp reads the outputs with foreign parsers.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "report/format.h"
#include "support/hostile_report.h"

namespace {

using sworn::Report;
using sworn::report::Format;

std::vector<Report> hostile_reports() {
  Report credentials = sworn::test::hostile_report();
  const std::string evil = sworn::test::hostile_text();
  credentials.credentials = {{evil, evil, sworn::CredentialResult::State::refused, evil, evil}};
  std::vector<Report> reports = {sworn::test::hostile_report(),
                                 sworn::test::made_hostile(sworn::test::review_sample(3)),
                                 sworn::test::made_hostile(sworn::test::diff_sample()),
                                 sworn::test::made_hostile(Report{}),
                                 credentials};
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    reports.push_back(sworn::test::random_report(seed));
  }
  return reports;
}

/// The first control or deceptive character but a line feed (and the CR of CSV), as "U+001B at 12".
std::string control_in(const std::string& text, bool may_have_cr) {
  for (std::size_t i = 0; i < text.size();) {
    const sworn::base::CodePoint point = sworn::base::decode_utf8(text, i);
    const bool is_line_end = point.value == '\n' ||
                             (may_have_cr && point.value == '\r' && text.substr(i + 1, 1) == "\n");
    if ((point.value < 0x20 && !is_line_end) || point.value == 0x7F ||
        sworn::base::is_deceptive(point.value)) {
      return std::to_string(static_cast<unsigned>(point.value)) + " at " + std::to_string(i);
    }
    i += point.length;
  }
  return "";
}

}  // namespace

TEST_CASE("no format lets a control character, an escape or malformed text through") {
  const sworn::report::View view{.working_folder = "/work", .source_root = "/work"};
  for (const Report& report : hostile_reports()) {
    for (const Format& format : sworn::report::formats()) {
      CAPTURE(std::string(format.name));
      const std::string text = format.render(report, view);
      CHECK_FALSE(text.empty());
      CHECK(sworn::base::is_valid_utf8(text));
      CHECK(control_in(text, format.name == "csv") == "");
    }
  }
}

TEST_CASE("every format says something of a report in which nothing was found") {
  Report empty = sworn::test::sample();
  empty.findings.clear();
  empty.groups.clear();
  empty.summary.findings.clear();
  for (const Format& format : sworn::report::formats()) {
    CAPTURE(std::string(format.name));
    CHECK_FALSE(format.render(empty, {}).empty());
    CHECK_FALSE(format.render(Report{}, {}).empty());
  }
}
