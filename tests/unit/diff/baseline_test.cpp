// SPDX-License-Identifier: Apache-2.0
#include "diff/baseline.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "diff/judge.h"
#include "diff/review.h"
#include "unit/diff/courtroom.h"
#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string rule = "access-not-enforced";
const std::string success =
    "\"200\": {description: x, content: {application/json: {schema: {required: [id]}}}}";
const std::string two_operations =
    document_with("  /items: {get: {responses: {" + success + ", \"401\": {description: x}}}}\n" +
                  neighbour_path);

/// The answers of the list, and a neighbour that is closed.
Courtroom court_of(std::string_view list) {
  Courtroom court(two_operations);
  court.asked(items, list).asked(items, list, 2).asked(neighbour, sound).asked(neighbour, sound, 2);
  return court;
}

diff::Baseline baseline_of(const Report& report, const diff::Baseline* previous = nullptr) {
  const auto read = diff::read_baseline(diff::write_baseline(report, previous), "baseline.json");
  REQUIRE_MESSAGE(read, read.error().text());
  return *read;
}

Report judged(const Courtroom& court, const diff::Baseline& baseline) {
  return diff::judge(court.contract, court.transcript, &baseline);
}

std::string error_of(std::string_view text) {
  const auto read = diff::read_baseline(text, "baseline.json");
  REQUIRE_FALSE(read);
  return read.error().text();
}

std::string with_finding(const std::string& finding) {
  return R"({"sworn_baseline": 2, "command": "check", "spec_sha256": "", "findings": [
)" + finding +
         "\n]}";
}

}  // namespace

TEST_CASE("what the baseline has is known, costs nothing, and the operation stays a mismatch") {
  const Courtroom court = court_of(open);
  const diff::Baseline baseline = baseline_of(court.report());
  REQUIRE(baseline.findings.size() == court.report().findings.size());
  Report report = judged(court, baseline);
  for (const Finding& one : report.findings) CHECK(one.state == FindingState::known);
  CHECK(report.summary.findings[Severity::critical] == 0);
  CHECK(report.summary.score == 100);
  CHECK(result(report, items).outcome == OperationOutcome::mismatch);
  CHECK(report.gone.empty());
  CHECK(report.coverage.empty());
}

TEST_CASE("what became graver than in the baseline is new, what became milder is known") {
  Courtroom court = court_of(open);
  court.transcript.settings.severity[rule] = "medium";
  const diff::Baseline baseline = baseline_of(court.report());
  CHECK(finding(judged(court, baseline), rule, items)->state == FindingState::known);
  court.transcript.settings.severity[rule] = "low";
  CHECK(finding(judged(court, baseline), rule, items)->state == FindingState::known);
  court.transcript.settings.severity[rule] = "high";
  const Report graver = judged(court, baseline);
  CHECK(finding(graver, rule, items)->state == FindingState::is_new);
  CAPTURE(base::join(graver.coverage, "; "));
  CHECK(graver.coverage ==
        std::vector<std::string>{"1 finding of the baseline became graver and counts as new: "
                                 "access-not-enforced of GET /items (was medium)"});
}

TEST_CASE("what was mended is gone") {
  const Report report = judged(court_of(sound), baseline_of(court_of(open).report()));
  REQUIRE(report.gone.size() == 1);
  CHECK(report.gone[0].rule == rule);
  CHECK(report.gone[0].method + " " + report.gone[0].path == items);
  CHECK(report.gone[0].fingerprint.size() == 32);
  CHECK(report.coverage.empty());
}

TEST_CASE("what nobody looked for again is not gone") {
  const diff::Baseline baseline = baseline_of(court_of(open).report());
  const auto not_gone = [&](const Courtroom& court) {
    const Report report = judged(court, baseline);
    CHECK(report.gone.empty());
    CHECK(std::ranges::count(report.coverage,
                             "1 finding of the baseline could not be looked for again") == 1);
  };
  SUBCASE("since the operation was left out") {
    Courtroom court = court_of(sound);
    court.transcript.settings.out_of_scope = {items};
    not_gone(court);
  }
  SUBCASE("since its rule was left out") {
    Courtroom court = court_of(sound);
    court.transcript.settings.skip_rules = {rule};
    not_gone(court);
  }
  SUBCASE("since the answers prove nothing") {
    not_gone(court_of("alice+ApiKeyAuth | 503\n- | 503\n- | 503\nalice+ApiKeyAuth | 503"));
  }
  SUBCASE("since the operation was not asked") {
    not_gone(court_of("alice+ApiKeyAuth | not-asked needs --writes"));
  }
}

