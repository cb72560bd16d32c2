// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "diff/catalogue.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/json_sample.h"
#include "unit/report/sample.h"
#include "unit/spec/corpus.h"

namespace {

using Json = nlohmann::json;
using sworn::FindingState;
using sworn::Report;
using sworn::Severity;

const sworn::report::View in_checkout = {.working_folder = "/src/api", .source_root = "/src"};

Json run_of(const Report& report, const sworn::report::View& view = in_checkout) {
  return Json::parse(sworn::report::sarif(report, view)).at("runs").at(0);
}

/// The sample, with the declarations that a run fills in.
Report declared() {
  Report report = sworn::test::sample();
  for (const sworn::RuleInfo* rule : sworn::diff::catalogue()) report.rules.push_back(*rule);
  return report;
}

Json rule_of(const Json& run, const std::string& id) {
  for (const Json& rule : run.at("tool").at("driver").at("rules")) {
    if (rule.at("id") == id) return rule;
  }
  FAIL("no rule ", id);
  return {};
}

Json result_of(const Json& run, const std::string& id) {
  for (const Json& result : run.at("results")) {
    if (result.at("ruleId") == id) return result;
  }
  FAIL("no result of ", id);
  return {};
}

std::vector<Report> reports() {
  Report baseline = declared();
  baseline.findings.front().state = FindingState::known;
  baseline.gone = {{"access-soft-refusal", "GET", "/away", "0123"}};
  baseline.run.complete = false;
  return {declared(),
          baseline,
          sworn::test::review_sample(9),
          sworn::test::diff_sample(),
          sworn::test::hostile_report(),
          Report{}};
}

}  // namespace

TEST_CASE("SARIF of every kind of report has the members that are asked for, and no other") {
  const std::string schema = SWORN_SOURCE_DIR "/tests/unit/report/sarif.schema.json";
  for (const Report& report : reports()) {
    CHECK(sworn::test::problems_by_schema(schema, sworn::report::sarif(report, in_checkout)) == "");
  }
  CHECK(sworn::test::problems_by_schema(schema, R"({"version": "2.1.0", "runs": [{}]})") != "");
}

TEST_CASE("SARIF of every kind of report satisfies the schema of its standard") {
  const auto data = sworn::test::corpus_folder();
  if (!data) {
    MESSAGE("skipped: the schema is not here (SWORN_SHARED_DATA)");
    return;
  }
  const std::string schema = data->parent_path() / "report-schemas/sarif-schema-2.1.0.json";
  for (const Report& report : reports()) {
    CHECK(sworn::test::problems_by_schema(schema, sworn::report::sarif(report, in_checkout)) == "");
  }
}

TEST_CASE("a rule of SARIF has what GitHub shows and sorts by") {
  const Json rule = rule_of(run_of(declared()), "access-not-enforced");
  CHECK(rule.at("name") == "AccessNotEnforced");
  CHECK(rule.at("shortDescription").at("text") == "Declared security is not enforced");
  CHECK(rule.at("properties").at("security-severity") == "9.5");
  CHECK(rule.at("properties").at("precision") == "very-high");
  CHECK(rule.at("properties").at("tags").at(0) == "security");
  CHECK(rule.at("properties").at("tags").at(2) == "external/cwe/cwe-306");
  CHECK(rule.at("defaultConfiguration").at("level") == "error");
  CHECK(rule.at("relationships").at(0).at("target").at("id") == "306");
  const std::string help = rule.at("help").at("markdown");
  CHECK(help.find("**Remedy** ") != std::string::npos);
  CHECK(help.find("[OWASP API2:2023](https://owasp.org/API-Security/editions/2023/en/"
                  "0xa2-broken-authentication/)") != std::string::npos);
}

TEST_CASE("texts and tags of every rule keep GitHub's bounds") {
  for (const Json& rule : run_of(declared()).at("tool").at("driver").at("rules")) {
    CAPTURE(rule.at("id").get<std::string>());
    CHECK(rule.at("name").get<std::string>().size() <= 255);
    for (const char* member : {"shortDescription", "fullDescription"}) {
      const auto size = rule.at(member).at("text").get<std::string>().size();
      CHECK(size > 0);
      CHECK(size <= 1024);
    }
    CHECK(rule.at("help").at("text") != "");
    CHECK(rule.at("properties").at("tags").size() <= 10);
  }
}

