// SPDX-License-Identifier: Apache-2.0
#include "run/replay.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "report/json.h"
#include "report/text.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

evidence::Recording through_a_file(const run::Checked& checked) {
  const auto read = evidence::read_har(
      evidence::write_har(run::recording_of(checked.transcript, checked.report)), "run.har");
  REQUIRE_MESSAGE(read, read.error().text());
  return *read;
}

std::string text_of(const Report& report) {
  return report::text(report, {.color = false, .width = 100, .verbose = true});
}

/// Opens a list that should be closed.
HonestRun lying() {
  return {.logs_in = true,
          .lie = letting_in("GET /documents", [](const Request&, const Request&) { return true; })};
}

}  // namespace

TEST_CASE("a recording judged again gives the report of the run, byte for byte") {
  std::size_t documents = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SWORN_SOURCE_DIR "/specs")) {
    const std::string file = entry.path().filename().string();
    CAPTURE(file);
    const HeldRun held = hold_whole(file, {.writes = true, .logs_in = true});
    const auto replayed = run::replay(held.contract, through_a_file(held.checked), {});
    REQUIRE_MESSAGE(replayed, replayed.error().text());
    CHECK((replayed->transcript == held.checked.transcript));
    CHECK((report::json(replayed->report) == report::json(held.checked.report)));
    CHECK((text_of(replayed->report) == text_of(held.checked.report)));
    ++documents;
  }
  CHECK(documents >= 8);
}

TEST_CASE("findings are judged again, byte for byte, and other rules find other things") {
  const HeldRun held = hold_whole("chi.json", lying());
  const evidence::Recording recording = through_a_file(held.checked);
  CHECK_FALSE(held.checked.report.findings.empty());
  const auto replayed = run::replay(held.contract, recording, {});
  REQUIRE(replayed);
  CHECK((report::json(replayed->report) == report::json(held.checked.report)));
  const auto sessions = run::replay(held.contract, recording, {.rules = {"session"}});
  REQUIRE(sessions);
  CHECK(sessions->report.findings.empty());
  const auto others =
      run::replay(held.contract, recording, {.skip_rules = {"access-not-enforced"}});
  REQUIRE(others);
  CHECK(finding(others->report, "access-not-enforced", "GET /documents") == nullptr);
}

TEST_CASE("a recording is judged anew where the document was edited") {
  const HeldRun held = hold_whole("chi.json", lying());
  Contract edited = held.contract;
  for (Operation& operation : edited.operations) {
    if (operation.key() == "GET /documents") operation.requirement.any_of.clear();
  }
  const auto replayed = run::replay(edited, through_a_file(held.checked), {});
  REQUIRE(replayed);
  CHECK(finding(held.checked.report, "access-not-enforced", "GET /documents") != nullptr);
  CHECK(finding(replayed->report, "access-not-enforced", "GET /documents") == nullptr);
}

TEST_CASE("a recording of sworn says itself where the API was") {
  const HeldRun held = hold_whole("chi.json");
  const auto replayed =
      run::replay(held.contract, through_a_file(held.checked), {.url = "http://127.0.0.1:1"});
  REQUIRE_FALSE(replayed);
  CHECK(replayed.error().text().find("http://127.0.0.1:8080") != std::string::npos);
}

}  // namespace sworn::test
