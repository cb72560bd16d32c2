// SPDX-License-Identifier: Apache-2.0
#include "run/foreign.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/file.h"
#include "evidence/har.h"
#include "report/json.h"
#include "run/replay.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string folder = SWORN_SOURCE_DIR "/fixtures/recording/";

Contract shop() {
  const auto contract = spec::load(folder + "shop.yaml");
  REQUIRE_MESSAGE(contract, contract.error().text());
  return *contract;
}

std::string browser_text() {
  const auto text = base::read_file(folder + "browser.har", std::size_t{1} << 20);
  REQUIRE(text);
  return *text;
}

evidence::Recording browser() {
  const auto recording = evidence::read_har(browser_text(), "browser.har");
  REQUIRE_MESSAGE(recording, recording.error().text());
  return *recording;
}

run::Replayed judged(const std::string& url = "") {
  const auto replayed = run::replay(shop(), browser(), {.url = url});
  REQUIRE_MESSAGE(replayed, replayed.error().text());
  return *replayed;
}

std::vector<std::string> operations_of(const Transcript& transcript) {
  std::vector<std::string> operations;
  for (const Exchange& exchange : transcript.exchanges) operations.push_back(exchange.operation);
  return operations;
}

}  // namespace

TEST_CASE("what a browser recorded is matched to operations by method and path") {
  const std::vector<std::string> expected{"",
                                          "",
                                          "POST /login",
                                          "GET /items",
                                          "GET /items/{id}",
                                          "GET /items/{id}",
                                          "GET /report",
                                          "GET /picture",
                                          "GET /picture",
                                          "",
                                          "GET /items",
                                          "GET /items"};
  CHECK((operations_of(judged().transcript) == expected));
  CHECK((operations_of(judged("https://shop.example/api").transcript) == expected));
  CHECK((operations_of(judged("https://shop.example").transcript) == expected));
  const auto elsewhere = operations_of(judged("https://other.example").transcript);
  CHECK(std::ranges::count(elsewhere, "") == static_cast<std::ptrdiff_t>(expected.size()));
}

TEST_CASE("answers of a browser's recording are judged as far as they go") {
  const Report report = judged().report;
  const std::vector<std::string> expected{"response-schema-mismatch of GET /items/{id}",
                                          "response-status-undeclared of GET /report"};
  CHECK((findings(report) == expected));
  CHECK(result(report, "GET /items").outcome == OperationOutcome::inconclusive);
  CHECK(result(report, "GET /items/{id}").outcome == OperationOutcome::mismatch);
  CHECK(result(report, "GET /quiet").outcome == OperationOutcome::untested);
  CHECK(std::ranges::count(report.coverage,
                           "3 of 12 recorded exchanges belong to no operation of the document") ==
        1);
  CHECK(report.run.requests == 12);
  CHECK(report.run.started_ms == 1795208401000);
}

TEST_CASE("a recording without controls is never green") {
  const Report report = judged().report;
  CHECK(std::ranges::none_of(report.operations, [](const OperationResult& one) {
    return one.outcome == OperationOutcome::match;
  }));
  CHECK(std::ranges::all_of(report.findings, [](const Finding& finding) {
    return finding.rule.starts_with("response-");
  }));
}

TEST_CASE("credentials are told by the places that the document declares") {
  const Transcript transcript = judged().transcript;
  const auto credentials = [&](std::size_t i) {
    std::string text;
    for (const CredentialUse& use : transcript.exchanges.at(i).credentials) {
      text += use.holder + " " + use.signature + ";";
    }
    return text;
  };
  CHECK(credentials(2).empty());
  CHECK(credentials(3) == "recorded http bearer;");
  CHECK(credentials(4) == "recorded header x-api-key;");
  CHECK(transcript.exchanges.at(4).request.headers.at(0).value == "{recorded.ApiKeyAuth}");
  CHECK(transcript.exchanges.at(3).request.headers.at(0).value == "Bearer {recorded.Bearer}");
}

TEST_CASE("no secret of a browser's recording reaches the report") {
  const std::string report = report::json(judged().report);
  for (const char* secret : {"key_4eC39HqLyjWDarjtT1zdp7dc",
                             "9f86d081884c7d659a2feaa0c55ad015",
                             "dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                             "correct-horse-77",
                             "c3Jm8x7Q2LmZ",
                             "k3Jd92LsPq81xZ0a"}) {
    CAPTURE(secret);
    REQUIRE(browser_text().find(secret) != std::string::npos);
    CHECK(report.find(secret) == std::string::npos);
  }
}

TEST_CASE("where the document names no host, the user has to") {
  Contract contract = shop();
  contract.servers = {{"/api", nullptr}};
  const auto replayed = run::replay(contract, browser(), {});
  REQUIRE_FALSE(replayed);
  CHECK(replayed.error().text().find("--url") != std::string::npos);
  const auto told = run::replay(contract, browser(), {.url = "https://shop.example"});
  REQUIRE(told);
  CHECK(findings(told->report).size() == 2);
}

TEST_CASE("a body that was left out and an answer that was not modified are not judged") {
  const Transcript transcript = judged().transcript;
  CHECK(transcript.exchanges.at(8).response->is_cut);
  CHECK(transcript.exchanges.at(7).response->body == std::string("\x89PNG\r\n\x1a\n", 8));
  CHECK(transcript.exchanges.at(10).status() == 304);
  CHECK(transcript.exchanges.at(11).failure == Failure::broken);
}

}  // namespace sworn::test
