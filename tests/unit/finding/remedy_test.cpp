// SPDX-License-Identifier: Apache-2.0
#include "finding/remedy.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "diff/assembly.h"
#include "diff/catalogue.h"

namespace sworn::test {
namespace {

using finding::read_remedy_page;
using finding::remedy_pages;
using finding::RemedyPage;

std::string fault_of(std::string_view text) {
  const Result<RemedyPage> page = read_remedy_page("page", text);
  return page ? "" : page.error().text();
}

/// What these find is mended in the document, by adding or taking away a line of it.
const std::set<std::string_view>& mended_in_the_document() {
  static const std::set<std::string_view> rules = {"access-credential-form",
                                                   "access-credential-rejected",
                                                   "access-refusal-undeclared",
                                                   "access-security-overdeclared",
                                                   "access-undeclared-requirement"};
  return rules;
}

}  // namespace

TEST_CASE("a remedy page gives its rules and an example for each heading, word for word") {
  const Result<RemedyPage> page =
      read_remedy_page("page",
                       "<!-- licence -->\n# a-rule, b-rule\n\n## Flask\n\n"
                       "```python\n# a comment\n\nx = 1\n```\n");
  REQUIRE(page);
  CHECK(page->name == "page");
  CHECK(page->rules == std::vector<std::string>{"a-rule", "b-rule"});
  REQUIRE(page->examples.size() == 1);
  CHECK(page->examples[0].framework == "Flask");
  CHECK(page->examples[0].language == "python");
  CHECK(page->examples[0].code == "# a comment\n\nx = 1\n");
}

TEST_CASE("a remedy page that says more or less than it should is refused at its line") {
  CHECK(fault_of("## Flask\n\n```python\nx\n```\n").find("no title") != std::string::npos);
  CHECK(fault_of("# a\n\n```python\nx\n```\n") == "page.md:3: an example without a heading");
  CHECK(fault_of("# a\n## Chi\n```\nx\n```\n") == "page.md:3: an example without a language");
  CHECK(fault_of("# a\nprose\n") == "page.md:2: neither a heading nor an example");
  CHECK(fault_of("# a\n## Chi\n```go\nx\n").find("left open") != std::string::npos);
  CHECK(fault_of("# a\n## Chi\n").find("a heading without an example") != std::string::npos);
}

TEST_CASE("every page of src/finding/remedies is held, and has an example for each framework") {
  namespace fs = std::filesystem;
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(SWORN_SOURCE_DIR "/src/finding/remedies")) {
    files.insert(entry.path().stem().string());
  }
  std::set<std::string> held;
  for (const RemedyPage& page : remedy_pages()) {
    CAPTURE(page.name);
    held.insert(page.name);
    std::string frameworks;
    for (const RemedyExample& example : page.examples) {
      frameworks += example.framework + " " + example.language + "\n";
      CHECK(example.code.size() > 20);
    }
    CHECK(frameworks ==
          "Express javascript\nFlask python\nFiber go\nChi go\nAxum rust\nHTTP http\n");
  }
  CHECK(held == files);
}

TEST_CASE("a page names rules that there are, and no rule is on two pages") {
  std::set<std::string> seen;
  for (const RemedyPage& page : remedy_pages()) {
    for (const std::string& rule : page.rules) {
      CAPTURE(rule);
      CHECK(diff::info_named(rule) != nullptr);
      CHECK(seen.insert(rule).second);
    }
  }
}

TEST_CASE(
    "every rule of access, session and token says how to mend the program, but for those of the "
    "document") {
  for (const RuleInfo* rule : diff::catalogue()) {
    const bool is_meant = rule->id.starts_with("access-") || rule->id.starts_with("session-") ||
                          rule->id.starts_with("token-");
    if (!is_meant) continue;
    CAPTURE(rule->id);
    const bool has_page = finding::remedy_page_of(rule->id) != nullptr;
    CHECK(has_page != mended_in_the_document().contains(rule->id));
  }
}

TEST_CASE("a report carries the examples of the rules that found something, and of no other") {
  Report report;
  Finding fixation;
  fixation.rule = "session-fixation";
  Finding undeclared;
  undeclared.rule = "response-status-undeclared";
  report.findings = {fixation, undeclared, fixation};
  diff::count_and_group(report, 1);
  REQUIRE(report.remedies.size() == 1);
  const std::vector<RemedyExample>& examples = report.remedies.at("session-fixation");
  REQUIRE(examples.size() == 6);
  CHECK(examples[0].code.find("req.session.regenerate") != std::string::npos);
}

}  // namespace sworn::test
