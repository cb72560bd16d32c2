// SPDX-License-Identifier: Apache-2.0
#include "report/html_difference.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace sworn::report;
using sworn::Headers;

std::string marks(const std::vector<bool>& differs) {
  std::string text;
  for (const bool one : differs) text += one ? 'x' : '.';
  return text;
}

}  // namespace

TEST_CASE("header fields of one name stand side by side in whatever order they were sent") {
  const Headers left = {{"Host", "a"}, {"X-API-Key", "k"}, {"Accept", "*/*"}};
  const Headers right = {{"accept", "*/*"}, {"host", "b"}, {"Cookie", "sid=1"}};
  const auto pairs = pair_headers(left, right);
  REQUIRE(pairs.size() == 4);
  CHECK(pairs[0].left->value == "a");
  CHECK(pairs[0].right->value == "b");
  CHECK_FALSE(pairs[0].is_alike());
  CHECK(pairs[1].right == nullptr);
  CHECK(pairs[2].is_alike());
  CHECK(pairs[3].left == nullptr);
  CHECK(pairs[3].right->name == "Cookie");
}

TEST_CASE("the first of repeated fields goes with the first, and none is shown twice") {
  const Headers left = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=1"}};
  const Headers right = {{"Set-Cookie", "a=2"}, {"Set-Cookie", "b=1"}, {"Set-Cookie", "c=1"}};
  const auto pairs = pair_headers(left, right);
  REQUIRE(pairs.size() == 3);
  CHECK(pairs[0].right->value == "a=2");
  CHECK(pairs[1].is_alike());
  CHECK(pairs[2].left == nullptr);
}

TEST_CASE("a line that was put in marks itself and not the lines behind it") {
  const auto result = compare_lines({"{", "a", "b", "}"}, {"{", "a", "new", "b", "}"});
  CHECK(marks(result.left) == "....");
  CHECK(marks(result.right) == "..x..");
}

TEST_CASE("texts that have nothing in common are marked whole, and empty ones not at all") {
  CHECK(marks(compare_lines({"a", "b"}, {"c"}).left) == "xx");
  CHECK(marks(compare_lines({"a", "b"}, {"c"}).right) == "x");
  CHECK(marks(compare_lines({}, {}).left).empty());
}

TEST_CASE("texts of thousands of lines are compared too") {
  std::vector<std::string_view> left(3000, "same");
  std::vector<std::string_view> right = left;
  right[1500] = "other";
  const auto result = compare_lines(left, right);
  CHECK(marks(result.left).find('x') == 1500);
  CHECK(marks(result.right).find('x') == 1500);
  CHECK(marks(result.right).rfind('x') == 1500);
}

TEST_CASE("the differing part leaves out what both begin and end with") {
  const auto part = differing_part("sid=abc; Path=/", "sid=xyz1; Path=/");
  CHECK(part.begin == 4);
  CHECK(part.left_end == 7);
  CHECK(part.right_end == 8);
}

TEST_CASE("a text that only goes on differs in what follows") {
  const auto part = differing_part("aa", "aaaa");
  CHECK(part.begin == 2);
  CHECK(part.left_end == 2);
  CHECK(part.right_end == 4);
}

TEST_CASE("the differing part never begins or ends within a character") {
  // ä and ö begin with the same byte, ö and ö end with the same two.
  const auto part = differing_part("x\xc3\xa4y", "x\xc3\xb6y");
  CHECK(part.begin == 1);
  CHECK(part.left_end == 3);
  CHECK(part.right_end == 3);
}
