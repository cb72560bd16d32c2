// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"

using namespace sworn::document;

namespace {

std::string json(std::string_view text, const Limits& limits = {}) {
  const auto result = parse_yaml(text, "f", 0, limits);
  return result ? to_json(result->root()) : result.error().text();
}

bool blames(std::string_view text, std::string_view what) {
  const auto result = parse_yaml(text, "f");
  return !result && result.error().text().find(what) != std::string::npos;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

/// An entry "a<i>" whose value is anchored by that name; "?" in `aliases` is the number before.
std::string anchored(int i,
                     const std::string& open,
                     const std::string& aliases,
                     const std::string& close) {
  const std::string name = std::to_string(i);
  std::string out = "a";
  out.append(name).append(": &a").append(name).append(" ").append(open);
  out += sworn::base::replace_all(aliases, "?", std::to_string(i - 1));
  return out.append(close).append("\n");
}

}  // namespace

TEST_CASE("an alias shares its anchor's node") {
  const auto result = parse_yaml("a: &x {k: [1]}\nb: *x\nc: &s text\nd: *s\n", "f");
  REQUIRE(result);
  const Node& root = result->root();
  CHECK(root.find("a") == root.find("b"));
  CHECK(root.find("d")->text() == "text");
  CHECK(json("&k key: 1\nv: *k\n") == R"({"key":1,"v":"key"})");
  CHECK(json("a: &k x\n*k : 1\n") == R"({"a":"x","x":1})");
  CHECK(json("a: &e\nb: *e\n") == R"({"a":null,"b":null})");
  CHECK(json("- &a 1\n- &a 2\n- *a\n") == "[1,2,2]");
}

TEST_CASE("an alias to nothing or to what it stands in is refused") {
  CHECK(blames("a: *nope", "f:1:4: not valid YAML: the referenced anchor is not defined"));
  CHECK(blames("a: &x [1, *x]",
               "f:1:11: the alias stands within the value that it repeats, begun at line 1, "
               "column 4"));
  CHECK(blames("&x a: {b: {c: &y {d: *y}}}", "stands within"));
  CHECK(blames("a: &x [1]\n*x : 2", "a mapping key must be a plain value"));
}

TEST_CASE("merged entries give way to own ones and to earlier merges") {
  CHECK(json("b: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n") ==
        R"({"b":{"x":1,"y":2},"c":{"y":3,"x":1}})");
  CHECK(json("- &a {x: 1}\n- &b {x: 2, z: 9}\n- {<<: [*a, *b], k: 0}\n") ==
        R"([{"x":1},{"x":2,"z":9},{"k":0,"x":1,"z":9}])");
  CHECK(json("- &a {x: 1}\n- &b {<<: *a, y: 2}\n- {<<: *b}\n") ==
        R"([{"x":1},{"y":2,"x":1},{"y":2,"x":1}])");
  CHECK(json("'<<': 1") == R"({"<<":1})");
  CHECK(json("<<: {}") == "{}");
  CHECK(blames("<<: 3", "f:1:5: the merge key << needs a mapping or a list of mappings"));
  CHECK(blames("<<: [{}, 3]", "the merge key"));
}

TEST_CASE("a merged mapping of many entries is searched as any other") {
  std::string text = "a: &a\n";
  for (int i = 0; i < 50; ++i) text += "  k" + std::to_string(i) + ": " + std::to_string(i) + "\n";
  const auto result = parse_yaml(text + "b:\n  <<: *a\n  k7: own\n  z: 1\n", "f");
  REQUIRE(result);
  const Node& merged = *result->root().find("b");
  CHECK(merged.entries().size() == 51);
  CHECK(merged.string_at("k7") == "own");
  CHECK(merged.find("k49")->as_integer() == 49);
}

TEST_CASE("an alias bomb ends with an error") {
  std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) text += anchored(i, "[", repeated("*a?,", 10), "]");
  CHECK(blames(text, "values, repeated ones counted"));
}

TEST_CASE("aliases within aliases do not nest deeper than the limit") {
  const std::string open = repeated("[", 300);
  const std::string close = repeated("]", 300);
  std::string text = "a0: &a0 ";
  text.append(open).append(close).append("\n");
  for (int i = 1; i < 5; ++i) text += anchored(i, open, "*a?", close);
  CHECK(blames(text, "with its aliases the document is nested more than 1000 deep"));
}

