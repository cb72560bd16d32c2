// SPDX-License-Identifier: Apache-2.0
#include "report/format.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "document/node.h"

namespace {

namespace fs = std::filesystem;

std::string readme() {
  const auto text =
      sworn::base::read_file((fs::path(SWORN_SOURCE_DIR) / "README.md").string(), 4'000'000);
  REQUIRE(text);
  return *text;
}

/// What stands between <!-- name --> and <!-- /name -->.
std::string section(const std::string& name) {
  const std::string text = readme();
  const std::size_t begin = text.find("<!-- " + name + " -->");
  const std::size_t end = text.find("<!-- /" + name + " -->");
  REQUIRE_MESSAGE((begin != std::string::npos && end != std::string::npos), name);
  return text.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("the README's table of formats is the list of --report") {
  std::string expected;
  for (const sworn::report::Format& format : sworn::report::formats()) {
    expected += "| `" + std::string(format.name) + "` | " + std::string(format.about) + " |\n";
  }
  const std::string table = section("formats");
  const std::size_t rows = table.find("|---|---|\n");
  REQUIRE(rows != std::string::npos);
  CHECK(table.substr(rows + 10) == expected);
}

TEST_CASE("the README's examples of builds are YAML") {
  const std::string text = section("builds");
  std::size_t seen = 0;
  for (std::size_t at = text.find("```yaml\n"); at != std::string::npos;
       at = text.find("```yaml\n", at + 1)) {
    const std::size_t begin = at + 8;
    const auto parsed = sworn::document::parse_yaml(
        text.substr(begin, text.find("```", begin) - begin), "README.md");
    REQUIRE_MESSAGE(parsed.has_value(), (parsed ? "" : parsed.error().text()));
    CHECK(parsed->root().is_mapping());
    ++seen;
  }
  CHECK(seen == 3);
}

TEST_CASE("every report that an example of a build writes is used by it") {
  const std::string text = section("builds");
  std::size_t seen = 0;
  for (std::size_t at = text.find("--report "); at != std::string::npos;
       at = text.find("--report ", at + 1)) {
    const std::string word = text.substr(at + 9, text.find_first_of(" \n\\", at + 9) - at - 9);
    const std::size_t equals = word.find('=');
    CHECK_MESSAGE(sworn::report::format_named(word.substr(0, equals)) != nullptr, word);
    if (equals == std::string::npos) continue;
    const std::string file = word.substr(equals + 1);
    // Once where it is written, once where it is read.
    const std::size_t first = text.find(file);
    CHECK_MESSAGE(text.find(file, first + 1) != std::string::npos, file);
    ++seen;
  }
  CHECK(seen >= 6);
}
