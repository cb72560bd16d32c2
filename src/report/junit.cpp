// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "report/cause.h"
#include "report/finding_text.h"
#include "report/wording.h"
#include "report/xml.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

/// So that ten thousand findings stay below the 30 MB that GitLab takes of a file.
constexpr std::size_t most_body_bytes = 2'500;
constexpr std::size_t most_name_bytes = 300;

enum class State { passed, failed, skipped, error };

struct Case {
  std::string name;
  State state = State::passed;
  std::string message;
  std::string body;
  double milliseconds = 0;
};

struct Suite {
  std::string name;
  std::vector<Case> cases;

  [[nodiscard]] std::string count(State state) const {
    return std::to_string(std::ranges::count(cases, state, &Case::state));
  }
};

/// Seconds with three decimals, whatever the locale.
std::string seconds(double milliseconds) {
  std::array<char, 64> buffer{};
  const auto [end, fault] = std::to_chars(buffer.data(),
                                          buffer.data() + buffer.size(),
                                          std::clamp(milliseconds / 1000, 0.0, 1e9),
                                          std::chars_format::fixed,
                                          3);
  return fault == std::errc() ? std::string(buffer.data(), end) : "0";
}

/// Without a zone, as the readers have it: UTC. What only reads documents has no time.
std::string time_text(const Report::Run& run) {
  return run.started_ms > 0 ? base::rfc3339(run.started_ms).substr(0, 19) : "";
}

std::string family_of(std::string_view rule) {
  return std::string(rule.substr(0, rule.find('-')));
}

std::string case_name(const std::string& operation, const std::string& rule) {
  return base::shorten(operation, most_name_bytes) + " [" + rule + "]";
}

Case run_case(const Report& report) {
  Case one;
  one.name = "the run can be trusted";
  const std::vector<std::string> gaps = gaps_of(report);
  const std::string result = result_in_words(report) + "\n";
  one.body = result + base::join(report.coverage, "\n");
  one.milliseconds = report.run.duration_ms;
  if (gaps.empty()) return one;
  one.state = State::error;
  one.message = gaps.front();
  one.body = result + base::join(gaps, "\n");
  return one;
}

Case finding_case(const Report& report,
                  const View& view,
                  const Finding& finding,
                  const ExchangeIndex& exchanges) {
  Case one;
  one.name = case_name(operation_name(report.kind, finding.method, finding.path), finding.rule);
  if (!finding.scheme.empty()) one.name += " " + base::shorten(finding.scheme, 100);
  const std::string why_not = why_not_gated(finding, view.fail_on);
  one.state = why_not.empty() ? State::failed : State::skipped;
  one.message = why_not.empty() ? finding.title : why_not;
  one.body = finding_in_lines(report, finding, exchanges, most_body_bytes);
  if (!why_not.empty()) one.body = why_not + "\n" + one.body;
  for (const Exchange* exchange : exchanges.of(finding)) one.milliseconds += exchange->duration_ms;
  return one;
}

/// GitLab drops all but one of the tests that have one name.
void add_unique(Suite& suite, Case one, std::set<std::string>& names, const std::string& mark) {
  if (!names.insert(suite.name + one.name).second) {
    one.name += " " + mark;
    names.insert(suite.name + one.name);
  }
  suite.cases.push_back(std::move(one));
}

std::vector<Suite> family_suites(const Report& report, const View& view) {
  const ExchangeIndex exchanges(report);
  std::map<std::string, Suite> suites;
  std::set<std::string> names;
  const auto suite_of = [&](const std::string& rule) -> Suite& {
    Suite& suite = suites[family_of(rule)];
    suite.name = family_of(rule);
    return suite;
  };
  for (const Finding& finding : report.findings) {
    add_unique(suite_of(finding.rule),
               finding_case(report, view, finding, exchanges),
               names,
               finding.fingerprint.substr(0, 12));
  }
  for (const Inconclusive& one : report.inconclusive) {
    const std::string operation = operation_name(report.kind, one.method, one.path);
    add_unique(suite_of(one.rule),
               {case_name(operation, one.rule), State::skipped, one.reason, one.reason},
               names,
               "(" + base::shorten(one.reason, 200) + ")");
  }
  std::vector<Suite> sorted;
  for (auto& [name, suite] : suites) sorted.push_back(std::move(suite));
  return sorted;
}