TEST_CASE("no depth of YAML nesting exhausts the stack") {
  CHECK(blames(repeated("- ", 100000) + "x", "f:1:1000: the document is nested more than"));
  std::string stairs;
  for (std::size_t i = 0; i < 2000; ++i) stairs += std::string(i, ' ') + "a:\n";
  CHECK(blames(stairs, "deep"));
  CHECK(blames(repeated("? ", 100000), "a mapping key must be a plain value"));
  CHECK(blames(repeated("[", 100000) + repeated("]", 100000), "deep"));
  CHECK(blames(repeated("{a: ", 100000) + repeated("}", 100000), "deep"));
  CHECK(blames(repeated("[", 100000), "f:"));
  CHECK(json(repeated("[", 400) + repeated("]", 400)).size() == 800);
  CHECK(json("[[1]]", {.depth = 1}).find("f:1:2: the document is nested more than 1 deep") == 0);
}

TEST_CASE("a duplicate key in YAML names both places") {
  CHECK(json("a: 1\nb: 2\na: 3\n") ==
        "f:3:1: the key \"a\" stands twice in one mapping, first at line 1, column 1 (keep one of "
        "the two)");
  CHECK(blames("200: a\n'200': b\n", "f:2:1: the key \"200\" stands twice"));
}

TEST_CASE("broken YAML is refused with its place and a hint") {
  CHECK(blames("a:\n\tb: 1", "f:2:"));
  CHECK(blames("a: b: c", "f:1:5: not valid YAML: illegal map value (quote a value"));
  CHECK(blames("a: @x", "f:1:4: "));
  CHECK(blames("a: 'x", "not valid YAML"));
  CHECK(blames("a: [1,\n2\n", "check for a missing comma or \"]\""));
  CHECK(blames("- a\nb: 1", "f:2:1: "));
  CHECK(blames("a:\n - 1\n- 2", "f:3:1: "));
}

TEST_CASE("text after the end of the document is refused, not ignored") {
  CHECK(blames("{a: 1} x", "f:1:8: not valid YAML: text after the end of the document"));
  CHECK(blames("[1]\n[2]\n", "f:2:1: "));
  CHECK(blames("\"a\" \"b\"", "f:1:5: "));
  CHECK(blames("{a: 1}\n}\n", "f:2:1: "));
}

TEST_CASE("what is no text is called that") {
  CHECK(blames(std::string_view("a: b\0c", 6), "f:1:5: not UTF-8 text"));
  CHECK(blames("a: \xE9", "f:1:4: not UTF-8 text"));
  CHECK(blames(std::string_view("\xFE\xFF\0a", 4), "f:1:1: not UTF-8 text but UTF-16"));
  CHECK(blames(std::string_view("a\0:\0", 4), "f:1:1: not UTF-8 text but UTF-16"));
  CHECK(blames(std::string_view("\0a\0:", 4), "f:1:1: not UTF-8 text but UTF-16"));
  CHECK(blames("a: 1\nb: \x04\nc: 2", "f:2:4: not valid YAML: it contains a control character"));
  CHECK(json("a: 1", {.bytes = 3}) == "f: the document is larger than 3 bytes");
}

TEST_CASE("brackets that yaml-cpp would have to hold whole are refused before memory runs out") {
  CHECK(blames("- 1\n- [" + repeated(",", 2'600'000),
               "f:1:3: what follows, one value in brackets or in one line, is too large"));
}

TEST_CASE("a text of any size is read where its values come one by one") {
  const std::string text = "a: &x {k: [1, 2]}\nb:\n" + repeated("- *x\n- [\"p\", 'q']\n", 50'000);
  const auto result = parse_yaml(text, "f");
  REQUIRE(result);
  CHECK(result->root().find("b")->items().size() == 100'000);
}

TEST_CASE("the surrogate pairs of a text that uses every character of two bytes are refused") {
  std::string text = "a: \"";
  for (int c = 0x80; c < 0x800; ++c) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
  CHECK(json(text + "\"").size() > 3840);
  CHECK(blames(text + "\\ud83d\\ude00\"", "not valid YAML: invalid unicode"));
}
