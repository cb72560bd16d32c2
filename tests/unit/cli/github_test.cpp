// SPDX-License-Identifier: Apache-2.0
#include "cli/github.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "base/file.h"
#include "support/hostile_report.h"
#include "unit/report/sample.h"

namespace {

namespace fs = std::filesystem;
using sworn::Report;

/// A step's two files, removed at the end.
struct Step {
  fs::path folder = fs::temp_directory_path() / ("sworn-github-" + std::to_string(::getpid()));
  std::map<std::string, std::string> variables;

  Step() {
    fs::create_directories(folder);
    variables = {{"GITHUB_OUTPUT", (folder / "output").string()},
                 {"GITHUB_STEP_SUMMARY", (folder / "summary").string()}};
  }
  ~Step() { fs::remove_all(folder); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  sworn::Result<void> write(const Report& report) {
    std::ostringstream out;
    return sworn::cli::write_github_files(
        report,
        {.out = out,
         .err = out,
         .environment = [this](const std::string& name) -> std::optional<std::string> {
           const auto found = variables.find(name);
           return found == variables.end() ? std::nullopt : std::optional(found->second);
         }});
  }

  [[nodiscard]] std::string text(const std::string& name) const {
    const auto read = sworn::base::read_file((folder / name).string(), 10'000'000);
    return read ? *read : "";
  }

  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
  }
};

/// What GitHub makes of a file of outputs: name<<DELIMITER, lines, DELIMITER.
std::map<std::string, std::string> outputs_in(const std::string& text) {
  std::map<std::string, std::string> outputs;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find("<<");
    REQUIRE(at != std::string::npos);
    std::string& value = outputs[line.substr(0, at)];
    const std::string delimiter = line.substr(at + 2);
    while (std::getline(lines, line) && line != delimiter) value += line;
    REQUIRE(line == delimiter);
  }
  return outputs;
}

}  // namespace

TEST_CASE("outputs and summary are appended to the files of the step") {
  Step step;
  step.put("output", "before<<E\n1\nE\n");
  step.put("summary", "before\n");
  REQUIRE(step.write(sworn::test::sample()));
  const auto outputs = outputs_in(step.text("output"));
  CHECK(outputs.at("before") == "1");
  CHECK(outputs.at("score") == "58");
  CHECK(outputs.at("grade") == "D");
  CHECK(outputs.at("complete") == "true");
  CHECK(outputs.at("operations") == "8");
  CHECK(outputs.at("examined") == "6");
  CHECK(outputs.at("findings") == "8");
  CHECK(outputs.at("critical") == "5");
  CHECK(outputs.at("medium") == "0");
  CHECK(step.text("summary").starts_with("before\n<!-- sworn-report -->\n### sworn: 5 critical"));
}

TEST_CASE("a run that cannot be trusted is not complete") {
  Report report = sworn::test::sample();
  report.problems = {"no answer"};
  CHECK(outputs_in(sworn::cli::github_outputs(report, "EOF")).at("complete") == "false");
}

TEST_CASE("a hostile value is no output of its own, and no two files have one delimiter") {
  Step step;
  REQUIRE(step.write(sworn::test::hostile_report()));
  const std::string first = step.text("output");
  CHECK(outputs_in(first).size() == 13);
  CHECK_FALSE(outputs_in(first).contains("injected"));
  step.put("output", "");
  REQUIRE(step.write(sworn::test::hostile_report()));
  CHECK(step.text("output") != first);
}

TEST_CASE("a summary never goes beyond the mebibyte of a step") {
  Step step;
  step.put("summary", std::string(1'000'000, 'x'));
  REQUIRE(step.write(sworn::test::large_sample(3'000, 400)));
  CHECK(step.text("summary").size() > 1'010'000);
  CHECK(step.text("summary").size() <= 1'048'576);
  step.put("summary", std::string(1'040'000, 'x'));
  REQUIRE(step.write(sworn::test::large_sample(3'000, 400)));
  CHECK(step.text("summary").size() <= 1'048'576);
  CHECK(step.text("summary").find("\nsworn: no place is left") == 1'040'000);
}

TEST_CASE("without the variables of GitHub nothing is written, and a bad file is an error") {
  Step step;
  step.variables.clear();
  CHECK(step.write(sworn::test::sample()));
  CHECK(step.text("output") == "");
  step.variables["GITHUB_OUTPUT"] = (step.folder / "none" / "output").string();
  CHECK_FALSE(step.write(sworn::test::sample()));
}

TEST_CASE("a line that nobody ended is ended before the outputs") {
  Step step;
  step.put("output", "foo=bar");
  REQUIRE(step.write(Report{}).has_value());
  CHECK(step.text("output").starts_with("foo=bar\nscore<<"));
  step.put("output", "foo=bar\n");
  REQUIRE(step.write(Report{}).has_value());
  CHECK(step.text("output").starts_with("foo=bar\nscore<<"));
}

TEST_CASE("a summary without place says so in a line, and where none is left nothing") {
  Step step;
  constexpr std::size_t most = std::size_t{1} << 20;
  step.put("summary", std::string(most - 1000, 'x'));
  REQUIRE(step.write(Report{}).has_value());
  CHECK(step.text("summary").ends_with(
      "x\nsworn: no place is left for its report in the summary of this step\n"));
  step.put("summary", std::string(most, 'x'));
  REQUIRE(step.write(Report{}).has_value());
  CHECK(step.text("summary").size() == most);
}
