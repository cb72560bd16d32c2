// SPDX-License-Identifier: Apache-2.0
// Reports as those read them who did not write them: parsers of other makers, and builds.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/format.h"
#include "support/expectation.h"
#include "support/hostile_report.h"
#include "support/process.h"

namespace {

using namespace sworn::test;
namespace fs = std::filesystem;

const std::string source_folder = SWORN_SOURCE_DIR;

/// Where a program is, or "".
std::string program(const std::string& name) {
  const char* const path = std::getenv("PATH");
  for (const std::string_view folder : sworn::base::split(path == nullptr ? "" : path, ':')) {
    const fs::path file = fs::path(folder) / name;
    if (fs::exists(file)) return file.string();
  }
  return "";
}

std::map<std::string, sworn::Report> hostile_reports() {
  std::map<std::string, sworn::Report> reports = {{"check", hostile_report()},
                                                  {"review", made_hostile(review_sample(9))},
                                                  {"diff", made_hostile(diff_sample())},
                                                  {"large", made_hostile(large_sample(300, 40))},
                                                  {"empty", made_hostile(sworn::Report{})},
                                                  {"plain", sample()}};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    reports.emplace("random-" + std::to_string(seed), random_report(seed));
  }
  return reports;
}

/// Each report in this format, as a file.
std::vector<std::string> files_of(const std::string& format, const Folder& folder) {
  std::vector<std::string> files;
  for (const auto& [name, report] : hostile_reports()) {
    files.push_back(folder.file(name + "." + format,
                                sworn::report::format_named(format)->render(
                                    report, {.working_folder = "/src", .source_root = "/src"})));
  }
  return files;
}

/// What tests/support/read_report.py finds wrong, and how it ended.
std::string problems_in(const std::string& kind, const std::string& file) {
  const Outcome outcome =
      run({program("python3"), {source_folder + "/tests/support/read_report.py", kind, file}});
  return outcome.out + (outcome.code == 0 ? "" : outcome.err);
}

/// Such a test counts as skipped.
bool is_missing(const std::string& name) {
  return program(name).empty();
}

const std::string jenkins_schema =
    source_folder + "/../shared/data/report-schemas/jenkins-junit-10.xsd";

/// What stands between <!-- builds --> and its end in the README.
std::string build_section() {
  const std::string text = read_text(source_folder + "/README.md");
  const std::size_t begin = text.find("<!-- builds -->");
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("<!-- /builds -->") - begin);
}

/// The commands of sworn in it, as a shell takes them.
std::vector<std::string> build_commands() {
  std::vector<std::string> commands;
  const std::string text = sworn::base::replace_all(build_section(), "\\\n", " ");
  for (const std::string_view line : sworn::base::split(text, '\n')) {
    std::string_view command = sworn::base::trim(line);
    if (command.starts_with("- ")) command.remove_prefix(2);
    if (command.starts_with("sworn check ")) commands.emplace_back(command);
  }
  return commands;
}

}  // namespace

TEST_CASE("foreign parsers read the JSON of hostile reports" *
          doctest::skip(is_missing("python3"))) {
  const Folder folder;
  for (const char* format : {"json", "sarif", "gitlab"}) {
    for (const std::string& file : files_of(format, folder)) {
      CAPTURE(file);
      CHECK(problems_in("json", file) == "");
    }
  }
}

TEST_CASE("a foreign parser reads the XML of hostile reports, and its counts are true" *
          doctest::skip(is_missing("python3"))) {
  const Folder folder;
  for (const std::string& file : files_of("junit", folder)) {
    CAPTURE(file);
    CHECK(problems_in("xml", file) == "");
  }
  CHECK(problems_in("xml", folder.file("bad.xml", "<a>\x01</a>")) != "");
}

TEST_CASE("JUnit of hostile reports satisfies the schema of Jenkins" *
          doctest::skip(is_missing("xmllint") || !fs::exists(jenkins_schema))) {
  const Folder folder;
  for (const std::string& file : files_of("junit", folder)) {
    CAPTURE(file);
    const Outcome outcome =
        run({program("xmllint"), {"--noout", "--huge", "--schema", jenkins_schema, file}});
    CAPTURE(outcome.err.substr(0, 2000));
    CHECK(outcome.code == 0);
  }
}

TEST_CASE("a foreign parser reads the CSV of hostile reports" *
          doctest::skip(is_missing("python3"))) {
  const Folder folder;
  for (const std::string& file : files_of("csv", folder)) {
    CAPTURE(file);
    CHECK(problems_in("csv", file) == "");
  }
  CHECK(problems_in("csv", folder.file("bad.csv", "\"a\",\"=1\"\r\n")) != "");
}

