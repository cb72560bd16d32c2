// SPDX-License-Identifier: Apache-2.0
#include "diff/judge.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "diff/assembly.h"
#include "unit/diff/courtroom.h"
#include "unit/diff/session/login_story.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string rule = "access-not-enforced";
/// What shows that a success is one, where the key opens nothing else.
const std::string success =
    "\"200\": {description: x, content: {application/json: {schema: {required: [id]}}}}";
const std::string one_operation =
    document_with("\n  /items: {get: {operationId: listItems, responses: {" + success + "}}}\n");

Courtroom twice(std::string_view first, std::string_view second) {
  Courtroom court(one_operation);
  court.asked(items, first).asked(items, second, 2);
  return court;
}

std::string reason_of(const Report& report, std::string_view id) {
  const auto found = std::ranges::find_if(report.inconclusive,
                                          [&](const Inconclusive& one) { return one.rule == id; });
  return found == report.inconclusive.end() ? "" : found->reason;
}

/// `count` operations, the first `open_count` of them open.
Courtroom many(int count, int open_count) {
  std::string paths;
  for (int i = 0; i < count; ++i) {
    paths += "  /p" + std::to_string(i) + ": {get: {responses: {" + success +
             ", \"401\": {description: x}}}}\n";
  }
  Courtroom court(document_with(paths));
  for (int i = 0; i < count; ++i) {
    const std::string key = "GET /p" + std::to_string(i);
    court.asked(key, i < open_count ? open : sound).asked(key, i < open_count ? open : sound, 2);
  }
  return court;
}

}  // namespace

TEST_CASE("a mismatch that is seen twice is confirmed") {
  const Report report = twice(open, open).report();
  const Finding* one = finding(report, rule, items);
  REQUIRE(one != nullptr);
  CHECK(one->confidence == Confidence::confirmed);
  CHECK(one->severity == Severity::critical);
  CHECK(one->exchanges.front() == 7);
  CHECK(result(report, items).outcome == OperationOutcome::mismatch);
  CHECK(result(report, items).observed_security == "none");
}

TEST_CASE("a mismatch that could not be asked again is likely and at most medium") {
  for (const char* second : {"",
                             "- | not-asked the limit of requests is reached",
                             "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | stopped"}) {
    CAPTURE(second);
    const Report report = twice(open, second).report();
    const Finding* one = finding(report, rule, items);
    REQUIRE(one != nullptr);
    CHECK(one->confidence == Confidence::likely);
    CHECK(one->severity == Severity::medium);
  }
}

TEST_CASE("a mismatch that is seen in one round alone is neither mismatch nor match") {
  const auto declared_twice = [](std::string_view first, std::string_view second) {
    Courtroom court(document_with("\n  /items: {get: {responses: {" + success +
                                  ", \"401\": {description: x}}}}\n"));
    court.asked(items, first).asked(items, second, 2);
    return court.report();
  };
  const Report once = declared_twice(open, sound);
  CHECK(finding(once, rule, items) == nullptr);
  CHECK(reason_of(once, rule) == "a mismatch was seen once and not again");
  CHECK(result(once, items).outcome == OperationOutcome::inconclusive);
  const Report later = declared_twice(sound, open);
  CHECK(finding(later, rule, items) == nullptr);
  CHECK(reason_of(later, rule) == "a mismatch was seen in the second round and not in the first");
}

TEST_CASE("one answer that contradicts the contract is enough, whichever round gave it") {
  const std::string echo = "alice+ApiKeyAuth | 200 {\"debug\": \"{alice.ApiKeyAuth}\"}";
  Courtroom court(one_operation);
  court.asked(items, sound).asked(items, echo, 2);
  const Report report = court.report();
  REQUIRE(finding(report, "access-credential-echoed", items) != nullptr);
  CHECK(finding(report, "access-credential-echoed", items)->confidence == Confidence::confirmed);
}

TEST_CASE("questions are repeated for mismatches by contrast alone") {
  Courtroom court(one_operation);
  court.asked(items, open);
  using Questions = std::set<std::pair<std::string, std::string>>;
  CHECK(diff::questions_to_repeat(court.contract, court.transcript) ==
        Questions{{"access", items}});
  court.transcript.settings.out_of_scope = {items};
  CHECK(diff::questions_to_repeat(court.contract, court.transcript).empty());
  court.transcript.settings.out_of_scope.clear();
  court.transcript.settings.skip_rules = {"access"};
  CHECK(diff::questions_to_repeat(court.contract, court.transcript).empty());
  Courtroom fine(one_operation);
  fine.asked(items, sound);  // 401 is not declared: one answer is proof
  CHECK(diff::questions_to_repeat(fine.contract, fine.transcript).empty());
}

