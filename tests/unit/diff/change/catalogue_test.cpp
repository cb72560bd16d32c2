// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "diff/change/rule.h"
#include "diff/rule.h"

using namespace sworn;

namespace {

namespace fs = std::filesystem;

const fs::path root = SWORN_SOURCE_DIR;

/// What the tests of this folder say, but for this file.
std::string all_tests() {
  std::string texts;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(root / "tests" / "unit" / "diff" / "change")) {
    if (entry.path().filename() != "catalogue_test.cpp") {
      const auto text = base::read_file(entry.path().string(), std::size_t{1024} * 1024);
      REQUIRE(text);
      texts += *text;
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("every rule of a comparison has a file, every such file a rule") {
  std::set<std::string> expected;
  for (const diff::ChangeRule& rule : diff::change_rules()) {
    CAPTURE(rule.info.id);
    CHECK(rule.info.id.starts_with("change-"));
    CHECK(expected.insert(base::replace_all(std::string(rule.info.id), "-", "_") + ".cpp").second);
    CHECK(diff::change_rule_named(rule.info.id) == &rule);
    CHECK(diff::rule_named(rule.info.id) == nullptr);
  }
  CHECK(diff::change_rule_named("no-such-rule") == nullptr);
  std::set<std::string> on_disk;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(root / "src" / "diff" / "change")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("change_")) on_disk.insert(name);
  }
  CHECK(on_disk == expected);
}

TEST_CASE("every rule of a comparison is told in full") {
  const std::set<int> discouraged{16, 200, 284, 285, 287, 693};
  for (const diff::ChangeRule& rule : diff::change_rules()) {
    CAPTURE(rule.info.id);
    CHECK_FALSE(rule.info.title.empty());
    CHECK_FALSE(rule.info.title.ends_with('.'));
    for (const std::string_view text :
         {rule.info.promise, rule.info.proof_text, rule.info.looks_like, rule.info.remedy}) {
      CHECK(text.size() > 10);
      CHECK(text.ends_with('.'));
    }
    CHECK_FALSE(rule.info.references.empty());
    CHECK((rule.info.proof == Proof::text));
    CHECK(rule.info.cwe > 0);
    CHECK_FALSE(discouraged.contains(rule.info.cwe));
    CHECK(rule.info.owasp.starts_with("API"));
  }
}

TEST_CASE("each rule of a comparison is met in a test at the severity that it declares") {
  const std::string tests = all_tests();
  for (const diff::ChangeRule& rule : diff::change_rules()) {
    const std::string line =
        std::string(name_of(rule.info.severity)) + " " + std::string(rule.info.id) + " ";
    CAPTURE(line);
    CHECK(tests.find(line) != std::string::npos);
  }
}