TEST_CASE("what is of an operation that is no more is neither gone nor kept, and that is said") {
  const diff::Baseline baseline = baseline_of(court_of(open).report());
  Courtroom court(document_with(neighbour_path));
  court.asked(neighbour, sound).asked(neighbour, sound, 2);
  const Report report = judged(court, baseline);
  CHECK(report.gone.empty());
  CHECK(report.coverage ==
        std::vector<std::string>{"1 finding of the baseline is of an operation that is no more: a "
                                 "baseline that is written anew drops it"});
  CHECK(baseline_of(report, &baseline).findings.empty());
}

TEST_CASE("what a graver finding implies now is not gone") {
  const char* any_value = R"(
alice+ApiKeyAuth | 200 {"id": 1}
alice!ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
  const Report before = court_of(any_value).report();
  REQUIRE(finding(before, "access-invalid-credential-accepted", items) != nullptr);
  diff::Baseline baseline = baseline_of(before);
  baseline.spec_sha256 = "another";
  const Report report = judged(court_of(open), baseline);
  REQUIRE(finding(report, rule, items) != nullptr);
  CHECK(report.gone.empty());
}

TEST_CASE("a rule that does not apply any more clears where the document was edited alone") {
  // An operation that the document calls open asks for a credential: the document is mended.
  const char* closed = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
  const std::string path = "/items: {get: {responses: {" + success + ", \"401\": {description: x}}";
  Courtroom before(document_with("  " + path + ", security: []}}\n" + neighbour_path));
  before.asked(items, closed).asked(items, closed, 2);
  before.asked(neighbour, sound).asked(neighbour, sound, 2);
  const std::string id = "access-undeclared-requirement";
  REQUIRE(finding(before.report(), id, items) != nullptr);
  diff::Baseline baseline = baseline_of(before.report());
  const Courtroom after = court_of(sound);
  REQUIRE(after.verdict(id, items).outcome == diff::Outcome::not_applicable);
  const Report mended = judged(after, baseline);
  REQUIRE(mended.gone.size() == 1);
  CHECK(mended.gone[0].rule == id);
  baseline.spec_sha256 = after.contract.sha256;
  CHECK(judged(after, baseline).gone.empty());
}

TEST_CASE("known and new findings of one cause are two groups, and the new one alone costs") {
  const std::string paths =
      "  /a: {get: {responses: {" + success + "}}}\n  /b: {get: {responses: {" + success + "}}}\n";
  Courtroom court(document_with(paths));
  for (const char* key : {"GET /a", "GET /b"}) court.asked(key, open).asked(key, open, 2);
  diff::Baseline baseline = baseline_of(court.report());
  std::erase_if(baseline.findings, [](const auto& one) { return one.second.path == "/b"; });
  Report report = judged(court, baseline);
  CHECK(finding(report, rule, "GET /a")->group != finding(report, rule, "GET /b")->group);
  CHECK(report.summary.findings[Severity::critical] == 1);
  CHECK(report.summary.score_parts ==
        std::vector<std::string>{"-30 access-not-enforced (critical)"});
}

TEST_CASE("a suppressed finding stays so, and is not written into a baseline") {
  Courtroom court = court_of(open);
  const diff::Baseline baseline = baseline_of(court.report());
  court.transcript.settings.suppress = {{rule, "*", "agreed", ""}};
  const Report report = judged(court, baseline);
  CHECK(finding(report, rule, items)->state == FindingState::suppressed);
  CHECK(report.gone.empty());
  CHECK(diff::write_baseline(report, nullptr).find(rule) == std::string::npos);
}

TEST_CASE("a baseline is sorted, one finding in a line, and the same for the same findings") {
  const Courtroom court = court_of(open);
  Report report = court.report();
  const std::string text = diff::write_baseline(report, nullptr);
  CHECK(text.starts_with("{\n  \"sworn_baseline\": 2,\n  \"command\": \"check\",\n"));
  std::size_t lines = 0;
  std::string last;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.find("fingerprint") == std::string_view::npos) continue;
    ++lines;
    CHECK(last < std::string(line));
    last = line;
  }
  CHECK(lines == report.findings.size());
  // Neither lines nor hosts nor times stand in it.
  std::ranges::reverse(report.findings);
  for (Finding& one : report.findings) one.location.line += 10;
  report.run.started_ms += 1000;
  report.url = "https://elsewhere.example";
  CHECK(diff::write_baseline(report, nullptr) == text);
  CHECK(diff::write_baseline(Report(), nullptr).find("\"findings\": []") != std::string::npos);
}

