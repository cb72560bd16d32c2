// SPDX-License-Identifier: Apache-2.0
#include "cli/rule_page.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "diff/catalogue.h"

namespace sworn::test {
namespace {

constexpr std::size_t any_size = std::size_t{16} << 20;

std::string explained(const std::string& id, int width) {
  const RuleInfo* const rule = diff::info_named(id);
  REQUIRE(rule != nullptr);
  return cli::rule_text(*rule, width);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("explain tells the promise, the proof, what looks like it and the mend in six forms") {
  const std::string text = explained("session-fixation", 100);
  for (const char* part : {"promised    ",
                           "proven by   ",
                           "looks like  ",
                           "remedy      ",
                           "references  ",
                           "CWE-384, https://cwe.mitre.org/data/definitions/384.html",
                           "ASVS v5.0.0-7.2.4",
                           "WSTG-SESS-03",
                           "\nExpress\n    app.post('/login'",
                           "\nFlask\n",
                           "\nFiber\n",
                           "\nChi\n",
                           "\nAxum\n",
                           "\nHTTP\n    POST /login HTTP/1.1\n"}) {
    CAPTURE(part);
    CHECK(contains(text, part));
  }
}

TEST_CASE("explain wraps words to the width and leaves code as it is") {
  const std::string text = explained("session-fixation", 60);
  // Between the title, which is one line, and the code.
  const std::size_t begin = text.find("\n\n");
  const std::string words = text.substr(begin, text.find("\nExpress\n") - begin);
  for (const std::string_view line : base::split(words, '\n')) CHECK(line.size() <= 60);
  CHECK(
      contains(text, "    // Ends the session that came with the request and begins an empty one"));
}

TEST_CASE("a rule that is mended in the document is explained without examples") {
  CHECK_FALSE(contains(explained("access-undeclared-requirement", 100), "Express"));
}

TEST_CASE("the catalogue page has a heading for each rule, to which its index links") {
  const std::string page = cli::rules_markdown();
  for (const RuleInfo* rule : diff::catalogue()) {
    const std::string id(rule->id);
    CAPTURE(id);
    CHECK(contains(page, "\n### " + id + "\n"));
    CHECK(contains(page, "[" + id + "](#" + id + ")"));
  }
}

TEST_CASE("the catalogue page shows names with underscores and brackets as they are written") {
  const std::string page = cli::rules_markdown();
  CHECK(contains(page, "\\_\\_Host-name=..."));
  CHECK_FALSE(contains(page, " __Host"));
}

TEST_CASE("sworn rules --markdown prints docs/rules.md, which is current") {
  std::ostringstream out;
  std::ostringstream err;
  CHECK(cli::run({"rules", "--markdown"}, {.out = out, .err = err, .environment = {}}) == 0);
  const std::string file = SWORN_SOURCE_DIR "/docs/rules.md";
  const char* const wish = std::getenv("SWORN_UPDATE_GOLDEN");
  if (wish != nullptr && std::string(wish) == "1") {
    std::ofstream(file, std::ios::binary) << out.str();
  }
  const Result<std::string> written = base::read_file(file, any_size);
  REQUIRE_MESSAGE(written, "docs/rules.md: SWORN_UPDATE_GOLDEN=1 writes it");
  CHECK_MESSAGE(*written == out.str(), "docs/rules.md: SWORN_UPDATE_GOLDEN=1 writes it anew");
}

}  // namespace sworn::test
