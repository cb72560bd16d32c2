// SPDX-License-Identifier: Apache-2.0
#include "sworn/sworn.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "probe/honest.h"
#include "report/format.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

const char* const document = SWORN_SOURCE_DIR "/specs/chi.json";

Contract loaded() {
  Result<Contract> contract = load(document);
  REQUIRE_MESSAGE(contract, contract.error().text());
  return *contract;
}

Config keys_of_alice() {
  Config config;
  Identity alice;
  alice.name = "alice";
  for (const Scheme& scheme : loaded().schemes) {
    if (scheme.kind == SchemeKind::api_key && scheme.place == Place::header) {
      alice.credentials[scheme.name].value = "0123456789abcdef0123456789abcdef";
    }
  }
  config.identities = {alice};
  return config;
}

/// A run against a server that keeps every promise, but for what `lie` says.
Recording recorded(const probe::Lie& lie = nullptr, const Shard& shard = {}) {
  const Config config = keys_of_alice();
  const std::string url = "http://127.0.0.1:8080";
  const auto honest = probe::make_honest_transport(loaded(), config, url, 7, lie);
  InterviewOptions options;
  options.url = url;
  options.rules = {"access-not-enforced"};
  options.seed = 7;
  options.shard = shard;
  options.transport = honest.get();
  const Result<Recording> recording = interview(loaded(), config, options);
  REQUIRE_MESSAGE(recording, recording.error().text());
  return *recording;
}

std::string json_of(const Report& report) {
  const Result<std::string> json = render(report, "json");
  REQUIRE(json);
  return *json;
}

}  // namespace

TEST_CASE("what is no document is an error of load, with its place") {
  const Result<Contract> contract = load(SWORN_SOURCE_DIR "/specs/none.yaml");
  REQUIRE_FALSE(contract);
  CHECK(contract.error().text().find("none.yaml") != std::string::npos);
}

TEST_CASE("an interview leaves no secret in its recording") {
  const Recording recording = recorded();
  CHECK(recording.transcript.exchanges.size() > 5);
  CHECK(har_of(recording).find("0123456789abcdef0123456789abcdef") == std::string::npos);
}

TEST_CASE("an interview that was told to stop asks nothing and is no error") {
  std::stop_source stop;
  stop.request_stop();
  const Config config = keys_of_alice();
  const auto honest =
      probe::make_honest_transport(loaded(), config, "http://127.0.0.1:8080", 7, nullptr);
  InterviewOptions options;
  options.url = "http://127.0.0.1:8080";
  options.transport = honest.get();
  const Result<Recording> recording = interview(loaded(), config, options, stop.get_token());
  REQUIRE(recording);
  CHECK_FALSE(recording->transcript.run.complete);
}

TEST_CASE("an honest server is judged without a finding, a lying one with its lie") {
  const Result<Report> honest = judge(loaded(), recorded());
  REQUIRE(honest);
  CHECK(honest->findings.empty());
  CHECK(honest->summary.examined > 0);

  const Result<Report> lying = judge(
      loaded(),
      recorded(letting_in("GET /documents", [](const Request&, const Request&) { return true; })));
  REQUIRE(lying);
  REQUIRE_FALSE(lying->findings.empty());
  CHECK(lying->findings[0].rule == "access-not-enforced");
}

TEST_CASE("a recording that went through a file is judged to the same report") {
  const Recording recording = recorded();
  const Result<Recording> read = recording_of_har(har_of(recording), "run.har");
  REQUIRE(read);
  const Result<Report> before = judge(loaded(), recording);
  const Result<Report> after = judge(loaded(), *read);
  REQUIRE(before);
  REQUIRE(after);
  CHECK((json_of(*before) == json_of(*after)));
}

TEST_CASE("a URL is refused for a recording that says itself where the API was") {
  CHECK_FALSE(judge(loaded(), recorded(), {.url = "http://elsewhere"}));
}

TEST_CASE(
    "a document compared with itself has not changed, and rules can be left out of a review") {
  CHECK(compare(loaded(), loaded()).findings.empty());
  const Report all = review(loaded());
  REQUIRE_FALSE(all.findings.empty());
  CHECK(all.problems.empty());
  ReviewOptions some;
  some.skip_rules = {all.findings.front().rule};
  const Report rest = review(loaded(), some);
  CHECK(rest.problems.empty());
  CHECK(rest.summary.examined == all.summary.examined);
  CHECK(std::ranges::find(rest.findings, all.findings.front().rule, &Finding::rule) ==
        rest.findings.end());
}

