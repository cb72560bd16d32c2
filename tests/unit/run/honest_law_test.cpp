// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/json.h"
#include "spec/loader.h"
#include "spec/purpose.h"
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

/// Where a document asks for a credential and declares no refusal, not even an honest server can
/// keep both promises.
std::vector<std::string> unkeepable(const std::string& file) {
  const auto contract = spec::load(std::string(SWORN_SOURCE_DIR "/specs/").append(file));
  std::vector<std::string> lines;
  for (const Operation& operation : contract->operations) {
    const bool declares_refusal =
        std::ranges::any_of(operation.responses, [](const ResponseDeclaration& response) {
          return response.status.starts_with('4') || response.status == "default";
        });
    if (operation.requirement.is_secured() && !declares_refusal) {
      lines.push_back("access-refusal-undeclared of " + operation.key());
    }
    // A document that says so itself: keeping it is the mistake.
    if (operation.method == "GET" && spec::purpose_of(operation) == spec::Purpose::login) {
      lines.push_back("session-safe-method-login of " + operation.key());
    }
  }
  return lines;
}

/// The findings of a run that an honest server cannot help are left out.
std::vector<std::string> broken_promises(const std::string& file, const Report& report) {
  std::vector<std::string> lines = findings(report);
  const auto excused = unkeepable(file);
  std::erase_if(lines, [&](const std::string& line) {
    return std::ranges::find(excused, line) != excused.end();
  });
  return lines;
}

bool examines_a_secured_read(const std::string& file, bool writes) {
  return writes || file != "demo-writes-only.yaml";
}

}  // namespace

TEST_CASE("a server that keeps every promise breaks none, whoever holds what") {
  std::vector<std::string> files = documents();
  CHECK(files.size() >= 8);
  for (const std::string& file : files) {
    CAPTURE(file);
    // Side by side, for these runs are most of what the tests cost.
    auto with_login = std::async(std::launch::async,
                                 [&] { return hold(file, {.writes = true, .logs_in = true}); });
    auto other_seed = std::async(std::launch::async, [&] { return hold(file, {.seed = 8}); });
    const Report first = hold(file);
    CHECK_MESSAGE(broken_promises(file, first).empty(), told(first));
    CHECK(first.run.complete);
    CHECK(first.problems.empty() == examines_a_secured_read(file, false));

    const Report other = other_seed.get();
    CHECK_MESSAGE(broken_promises(file, other).empty(), told(other));
    CHECK(outcomes(other) == outcomes(first));

    const Report changing = with_login.get();
    CHECK_MESSAGE(broken_promises(file, changing).empty(), told(changing));
    CHECK(base::join(changing.problems, "; ").empty());
  }
}

TEST_CASE("equal seeds give equal reports, byte for byte, however threads take turns") {
  for (const char* file : {"demo.yaml", "fiber.yaml"}) {
    CAPTURE(file);
    auto again = std::async(std::launch::async, [&] { return hold(file); });
    const std::string first = report::json(hold(file));
    const bool is_equal = first == report::json(again.get());
    CHECK(is_equal);
  }
}

}  // namespace sworn::test
