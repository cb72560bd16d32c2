// SPDX-License-Identifier: Apache-2.0
#include "document/pointer.h"

#include <doctest/doctest.h>

#include <utility>

#include "document/node.h"

using namespace sworn::document;

namespace {

Document parsed(std::string_view text) {
  auto result = parse_yaml(text, "f");
  REQUIRE(result);
  return std::move(*result);
}

bool are_equal(std::string_view a, std::string_view b) {
  const Document left = parsed(a);
  const Document right = parsed(b);
  CHECK(equal(left.root(), right.root()) == equal(right.root(), left.root()));
  return equal(left.root(), right.root());
}

}  // namespace

TEST_CASE("pointers resolve as in RFC 6901 §5") {
  const Document document = parsed(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  const Node& root = document.root();
  const std::pair<std::string_view, int> table[] = {{"/", 0},
                                                    {"/a~1b", 1},
                                                    {"/c%d", 2},
                                                    {"/e^f", 3},
                                                    {"/g|h", 4},
                                                    {"/i\\j", 5},
                                                    {"/k\"l", 6},
                                                    {"/ ", 7},
                                                    {"/m~0n", 8}};
  for (const auto& [pointer, wanted] : table) {
    CAPTURE(pointer);
    const Node* const node = at_pointer(root, pointer);
    REQUIRE(node != nullptr);
    CHECK(node->as_integer() == wanted);
  }
  CHECK(at_pointer(root, "") == &root);
  CHECK(at_pointer(root, "/foo/0")->text() == "bar");
  CHECK(at_pointer(*root.find("foo"), "/1")->text() == "baz");
}

TEST_CASE("a pointer to nothing is null") {
  const Document document = parsed("{a: [x, y], b: {c: 1}, '~': 2}");
  for (const std::string_view pointer : {"a",
                                         "/a/2",
                                         "/a/-",
                                         "/a/01",
                                         "/a/+1",
                                         "/a/",
                                         "/a/x",
                                         "/a/99999999999999999999",
                                         "/b/d",
                                         "/b/c/d",
                                         "/~",
                                         "/~2",
                                         "//"}) {
    CAPTURE(pointer);
    CHECK(at_pointer(document.root(), pointer) == nullptr);
  }
}

TEST_CASE("a token names its key, and one with half an escape none") {
  CHECK(unescape_pointer("a~1b~0c") == "a/b~c");
  CHECK(unescape_pointer("~01") == "~1");
  CHECK_FALSE(unescape_pointer("a~").has_value());
  CHECK_FALSE(unescape_pointer("~2").has_value());
}

TEST_CASE("an escaped token leads to its key") {
  CHECK(escape_pointer("a/b~c") == "a~1b~0c");
  const Document document = parsed("{'a/b~1': 1}");
  CHECK(at_pointer(document.root(), std::string("/").append(escape_pointer("a/b~1"))) != nullptr);
}

TEST_CASE("numbers are equal by value, exactly") {
  CHECK(are_equal("1", "1.0"));
  CHECK(are_equal("1e2", "100"));
  CHECK(are_equal("-0", "0.0"));
  CHECK(are_equal("1e400", "10e399"));
  CHECK(are_equal("0x10", "16"));
  CHECK(are_equal("+5", "5"));
  CHECK(are_equal(".inf", "+.INF"));
  CHECK_FALSE(are_equal("1e400", "1e401"));
  CHECK_FALSE(are_equal("9007199254740993", "9007199254740992"));
  CHECK_FALSE(are_equal("0.1", "0.10000000000000001"));
  CHECK_FALSE(are_equal("1", "-1"));
  CHECK_FALSE(are_equal(".inf", "-.inf"));
  CHECK_FALSE(are_equal(".inf", "1e400"));
}

TEST_CASE("collections are equal by content, mappings in any order") {
  CHECK(are_equal("{a: 1, b: [x, null]}", "{b: [x, ~], a: 1.0}"));
  CHECK(are_equal("{}", "{}"));
  CHECK_FALSE(are_equal("[1, 2]", "[2, 1]"));
  CHECK_FALSE(are_equal("{a: 1}", "{a: 1, b: 2}"));
  CHECK_FALSE(are_equal("{a: 1}", "{b: 1}"));
  CHECK_FALSE(are_equal("[]", "{}"));
  CHECK_FALSE(are_equal("1", "'1'"));
  CHECK_FALSE(are_equal("true", "false"));
  CHECK_FALSE(are_equal("null", "false"));
  CHECK_FALSE(are_equal("''", "null"));
}
