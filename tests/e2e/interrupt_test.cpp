// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;
using namespace std::chrono_literals;

const std::string source_folder = SWORN_SOURCE_DIR;

/// A run that has nothing to ask but GET /hang, which takes more than a minute.
struct HangingRun {
  Setup setup = setup_of("demo");
  Server server{{SWORN_DEMO_API, {"fixed"}, setup.environment}};
  Folder folder;
  std::string report = folder.path() + "/report.json";
  Process process{{SWORN_BINARY,
                   {"check",
                    source_folder + "/specs/demo.yaml",
                    "--url",
                    server.url(),
                    "--auth",
                    setup.credentials.front(),
                    "--include",
                    "GET /hang",
                    "--timeout",
                    "60",
                    "--write-baseline",
                    folder.path() + "/baseline.json",
                    "--report",
                    "text",
                    "--report",
                    "json=" + report},
                   {},
                   folder.path()}};

  void wait_until_it_hangs() {
    CHECK(process.wait_for_error("baseline", 30s));
    std::this_thread::sleep_for(500ms);
  }
};

}  // namespace

TEST_CASE("an interrupted run ends at once and still reports what was done") {
  struct Row {
    int signal;
    int code;
  };
  for (const Row& row : {Row{SIGINT, 130}, Row{SIGTERM, 143}}) {
    HangingRun run;
    run.wait_until_it_hangs();
    const auto start = std::chrono::steady_clock::now();
    run.process.signal(row.signal);
    const Outcome outcome = run.process.finish(20s);
    CHECK_FALSE(outcome.is_timed_out);
    CHECK(outcome.code == row.code);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
    CHECK(outcome.out.find("stopped early") != std::string::npos);
    CHECK(read_text(run.report).find("\"complete\": false") != std::string::npos);
    CHECK(outcome.err.find("no baseline is written: the run was stopped before its end") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(run.folder.path() + "/baseline.json"));
  }
}
