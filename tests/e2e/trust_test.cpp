// SPDX-License-Identifier: Apache-2.0
#include "support/trust.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <future>
#include <string>
#include <vector>

#include "document/node.h"
#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;

const std::string source_folder = SWORN_SOURCE_DIR;

Examination examination_of_demo(const std::string& variant) {
  const Setup setup = setup_of("demo");
  Examination examination{
      "demo " + variant,
      {SWORN_DEMO_API, {variant}, setup.environment},
      {"check", source_folder + "/" + setup.spec, "--exclude", "GET /hang", "--timeout", "8"}};
  for (const std::string& credential : setup.credentials) {
    examination.arguments.insert(examination.arguments.end(), {"--auth", credential});
  }
  return examination;
}

/// Every word of every finding but which exchanges prove it and how to send them again.
std::vector<std::string> texts_of(const std::string& report) {
  const auto document = sworn::document::parse_json(report, "the report");
  REQUIRE(document);
  std::vector<std::string> texts;
  for (const sworn::document::Node* finding : document->root().find("findings")->items()) {
    std::string text;
    for (const char* member : {"rule",
                               "severity",
                               "confidence",
                               "method",
                               "path",
                               "scheme",
                               "declared",
                               "observed",
                               "explanation",
                               "fingerprint"}) {
      text += std::string(finding->string_at(member)) + " | ";
    }
    texts.push_back(text);
  }
  return texts;
}

/// Another one may be given, to look for what this one does not show.
std::uint64_t seed_of_faults() {
  const char* given = std::getenv("SWORN_FAULT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
}

/// A fixture in parts that take about as long as each other: what waits for one identity's turn, or
/// for a session's end, waits longest behind slow answers.
struct Part {
  const char* family;
  const char* server;
  std::vector<std::string> options;
  int faults_begin_after = 0;  ///< so many requests: without the accounts there is no more to ask
};

const std::vector<Part>& parts() {
  static const std::vector<Part> all{
      {"access", SWORN_FIXTURE_ACCESS, {}},
      {"object", SWORN_FIXTURE_OBJECT, {"--writes"}},
      {"registration", SWORN_FIXTURE_REGISTRATION, {"--writes"}, 40},
      {"scheme", SWORN_FIXTURE_SCHEME, {}},
      {"session", SWORN_FIXTURE_SESSION, {"--writes", "--shard", "1/4"}},
      {"session", SWORN_FIXTURE_SESSION, {"--writes", "--shard", "2/4"}},
      {"session", SWORN_FIXTURE_SESSION, {"--writes", "--shard", "3/4"}},
      {"session", SWORN_FIXTURE_SESSION, {"--writes", "--shard", "4/4"}},
      {"token", SWORN_FIXTURE_TOKEN, {"--hardening", "--shard", "1/2"}},
      {"token", SWORN_FIXTURE_TOKEN, {"--hardening", "--shard", "2/2"}},
  };
  return all;
}

}  // namespace

TEST_CASE("a bad network and a busy gateway add no finding, and make none graver or surer") {
  std::vector<Examination> examinations;
  for (const char* variant : {"vulnerable", "fixed"}) {
    examinations.push_back(examination_of_demo(variant));
  }
  for (const Part& part : parts()) {
    for (const char* variant : {"vulnerable", "lookalike"}) {
      examinations.push_back(
          examination_of_family(part.family, part.server, variant, part.options));
      examinations.back().faults_begin_after = part.faults_begin_after;
    }
  }
  // All wait far more than they work.
  std::vector<std::future<Disturbance>> running;
  for (const Examination& examination : examinations) {
    running.push_back(std::async(
        std::launch::async, [&examination] { return disturb(examination, seed_of_faults()); }));
  }
  for (std::future<Disturbance>& one : running) {
    const Disturbance disturbance = one.get();
    INFO(disturbance.name << " with SWORN_FAULT_SEED=" << disturbance.seed);
    CHECK(disturbance.disturbed > 15);
    for (const std::string& line : disturbance.added) FAIL_CHECK(line);
  }
}

TEST_CASE("ten runs give the same findings, word for word") {
  for (const char* variant : {"vulnerable", "fixed"}) {
    std::vector<std::future<std::vector<std::string>>> runs;
    for (int i = 0; i < 10; ++i) {
      runs.push_back(std::async(std::launch::async, [variant] {
        const Examination demo = examination_of_demo(variant);
        const Server server(demo.server);
        return texts_of(report_of(demo, server.url()));
      }));
    }
    const std::vector<std::string> first = runs.front().get();
    CHECK_FALSE(first.empty());
    for (auto run = runs.begin() + 1; run != runs.end(); ++run) CHECK(run->get() == first);
  }
}
