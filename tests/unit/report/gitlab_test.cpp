// SPDX-License-Identifier: Apache-2.0
#include "report/gitlab.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "report/gitlab_part.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/json_sample.h"
#include "unit/report/sample.h"

namespace {

using Json = nlohmann::json;
using sworn::Report;

const sworn::report::View in_checkout = {.working_folder = "/src/api", .source_root = "/src"};

Json report_of(const Report& report) {
  return Json::parse(sworn::report::gitlab(report, in_checkout));
}

}  // namespace

TEST_CASE("the GitLab report of every kind of report satisfies its schema") {
  const std::string schema = SWORN_SOURCE_DIR "/tests/unit/report/gitlab_dast.schema.json";
  for (const Report& report : {sworn::test::sample(),
                               sworn::test::review_sample(9),
                               sworn::test::diff_sample(),
                               sworn::test::hostile_report(),
                               Report{}}) {
    CHECK(sworn::test::problems_by_schema(schema, sworn::report::gitlab(report, in_checkout)) ==
          "");
  }
  CHECK(sworn::test::problems_by_schema(schema, R"({"version": "15.0.7", "scan": {}})") != "");
}

TEST_CASE("a vulnerability has place, identifiers and the sealed exchanges") {
  const Json report = report_of(sworn::test::sample());
  const Json fixation = report.at("vulnerabilities").at(5);
  CHECK(fixation.at("severity") == "High");
  CHECK(fixation.at("location") == Json({{"hostname", "http://127.0.0.1:8080"},
                                         {"method", "POST"},
                                         {"param", "ApiKeyAuth"},
                                         {"path", "/login"}}));
  CHECK(fixation.at("identifiers").at(0).at("value") == "session-fixation");
  CHECK(fixation.at("identifiers").at(2).at("name") == "CWE-306");
  const Json evidence = fixation.at("evidence");
  CHECK(evidence.at("request").at("url") == "http://127.0.0.1:8080/me");
  CHECK(evidence.at("response").at("status_code") == 200);
  CHECK(evidence.at("supporting_messages").size() == 2);
  CHECK(fixation.at("details").at("observed").at("value") == "the planted identifier is logged in");
}

TEST_CASE("the exchange that shows the mismatch is the evidence, wherever it stands in the story") {
  Report report = sworn::test::sample();
  report.findings.front().decisive = 2;
  const Json evidence = report_of(report).at("vulnerabilities").at(0).at("evidence");
  CHECK(evidence.at("request").at("headers").empty());
  REQUIRE(evidence.at("supporting_messages").size() == 2);
  CHECK(evidence.at("supporting_messages").at(0).at("name") ==
        "1 keyed reads: GET /items with {alice.ApiKeyAuth} -> 200");
  CHECK(evidence.at("supporting_messages").at(1).at("name") ==
        "3 keyed reads again: GET /items with {alice.ApiKeyAuth} -> 200");
}

TEST_CASE("messages for which there is no room are counted") {
  Report report = sworn::test::sample();
  report.findings.front().exchanges.assign(12, 1);
  report.findings.front().exchanges.push_back(2);
  const Json evidence = report_of(report).at("vulnerabilities").at(0).at("evidence");
  CHECK(evidence.at("supporting_messages").size() == 7);
  CHECK(evidence.at("summary").get<std::string>().ends_with(
      "\nnot among the messages: 5 more exchanges of the story"));
}

TEST_CASE("a finding keeps its id, and no two have one") {
  const Json report = report_of(sworn::test::sample());
  std::string seen;
  for (const Json& one : report.at("vulnerabilities")) {
    const std::string id = one.at("id");
    CHECK(id.size() == 36);
    CHECK(id.at(14) == '5');
    CHECK(seen.find(id) == std::string::npos);
    seen += id + " ";
  }
  CHECK(sworn::report::uuid_of("a") == sworn::report::uuid_of("a"));
  CHECK(sworn::report::uuid_of("a") != sworn::report::uuid_of("b"));
}

TEST_CASE("what is suppressed is no vulnerability, what is known is") {
  Report report = sworn::test::sample();
  CHECK(report_of(report).at("vulnerabilities").size() == report.findings.size() - 1);
  report.findings.front().state = sworn::FindingState::known;
  CHECK(report_of(report).at("vulnerabilities").size() == report.findings.size() - 1);
}

TEST_CASE("a run that cannot be trusted is a scan that failed, and says why") {
  Report report = sworn::test::sample();
  CHECK(report_of(report).at("scan").at("status") == "success");
  CHECK(report_of(report).at("scan").at("start_time") == "2026-11-20T21:00:00");
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  const Json scan = report_of(report).at("scan");
  CHECK(scan.at("status") == "failure");
  CHECK(scan.at("messages").at(0) ==
        Json({{"level", "fatal"}, {"value", "the credential ApiKeyAuth of alice never worked"}}));
}

TEST_CASE("only what was examined is a scanned resource") {
  const Json resources = report_of(sworn::test::sample()).at("scan").at("scanned_resources");
  CHECK(resources.size() == 6);
  CHECK(resources.at(0) ==
        Json({{"method", "GET"}, {"url", "http://127.0.0.1:8080/items"}, {"type", "url"}}));
}

TEST_CASE("what only reads documents has the time of its writing, and no host") {
  for (const Report& report : {sworn::test::review_sample(9), sworn::test::diff_sample()}) {
    const Json json = Json::parse(sworn::report::gitlab(report, {.written_ms = 1'795'208'400'123}));
    CHECK(json.at("scan").at("start_time") == "2026-11-20T21:00:00");
    CHECK(json.at("scan").at("end_time") == "2026-11-20T21:00:00");
    for (const Json& one : json.at("vulnerabilities")) {
      CHECK_FALSE(one.at("location").contains("hostname"));
    }
  }
  const Json run = Json::parse(sworn::report::gitlab(sworn::test::sample(), {.written_ms = 1}));
  CHECK(run.at("scan").at("start_time") == "2026-11-20T21:00:00");
}

TEST_CASE("what only reads documents scanned nothing") {
  for (const Report& report : {sworn::test::review_sample(9), sworn::test::diff_sample()}) {
    CHECK(report_of(report).at("scan").at("scanned_resources").empty());
  }
}
