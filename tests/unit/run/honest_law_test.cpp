// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/json.h"
#include "run/check.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"

namespace sworn::test {
namespace {

std::vector<std::string> documents() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(SWORN_SOURCE_DIR "/specs")) {
    files.push_back(entry.path().filename().string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("against a server that keeps every promise no document yields a mismatch") {
  const auto files = documents();
  CHECK(files.size() >= 8);
  for (const std::string& file : files) {
    for (const bool writes : {false, true}) {
      for (const bool logs_in : {false, true}) {
        CAPTURE(file);
        CAPTURE(writes);
        CAPTURE(logs_in);
        HonestRun how;
        how.writes = writes;
        how.logs_in = logs_in;
        const Report report = hold(file, how).report;
        CHECK_MESSAGE(findings(report).empty(), told(report));
        CHECK(base::join(report.problems, "; ") == "");
        CHECK(report.run.complete);
      }
    }
  }
}

}  // namespace sworn::test
