// SPDX-License-Identifier: Apache-2.0
#include "document/splice.h"

#include <doctest/doctest.h>

namespace {

using namespace sworn::document;

/// `before` with the change that makes its tree that of `after`, which is YAML or JSON.
Spliced changed(const std::string& before, const std::string& after, const char* name = "a.yaml") {
  const auto old_tree = parse(before, name);
  const auto new_tree = parse(after, "b.yaml");
  REQUIRE(old_tree.has_value());
  REQUIRE(new_tree.has_value());
  Spliced spliced = splice(before, *old_tree, new_tree->root());
  const auto again = parse(spliced.text, name);
  REQUIRE_MESSAGE(again.has_value(), spliced.text);
  CHECK(equal(again->root(), new_tree->root()));
  return spliced;
}

std::string in_place(const std::string& before,
                     const std::string& after,
                     const char* name = "a.yaml") {
  const Spliced spliced = changed(before, after, name);
  CHECK_FALSE(spliced.is_rewritten);
  return spliced.text;
}

}  // namespace

TEST_CASE("a text of which the tree does not change stays as it is, byte for byte") {
  const std::string text = "# top\n\na:   1 # one\nb: [ x,\n y ]\n\n# end\n";
  CHECK(in_place(text, "{a: 1, b: [x, y]}") == text);
}

TEST_CASE("a new member stands behind the last one and before the comment of what follows") {
  CHECK(in_place("a:\n  b: 1 # one\n\n# about c\nc: 2\n", "{a: {b: 1, d: {e: f}}, c: 2}") ==
        "a:\n  b: 1 # one\n  d:\n    e: f\n\n# about c\nc: 2\n");
}

TEST_CASE("a comment that stands deeper than the member belongs to it") {
  CHECK(in_place("a:\n  b:\n    - 1\n    # - 2\n", "{a: {b: [1], c: 3}}") ==
        "a:\n  b:\n    - 1\n    # - 2\n  c: 3\n");
}

TEST_CASE("what looks like a comment within a block of text is text") {
  const std::string text = "a: |\n  one\n  # heading\nb: 2\n";
  CHECK(in_place(text, "{a: \"one\\n# heading\\n\", b: 2, c: 3}") == text + "c: 3\n");
  CHECK(in_place("a:\n  t: |\n    # heading\n", "{a: {t: \"# heading\\n\", c: 3}}") ==
        "a:\n  t: |\n    # heading\n  c: 3\n");
}

TEST_CASE("a scalar is replaced and the comment behind it stays") {
  CHECK(in_place("a: one  # why\nb: 'x' # and\n", "{a: 'two: 2', b: z}") ==
        "a: 'two: 2'  # why\nb: z # and\n");
}

TEST_CASE("a scalar of several lines is replaced whole") {
  CHECK(in_place("a: >-\n  one\n  two\nb: \"x\n  y\"\nc: 3\n", "{a: 1, b: 2, c: 3}") ==
        "a: 1\nb: 2\nc: 3\n");
}

TEST_CASE("a member is taken out with its lines, and comments around it stay") {
  CHECK(in_place("# first\na: 1\n# second\nb:\n  - x\n\n# third\nc: 3\n", "{a: 1, c: 3}") ==
        "# first\na: 1\n# second\n\n# third\nc: 3\n");
}

TEST_CASE("the last member taken out leaves an empty object behind") {
  CHECK(in_place("a:\n  b: 1\nc: 2\n", "{a: {}, c: 2}") == "a: {}\nc: 2\n");
  CHECK(in_place("a: # why\n- 1\nc: 2\n", "{a: [], c: 2}") == "a: []\nc: 2\n");
}

TEST_CASE("lists grow in their own style") {
  CHECK(in_place("a:\n- x # one\n- y\nb: 1\n", "{a: [x, y, z], b: 1}") ==
        "a:\n- x # one\n- y\n- z\nb: 1\n");
  CHECK(in_place("a:\n  - b: 1\n    c: 2\n", "{a: [{b: 1, c: 2}, {b: 3, l: [4]}]}") ==
        "a:\n  - b: 1\n    c: 2\n  - b: 3\n    l:\n      - 4\n");
  CHECK(in_place("a: [x, y] # why\n", "{a: [x, y, 'a, b']}") == "a: [x, y, \"a, b\"] # why\n");
}

