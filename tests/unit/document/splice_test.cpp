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

TEST_CASE("equal elements of other spelling stay as they are written") {
  CHECK(in_place("- 1.0 # a\n- {x: 1, y: 0x2} # b\n- 'c' # c\n- True\n",
                 "[{y: 2, x: 1.0}, c, true]") == "- {x: 1, y: 0x2} # b\n- 'c' # c\n- True\n");
  CHECK(in_place("- .inf # a\n- ~ # b\n- 10 # c\n", "[null, 1e1]") == "- ~ # b\n- 10 # c\n");
}

TEST_CASE("a long list of which every element changes is not compared with itself") {
  std::string before = "[";
  std::string after = "[";
  for (int i = 0; i < 100'000; ++i) {
    before += R"({"a": 1, "b": )" + std::to_string(i) + "},\n";
    after += R"({"a": 2, "b": )" + std::to_string(i) + "},\n";
  }
  CHECK(in_place(before + "0]\n", after + "0]\n", "a.json") == after + "0]\n");
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

TEST_CASE("a merge key stays where nothing changes of what it brings") {
  const std::string base = "base: &b\n  k: 1\n  l: 2\nget:\n";
  const std::string after = "{base: {k: 1, l: 2}, get: ";
  const auto get = [&](const std::string& before, const std::string& now) {
    const Spliced spliced = changed(base + before, after + now + "}");
    CHECK_FALSE(spliced.is_rewritten);
    CHECK(spliced.written_anew.empty());
    REQUIRE(spliced.text.starts_with(base));
    return spliced.text.substr(base.size());
  };
  CHECK(get("  <<: *b # merged\n  tags: [x] # precious\n", "{k: 1, l: 2, tags: [x], x: 1}") ==
        "  <<: *b # merged\n  tags: [x] # precious\n  x: 1\n");
  CHECK(get("  tags: [x] # precious\n  <<: *b\n  y: 1 # too\n", "{k: 1, l: 2, y: 1}") ==
        "  <<: *b\n  y: 1 # too\n");
  CHECK(get("  tags: [x]\n  <<: *b # merged\n", "{k: 1, l: 2, tags: {v: [z]}, x: 1}") ==
        "  tags:\n    v:\n      - z\n  x: 1\n  <<: *b # merged\n");
  CHECK(get("  <<: *b # merged\n", "{k: 1, l: 2, x: 1}") == "  x: 1\n  <<: *b # merged\n");
  CHECK(get("  - <<: *b # merged\n", "[{k: 1, l: 2, x: 1}]") == "  - x: 1\n    <<: *b # merged\n");
  CHECK(get("  <<: [*b, {m: 3}] # merged\n  y: 1\n", "{k: 1, l: 9, m: 3, y: 1}") ==
        "  <<: [*b, {m: 3}] # merged\n  y: 1\n  l: 9\n");
}

TEST_CASE("what loses its comments is named by its place") {
  const auto anew = [](const std::string& before, const std::string& after) {
    const Spliced spliced = changed(before, after);
    CHECK_FALSE(spliced.is_rewritten);
    std::string places;
    for (const Mark& mark : spliced.written_anew) {
      places += std::to_string(mark.line) + ':' + std::to_string(mark.column) + ' ';
    }
    return places;
  };
  const std::string merge = "a: &b\n  k: 1\nc:\n  d:\n    <<: *b # merged\n    l: 2 # too\n";
  CHECK(anew(merge, "{a: {k: 1}, c: {d: {l: 2}}}") == "4:3 ");
  CHECK(anew("a:\n  ? q\n  : 1 # one\n", "{a: {q: 2}}") == "1:1 ");
  CHECK(anew("- - a # one\n  - b\n", "[[c, a, b]]") == "1:1 ");
  CHECK(anew("a: &b {k: 1}\nc: {\n  <<: *b,\n  l: 2 }\n", "{a: {k: 1}, c: {k: 1, l: 3}}") ==
        "2:4 ");
  CHECK(anew("a: [x, # one\n  y]\n", "{a: [z, x, y]}") == "1:4 ");
  CHECK(anew("a: {} # none\nb: 'x' # why\n", "{a: {x: 1}, b: [1]}") == "1:1 2:1 ");
  CHECK(anew("a: {}\nb: 'x #y'\nc: [x, y]\n", "{a: {x: 1}, b: [1], c: [z, x, y]}").empty());
}

TEST_CASE("a place within what is written anew as a whole is not named besides") {
  const Spliced spliced = changed("a: &x {} # one\nb: *x\n", "{a: {k: 1}, b: {}}");
  CHECK(spliced.is_rewritten);
  CHECK(spliced.written_anew.empty());
}

TEST_CASE("keys in quotes, with colons and within lists are found") {
  CHECK(in_place("'/a: b':\n  \"200\": # ok\n    x: 1\n",
                 R"({"/a: b": {"200": {"x": 1}, "401": {"x": 2}}})") ==
        "'/a: b':\n  \"200\": # ok\n    x: 1\n  '401':\n    x: 2\n");
  CHECK(in_place("- a: 1 # one\n  b: 2\n-\n  a: 3\n", "[{a: 1, b: 2, c: 4}, {a: 5}]") ==
        "- a: 1 # one\n  b: 2\n  c: 4\n-\n  a: 5\n");
}