TEST_CASE("a baseline that is written anew keeps what nobody looked for, and drops what is gone") {
  const diff::Baseline baseline = baseline_of(court_of(open).report());
  const auto again = [&](const Courtroom& court) {
    return baseline_of(judged(court, baseline), &baseline).findings.size();
  };
  CHECK(baseline.findings.size() == 1);
  CHECK(again(court_of(open)) == 1);
  CHECK(again(court_of(sound)) == 0);
  CHECK(again(court_of("alice+ApiKeyAuth | 503\n- | 503")) == 1);
  Courtroom without(document_with(neighbour_path));
  without.asked(neighbour, sound).asked(neighbour, sound, 2);
  CHECK(again(without) == 0);
}

TEST_CASE("of a finding that stands twice in a merged baseline the milder severity is accepted") {
  const std::string line = R"({"path": "/a", "method": "GET", "rule": "r", "severity": ")";
  const auto read = diff::read_baseline(with_finding(line + R"(low", "fingerprint": "f"},)" + line +
                                                     R"(critical", "fingerprint": "f"})"),
                                        "baseline.json");
  REQUIRE(read);
  CHECK(read->findings.at("f").severity == Severity::low);
}

TEST_CASE(
    "of members and implied rules what only one of two merged lines accepts is not accepted") {
  const std::string line =
      R"({"path": "/a", "method": "GET", "rule": "r", "severity": "low", "fingerprint": "f", )";
  const auto read =
      diff::read_baseline(with_finding(line + R"("members": ["a", "b"], "implies": ["x"]},)" +
                                       line + R"("members": ["b", "c"], "implies": ["x", "y"]})"),
                          "baseline.json");
  REQUIRE(read);
  CHECK(read->findings.at("f").members == std::set<std::string>{"b"});
  CHECK(read->findings.at("f").implies == std::set<std::string>{"x"});
}

TEST_CASE("a part of what was known is known, and more than was known is new") {
  Courtroom court = court_of(open);
  diff::Baseline baseline = baseline_of(court.report());
  REQUIRE(baseline.findings.size() == 1);
  const auto held = [&](const std::vector<std::string>& members) {
    Report report = court.report();
    report.coverage.clear();
    report.findings.at(0).members = members;
    diff::hold_against(report, baseline, [](const auto&, const auto&, const auto&) {
      return diff::Clearing::unknown;
    });
    return report;
  };
  baseline.findings.begin()->second.members = {"double slash", "dot segment"};
  CHECK(held({"dot segment", "double slash"}).findings[0].state == FindingState::known);
  CHECK(held({"double slash"}).findings[0].state == FindingState::known);
  const Report wider = held({"double slash", "trailing slash"});
  CHECK(wider.findings[0].state == FindingState::is_new);
  CHECK(wider.coverage ==
        std::vector<std::string>{"1 finding of the baseline became wider and counts as new: "
                                 "access-not-enforced of GET /items (also trailing slash)"});
  CHECK(baseline_of(wider).findings.begin()->second.members ==
        std::set<std::string>{"double slash", "trailing slash"});
}

TEST_CASE("what a known finding implied is known when it comes to light") {
  const char* any_value = R"(
alice+ApiKeyAuth | 200 {"id": 1}
alice!ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
  const std::string weaker = "access-invalid-credential-accepted";
  Courtroom after = court_of(any_value);
  REQUIRE(finding(after.report(), weaker, items) != nullptr);
  Report before = court_of(open).report();
  REQUIRE(finding(before, rule, items) != nullptr);
  before.findings.front().implies = {weaker};
  const diff::Baseline baseline = baseline_of(before);
  CHECK(finding(judged(after, baseline), weaker, items)->state == FindingState::known);
  CHECK(finding(judged(after, baseline_of(court_of(open).report())), weaker, items)->state ==
        FindingState::is_new);
  // Of another operation it says nothing.
  diff::Baseline elsewhere = baseline;
  elsewhere.findings.begin()->second.path = "/others";
  CHECK(finding(judged(after, elsewhere), weaker, items)->state == FindingState::is_new);
}

