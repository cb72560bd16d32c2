// SPDX-License-Identifier: Apache-2.0
#include "diff/suppression.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "diff/review.h"
#include "unit/diff/courtroom.h"
#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string rule = "access-not-enforced";
const std::string two_operations = document_with(
    "  /items: {get: {tags: [legacy], operationId: listItems, responses: {\"200\": {description: "
    "x, "
    "content: {application/json: {schema: {required: [id]}}}}, \"401\": {description: x}}}}\n" +
    neighbour_path);

/// An open list beside a closed neighbour, judged on 2026-11-18.
Courtroom court_with(std::vector<SuppressConfig> suppress) {
  Courtroom court(two_operations);
  court.asked(items, open).asked(items, open, 2).asked(neighbour, sound).asked(neighbour, sound, 2);
  court.transcript.run.started_ms = 1'795'000'000'000;
  court.transcript.settings.suppress = std::move(suppress);
  return court;
}

FindingState state_after(const std::string& pattern) {
  return finding(court_with({{rule, pattern, "why", ""}}).report(), rule, items)->state;
}

/// Key is sent in a URL, and a second scheme is required nowhere.
const std::string reviewed = document_of(
    "3.0.3",
    "Key: {type: apiKey, in: query, name: key}\nOld: {type: http, scheme: basic}\n",
    "/a: {get: {tags: [legacy], responses: {'200': {description: d}, '401': {description: d}}}}\n",
    "security: [{Key: []}]\n");

}  // namespace

TEST_CASE("a suppression says why, and what it hides costs nothing") {
  Courtroom court = court_with({{rule, items, "ticket 812", ""}});
  Report report = court.report();
  CHECK(finding(report, rule, items)->state == FindingState::suppressed);
  CHECK(finding(report, rule, items)->suppressed_because == "ticket 812");
  CHECK(report.summary.findings[Severity::critical] == 0);
  CHECK(report.summary.score == 100);
  CHECK(result(report, items).outcome == OperationOutcome::mismatch);
  CHECK(report.coverage.empty());
}

TEST_CASE("operations are named by method and path, by tag and by operationId") {
  for (const char* pattern : {"GET /items", "* /it*", "/items", "*", "legacy", "listItems"}) {
    CAPTURE(pattern);
    CHECK(state_after(pattern) == FindingState::suppressed);
  }
  for (const char* pattern : {"POST /items", "/item", "GET /items/*", "other"}) {
    CAPTURE(pattern);
    CHECK(state_after(pattern) == FindingState::is_new);
  }
}

TEST_CASE("of several suppressions the first one in force gives the reason") {
  const Report report = court_with({{rule, items, "over", "2026-11-17"},
                                    {rule, "* /items", "first", "2026-11-18"},
                                    {rule, "*", "second", ""}})
                            .report();
  CHECK(finding(report, rule, items)->suppressed_because == "first");
  CHECK(report.coverage ==
        std::vector<std::string>{
            "the suppression of access-not-enforced on GET /items expired on 2026-11-17"});
}

TEST_CASE("what an expired suppression alone has covered counts again") {
  const std::string expired =
      "the suppression of access-not-enforced on GET /items expired on 2026-11-17";
  const SuppressConfig over{rule, items, "over", "2026-11-17"};
  CHECK(court_with({over}).report().coverage ==
        std::vector<std::string>{expired + ": 1 finding counts again"});
  CHECK(court_with({{rule, "* /items", "in force", ""}, over}).report().coverage ==
        std::vector<std::string>{expired});
}

TEST_CASE("a suppression that matches nothing is said where its operations were asked") {
  const std::string stale =
      "the suppression of access-not-enforced on GET /neighbour matches nothing: it can go";
  CHECK(court_with({{rule, neighbour, "why", ""}}).report().coverage ==
        std::vector<std::string>{stale});
  SUBCASE("and not where nobody asked them") {
    Courtroom court = court_with({{rule, neighbour, "why", ""}});
    std::erase_if(court.transcript.exchanges,
                  [](const Exchange& one) { return one.operation == neighbour; });
    for (const std::string& line : court.report().coverage) {
      CHECK(line.find("can go") == std::string::npos);
    }
  }
  SUBCASE("and not where its rule had nothing to ask with") {
    Courtroom court = court_with({{"access-scope-not-enforced", neighbour, "why", ""}});
    CHECK(court.says("access-scope-not-enforced", neighbour) == "not-applicable");
    CHECK(court.report().coverage.empty());
  }
  SUBCASE("and not where its rule was left out") {
    Courtroom court = court_with({{rule, neighbour, "why", ""}});
    court.transcript.settings.skip_rules = {rule};
    CHECK(court.report().coverage.empty());
  }
  SUBCASE("and an expired one says so, too") {
    CHECK(court_with({{rule, neighbour, "why", "2026-01-31"}}).report().coverage ==
          std::vector<std::string>{"the suppression of access-not-enforced on GET /neighbour "
                                   "expired on 2026-01-31 and matches nothing: it can go"});
  }
}

TEST_CASE("reviews are suppressed alike, the whole document by a star") {
  const Contract contract = contract_of(reviewed);
  const auto state_of = [&](const char* id, const char* pattern, const char* today) {
    const Report report =
        diff::review(contract, {.suppressions = {{{id, pattern, "known", "2026-11-18"}}, today}});
    const auto found = std::ranges::find(report.findings, id, &Finding::rule);
    REQUIRE(found != report.findings.end());
    return found->state;
  };
  CHECK(state_of("review-scheme-unused", "*", "2026-11-18") == FindingState::suppressed);
  CHECK(state_of("review-scheme-unused", "*", "2026-11-19") == FindingState::is_new);
  CHECK(state_of("review-scheme-unused", "GET /a", "2026-11-18") == FindingState::is_new);
  const Report stale = diff::review(
      contract, {.suppressions = {{{"review-path-ambiguous", "legacy", "x", ""}}, "2026-11-18"}});
  CHECK(stale.coverage ==
        std::vector<std::string>{
            "the suppression of review-path-ambiguous on legacy matches nothing: it can go"});
}

}  // namespace sworn::test
