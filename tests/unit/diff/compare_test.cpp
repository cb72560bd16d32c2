// SPDX-License-Identifier: Apache-2.0
#include "diff/compare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

/// `count` operations `/p0`, `/p1`, ... that inherit the root's requirement.
std::string many(int count, const std::string& root) {
  std::string text = api_with(root, "");
  std::string paths;
  for (int i = 0; i < count; ++i) {
    paths += "  /p" + std::to_string(i) + ":\n    get: {responses: {'200': {description: d}}}\n";
  }
  return text.insert(text.find("components:"), paths);
}

std::string text_of(const Location& where) {
  return where.file + where.pointer;
}

}  // namespace

TEST_CASE("a comparison's report names both documents and every operation of either") {
  const Report report = compared(api_with("", "[{A: []}]"), api_with("", "[]") + "  schemas: {}\n");
  CHECK(report.kind == ReportKind::diff);
  CHECK(report.spec.file == "new.yaml");
  CHECK(report.old_spec.file == "old.yaml");
  CHECK(report.spec.sha256 != report.old_spec.sha256);
  REQUIRE(report.operations.size() == 1);
  CHECK(report.operations[0].declared_security == "A");
  CHECK(report.operations[0].observed_security == "none");
  CHECK(report.operations[0].outcome == OperationOutcome::mismatch);
  CHECK(report.summary.findings.at(Severity::critical) == 1);
  CHECK(report.summary.findings.at(Severity::low) == 0);
  CHECK(report.summary.score == 70);
  CHECK(report.exchanges.empty());
}

TEST_CASE("operations that came or went stand in the report with what they say") {
  const Report report = compared(many(1, "[{A: []}]"), many(0, "[{A: []}]"));
  REQUIRE(report.operations.size() == 2);
  CHECK(report.operations[0].outcome == OperationOutcome::match);
  CHECK(report.operations[1].reason == "removed");
  CHECK(report.operations[1].declared_security == "A");
  CHECK(report.operations[1].observed_security == "");
  const Report back = compared(many(0, "[{A: []}]"), many(1, "[{A: []}]"));
  CHECK(back.operations[1].reason == "added");
  CHECK(back.operations[1].observed_security == "A");
  CHECK(back.operations[1].outcome == OperationOutcome::match);
}

TEST_CASE("the side that is chosen gates, and the text says both") {
  struct Row {
    std::string before;
    std::string after;
    Severity both;
    Severity owner;
    Severity client;
  };
  using enum Severity;
  for (const Row& row : {Row{"[{A: []}]", "[]", critical, critical, info},
                         {"[]", "[{A: []}]", high, info, high},
                         {"[{A: []}]", "[{B: []}]", high, medium, high}}) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    for (const auto& [side, severity] : {std::pair{diff::Side::both, row.both},
                                         std::pair{diff::Side::owner, row.owner},
                                         std::pair{diff::Side::client, row.client}}) {
      diff::CompareSettings settings;
      settings.side = side;
      const Report report = compared(api_with("", row.before), api_with("", row.after), settings);
      REQUIRE(report.findings.size() == 1);
      CHECK(report.findings[0].severity == severity);
      CHECK(report.findings[0].explanation.find(" Owner: ") != std::string::npos);
      CHECK(report.findings[0].explanation.find(" Clients: ") != std::string::npos);
    }
  }
  const Report report = compared(api_with("", "[{A: []}]"), api_with("", "[]"));
  CHECK(report.findings[0].explanation ==
        "The operation needed a credential and needs none now. Owner: critical, anybody may call "
        "it now. Clients: nothing breaks.");
}

TEST_CASE("rules are chosen, left out and rated by the settings") {
  const std::string before = api_with("", "[{A: []}]");
  const std::string after = api_with("", "[]");
  diff::CompareSettings settings;
  settings.rules = {"change-scheme"};
  CHECK(findings_of(compared(before, after, settings)) == "");
  settings.rules = {"change"};
  CHECK(findings_of(compared(before, after, settings)) ==
        "critical change-operation-public GET /a");
  settings.skip_rules = {"change-operation-public"};
  CHECK(findings_of(compared(before, after, settings)) == "");
  settings = {};
  settings.severity["change-operation-public"] = Severity::low;
  CHECK(findings_of(compared(before, after, settings)) == "low change-operation-public GET /a");
}

TEST_CASE("a change of the root is one line and stands at the root") {
  const Report report = compared(many(20, "[{A: []}]"), many(20, "[{A: []}, {B: []}]"));
  CHECK(report.findings.size() == 21);
  REQUIRE(report.groups.size() == 1);
  CHECK(report.groups[0].operations.size() == 21);
  CHECK(report.groups[0].declared == "A");
  CHECK(report.groups[0].observed == "A | B");
  CHECK(text_of(report.groups[0].location) == "new.yaml/security");
}

TEST_CASE("two hundred operations that lost their root security are one critical finding") {
  const Report gone = compared(many(200, "[{A: []}]"), many(200, ""));
  CHECK(findings_of(gone) == "critical change-security-dropped *");
  CHECK(gone.groups.size() == 1);
  CHECK(text_of(gone.findings[0].location) == "old.yaml/security");
  CHECK(gone.findings[0].spec_excerpt == "security: [{A: []}]");
  CHECK(gone.findings[0].explanation.find("201 operations") != std::string::npos);
  const Report emptied = compared(many(200, "[{A: []}]"), many(200, "[]"));
  CHECK(text_of(emptied.findings[0].location) == "new.yaml/security");
  CHECK(emptied.findings[0].spec_excerpt == "security: []");
}

TEST_CASE("texts show scopes, and what schemes are where their names say nothing") {
  const Report scopes =
      compared(api_with("", "[{O: [r, w]}]"), api_with("", "[{O: [r]}, {A: []}]"));
  REQUIRE(scopes.findings.size() == 1);
  CHECK(scopes.findings[0].declared == "O[r, w]");
  CHECK(scopes.findings[0].observed == "O[r] | A");
}

TEST_CASE("a document compared with itself has no findings and one result per operation") {
  const std::string text = many(5, "[{A: []}, {O: [r]}, {Nowhere: []}]");
  const Report report = compared(text, text);
  CHECK(findings_of(report) == "");
  CHECK(report.operations.size() == 6);
  CHECK(report.summary.score == 100);
}

TEST_CASE("changes are suppressed alike, of operations that are gone, too") {
  diff::CompareSettings settings;
  settings.suppressions = {{{"change-operation-removed", "GET /old", "agreed", ""}}, "2026-11-18"};
  const std::string paths = "  /old:\n    get: {responses: {'200': {description: d}}}\n";
  std::string before = api_with("[{A: []}]", "");
  before.insert(before.find("components:"), paths);
  const Report report = compared(before, api_with("[{A: []}]", ""), settings);
  const auto found =
      std::ranges::find(report.findings, std::string("change-operation-removed"), &Finding::rule);
  REQUIRE(found != report.findings.end());
  CHECK(found->state == FindingState::suppressed);
  CHECK(report.summary.score == 100);
}