TEST_CASE("where no rule looked at a document, nothing is known of it") {
  for (const Report& report : {review(loaded(), {.skip_rules = {"review"}}),
                               review(loaded(), {.rules = {"change"}}),
                               compare(loaded(), loaded(), {.skip_rules = {"change"}})}) {
    CHECK(report.findings.empty());
    CHECK(report.problems ==
          std::vector<std::string>{"no rule is selected, so nothing was looked at"});
    CHECK(report.summary.examined == 0);
    CHECK(report.summary.untested == report.summary.operations);
    CHECK(report.summary.score == 0);
    CHECK(report.summary.grade == "-");
    REQUIRE_FALSE(report.operations.empty());
    for (const OperationResult& one : report.operations) {
      CHECK(one.outcome == OperationOutcome::untested);
    }
  }
}

TEST_CASE("a rule that there is none of is never taken for one that found nothing") {
  const std::vector<std::string> unknown{"unknown rule 'reviw'"};
  CHECK(review(loaded(), {.rules = {"reviw"}}).problems == unknown);
  CHECK(review(loaded(), {.skip_rules = {"reviw"}}).problems == unknown);
  CHECK(review(loaded(), {.severity = {{"reviw", Severity::low}}}).problems == unknown);
  CHECK(compare(loaded(), loaded(), {.rules = {"reviw"}}).problems == unknown);
  const Result<Report> judged = judge(loaded(), recorded(), {.skip_rules = {"reviw"}});
  REQUIRE_FALSE(judged);
  CHECK(judged.error().message == unknown.front());

  const auto error_of = [](const Config& config, const InterviewOptions& options) {
    const Result<Recording> recording = interview(loaded(), config, options);
    return recording ? std::string() : recording.error().message;
  };
  InterviewOptions options;
  options.url = "http://127.0.0.1:9";
  options.rules = {"reviw"};
  CHECK(error_of(keys_of_alice(), options) == unknown.front());
  options.rules.clear();
  Config config = keys_of_alice();
  config.severity = {{"access-not-enforced", "grave"}};
  CHECK(error_of(config, options) == "unknown severity 'grave' of access-not-enforced");
  config.severity = {{"access", "low"}};
  CHECK(error_of(config, options) == "unknown rule 'access'");
  config.severity.clear();
  config.suppress = {{"access", "*", "agreed", ""}};
  CHECK(error_of(config, options) == "unknown rule 'access'");
}

TEST_CASE("a client certificate that cannot be read is an error of the interview") {
  Config config = keys_of_alice();
  config.identities.front().credentials["mtls"].fields = {{"cert", "/none/alice.pem"},
                                                          {"key", "/none/alice.key"}};
  InterviewOptions options;
  options.url = "http://127.0.0.1:9";
  const Result<Recording> recording = interview(loaded(), config, options);
  REQUIRE_FALSE(recording);
  CHECK(recording.error().message.find("the file of `cert` cannot be read") == 0);
}

TEST_CASE("the shards of an interview merge to what one alone records") {
  const std::vector<Recording> shards{recorded({}, {1, 2}), recorded({}, {2, 2})};
  CHECK(shards.front().transcript.run.shard == Shard{1, 2});
  const Result<Recording> merged = merge(shards);
  REQUIRE_MESSAGE(merged, merged.error().text());
  CHECK(merged->transcript.exchanges.size() == recorded().transcript.exchanges.size());
  InterviewOptions options;
  options.url = "http://127.0.0.1:9";
  options.shard = {3, 2};
  CHECK_FALSE(interview(loaded(), keys_of_alice(), options));
}

TEST_CASE("the side of a comparison chooses the severity") {
  Contract open = loaded();
  for (Operation& operation : open.operations) {
    operation.requirement = {};
  }
  const Report owner = compare(loaded(), open, {.side = Side::owner});
  const Report client = compare(loaded(), open, {.side = Side::client});
  REQUIRE_FALSE(owner.findings.empty());
  CHECK(owner.summary.findings != client.summary.findings);
}

TEST_CASE("shards that are none are not merged") {
  CHECK_FALSE(merge({recorded(), recorded()}));
}

TEST_CASE("a report is rendered in every format by its name, and in no other") {
  const Report report = review(loaded());
  CHECK(formats() == report::format_names());
  for (const std::string& format : formats()) {
    CAPTURE(format);
    CHECK(render(report, format));
  }
  const Result<std::string> unknown = render(report, "no-such-format");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint.find("json") != std::string::npos);
}

}  // namespace sworn::test
