// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "document/json_writer.h"
#include "document/node.h"

using namespace sworn::document;

namespace {

std::string json(std::string_view text, const std::string& name) {
  const auto result = parse(text, name);
  return result ? to_json(result->root()) : result.error().text();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("text that begins as JSON and is not goes to YAML") {
  CHECK(json("{a: 1, b: [x,],}", "f") == R"({"a":1,"b":["x"]})");
  CHECK(json(" \n[1e400]", "f") == "[1e400]");
  CHECK(json("\xEF\xBB\xBF{\"a\":1}", "f.json") == R"({"a":1})");
}

TEST_CASE(
    "YAML that is named .json is refused, or read with a note that says where it is no JSON") {
  const std::pair<std::string, std::string> texts[] = {{"{a: 1, b: [x,],}", "F.JSON:1:2"},
                                                       {"a: 1", "F.JSON:1:1"},
                                                       {"{\"a\": 1,\n \"b\": }", "F.JSON:2:7"}};
  for (const auto& [text, place] : texts) {
    CAPTURE(text);
    CHECK(has(json(text, "F.JSON"), place + ": not valid JSON"));
    const auto read = parse(text, "F.JSON", 0, {}, Strictness::lenient);
    REQUIRE(read);
    REQUIRE(read->oddities().size() == 1);
    const Oddity& oddity = read->oddities().front();
    CHECK(oddity.kind == Oddity::Kind::not_json);
    CHECK(read->locate(oddity.mark).text() == place);
    CHECK(has(oddity.message, "it is read as YAML"));
  }
  CHECK(parse("{a: 1}", "f.yaml", 0, {}, Strictness::lenient)->oddities().empty());
}

TEST_CASE("text that is neither is told what is wrong with its JSON if it looks or is named so") {
  CHECK(has(json("[1,", "f"), "f:1:4: not valid JSON"));
  CHECK(has(json("{\n  \"notswagger:\"x.0\"\n}", "f.json"), "f.json:2:16: not valid JSON"));
  CHECK(has(json("a: b: c", "f.json"), "f.json:1:1: not valid JSON"));
  CHECK(has(json("a: b: c", "f.yaml"), "f.yaml:1:5: not valid YAML"));
}

TEST_CASE("JSON with an error that is none of grammar is not read again as YAML") {
  CHECK(has(json("{\"a\":1,\"a\":2}", "f.yaml"), "f.yaml:1:8: the key \"a\" stands twice"));
  const std::string deep(600, '[');
  CHECK(json(deep + std::string(600, ']'), "f").size() == 1200);
}

TEST_CASE("what was read as YAML after all has YAML's places") {
  const auto result = parse("{\"a\": 1,\n \"b\": [2,],\n}", "f.yaml");
  REQUIRE(result);
  CHECK(result->locate(result->root().find("b")->mark()).text() == "f.yaml:2:7");
}