TEST_CASE("the strongest alone is reported and names what it implies") {
  Courtroom court = session_court();
  planted(handed_out(court, {.without = "401 [Set-Cookie: sid={x}] {\"error\": 1}"}));
  const Report report = court.report();
  const Finding* one = finding(report, "session-fixation", login);
  REQUIRE(one != nullptr);
  CHECK(one->implies == std::vector<std::string>{"session-before-validation"});
  CHECK(finding(report, "session-before-validation", login) == nullptr);
  CHECK(one->confidence == Confidence::likely);
}

TEST_CASE("a severity of the configuration stands, but for what is merely likely") {
  Courtroom court = twice(open, open);
  court.transcript.settings.severity[rule] = "low";
  CHECK(finding(court.report(), rule, items)->severity == Severity::low);
  Courtroom likely = twice(open, "");
  likely.transcript.settings.severity[rule] = "critical";
  CHECK(finding(likely.report(), rule, items)->severity == Severity::medium);
}

TEST_CASE("a suppression ends by the clock of the recording") {
  Courtroom court = twice(open, open);
  court.transcript.settings.suppress = {{rule, "* /items", "ticket 812", "2026-11-18"}};
  court.transcript.run.started_ms = 1'795'000'000'000;  // 2026-11-18T11:06:40Z
  Report report = court.report();
  CHECK(finding(report, rule, items)->state == FindingState::suppressed);
  CHECK(report.summary.findings[Severity::critical] == 0);
  CHECK(report.summary.score == 100);
  CHECK(report.coverage.empty());
  court.transcript.run.started_ms += 86'400'000;
  report = court.report();
  CHECK(finding(report, rule, items)->state == FindingState::is_new);
  CHECK(report.summary.findings[Severity::critical] == 1);
  REQUIRE(report.coverage.size() == 1);
  CHECK(
      report.coverage.front() ==
      "the suppression of access-not-enforced on * /items expired on 2026-11-18: 1 finding counts "
      "again");
  court.transcript.settings.suppress = {{rule, "GET /other", "", ""}};
  CHECK(finding(court.report(), rule, items)->state == FindingState::is_new);
}

TEST_CASE("rules are selected by id and by family") {
  Courtroom court = twice(sound, sound);
  CHECK(findings(court.report()) ==
        std::vector<std::string>{"access-refusal-undeclared of GET /items"});
  court.transcript.settings.rules = {"session"};
  CHECK(findings(court.report()).empty());
  court.transcript.settings.rules = {"access"};
  CHECK(findings(court.report()).size() == 1);
  court.transcript.settings.skip_rules = {"access-refusal-undeclared"};
  CHECK(findings(court.report()).empty());
  court.transcript.settings.rules = {"acc"};
  court.transcript.settings.skip_rules = {};
  CHECK(findings(court.report()).empty());
}

TEST_CASE("what is out of scope has no finding and says why") {
  Courtroom court = twice(open, open);
  court.transcript.settings.out_of_scope = {items};
  const Report report = court.report();
  CHECK(report.findings.empty());
  CHECK(result(report, items).outcome == OperationOutcome::untested);
  CHECK(report.coverage ==
        std::vector<std::string>{
            "1 operation: left out by the command line or the configuration (" + items + ")"});
  CHECK(report.problems.empty());
}

TEST_CASE("three operations of four in five lie at the root, fewer do not") {
  const auto group_of = [](const Report& report) {
    REQUIRE(report.groups.size() == 1);
    return report.groups.front();
  };
  const Courtroom common = many(5, 4);
  const FindingGroup at_root = group_of(common.report());
  CHECK(at_root.operations == std::vector<std::string>{"GET /p0", "GET /p1", "GET /p2", "GET /p3"});
  CHECK(at_root.of == 5);
  CHECK(at_root.location == common.contract.root_requirement.where);
  const Courtroom rare = many(5, 3);
  CHECK_FALSE(group_of(rare.report()).location == rare.contract.root_requirement.where);
  const Courtroom few = many(2, 2);
  CHECK_FALSE(group_of(few.report()).location == few.contract.root_requirement.where);
}

