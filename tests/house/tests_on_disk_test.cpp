// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "diff/rule.h"

namespace {

namespace fs = std::filesystem;

const fs::path root = SWORN_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  const auto text = sworn::base::read_file(file.string(), std::size_t{16} * 1024 * 1024);
  REQUIRE_MESSAGE(text, file.string());
  return *text;
}

std::vector<fs::path> test_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const bool is_test = entry.path().filename().string().ends_with("_test.cpp");
    if (entry.is_regular_file() && is_test) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// The folders of which tests/CMakeLists.txt takes every .cpp file: "unit" of unit/*.cpp.
std::set<std::string> built_folders() {
  const std::string text = text_of(root / "tests" / "CMakeLists.txt");
  std::set<std::string> folders;
  constexpr std::string_view glob = "/*.cpp";
  for (std::size_t at = text.find(glob); at != std::string::npos; at = text.find(glob, at + 1)) {
    const std::size_t begin = text.find_last_of(" \n(", at) + 1;
    const bool is_recursive = text.rfind("GLOB_RECURSE", at) != std::string::npos &&
                              text.find('\n', text.rfind("GLOB_RECURSE", at)) > at;
    if (is_recursive) folders.insert(text.substr(begin, at - begin));
  }
  return folders;
}

/// Where a rule of this id has its source: diff/access, diff/surface, ...
std::string home_of(std::string_view id) {
  const std::string file = sworn::base::replace_all(std::string(id), "-", "_") + ".cpp";
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "src" / "diff")) {
    if (entry.is_directory() && fs::exists(entry.path() / file)) {
      return entry.path().filename().string();
    }
  }
  return "";
}

}  // namespace

TEST_CASE("tests/unit has no folder that src has not") {
  std::size_t seen = 0;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(root / "tests" / "unit")) {
    if (!entry.is_directory()) continue;
    const std::string folder = fs::relative(entry.path(), root / "tests" / "unit").generic_string();
    CAPTURE(folder);
    CHECK(fs::is_directory(root / "src" / folder));
    ++seen;
  }
  CHECK(seen > 10);
}

TEST_CASE("every folder of src has tests") {
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "src")) {
    const fs::path folder = root / "tests" / "unit" / entry.path().filename();
    CAPTURE(folder.string());
    REQUIRE(fs::is_directory(folder));
    CHECK_FALSE(test_files(folder).empty());
  }
}

TEST_CASE("every test file has a test case") {
  const std::vector<fs::path> files = test_files(root / "tests");
  CHECK(files.size() > 60);
  for (const fs::path& file : files) {
    CAPTURE(fs::relative(file, root).generic_string());
    CHECK(text_of(file).find("\nTEST_CASE") != std::string::npos);
  }
}

TEST_CASE("every test file lies where the build takes it from") {
  const std::set<std::string> built = built_folders();
  CHECK(built.contains("unit"));
  for (const fs::path& file : test_files(root / "tests")) {
    const std::string name = fs::relative(file, root / "tests").generic_string();
    CAPTURE(name);
    CHECK(built.contains(name.substr(0, name.find('/'))));
  }
}

TEST_CASE("every rule is named by a test of its family") {
  for (const sworn::diff::Rule& rule : sworn::diff::all_rules()) {
    CAPTURE(rule.info.id);
    const std::string home = home_of(rule.info.id);
    REQUIRE_FALSE(home.empty());
    const fs::path folder = root / "tests" / "unit" / "diff" / home;
    REQUIRE(fs::is_directory(folder));
    const std::string quoted = '"' + std::string(rule.info.id) + '"';
    CHECK(std::ranges::any_of(test_files(folder), [&](const fs::path& file) {
      return text_of(file).find(quoted) != std::string::npos;
    }));
  }
}
