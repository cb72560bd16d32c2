// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace {

namespace fs = std::filesystem;

const fs::path root = SWORN_SOURCE_DIR;

constexpr std::string_view licence = "SPDX-License-Identifier: Apache-2.0";
constexpr std::size_t most_lines = 400;

/// A header that comes from elsewhere and the folders that may know it.
struct Home {
  std::string_view header;
  std::vector<std::string_view> folders;
};

const std::vector<Home>& homes() {
  static const std::vector<Home> all = {{"<nlohmann/", {"document"}},
                                        {"<yaml-cpp/", {"document"}},
                                        {"<curl/", {"probe"}},
                                        {"<pcre2", {"schema"}},
                                        {"<openssl/", {"base", "probe"}},
                                        {"<CLI/", {"cli"}}};
  return all;
}

std::string text_of(const fs::path& file) {
  const auto text = sworn::base::read_file(file.string(), std::size_t{16} * 1024 * 1024);
  REQUIRE_MESSAGE(text, file.string());
  return *text;
}

std::string name_of(const fs::path& file) {
  return fs::relative(file, root).generic_string();
}

/// What others made or a build left behind.
bool is_foreign(const fs::path& folder) {
  static const std::set<std::string> names = {"node_modules", "target", "venv", "__pycache__"};
  return names.contains(folder.filename().string());
}

std::vector<fs::path> files_under(const std::string& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(root / folder)) return files;
  for (auto at = fs::recursive_directory_iterator(root / folder); at != fs::end(at); ++at) {
    if (at->is_directory() && is_foreign(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file()) files.push_back(at->path());
  }
  std::ranges::sort(files);
  return files;
}

/// Code of ours: by its ending, by its name, or because it is a script.
bool is_source(const fs::path& file) {
  static const std::set<std::string> endings = {
      ".h", ".cpp", ".cmake", ".in", ".go", ".rs", ".js", ".py"};
  // What tools make and what pins their versions has no room for a licence.
  if (file.filename() == "requirements.in") return false;
  return endings.contains(file.extension().string()) || file.filename() == "CMakeLists.txt" ||
         text_of(file).starts_with("#!");
}

std::vector<fs::path> sources() {
  std::vector<fs::path> files = {root / "CMakeLists.txt"};
  for (const char* folder :
       {"src", "include", "tests", "fixtures", "bench", "cmake", "scripts", ".ci"}) {
    std::ranges::copy_if(files_under(folder), std::back_inserter(files), is_source);
  }
  return files;
}

std::vector<fs::path> house_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"src", "include", "tests"}) {
    std::ranges::copy(files_under(folder), std::back_inserter(files));
  }
  return files;
}

}  // namespace

TEST_CASE("every source file begins with its licence") {
  const std::vector<fs::path> files = sources();
  CHECK(files.size() > 300);
  for (const fs::path& file : files) {
    CAPTURE(name_of(file));
    const std::string text = text_of(file);
    const auto lines = sworn::base::split(text, '\n');
    // A shebang has to stand first.
    const std::size_t line = lines.front().starts_with("#!") ? 1 : 0;
    REQUIRE(lines.size() > line);
    CHECK(lines[line].find(licence) != std::string_view::npos);
  }
}

TEST_CASE("no file of src, include and tests has more than 400 lines") {
  for (const fs::path& file : house_files()) {
    CAPTURE(name_of(file));
    const std::string text = text_of(file);
    CHECK(static_cast<std::size_t>(std::ranges::count(text, '\n')) <= most_lines);
  }
}

TEST_CASE("no file of src, include and tests holds a tab") {
  for (const fs::path& file : house_files()) {
    CAPTURE(name_of(file));
    CHECK(text_of(file).find('\t') == std::string::npos);
  }
}

TEST_CASE("a third-party header stands only in its home") {
  for (const Home& home : homes()) {
    std::size_t seen = 0;
    for (const char* folder : {"src", "include"}) {
      for (const fs::path& file : files_under(folder)) {
        const std::string name = name_of(file);
        const std::string text = text_of(file);
        for (const std::string_view line : sworn::base::split(text, '\n')) {
          const bool is_include = line.starts_with("#include");
          if (!is_include || line.find(home.header) == std::string_view::npos) continue;
          ++seen;
          CAPTURE(name);
          CAPTURE(line);
          CHECK(std::ranges::any_of(home.folders, [&](std::string_view one) {
            return name.starts_with("src/" + std::string(one) + "/");
          }));
        }
      }
    }
    // A home that nobody lives in is a row that has gone stale.
    CAPTURE(home.header);
    CHECK(seen > 0);
  }
}
