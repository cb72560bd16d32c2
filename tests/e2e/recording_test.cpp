// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "document/json_writer.h"
#include "document/node.h"
#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;
using namespace std::chrono_literals;
namespace document = sworn::document;

const std::string source_folder = SWORN_SOURCE_DIR;
const std::string spec = source_folder + "/specs/demo.yaml";

/// A demo that runs, and a folder for what is recorded of it.
struct RecordedDemo {
  Setup setup = setup_of("demo");
  Server server{{SWORN_DEMO_API, {"vulnerable"}, setup.environment}};
  Folder folder;

  [[nodiscard]] std::string file(const std::string& name) const {
    return folder.path() + "/" + name;
  }

  /// Everything but what takes long: GET /hang answers nobody, GET /slow late.
  [[nodiscard]] std::vector<std::string> check(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"check", spec, "--url", server.url(), "--quiet"};
    for (const std::string& credential : setup.credentials) {
      arguments.insert(arguments.end(), {"--auth", credential});
    }
    arguments.insert(arguments.end(), {"--exclude", "GET /hang", "--exclude", "GET /slow"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  [[nodiscard]] Outcome sworn(const std::vector<std::string>& arguments) const {
    return run({SWORN_BINARY, arguments, {}, folder.path()});
  }

  void holds_no_secret(const std::string& text) const {
    for (const auto& [name, secret] : setup.environment) {
      CAPTURE(name);
      CHECK(text.find(secret) == std::string::npos);
    }
  }
};

/// The members of a report that do not tell of a single run: of findings not their commands, which
/// hold what a server made up.
std::string verdicts_of(const std::string& json) {
  const auto report = document::parse_json(json, "report");
  REQUIRE(report);
  std::string text;
  for (const char* member :
       {"summary", "operations", "findings", "groups", "inconclusive", "problems", "coverage"}) {
    const document::Node* node = report->root().find(member);
    REQUIRE(node != nullptr);
    if (std::string(member) != "findings") {
      text += std::string(member) + ": " + document::to_json(*node) + "\n";
      continue;
    }
    for (const document::Node* finding : node->items()) {
      for (const document::Entry& entry : finding->entries()) {
        if (entry.key != "curl") {
          text += std::string(entry.key) + ": " + document::to_json(*entry.value) + "\n";
        }
      }
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a recorded run is judged again, byte for byte, and holds no secret") {
  const RecordedDemo demo;
  const std::string recording = demo.file("run.har");
  const Outcome checked = demo.sworn(demo.check(
      {"--record", recording, "--report", "text", "--report", "json=" + demo.file("run.json")}));
  CHECK_MESSAGE(checked.code == 1, checked.err);
  demo.holds_no_secret(read_text(recording));
  struct stat status {};
  REQUIRE(::stat(recording.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);

  const Outcome replayed = demo.sworn({"replay", recording, spec, "--quiet"});
  CHECK(replayed.code == 1);
  CHECK((replayed.out == checked.out));
  const Outcome as_json = demo.sworn({"replay", recording, spec, "--report", "json", "--quiet"});
  CHECK((as_json.out == read_text(demo.file("run.json"))));
  const std::string edited = demo.folder.file("edited.yaml", read_text(spec) + "\n# edited\n");
  const Outcome anew = demo.sworn({"replay", recording, edited});
  CHECK(anew.err.find("not the one that the run was recorded with") != std::string::npos);
  const Outcome of_sessions =
      demo.sworn({"replay", recording, spec, "--rule", "session", "--fail-on", "never"});
  CHECK(of_sessions.out.find("[access-") == std::string::npos);
  CHECK(of_sessions.out.find("[session-fixation]") != std::string::npos);
}

TEST_CASE("the overlay of a run, applied, answers what it names and raises nothing new") {
  const RecordedDemo demo;
  const std::string recording = demo.file("run.har");
  const std::string overlay = demo.file("observed.overlay.yaml");
  const Outcome checked =
      demo.sworn(demo.check({"--record", recording, "--report", "overlay=" + overlay}));
  CHECK_MESSAGE(checked.code == 1, checked.err);
  demo.holds_no_secret(read_text(overlay));
  const std::string applied = demo.file("applied.yaml");
  const Outcome written = demo.sworn({"apply", spec, overlay, "-o", applied});
  CHECK(written.code == 0);
  CHECK(written.err.empty());
  CHECK(demo.sworn({"apply", spec, overlay}).out == read_text(applied));

  const auto fingerprints = [&](const std::string& of_spec) {
    const Outcome replayed =
        demo.sworn({"replay", recording, of_spec, "--report", "json", "--quiet"});
    const auto report = document::parse_json(replayed.out, "report");
    REQUIRE(report);
    std::set<std::string> all;
    for (const document::Node* finding : report->root().find("findings")->items()) {
      all.insert(std::string(finding->string_at("fingerprint")));
    }
    return all;
  };
  const auto actions = document::parse_yaml(read_text(overlay), overlay);
  REQUIRE(actions);
  std::set<std::string> answered;
  for (const document::Node* action : actions->root().find("actions")->items()) {
    for (const document::Node* one : action->find("x-sworn-findings")->items()) {
      answered.insert(std::string(one->text()));
    }
  }
  CHECK(answered.size() == 4);
  std::set<std::string> left = fingerprints(spec);
  for (const std::string& one : answered) CHECK(left.erase(one) == 1);
  CHECK(fingerprints(applied) == left);
}

TEST_CASE("three shards, merged and judged, say what one run says") {
  const RecordedDemo demo;
  const auto part = [&](const std::string& index) {
    return demo.sworn(demo.check({"--shard", index + "/3", "--record", demo.file(index + ".har")}));
  };
  const Outcome whole = demo.sworn(demo.check({"--report", "json"}));
  for (const char* index : {"1", "2", "3"}) {
    const Outcome outcome = part(index);
    CHECK_MESSAGE(outcome.code == 1, outcome.err);
  }
  const std::vector<std::string> all{demo.file("3.har"), demo.file("1.har"), demo.file("2.har")};
  const Outcome missing = demo.sworn({"merge", all[0], all[1]});
  CHECK(missing.code == 2);
  CHECK(missing.err.find("shard 2/3 is missing") != std::string::npos);
  const Outcome merged =
      demo.sworn({"merge", all[0], all[1], all[2], "--record", demo.file("all.har")});
  CHECK_MESSAGE(merged.code == 0, merged.err);
  const Outcome judged =
      demo.sworn({"replay", demo.file("all.har"), spec, "--report", "json", "--quiet"});
  CHECK(judged.code == whole.code);
  CHECK(verdicts_of(judged.out) == verdicts_of(whole.out));
}

TEST_CASE("what a browser recorded is judged, and its secrets are not told") {
  const Folder folder;
  const std::string browser = source_folder + "/fixtures/recording/browser.har";
  const Outcome judged =
      run({SWORN_BINARY,
           {"replay", browser, source_folder + "/fixtures/recording/shop.yaml", "--fail-on", "low"},
           {},
           folder.path()});
  CHECK(judged.code == 1);
  CHECK(judged.out.find("[response-schema-mismatch]") != std::string::npos);
  CHECK(judged.out.find("3 of 12 recorded exchanges belong to no operation") != std::string::npos);
  CHECK(judged.out.find("correct-horse") == std::string::npos);
}

TEST_CASE("a run that was stopped is recorded as far as it went") {
  const RecordedDemo demo;
  const std::string recording = demo.file("run.har");
  std::vector<std::string> arguments{"check", spec, "--url", demo.server.url()};
  arguments.insert(arguments.end(), {"--auth", demo.setup.credentials.front()});
  arguments.insert(arguments.end(), {"--include", "GET /hang", "--timeout", "60"});
  arguments.insert(arguments.end(), {"--record", recording, "--report", "json"});
  Process process({SWORN_BINARY, arguments, {}, demo.folder.path()});
  CHECK(process.wait_for_error("baseline", 30s));
  std::this_thread::sleep_for(500ms);
  process.signal(SIGINT);
  const Outcome stopped = process.finish(20s);
  CHECK(stopped.code == 130);
  const Outcome replayed = demo.sworn({"replay", recording, spec, "--report", "json", "--quiet"});
  CHECK((replayed.out == stopped.out));
  CHECK(replayed.code == 3);
}

TEST_CASE("a recording that cannot be written or read is refused with its place") {
  const Folder folder;
  const auto err_of = [&](const std::vector<std::string>& arguments) {
    const Outcome outcome = run({SWORN_BINARY, arguments, {}, folder.path()});
    CHECK(outcome.code == 2);
    return outcome.err;
  };
  CHECK(err_of({"check", spec, "--url", "http://127.0.0.1:1", "--record", "no/such/run.har"})
            .find("--record: no file can be made in no/such") != std::string::npos);
  CHECK(err_of({"replay", "gone.har", spec}).find("gone.har: does not exist") != std::string::npos);
  const std::string broken = folder.file("broken.har", "{\"log\": {\n  \"entries\": 7}}");
  CHECK(err_of({"replay", broken, spec}).find("broken.har:2:14: 'entries' is not an array") !=
        std::string::npos);
  CHECK(err_of({"replay", broken}).find("no SPEC given") != std::string::npos);
  CHECK(err_of({"replay", "-", "-"}).find("standard input") != std::string::npos);
  CHECK(err_of({"merge"}).find("no recordings given") != std::string::npos);
}
