// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>

#include "report/format.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;

std::string render(const Report& report, const sworn::report::View& view = {}) {
  return sworn::report::format_named("junit")->render(report, view);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The element `testcase` with this name, whole.
std::string test_named(const std::string& xml, const std::string& name) {
  const std::size_t at = xml.find(" name=\"" + name + "\"");
  REQUIRE_MESSAGE(at != std::string::npos, name);
  const std::size_t begin = xml.rfind("<testcase", at);
  return xml.substr(begin, xml.find("</testcase>", at) - begin);
}

std::string suite_head(const std::string& xml, const std::string& name) {
  const std::size_t begin = xml.find("<testsuite name=\"sworn." + name + "\"");
  REQUIRE_MESSAGE(begin != std::string::npos, name);
  return xml.substr(begin, xml.find('>', begin) - begin);
}

}  // namespace

TEST_CASE("a finding is a test that failed, with all of it in the body") {
  const std::string xml = render(sworn::test::sample());
  const std::string test = test_named(xml, "POST /login [session-fixation] ApiKeyAuth");
  CHECK(has(test, "classname=\"sworn.session\""));
  CHECK(
      has(test, "<failure message=\"A login keeps a session identifier that the client brought\""));
  CHECK(has(test, "\nobserved: the planted identifier is logged in\n"));
  CHECK(has(test, "\n  2 victim logs in: POST /login with {alice.ApiKeyAuth} -&gt; 200\n"));
  CHECK(has(test, "\nagain: curl -sS -b sid=$PLANTED http://127.0.0.1:8080/me\n"));
  CHECK(has(test, "\nfingerprint: session-fixation POST /login\n"));
}

TEST_CASE("what gates no build is skipped, and says why") {
  Report report = sworn::test::sample();
  report.findings.front().state = sworn::FindingState::known;
  report.findings.back().suppressed_because = "ticket 812";
  const std::string xml = render(report);
  CHECK(has(test_named(xml, "GET /items [access-not-enforced]"),
            "<skipped message=\"known: the baseline has it\">"));
  CHECK(has(test_named(xml, "the whole API [access-challenge-missing]"),
            "<skipped message=\"likely: not certain, gates no build\">"));
  CHECK(has(test_named(xml, "GET /me [response-property-undeclared]"), "<skipped message=\"info"));
  CHECK(has(test_named(xml, "GET /old [access-soft-refusal]"), "suppressed: ticket 812"));
}

TEST_CASE("what fails is what the threshold lets fail, and what is below it says so") {
  const auto fixation = [](std::optional<sworn::Severity> fail_on) {
    Report report = sworn::test::sample();
    report.findings.at(5).severity = sworn::Severity::info;
    return test_named(render(report, {.fail_on = fail_on}),
                      "POST /login [session-fixation] ApiKeyAuth");
  };
  CHECK(has(fixation(sworn::Severity::info), "<failure message=\"A login keeps"));
  CHECK(has(fixation(sworn::Severity::medium),
            "<skipped message=\"info: below medium, which this build fails on\">"));
  CHECK(has(fixation(std::nullopt), "<skipped message=\"info: no finding fails this build\">"));
  CHECK(has(suite_head(render(sworn::test::sample(), {.fail_on = std::nullopt}), "access"),
            "failures=\"0\""));
}

TEST_CASE("inconclusive verdicts are skipped with their reason, untested operations too") {
  const std::string xml = render(sworn::test::sample());
  CHECK(has(test_named(xml, "GET /slow [access-partial-requirement]"),
            "<skipped message=\"the good credential stopped working after the probe\">"));
  CHECK(
      has(test_named(xml, "DELETE /items/{id}"), "<skipped message=\"untested: needs --writes\">"));
}

TEST_CASE("an operation passes where it matches and no failed test is about it") {
  Report report = sworn::test::sample();
  report.operations.push_back(
      sworn::test::operation("GET", "/fine", "ApiKeyAuth", sworn::OperationOutcome::match));
  const std::string xml = render(report);
  const std::string fine = test_named(xml, "GET /fine");
  CHECK(has(fine, "classname=\"sworn.operations\""));
  CHECK_FALSE(has(fine, "<skipped"));
  // POST /login matches, and has a finding about its session.
  CHECK_FALSE(has(xml, " name=\"POST /login\""));
  CHECK_FALSE(has(xml, " name=\"GET /items\""));
}

TEST_CASE("suites count what they hold") {
  const std::string xml = render(sworn::test::sample());
  CHECK(has(suite_head(xml, "access"),
            "tests=\"9\" failures=\"5\" errors=\"0\" skipped=\"4\" time=\"0.040\" "
            "timestamp=\"2026-11-20T21:00:00\""));
  CHECK(has(suite_head(xml, "run"), "tests=\"1\" failures=\"0\" errors=\"0\""));
  CHECK(has(xml,
            "<testsuites name=\"sworn\" tests=\"15\" failures=\"6\" errors=\"0\" time=\"4.210\""));
}

TEST_CASE("a run that cannot be trusted is an error") {
  Report report = sworn::test::sample();
  report.run.complete = false;
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  const std::string test = test_named(render(report), "the run can be trusted");
  CHECK(has(test, "<error message=\"the credential ApiKeyAuth of alice never worked\""));
  CHECK(has(test, "the run was stopped before its end"));
}

TEST_CASE("no two tests have one name") {
  Report report = sworn::test::sample();
  report.findings.push_back(report.findings.front());
  report.findings.back().fingerprint = "another";
  report.inconclusive.push_back(report.inconclusive.front());
  report.inconclusive.back().reason = "another";
  const std::string xml = render(report);
  std::set<std::string> seen;
  for (std::size_t at = xml.find("<testcase "); at != std::string::npos;
       at = xml.find("<testcase ", at + 1)) {
    const std::string head = xml.substr(at, xml.find(" time=", at) - at);
    CHECK_MESSAGE(seen.insert(head).second, head);
  }
  CHECK(seen.size() == 17);
}