TEST_CASE("rendered Markdown of hostile reports has no element, link or mention but its own" *
          doctest::skip(is_missing("python3") || is_missing("cmark-gfm"))) {
  const Folder folder;
  for (const std::string& file : files_of("markdown", folder)) {
    CAPTURE(file);
    // Raw HTML is kept, so that what would get through is seen.
    const Outcome html = run({program("cmark-gfm"),
                              {"--unsafe",
                               "-e",
                               "table",
                               "-e",
                               "autolink",
                               "-e",
                               "strikethrough",
                               "-e",
                               "tasklist",
                               "-e",
                               "footnotes",
                               file}});
    REQUIRE(html.code == 0);
    const bool has_table = file.find("empty") == std::string::npos;
    CHECK((html.out.find("<table>") != std::string::npos) == has_table);
    CHECK(problems_in("html", folder.file("report.html", html.out)) == "");
  }
  CHECK(problems_in("html", folder.file("bad.html", "<!-- sworn-report --><p>@admin</p>")) != "");
}

TEST_CASE("the README's examples of builds run, and write what they hand on") {
  const Setup setup = setup_of("demo");
  const Server server({SWORN_DEMO_API, {"vulnerable"}, setup.environment});
  const Folder folder;
  (void)folder.file("openapi.yaml", read_text(source_folder + "/" + setup.spec));
  // Not what takes long, the stories of logins among it: a build's own file may say so.
  (void)folder.file("sworn.yaml",
                    "version: 1\nexclude: [\"GET /hang\", \"GET /slow\", \"POST /*\"]\n");
  fs::create_symlink(SWORN_BINARY, folder.path() + "/sworn");
  const std::map<std::string, std::string> environment = {
      {"PATH", folder.path() + ":/usr/bin:/bin"},
      {"API_URL", server.url()},
      {"API_KEY", setup.environment.at("ALICE_KEY")},
      {"GITHUB_OUTPUT", folder.path() + "/output"},
      {"GITHUB_STEP_SUMMARY", folder.path() + "/summary"},
      {"GITHUB_WORKSPACE", folder.path()}};
  const std::vector<std::string> commands = build_commands();
  REQUIRE(commands.size() == 4);
  for (const std::string& command : commands) {
    CAPTURE(command);
    const Outcome outcome = run({"/bin/sh", {"-c", command}, environment, folder.path()});
    CAPTURE(outcome.err);
    CHECK(outcome.code == (command.find("never") == std::string::npos ? 1 : 0));
    for (std::size_t at = command.find('=', command.find("--report")); at != std::string::npos;
         at = command.find('=', at + 1)) {
      const std::string file = command.substr(at + 1, command.find(' ', at) - at - 1);
      CHECK_MESSAGE(fs::file_size(folder.path() + "/" + file) > 1000, file);
    }
    if (command.find("--report github") == std::string::npos) continue;
    CHECK(outcome.out.starts_with("::error file=openapi.yaml,line="));
    CHECK(read_text(folder.path() + "/output").find("complete<<sworn_") != std::string::npos);
    CHECK(read_text(folder.path() + "/summary").starts_with("<!-- sworn-report -->\n### sworn: "));
    CHECK(read_text(folder.path() + "/sworn.sarif").find("\"uri\":\"openapi.yaml\"") !=
          std::string::npos);
    for (const auto& [name, secret] : setup.environment) {
      CHECK_MESSAGE(outcome.out.find(secret) == std::string::npos, name);
    }
  }
}

TEST_CASE("a run whose target does not answer is clean in no format") {
  const Folder folder;
  const auto file = [&](const std::string& name) { return folder.path() + "/" + name; };
  const Outcome outcome = run({SWORN_BINARY,
                               {"check",
                                source_folder + "/specs/demo.yaml",
                                "--url",
                                "http://127.0.0.1:1",
                                "--auth",
                                "ApiKeyAuth=" + random_key(),
                                "--report",
                                "github",
                                "--report",
                                "sarif=" + file("r.sarif"),
                                "--report",
                                "junit=" + file("r.xml"),
                                "--report",
                                "gitlab=" + file("r.json"),
                                "--report",
                                "markdown=" + file("r.md")},
                               {{"GITHUB_OUTPUT", file("output")}},
                               folder.path()});
  CHECK(outcome.code == 3);
  CHECK(outcome.out.starts_with("::error title=sworn%3A the run cannot be trusted::"));
  const std::string output = read_text(file("output"));
  CHECK(output.substr(output.find("complete<<")).find("\nfalse\n") != std::string::npos);
  const std::string sarif = read_text(file("r.sarif"));
  CHECK(sarif.find("\"executionSuccessful\": false") != std::string::npos);
  CHECK(sarif.find("\"ruleId\":\"run-incomplete\"") != std::string::npos);
  CHECK(read_text(file("r.xml")).find("<error message=\"the target ") != std::string::npos);
  CHECK(read_text(file("r.json")).find("\"status\": \"failure\"") != std::string::npos);
  CHECK(read_text(file("r.md")).find("### sworn: could not test\n") != std::string::npos);
}