TEST_CASE("a group counts once in the score, and the grade follows") {
  Report report = many(4, 4).report();
  CHECK(report.summary.score == 70);
  CHECK(report.summary.grade == "C");
  CHECK(report.summary.score_parts ==
        std::vector<std::string>{"-30 access-not-enforced (critical)"});
  CHECK(report.summary.findings[Severity::critical] == 4);
  CHECK(report.summary.examined == 4);
  CHECK(many(4, 0).report().summary.grade == "A");
}

TEST_CASE("what is confirmed and what is only likely do not share a group") {
  Report report;
  for (const Confidence confidence :
       {Confidence::confirmed, Confidence::likely, Confidence::confirmed}) {
    Finding one;
    one.rule = rule;
    one.confidence = confidence;
    one.method = "GET";
    one.path = "/" + std::to_string(report.findings.size());
    report.findings.push_back(one);
  }
  diff::count_and_group(report, 3);
  REQUIRE(report.groups.size() == 2);
  CHECK(report.groups[0].operations == std::vector<std::string>{"GET /0", "GET /2"});
  CHECK(report.groups[1].operations == std::vector<std::string>{"GET /1"});
}

TEST_CASE("fingerprints are made of neither lines nor hosts nor exchange ids") {
  const std::string of_one = finding(twice(open, open).report(), rule, items)->fingerprint;
  Courtroom moved("# a comment\n\n" + one_operation);
  moved.told("reach", "*", "nobody | asks | - | - | 404 x")
      .asked(items, open)
      .asked(items, open, 2);
  for (Exchange& exchange : moved.transcript.exchanges) {
    exchange.request.url = "https://example.org" + exchange.request.url.substr(21);
  }
  const Report report = moved.report();
  CHECK(finding(report, rule, items)->fingerprint == of_one);
  CHECK(of_one.size() == 32);
  const Report two = many(2, 2).report();
  CHECK(two.findings[0].fingerprint != two.findings[1].fingerprint);
}

TEST_CASE(
    "findings and inconclusives are sorted by path, method and rule, and judging again gives the "
    "same") {
  Courtroom court(document_with(
      "  /b: {get: {responses: {}}, delete: {responses: {}}}\n  /a: {get: {responses: {}}}\n"));
  for (const char* key : {"GET /b", "DELETE /b", "GET /a"}) {
    court.asked(key, sound);
  }
  const std::vector<std::string> expected{"access-refusal-undeclared of GET /a",
                                          "response-status-undeclared of GET /a",
                                          "access-refusal-undeclared of DELETE /b",
                                          "response-status-undeclared of DELETE /b",
                                          "access-refusal-undeclared of GET /b",
                                          "response-status-undeclared of GET /b"};
  CHECK(findings(court.report()) == expected);
  std::ranges::reverse(court.transcript.exchanges);
  CHECK(findings(court.report()) == expected);
}

TEST_CASE("a credential that never worked is a problem of the run") {
  Courtroom court(one_operation);
  court.asked(items, "alice+ApiKeyAuth | 401\n- | 401\n- | 401\nalice+ApiKeyAuth | 401");
  CHECK(court.report().problems ==
        std::vector<std::string>{"the credential ApiKeyAuth of alice never worked"});
  court.transcript.settings.identities.front().state = IdentityState::revoked;
  CHECK(court.report().problems ==
        std::vector<std::string>{"no secured operation could be examined"});
}

TEST_CASE("where only changes could be examined the run says how to allow or name them") {
  Courtroom court(document_with("  /search: {post: {responses: {}}}\n"));
  court.asked("POST /search", "- | not-asked needs --writes");
  const Report report = court.report();
  REQUIRE(report.problems.size() == 1);
  CAPTURE(report.problems.front());
  CHECK(report.problems.front().find("reads:") != std::string::npos);
  CHECK(report.problems.front().find("--writes") != std::string::npos);
  CHECK(report.coverage == std::vector<std::string>{"1 operation: needs --writes (POST /search)"});
  CHECK(report.summary.untested == 1);
}