TEST_CASE("elements are taken out of the middle and the others keep their comments") {
  CHECK(in_place("- a # 1\n- b # 2\n- c # 3\n", "[a, c]") == "- a # 1\n- c # 3\n");
  CHECK(in_place("- {n: 1}\n- {n: 2}\n", "[{n: 2}]") == "- {n: 2}\n");
  CHECK(in_place("l: [a, b, c, d]\n", "{l: [b]}") == "l: [b]\n");
}

TEST_CASE("what was empty is filled in block style, and null too") {
  CHECK(in_place("a: []\nb: {} # none\nc:\nd: ~\n", "{a: [{k: []}], b: {x: 1}, c: {z: 2}, d: 4}") ==
        "a:\n  - k: []\nb:\n  x: 1\nc:\n  z: 2\nd: 4\n");
}

TEST_CASE("JSON keeps its indentation, tabs as well as spaces, and what is on one line stays so") {
  CHECK(in_place("{\n    \"a\": {\n        \"b\": 1\n    },\n    \"c\": [1, 2]\n}\n",
                 R"({"a": {"b": 1, "d": {"e": []}}, "c": [1, 2, 3]})",
                 "a.json") ==
        "{\n    \"a\": {\n        \"b\": 1,\n        \"d\": {\n            \"e\": []\n        }\n"
        "    },\n    \"c\": [1, 2, 3]\n}\n");
  CHECK(in_place("{\n\t\"a\": 1\n}", R"({"a": 2, "b": {"c": 3}})", "a.json") ==
        "{\n\t\"a\": 2,\n\t\"b\": {\n\t\t\"c\": 3\n\t}\n}");
  CHECK(in_place(R"({"a":1,"b":"x"})", R"({"b": "x", "c": {"d": 2}})", "a.json") ==
        R"({"b":"x","c": {"d":2}})");
  CHECK(in_place(R"({"a": {"b": 1}, "c": "}"})", R"({"a": {}, "c": "}"})", "a.json") ==
        R"({"a": {}, "c": "}"})");
}

TEST_CASE("line ends of another system and a byte order mark stay") {
  CHECK(in_place("\xEF\xBB\xBF"
                 "a:\r\n  b: 1\r\nc: 2\r\n",
                 "{a: {b: 1, d: 3}, c: 2}") ==
        "\xEF\xBB\xBF"
        "a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n");
}

TEST_CASE("a text without a last line end can grow") {
  CHECK(in_place("a: 1", "{a: 1, b: 2}") == "a: 1\nb: 2\n");
  CHECK(in_place("a: [1]", "{a: 2}") == "a: 2");
}

TEST_CASE("a block that keeps its blank lines is not cut short") {
  CHECK(in_place("a:\n  t: |+\n    x\n\n\nb: 1\n", "{a: {t: \"x\\n\\n\\n\", c: 2}, b: 1}") ==
        "a:\n  t: |+\n    x\n\n\n  c: 2\nb: 1\n");
}

TEST_CASE("what follows the end of the document stays") {
  CHECK(in_place("---\na: 1\n...\n# over\n", "{a: 1, b: 2}") == "---\na: 1\nb: 2\n...\n# over\n");
}

TEST_CASE("a change within an anchored value that an alias repeats elsewhere is not made twice") {
  const Spliced spliced = changed("a: &x\n  k: 1\nb: *x\n", "{a: {k: 1, l: 2}, b: {k: 1}}");
  CHECK(spliced.is_rewritten);
  CHECK(in_place("a: &x # why\n  k: 1\nb: *x\n", "{a: {k: 1, l: 2}, b: {k: 1, l: 2}}") ==
        "a: &x # why\n  k: 1\n  l: 2\nb:\n  k: 1\n  l: 2\n");
}

TEST_CASE("keys in quotes, with colons and within lists are found") {
  CHECK(in_place("'/a: b':\n  \"200\": # ok\n    x: 1\n",
                 R"({"/a: b": {"200": {"x": 1}, "401": {"x": 2}}})") ==
        "'/a: b':\n  \"200\": # ok\n    x: 1\n  '401':\n    x: 2\n");
  CHECK(in_place("- a: 1 # one\n  b: 2\n-\n  a: 3\n", "[{a: 1, b: 2, c: 4}, {a: 5}]") ==
        "- a: 1 # one\n  b: 2\n  c: 4\n-\n  a: 5\n");
}
