// SPDX-License-Identifier: Apache-2.0
#include "diff/review.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/diff/review/good.h"
#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

/// Two findings of their own and a scheme that nothing requires.
std::string flawed() {
  return document_of(
      "3.0.3",
      "Key: {type: apiKey, in: query, name: key}\nOld: {type: http, scheme: basic}\n",
      "/a: {get: {operationId: a, responses: {'200': {description: d}}}}\n"
      "/b: {get: {responses: {'200': {description: d}}}}\n"
      "/c: {get: {security: [{}, {Key: []}], responses: {'401': {description: d}}}}\n"
      "/d: {get: {security: [], responses: {'200': {description: d}}}}\n",
      "security: [{Key: []}]\n");
}

const Finding* finding_of(const Report& report, std::string_view rule) {
  const auto found = std::ranges::find(report.findings, rule, &Finding::rule);
  return found == report.findings.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("of a good document a review says nothing at all") {
  const Report report = diff::review(contract_of(good_spec), {});
  for (const Finding& finding : report.findings) {
    FAIL_CHECK(finding.rule << " " << finding.method << " " << finding.path);
  }
  CHECK(report.operations.size() == 7);
  CHECK(report.summary.score == 100);
  CHECK(report.summary.grade == "A");
}

TEST_CASE("two alternatives that differ by their scopes do not read alike") {
  const auto table = [](const std::string& requirement) {
    const Report report = diff::review(
        contract_of(document_of(
            "3.0.3",
            "Auth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, "
            "scopes: {read: r, write: w}}}}\n",
            "/a: {get: {security: " + requirement + ", responses: {'200': {description: d}}}}\n",
            "")),
        {});
    return report.operations.at(0).declared_security;
  };
  CHECK(table("[{Auth: [read]}, {Auth: [write]}]") == "Auth[read] | Auth[write]");
  CHECK(table("[{Auth: [read]}]") == "Auth");
}

TEST_CASE("a review tells the contract: counts, requirements, their places and the refusals") {
  const Report report = diff::review(contract_of(flawed()), {});
  CHECK(report.kind == ReportKind::review);
  CHECK(report.spec.file == "spec.yaml");
  CHECK(report.spec.openapi == "3.0.3");
  REQUIRE(report.contract.has_value());
  CHECK(report.contract->operations == 4);
  CHECK(report.contract->schemes == 2);
  CHECK(report.contract->secured == 2);
  CHECK(report.contract->optional == 1);
  CHECK(report.contract->anonymous == 1);
  REQUIRE(report.operations.size() == 4);
  CHECK(report.operations[0].declared_security == "Key");
  CHECK(report.operations[0].security_source == RequirementSource::root);
  CHECK(report.operations[0].refusals.empty());
  CHECK(report.operations[2].declared_security == "none | Key");
  CHECK(report.operations[2].security_source == RequirementSource::operation);
  CHECK(report.operations[2].refusals == std::vector<std::string>{"401"});
  CHECK(report.operations[0].outcome == OperationOutcome::mismatch);
  CHECK(report.operations[3].outcome == OperationOutcome::match);
}

TEST_CASE("a finding of a review has its place, line, remedy and standard") {
  const Report report = diff::review(contract_of(flawed()), {});
  const Finding* const key = finding_of(report, "review-key-in-url");
  REQUIRE(key != nullptr);
  CHECK(key->severity == Severity::medium);
  CHECK(key->confidence == Confidence::confirmed);
  CHECK(key->method == "*");
  CHECK(key->scheme == "Key");
  CHECK(key->location.line == 5);
  CHECK(key->spec_excerpt == "    Key: {type: apiKey, in: query, name: key}");
  CHECK(key->cwe == 598);
  CHECK_FALSE(key->remedy.empty());
  CHECK_FALSE(key->fingerprint.empty());
}

TEST_CASE("what many operations share is one group") {
  const Report report = diff::review(contract_of(flawed()), {});
  const auto group =
      std::ranges::find(report.groups, "review-refusal-undeclared", &FindingGroup::rule);
  REQUIRE(group != report.groups.end());
  CHECK(group->operations == std::vector<std::string>{"GET /a", "GET /b"});
  CHECK(group->of == 4);
  CHECK(std::ranges::count(report.groups, "review-refusal-undeclared", &FindingGroup::rule) == 1);
}

TEST_CASE("rules are chosen and left out, and severities set, as the settings say") {
  const Contract contract = contract_of(flawed());
  const Report one = diff::review(contract, {.rules = {"review-key-in-url"}});
  CHECK(one.findings.size() == 1);
  CHECK(diff::review(contract, {.skip_rules = {"review"}}).findings.empty());
  const Report high = diff::review(
      contract,
      {.rules = {"review-key-in-url"}, .severity = {{"review-key-in-url", Severity::high}}});
  REQUIRE(high.findings.size() == 1);
  CHECK(high.findings.front().severity == Severity::high);
  CHECK(high.summary.score == 85);
}

TEST_CASE("fingerprints of a review outlive lines that were added above") {
  const Report before = diff::review(contract_of(flawed()), {});
  const Report after = diff::review(contract_of("# a line\n" + flawed()), {});
  REQUIRE(before.findings.size() == after.findings.size());
  for (std::size_t i = 0; i < before.findings.size(); ++i) {
    CHECK(before.findings[i].fingerprint == after.findings[i].fingerprint);
    CHECK(before.findings[i].location.line + 1 == after.findings[i].location.line);
  }
}

TEST_CASE("no two findings of a document have one fingerprint") {
  const Report report = diff::review(contract_of(flawed()), {});
  std::vector<std::string> seen;
  for (const Finding& finding : report.findings) seen.push_back(finding.fingerprint);
  std::ranges::sort(seen);
  CHECK(std::ranges::adjacent_find(seen) == seen.end());
}

}  // namespace sworn::test