/// Those that no failed test is about.
Suite operation_suite(const Report& report, const View& view) {
  std::set<std::pair<std::string_view, std::string_view>> failed;
  for (const Finding& finding : report.findings) {
    if (why_not_gated(finding, view.fail_on).empty()) failed.emplace(finding.path, finding.method);
  }
  Suite suite{"operations", {}};
  for (const OperationResult& one : report.operations) {
    if (failed.contains({one.path, one.method})) continue;
    Case test;
    test.name = base::shorten(one.method + " " + one.path, most_name_bytes);
    if (one.outcome == OperationOutcome::mismatch) {
      test.state = State::skipped;
      test.message = "mismatch: only what gates no build was found";
    } else if (one.outcome != OperationOutcome::match) {
      test.state = State::skipped;
      test.message = std::string(name_of(one.outcome));
      if (!one.reason.empty()) test.message += ": " + one.reason;
    }
    test.body = test.message;
    suite.cases.push_back(std::move(test));
  }
  return suite;
}

void write_case(XmlWriter& writer, const std::string& suite, const Case& one) {
  writer.begin(
      "testcase",
      {{"classname", "sworn." + suite}, {"name", one.name}, {"time", seconds(one.milliseconds)}});
  switch (one.state) {
    case State::passed:
      if (!one.body.empty()) writer.leaf("system-out", {}, one.body);
      break;
    case State::failed:
      writer.leaf("failure", {{"message", one.message}, {"type", "mismatch"}}, one.body);
      break;
    case State::skipped:
      writer.leaf("skipped", {{"message", one.message}}, one.body);
      break;
    case State::error:
      writer.leaf("error", {{"message", one.message}, {"type", "could-not-test"}}, one.body);
      break;
  }
  writer.end();
}

void write_property(XmlWriter& writer, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  writer.leaf("property", {{"name", name}, {"value", value}}, "");
}

void write_properties(XmlWriter& writer, const Report& report) {
  writer.begin("properties");
  write_property(writer, "sworn.version", version);
  write_property(writer, "spec", report.spec.file);
  write_property(writer, "spec.sha256", report.spec.sha256);
  write_property(writer, "url", report.url);
  if (report.kind == ReportKind::check) {
    write_property(writer, "seed", std::to_string(report.run.seed));
    write_property(writer, "requests", std::to_string(report.run.requests));
    write_property(writer, "examined", std::to_string(report.summary.examined));
  }
  write_property(writer, "complete", gaps_of(report).empty() ? "true" : "false");
  write_property(writer, "score", std::to_string(report.summary.score));
  write_property(writer, "grade", report.summary.grade);
  for (const Severity severity : severities) {
    write_property(writer,
                   "findings." + std::string(name_of(severity)),
                   std::to_string(number_of(report.summary, severity)));
  }
  writer.end();
}

void write_suite(XmlWriter& writer, const Suite& suite, const Report& report) {
  double milliseconds = 0;
  for (const Case& one : suite.cases) milliseconds += one.milliseconds;
  writer.begin("testsuite",
               {{"name", "sworn." + suite.name},
                {"tests", std::to_string(suite.cases.size())},
                {"failures", suite.count(State::failed)},
                {"errors", suite.count(State::error)},
                {"skipped", suite.count(State::skipped)},
                {"time", seconds(milliseconds)},
                {"timestamp", time_text(report.run)}});
  if (suite.name == "run") write_properties(writer, report);
  for (const Case& one : suite.cases) write_case(writer, suite.name, one);
  writer.end();
}

std::string sum(const std::vector<Suite>& suites, State state) {
  std::ptrdiff_t all = 0;
  for (const Suite& suite : suites) all += std::ranges::count(suite.cases, state, &Case::state);
  return std::to_string(all);
}

}  // namespace

std::string junit(const Report& report, const View& view) {
  std::vector<Suite> suites = {{"run", {run_case(report)}}};
  for (Suite& suite : family_suites(report, view)) suites.push_back(std::move(suite));
  if (Suite suite = operation_suite(report, view); !suite.cases.empty()) {
    suites.push_back(std::move(suite));
  }
  std::size_t tests = 0;
  for (const Suite& suite : suites) tests += suite.cases.size();
  XmlWriter writer;
  writer.begin("testsuites",
               {{"name", "sworn"},
                {"tests", std::to_string(tests)},
                {"failures", sum(suites, State::failed)},
                {"errors", sum(suites, State::error)},
                {"time", seconds(report.run.duration_ms)}});
  for (const Suite& suite : suites) write_suite(writer, suite, report);
  writer.end();
  return writer.take();
}

}  // namespace sworn::report