TEST_CASE("a rule about conformance has a level and no security severity") {
  const Json rule = rule_of(run_of(declared()), "response-status-undeclared");
  CHECK_FALSE(rule.at("properties").contains("security-severity"));
  CHECK(rule.at("properties").at("tags").at(0) == "contract");
  CHECK(rule.at("defaultConfiguration").at("level") == "note");
}

TEST_CASE("a rule is as grave as the gravest of its findings") {
  Report report = declared();
  for (sworn::Finding& one : report.findings) {
    if (one.rule == "session-fixation") one.severity = Severity::medium;
  }
  const Json run = run_of(report);
  CHECK(rule_of(run, "session-fixation").at("properties").at("security-severity") == "5.5");
  CHECK(result_of(run, "session-fixation").at("level") == "warning");
}

TEST_CASE("a result points at its line in the checkout, and tells its story") {
  const Json result = result_of(run_of(declared()), "session-fixation");
  const Json place = result.at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri") == "api/openapi.yaml");
  CHECK(place.at("artifactLocation").at("uriBaseId") == "%SRCROOT%");
  CHECK(place.at("region") ==
        Json({{"startLine", 41}, {"startColumn", 5}, {"endLine", 41}, {"endColumn", 10}}));
  CHECK(result.at("locations").at(0).at("logicalLocations").at(0).at("fullyQualifiedName") ==
        "POST /login");
  const Json steps = result.at("codeFlows").at(0).at("threadFlows").at(0).at("locations");
  CHECK(steps.size() == 3);
  CHECK(steps.at(1).at("location").at("message").at("text") ==
        "2 victim logs in: POST /login with {alice.ApiKeyAuth} -> 200");
  const std::string message = result.at("message").at("text");
  CHECK(message.starts_with(
      "A login keeps a session identifier that the client brought: POST /login.\n"));
  CHECK(message.find("observed: the planted identifier is logged in") != std::string::npos);
}

TEST_CASE("fingerprints are the report's, and hash to what GitHub compares") {
  const Json run = run_of(declared());
  std::string seen;
  for (const Json& result : run.at("results")) {
    const std::string hash = result.at("partialFingerprints").at("primaryLocationLineHash");
    CHECK(hash.size() == 18);
    CHECK(hash.ends_with(":1"));
    CHECK(seen.find(hash) == std::string::npos);
    seen += hash + " ";
  }
  Report moved = declared();
  for (sworn::Finding& one : moved.findings) one.location.line += 100;
  moved.url = "https://elsewhere.example";
  CHECK(result_of(run_of(moved), "session-fixation").at("partialFingerprints") ==
        result_of(run, "session-fixation").at("partialFingerprints"));
}

TEST_CASE("documents outside of the checkout, from a URL and from standard input are named so") {
  Report report = declared();
  const auto uri = [&](const std::string& file) {
    for (sworn::Finding& one : report.findings) one.location.file = file;
    return result_of(run_of(report), "session-fixation")
        .at("locations")
        .at(0)
        .at("physicalLocation")
        .at("artifactLocation");
  };
  CHECK(uri("/etc/a b.yaml").at("uri") == "file:///etc/a%20b.yaml");
  CHECK_FALSE(uri("/etc/a.yaml").contains("uriBaseId"));
  CHECK(uri("https://a.example/o.json").at("uri") == "https://a.example/o.json");
  CHECK(uri("-").at("description").at("text") == "standard input");
  CHECK(uri("50%/a:b.yaml").at("uri") == "api/50%25/a%3Ab.yaml");
}