TEST_CASE("a run that was stopped says why") {
  Courtroom court = twice(sound, sound);
  court.transcript.run.complete = false;
  court.transcript.run.stopped_why = "ten requests in a row got no answer";
  CHECK(court.report().problems == std::vector<std::string>{"ten requests in a row got no answer"});
}

TEST_CASE(
    "an operation that was asked and not found out is inconclusive, one that was not asked is "
    "untested") {
  Courtroom court(document_with("  /a: {get: {responses: {}}}\n  /b: {get: {responses: {}}}\n"));
  court.asked("GET /a", "alice+ApiKeyAuth | 503\n- | 503\n- | 503\nalice+ApiKeyAuth | 503");
  const Report report = court.report();
  CHECK(result(report, "GET /a").outcome == OperationOutcome::inconclusive);
  CHECK(result(report, "GET /a").reason ==
        "the request does not succeed with a good credential: 503");
  CHECK(result(report, "GET /b").outcome == OperationOutcome::untested);
  CHECK(report.summary.inconclusive == 1);
  CHECK(report.summary.untested == 1);
  CHECK(report.summary.examined == 0);
}

TEST_CASE("a run that examined nothing earns neither points nor a grade") {
  Courtroom court(document_with("  /a: {get: {responses: {}}}\n"));
  for (const char* answer : {"", "alice+ApiKeyAuth | 503\n- | 503"}) {
    CAPTURE(answer);
    court.asked("GET /a", answer);
    CHECK(court.report().summary.score == 0);
    CHECK(court.report().summary.grade == "-");
    CHECK(court.report().summary.score_parts.empty());
  }
}

TEST_CASE("nothing is inconclusive without a reason") {
  Courtroom court = session_court();
  handed_out(court, {.opened = "timeout"}).asked(login, "alice+ApiKeyAuth | 503\n- | 503");
  const Report report = court.report();
  CHECK(report.inconclusive.size() > 5);
  for (const Inconclusive& one : report.inconclusive) {
    CAPTURE(one.rule);
    CHECK_FALSE(one.reason.empty());
  }
}

TEST_CASE("an identifier that every login hands out is told once") {
  Courtroom court = session_court();
  const std::string same = "200 [Set-Cookie: sid={s1}] {}";
  handed_out(court, {.second = same, .third = same}).told("fixation", login, R"(
user (own sid) | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}
user (own sid) | asks before the login | GET /me | alice~cookie sid={s1} < cookie sid | 200 {"user": "alice", "at": 6}
wait 2000
user (own sid) | logs in over the live session | = | alice+ApiKeyAuth | 200 [Set-Cookie: sid={s1}] {}
user (own sid) | asks after the login | GET /me | alice~cookie sid={s1} < cookie sid | 200 {"user": "alice", "at": 7}
outsider (own sid) | asks with nothing | GET /me | - | 401 {"error": 1})");
  const Report report = court.report();
  REQUIRE(finding(report, "session-id-stable", login) != nullptr);
  CHECK(finding(report, "session-id-stable", login)->implies ==
        std::vector<std::string>{"session-id-unchanged"});
  CHECK(finding(report, "session-id-unchanged", login) == nullptr);
}

TEST_CASE("a rule of one answer that finds nothing clears no operation") {
  Courtroom court = session_court();
  handed_out(court, {.opened = "timeout"});
  court.asked(login, "alice+ApiKeyAuth | 503\n- | 503");
  CHECK(result(court.report(), login).outcome == OperationOutcome::inconclusive);
}

TEST_CASE(
    "a finding shows the place in the document, its line, the exchanges and how to do it again") {
  const Report report = twice(open, open).report();
  const Finding* one = finding(report, rule, items);
  REQUIRE(one != nullptr);
  CHECK(one->operation_id == "listItems");
  CHECK(one->location.file == "openapi.yaml");
  CHECK(one->location.line > 0);
  CHECK(one->spec_excerpt.find("/items") != std::string::npos);
  CHECK(one->declared == "ApiKeyAuth");
  REQUIRE_FALSE(one->spec_lines.empty());
  CHECK(std::ranges::count(one->spec_lines, one->location.line, &SpecLine::number) == 1);
  CHECK(one->curl.size() == one->exchanges.size());
  CHECK(std::ranges::count(one->exchanges, one->decisive) == 1);
  CHECK(one->cwe == 306);
}

}  // namespace sworn::test
