// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "document/json_writer.h"
#include "document/node.h"

using namespace sworn::document;

namespace {

Document lenient(std::string_view text, const Limits& limits = {}) {
  auto result = parse(text, "f", 0, limits, Strictness::lenient);
  const std::string problem = result ? "" : result.error().text();
  REQUIRE_MESSAGE(result, problem);
  return std::move(*result);
}

std::string json(std::string_view text) {
  const auto result = parse(text, "f", 0, {}, Strictness::lenient);
  return result ? to_json(result->root()) : result.error().text();
}

std::string place(const Document& document, Mark mark) {
  return document.locate(mark).text();
}

}  // namespace

TEST_CASE("of a key that stands twice the last value counts, and both places are told") {
  const Document document = lenient("{\"a\":1,\n\"b\":2,\n \"a\":3}");
  CHECK(to_json(document.root()) == R"({"a":3,"b":2})");
  CHECK(place(document, document.root().mark_of("a")) == "f:3:2");
  CHECK(place(document, document.root().find("a")->mark()) == "f:3:6");
  REQUIRE(document.oddities().size() == 1);
  const Oddity& oddity = document.oddities().front();
  CHECK(oddity.kind == Oddity::Kind::duplicate_key);
  CHECK(oddity.message ==
        "the key \"a\" stands twice in one mapping, also at line 1, column 2; the last value "
        "counts");
  CHECK(place(document, oddity.mark) == "f:3:2");
}

TEST_CASE("a key that stands three times is told twice, in YAML as in JSON") {
  const Document document = lenient("a: 1\na: [2]\nb:\n  c: 1\n  c: 2\na: {d: 3}\n");
  CHECK(to_json(document.root()) == R"({"a":{"d":3},"b":{"c":2}})");
  REQUIRE(document.oddities().size() == 3);
  CHECK(document.oddities()[0].mark.line == 5);
  CHECK(document.oddities()[1].mark.line == 2);
  CHECK(document.oddities()[2].message.find("also at line 2, column 1;") != std::string::npos);
}

TEST_CASE("duplicates among many keys leave a mapping that is searched as any other") {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) {
    text.append("\"k").append(std::to_string(i % 50)).append("\":").append(std::to_string(i));
    text += i < 99 ? ",\n" : "}";
  }
  const Document document = lenient(text);
  CHECK(document.root().entries().size() == 50);
  CHECK(document.oddities().size() == 50);
  for (int i = 0; i < 50; ++i) {
    CHECK(document.root().find("k" + std::to_string(i))->as_integer() == i + 50);
  }
  CHECK(document.root().find("k50") == nullptr);
}

TEST_CASE("a mapping that duplicates make small is searched too") {
  std::string text = "{\"first\":0";
  for (int i = 0; i < 40; ++i) text += ",\"k\":" + std::to_string(i);
  const Document document = lenient(text + "}");
  CHECK(document.root().entries().size() == 2);
  CHECK(document.root().find("k")->as_integer() == 39);
  CHECK(document.root().find("first")->as_integer() == 0);
}

TEST_CASE("a merge is no duplicate, and what an own duplicate says wins over it") {
  const Document document = lenient("- &a {x: 1, y: 1}\n- {<<: *a, <<: *a, x: 2, x: 3}\n");
  CHECK(to_json(*document.root().items()[1]) == R"({"x":3,"y":1})");
  CHECK(document.oddities().size() == 1);
}

TEST_CASE("an alias within the value that it repeats is null, and both places are told") {
  const Document document =
      lenient("openapi: 3.0.0\ninfo: &a\n  title: API\n  x-bye: *a\n  x-list: [*a]\npaths: {}\n");
  CHECK(to_json(document.root()) ==
        R"({"openapi":"3.0.0","info":{"title":"API","x-bye":null,"x-list":[null]},"paths":{}})");
  REQUIRE(document.oddities().size() == 2);
  const Oddity& oddity = document.oddities().front();
  CHECK(oddity.kind == Oddity::Kind::cyclic_alias);
  CHECK(oddity.message ==
        "the alias stands within the value that it repeats, begun at line 2, column 7; read as "
        "null");
  CHECK(place(document, oddity.mark) == "f:4:10");
}

TEST_CASE("a mapping merged into itself stays what it is") {
  const Document document = lenient("a: &a {x: 1, <<: *a, y: 2}");
  CHECK(to_json(document.root()) == R"({"a":{"x":1,"y":2}})");
  CHECK(document.oddities().size() == 1);
}

TEST_CASE("a finished value that holds a cyclic alias can be repeated") {
  CHECK(json("- &a [1, *a]\n- *a\n") == "[[1,null],[1,null]]");
}

TEST_CASE("everything else that is wrong stays an error") {
  CHECK(json("a: *nope").find("anchor is not defined") != std::string::npos);
  CHECK(json("&x {*x : 1}").find("a mapping key must be a plain value") != std::string::npos);
  CHECK(json("<<: 3").find("the merge key") != std::string::npos);
  CHECK(json("a: &a {<<: [*a]}").find("the merge key") != std::string::npos);
  CHECK(json("a: !!int x").find("does not fit its tag") != std::string::npos);
  CHECK(json("[1,").find("not valid JSON") != std::string::npos);
}

TEST_CASE("what is read leniently is refused strictly, and a sound text has no oddity") {
  CHECK_FALSE(parse("{\"a\":1,\"a\":2}", "f"));
  CHECK_FALSE(parse("a: 1\na: 2\n", "f"));
  CHECK(parse("a: &x [1, *x]", "f").error().text() ==
        "f:1:11: the alias stands within the value that it repeats, begun at line 1, column 4");
  CHECK(lenient("{\"a\":1,\"b\":{\"a\":2}}").oddities().empty());
  CHECK(lenient("a: &x [1]\nb: *x\n").oddities().empty());
}

TEST_CASE("only the first thousand oddities are kept") {
  std::string text = "{\"a\":0";
  for (int i = 0; i < 5000; ++i) text += ",\"a\":1";
  CHECK(lenient(text + "}").oddities().size() == 1000);
}

TEST_CASE("repeated values count towards the limit though only the last one counts") {
  CHECK(parse("{\"a\":1,\"a\":2}", "f", 0, {.nodes = 3}, Strictness::lenient));
  CHECK_FALSE(parse("{\"a\":1,\"a\":2}", "f", 0, {.nodes = 2}, Strictness::lenient));
}
