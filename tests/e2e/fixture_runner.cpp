// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "support/expectation.h"
#include "support/process.h"

// sworn_fixture NAME OUT: starts both variants of fixtures/NAME, which `build OUT` has made, points
// sworn at them with nothing but the document, the URL and the keys, and compares with what is
// planted. Exit code 0: as expected, 1: not, 2: usage.

namespace {

using namespace sworn::test;

const std::string source_folder = SWORN_SOURCE_DIR;

std::vector<std::string> examine(const std::string& name,
                                 const std::string& out,
                                 const std::string& variant) {
  const Setup setup = setup_of(name);
  const std::string folder = source_folder + "/fixtures/" + name;
  const Server server({folder + "/start", {out, variant}, setup.environment});
  std::vector<std::string> arguments = {"check",
                                        source_folder + "/" + setup.spec,
                                        "--url",
                                        server.url(),
                                        "--report",
                                        "json",
                                        "--quiet"};
  for (const std::string& credential : setup.credentials) {
    arguments.insert(arguments.end(), {"--auth", credential});
  }
  const Folder elsewhere;
  const Outcome outcome = run({SWORN_BINARY, arguments, {}, elsewhere.path()});
  if (outcome.is_timed_out) return {"sworn did not end in time"};
  const int expected_code = variant == "fixed" ? 0 : 1;
  std::vector<std::string> lines;
  if (outcome.code != expected_code) {
    lines.push_back("exit code " + std::to_string(outcome.code) + " instead of " +
                    std::to_string(expected_code) + ": " + outcome.err);
  }
  if (outcome.out.empty()) return lines;
  const auto found = differences(outcome.out, read_text(folder + "/expected.json"), variant);
  lines.insert(lines.end(), found.begin(), found.end());
  return lines;
}

int run_fixture(const std::string& name, const std::string& out) {
  if (name == "demo" || setup_of(name).spec.empty()) {
    std::cerr << "sworn_fixture: no fixture is called " << name << '\n';
    return 2;
  }
  int code = 0;
  for (const char* variant : {"vulnerable", "fixed"}) {
    const std::vector<std::string> lines = examine(name, out, variant);
    std::cout << name << ' ' << variant << ": "
              << (lines.empty() ? "as expected" : "NOT as expected") << std::endl;
    for (const std::string& line : lines) std::cout << "  " << line << '\n';
    if (!lines.empty()) code = 1;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: sworn_fixture NAME OUT\n";
    return 2;
  }
  try {
    return run_fixture(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "sworn_fixture: " << error.what() << '\n';
    return 1;
  }
}
