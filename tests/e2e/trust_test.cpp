// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "document/node.h"
#include "support/expectation.h"
#include "support/fault_proxy.h"
#include "support/process.h"

namespace {

using namespace sworn::test;

const std::string source_folder = SWORN_SOURCE_DIR;

/// The JSON report of one check of the demo at `url`.
std::string check_at(const std::string& url, const Setup& setup) {
  std::vector<std::string> arguments = {"check",
                                        source_folder + "/" + setup.spec,
                                        "--url",
                                        url,
                                        "--exclude",
                                        "GET /hang",
                                        "--report",
                                        "json",
                                        "--timeout",
                                        "8",
                                        "--quiet"};
  for (const std::string& credential : setup.credentials) {
    arguments.insert(arguments.end(), {"--auth", credential});
  }
  const Folder elsewhere;
  const Outcome outcome = run({SWORN_BINARY, arguments, {}, elsewhere.path()});
  REQUIRE_FALSE(outcome.is_timed_out);
  REQUIRE_MESSAGE(!outcome.out.empty(), outcome.err);
  return outcome.out;
}

/// "rule METHOD /path" of every finding, low ones included.
std::set<std::string> findings_of(const std::string& report) {
  const auto document = sworn::document::parse_json(report, "the report");
  REQUIRE(document);
  const sworn::document::Node* const findings = document->root().find("findings");
  REQUIRE(findings != nullptr);
  std::set<std::string> found;
  for (const sworn::document::Node* finding : findings->items()) {
    std::string line;
    for (const char* member : {"rule", "method", "path"}) {
      line += std::string(finding->string_at(member)) + " ";
    }
    found.insert(line);
    // What a stronger finding implies is found alone where the stronger one could not be told.
    if (const auto* implied = finding->find("implies")) {
      for (const sworn::document::Node* rule : implied->items()) {
        found.insert(std::string(rule->text()) + " " + std::string(finding->string_at("method")) +
                     " " + std::string(finding->string_at("path")) + " ");
      }
    }
  }
  return found;
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

std::string told(const std::set<std::string>& findings) {
  std::string text;
  for (const std::string& finding : findings) text += finding + "\n";
  return text;
}

/// Another one may be given, to look for what this one does not show.
std::uint64_t seed_of_faults() {
  const char* given = std::getenv("SWORN_FAULT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
}

struct Disturbed {
  int requests = 0;
  std::set<std::string> added;  ///< findings that the undisturbed server does not have
};

Disturbed check_behind_faults(const std::string& variant) {
  const Setup setup = setup_of("demo");
  const Server server({SWORN_DEMO_API, {variant}, setup.environment});
  const std::set<std::string> undisturbed = findings_of(check_at(server.url(), setup));
  const FaultProxy proxy(server.url(), seed_of_faults());
  const std::set<std::string> disturbed = findings_of(check_at(proxy.url(), setup));
  Disturbed result{proxy.disturbed(), {}};
  std::ranges::set_difference(
      disturbed, undisturbed, std::inserter(result.added, result.added.begin()));
  return result;
}

}  // namespace

TEST_CASE("a bad network and a busy gateway add no finding") {
  // Both wait more than they work.
  auto weak = std::async(std::launch::async, check_behind_faults, "vulnerable");
  const Disturbed sound = check_behind_faults("fixed");
  CAPTURE(seed_of_faults());
  CHECK(sound.requests > 20);
  CHECK_MESSAGE(sound.added.empty(), told(sound.added));
  const Disturbed other = weak.get();
  CHECK(other.requests > 20);
  CHECK_MESSAGE(other.added.empty(), told(other.added));
}

TEST_CASE("ten runs give the same findings, word for word") {
  for (const char* variant : {"vulnerable", "fixed"}) {
    std::vector<std::future<std::vector<std::string>>> runs;
    for (int i = 0; i < 10; ++i) {
      runs.push_back(std::async(std::launch::async, [variant] {
        const Setup setup = setup_of("demo");
        const Server server({SWORN_DEMO_API, {variant}, setup.environment});
        return texts_of(check_at(server.url(), setup));
      }));
    }
    const std::vector<std::string> first = runs.front().get();
    CHECK_FALSE(first.empty());
    for (auto run = runs.begin() + 1; run != runs.end(); ++run) CHECK(run->get() == first);
  }
}
