// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/process.h"

namespace {

using namespace sworn::test;

constexpr auto limit = std::chrono::minutes(1);

/// Where a program is, or "" on a machine without it.
std::string found(const std::string& name) {
  const std::string path = "/usr/bin/" + name;
  return std::filesystem::exists(path) ? path : "";
}

std::string write(const Folder& folder, const std::string& name, const std::string& text) {
  const std::string file = folder.path() + "/" + name;
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::string script_of(const Folder& folder, const std::string& shell) {
  const Outcome outcome = run({SWORN_BINARY, {"completions", shell}}, limit);
  REQUIRE(outcome.code == 0);
  REQUIRE(outcome.err.empty());
  return write(folder, "completion." + shell, outcome.out);
}

/// What bash offers for the last of `words`, sorted as it comes.
std::string bash_offers(const Folder& folder, const std::string& words) {
  const std::string file = script_of(folder, "bash");
  const std::string code = "compopt() { :; }; source " + file + "; COMP_WORDS=(" + words +
                           "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _sworn; "
                           "echo \"${COMPREPLY[*]}\"";
  const Outcome outcome = run({"/bin/bash", {"-u", "-c", code}, {}, folder.path()}, limit);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  return outcome.out;
}

}  // namespace

TEST_CASE("bash completes commands, options, their values, rules and files") {
  const Folder folder;
  write(folder, "openapi.yaml", "");
  CHECK(bash_offers(folder, "sworn ch") == "check\n");
  CHECK(bash_offers(folder, "sworn check --hard") == "--hardening\n");
  CHECK(bash_offers(folder, "sworn check --fail-on h") == "high\n");
  CHECK(bash_offers(folder, "sworn check --fail-on = h") == "high\n");
  CHECK(bash_offers(folder, "sworn explain session-fix") == "session-fixation\n");
  CHECK(bash_offers(folder, "sworn check --rule session-fix") == "session-fixation\n");
  CHECK(bash_offers(folder, "sworn check --report js") == "json\n");
  CHECK(bash_offers(folder, "sworn review open") == "openapi.yaml\n");
  CHECK(bash_offers(folder, "sworn check --report json = open") == "openapi.yaml\n");
}

TEST_CASE("bash offers nothing for a value that nobody can guess") {
  const Folder folder;
  write(folder, "http", "");
  CHECK(bash_offers(folder, "sworn check --url ht") == "\n");
}

TEST_CASE("zsh reads its script" * doctest::skip(found("zsh").empty())) {
  const std::string zsh = found("zsh");
  const Folder folder;
  const Outcome outcome = run({zsh, {"-n", script_of(folder, "zsh")}}, limit);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
}

TEST_CASE("fish completes a command and a severity" * doctest::skip(found("fish").empty())) {
  const std::string fish = found("fish");
  const Folder folder;
  const std::string file = script_of(folder, "fish");
  const Outcome outcome =
      run({fish,
           {"--no-config", "-c", "source " + file + "; complete -C 'sworn check --fail-on hi'"},
           {{"HOME", folder.path()}}},
          limit);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("high\t"));
}

TEST_CASE("groff sets the manual page without a warning" * doctest::skip(found("groff").empty())) {
  const std::string groff = found("groff");
  const Folder folder;
  const Outcome page = run({SWORN_BINARY, {"manual"}}, limit);
  const std::string file = write(folder, "sworn.1", page.out);
  const Outcome set = run({groff, {"-man", "-ww", "-Tascii", "-P-cbou", file}}, limit);
  CAPTURE(set.err);
  CHECK(set.code == 0);
  CHECK(set.err.empty());
  CHECK(set.out.find("--fail-on SEVERITY") != std::string::npos);
}
