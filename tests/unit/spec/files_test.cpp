// SPDX-License-Identifier: Apache-2.0
#include "spec/files.h"

#include <doctest/doctest.h>

#include <string>

#include "sworn/report.h"
#include "unit/spec/spec_fixture.h"

namespace {

using spec_fixture::loaded;
using sworn::Contract;

/// The numbers of the lines that are shown for one.
std::string numbers(const Contract& contract, int line) {
  std::string text;
  for (const sworn::SpecLine& one : contract.files->excerpt({"api.yaml", line, 1, ""})) {
    text += std::to_string(one.number) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("an excerpt shows what a line lies within and what it holds, and not its neighbours") {
  const Contract contract = loaded(
      "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n"
      "      responses: {}\n\n    post:\n      security: []\n      responses:\n        '200': {}\n"
      "  /b: {}\n");
  CHECK(numbers(contract, 8) == "3 4 8 9 10 11 ");
  CHECK(numbers(contract, 9) == "4 8 9 ");
  CHECK(numbers(contract, 1) == "1 ");
  CHECK(numbers(contract, 12) == "3 12 ");
  CHECK(contract.files->excerpt({"api.yaml", 9, 1, ""}).back().text == "      security: []");
}

TEST_CASE("a comment holds nothing, however far left it stands") {
  const Contract contract = loaded(
      "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n# all of them\n    get:\n"
      "      # none\n  # but\n      responses: {}\n# over\n  /b: {}\n");
  CHECK(numbers(contract, 9) == "4 6 9 ");
  CHECK(numbers(contract, 6) == "3 4 6 7 8 9 ");
}

TEST_CASE("an element lies within the key of its list, where the dash stands below the key too") {
  const Contract contract = loaded(
      "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n"
      "      parameters:\n      - name: x\n        in: query\n      -\n        name: y\n"
      "        in: query\n      responses: {}\n");
  CHECK(numbers(contract, 7) == "5 6 7 8 ");
  CHECK(numbers(contract, 8) == "6 7 8 ");
  CHECK(numbers(contract, 9) == "5 6 9 10 11 ");
  CHECK(numbers(contract, 10) == "6 9 10 ");
  CHECK(numbers(contract, 6) == "4 5 6 7 8 9 10 11 ");
}

TEST_CASE("of a line that is not there nothing is shown") {
  const Contract contract = loaded("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}");
  CHECK(numbers(contract, 3) == "3 ");
  CHECK(numbers(contract, 4).empty());
  CHECK(numbers(contract, 0).empty());
  CHECK(contract.files->excerpt({"other.yaml", 1, 1, ""}).empty());
}

TEST_CASE("an excerpt of a document on one line is cut") {
  const std::string text = R"({"openapi":"3.0.3","info":{"title":")" + std::string(5000, 't') +
                           R"(","version":"1"},"paths":{}})";
  const Contract contract = loaded(text, {}, "api.json");
  const auto lines = contract.files->excerpt({"api.json", 1, 1, ""});
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text.size() < 1000);
}