TEST_CASE("a baseline and suppressions are told of each result") {
  Report report = declared();
  Json run = run_of(report);
  CHECK_FALSE(result_of(run, "session-fixation").contains("baselineState"));
  CHECK(result_of(run, "session-fixation").at("suppressions").empty());
  report.findings.at(0).state = FindingState::known;
  report.findings.back().suppressed_because = "ticket 812";
  report.gone = {{"access-soft-refusal", "GET", "/away", "0123"}};
  run = run_of(report);
  CHECK(result_of(run, "access-not-enforced").at("baselineState") == "unchanged");
  CHECK(result_of(run, "session-fixation").at("baselineState") == "new");
  const Json accepted = result_of(run, "access-soft-refusal").at("suppressions").at(0);
  CHECK(accepted.at("kind") == "external");
  CHECK(accepted.at("justification") == "ticket 812");
  // A result that is "absent" would be an alert where readers do not know the word.
  CHECK(run.at("results").size() == report.findings.size());
  CHECK(run.at("invocations").at(0).at("toolExecutionNotifications").dump().find("/away") !=
        std::string::npos);
}

TEST_CASE("what is about a whole document is named so, gone or inconclusive") {
  Report review = sworn::test::review_sample(3);
  review.gone = {{"review-key-in-url", "*", "*", "0123"}};
  review.inconclusive = {{"review-key-in-url", "*", "*", "it cannot be read"}};
  const Json told = run_of(review).at("invocations").at(0).at("toolExecutionNotifications");
  CHECK(told.at(0).at("message").at("text") == "the whole document: it cannot be read");
  CHECK(told.at(1).at("message").at("text").get<std::string>().starts_with(
      "the whole document: gone since the baseline"));
}

TEST_CASE("a run that cannot be trusted is not successful and never an empty list") {
  Report stopped = declared();
  stopped.findings.clear();
  CHECK(run_of(stopped).at("results").empty());
  CHECK(run_of(stopped).at("invocations").at(0).at("executionSuccessful") == true);
  stopped.run.complete = false;
  CHECK(run_of(stopped).at("invocations").at(0).at("executionSuccessful") == false);
  CHECK(run_of(stopped).at("results").at(0).at("ruleId") == "run-incomplete");
  CHECK(run_of(stopped).at("results").at(0).at("level") == "error");
  Report untested = declared();
  untested.problems = {"the credential ApiKeyAuth of alice never worked"};
  CHECK(run_of(untested).at("invocations").at(0).at("executionSuccessful") == false);
  CHECK(run_of(untested).at("results").size() == untested.findings.size() + 1);
  Report credentials = stopped;
  credentials.run.complete = true;
  credentials.credentials.emplace_back();
  CHECK(run_of(credentials).at("results").size() == 1);
}

TEST_CASE("of more results than GitHub takes the mildest are left out, and it is said") {
  Report report = declared();
  const sworn::Finding mild = report.findings.back();
  const sworn::Finding grave = report.findings.front();
  report.exchanges.clear();
  report.findings.assign(25'000, mild);
  report.findings.push_back(grave);
  const Json run = run_of(report);
  CHECK(run.at("results").size() == 25'000);
  CHECK(run.at("results").at(0).at("ruleId") == grave.rule);
  CHECK(run.at("invocations")
            .at(0)
            .at("toolExecutionNotifications")
            .dump()
            .find("1 result left out, the mildest") != std::string::npos);
}

TEST_CASE("what would be a link or a placeholder in a message is none") {
  Report report = declared();
  report.findings.back().observed = "[x](http://evil.example) {0} {id}";
  const auto message = [&] {
    return result_of(run_of(report), report.findings.back().rule)
        .at("message")
        .at("text")
        .get<std::string>();
  };
  CHECK(message().find("\\[x\\](http://evil.example) { 0} {id}") != std::string::npos);
  // Escaped already, which another backslash would undo.
  report.findings.back().observed = "\\[x\\](http://evil.example) a\\b";
  CHECK(message().find("\\\\\\[x\\\\\\](http://evil.example) a\\\\b") != std::string::npos);
}

TEST_CASE("uploads of several targets do not replace each other, those of one do") {
  Report report = declared();
  const auto id = [&](const std::string& url) {
    report.url = url;
    return run_of(report).at("automationDetails").at("id").get<std::string>();
  };
  CHECK(id("http://127.0.0.1:40001") == id("http://127.0.0.1:40002"));
  CHECK(id("https://a.example/v1") == "sworn/check/a.example/openapi.yaml/");
  CHECK(run_of(sworn::test::review_sample(1)).at("automationDetails").at("id") ==
        "sworn/review/orders.yaml/");
}