TEST_CASE("what a finding implied is kept in a baseline as long as its rule is not applied") {
  const std::string weaker = "access-invalid-credential-accepted";
  Courtroom court = court_of(open);
  Report before = court.report();
  before.findings.front().implies = {weaker};
  const diff::Baseline baseline = baseline_of(before);
  const auto implied = [&] {
    return baseline_of(judged(court, baseline), &baseline).findings.begin()->second.implies;
  };
  CHECK_FALSE(implied().contains(weaker));
  court.transcript.settings.skip_rules = {weaker};
  CHECK(implied().contains(weaker));
}

TEST_CASE("a finding of a flow that the configuration alone describes stays in a baseline") {
  Courtroom court = court_of(sound);
  Operation& undeclared = court.contract.operations.emplace_back();
  undeclared.method = "POST";
  undeclared.path = "/session";
  undeclared.is_declared = false;
  diff::Baseline baseline;
  baseline.spec_sha256 = court.contract.sha256;
  baseline.findings["f"] = {"session-fixation", "POST", "/session", Severity::high};
  CHECK(baseline_of(judged(court, baseline), &baseline).findings.contains("f"));
}

TEST_CASE("a broken baseline is refused with its place") {
  CHECK(error_of("{\n<<<<<<< HEAD\n").starts_with("baseline.json:2:1: "));
  CHECK(error_of("[]").starts_with("baseline.json:1:1: this is no baseline"));
  CHECK(error_of("{\"report_version\": 1}").find("this is no baseline") != std::string::npos);
  for (const std::string version : {"1", "3"}) {
    CHECK(error_of("{\"sworn_baseline\": " + version + "}")
              .starts_with("baseline.json:1:20: this baseline is of version " + version +
                           ", and this sworn reads version 2"));
  }
  CHECK(error_of("{\"sworn_baseline\": \"x\"}").starts_with("baseline.json:1:20: the version"));
  CHECK(error_of("{\"sworn_baseline\": 2,\n\"command\": \"x\"}")
            .starts_with("baseline.json:2:1: 'command' is check, review or diff"));
  CHECK(error_of("{\"sworn_baseline\": 2, \"command\": \"check\",\n\"findings\": {}}")
            .starts_with("baseline.json:2:1: 'findings' is a list"));
  CHECK(error_of(with_finding("12")).starts_with("baseline.json:2:1: a finding needs 'path'"));
  CHECK(error_of(with_finding(R"({"path": "/", "method": "GET", "rule": 3})"))
            .starts_with("baseline.json:2:32: a finding needs 'rule' as text"));
  CHECK(error_of(with_finding(R"({"path": "/", "method": "GET", "rule": "r",
"severity": "grave", "fingerprint": "f"})"))
            .starts_with("baseline.json:3:13: a severity is critical, high, medium, low or info"));
  const std::string whole =
      R"({"path": "/", "method": "GET", "rule": "r", "severity": "low", "fingerprint": "f",
)";
  CHECK(error_of(with_finding(whole + "\"members\": \"a\"}"))
            .starts_with("baseline.json:3:12: 'members' is a list"));
  CHECK(error_of(with_finding(whole + "\"implies\": [\"a\", 1]}"))
            .starts_with("baseline.json:3:18: 'implies' is a list of texts"));
}

TEST_CASE("a review has a baseline of its own: every rule looked everywhere") {
  const std::string one = "'200': {description: d}, '401': {description: d}";
  const auto text = [&](const std::string& more) {
    return document_of("3.0.3",
                       "Key: {type: apiKey, in: query, name: key}\n" + more,
                       "/a: {get: {responses: {" + one + "}}}\n",
                       "security: [{Key: []}]\n");
  };
  const Report before = diff::review(contract_of(text("Old: {type: http, scheme: basic}\n")), {});
  const diff::Baseline baseline = baseline_of(before);
  CHECK(baseline.kind == ReportKind::review);
  const Report same = diff::review(contract_of(text("Old: {type: http, scheme: basic}\n")),
                                   {.baseline = &baseline});
  CHECK(std::ranges::all_of(same.findings,
                            [](const Finding& f) { return f.state == FindingState::known; }));
  CHECK(same.summary.score == 100);
  const Report after = diff::review(contract_of(text("")), {.baseline = &baseline});
  REQUIRE(after.gone.size() == 1);
  CHECK(after.gone[0].rule == "review-scheme-unused");
  CHECK(after.gone[0].method == "*");
}

}  // namespace sworn::test
