// SPDX-License-Identifier: Apache-2.0
#include "schema/pattern.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "schema/sample_pattern.h"
#include "schema/schema.h"

namespace sworn::schema::test {

TEST_CASE("patterns mean what ECMA-262 says") {
  struct Row {
    std::string_view pattern;
    std::string_view text;
    bool match;
  };
  const std::vector<Row> rows{{"^\\d+$", "12", true},
                              {"^\\d$", "\xD9\xA1", false},
                              {"^\\w$", "\xC3\xA9", false},
                              {"^\\s$", "\xE3\x80\x80", true},
                              {"^\\S$", "\xE3\x80\x80", false},
                              {"^[\\s]$", "\xC2\xA0", true},
                              {"^[\\s\\S]$", "x", true},
                              {"^.$", "\r", false},
                              {"^.$", "\xF0\x9F\x98\x80", true},
                              {"a$", "a\n", false},
                              {"^[\\S]$", "\xC2\xA0", false},
                              {"^[\\S\\n]+$", "\xC3\xA9\n\xF0\x9F\x98\x80", true},
                              {"^[^\\S]$", "\xE2\x80\xA8", true},
                              {"^[\\w-.]+$", "a-b.c", true},
                              {"^[\\w-.]+$", "a+b", false},
                              {"^[a-\\d]+$", "a-1", true},
                              {"^[a-\\d]+$", "b", false},
                              {"^[\\d-]+$", "1-2", true},
                              {"^[\\w\\-z]$", "-", true},
                              {"^[ -\\uD7FF\\uD800\\uDBFF-\\uDC00\\uDFFF]$", "a", true},
                              {"^[\\uD800\\uDBFF-\\uDC00]$", "\xF0\x9F\x98\x80", false},
                              {"[]", "a", false},
                              {"^[^]$", "\n", true},
                              {"^\\uD83D\\uDE00$", "\xF0\x9F\x98\x80", true},
                              {"^\\u{1F600}$", "\xF0\x9F\x98\x80", true},
                              {"^\\x41$", "A", true},
                              {"^\\p{Letter}$", "\xC3\xA9", true},
                              {"^\\p{Script=Greek}$", "\xCE\xB1", true},
                              {"^(?<y>a)\\k<y>$", "aa", true},
                              {"^\\/$", "/", true},
                              {"^(?=.*\\d).{3}$", "ab1", true}};
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CHECK(matches(row.pattern, row.text) == row.match);
  }
}

TEST_CASE("a hostile pattern ends quickly and undecided") {
  const auto start = std::chrono::steady_clock::now();
  const std::string many(5000, 'a');
  for (const std::string_view pattern :
       {"(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-z]+)*$", "(?:a?){50}a{50}b$", "(.*)*x[^x]$"}) {
    CAPTURE(pattern);
    const auto result = matches(pattern, many + "!");
    CHECK(result.value_or(false) == false);
  }
  CHECK_FALSE(matches("(a+)+$", many + "!").has_value());
  const std::string large(2'000'000, 'a');
  CHECK_FALSE(matches("[a-w]*[xyz]", large).value_or(false));
  CHECK_FALSE(matches("((a{500}){500}){500}", "a").value_or(false));
  CHECK(matches("^[a-z]+$", large) == true);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("a pattern that does not compile and a text that is not UTF-8 are undecided") {
  for (const std::string_view pattern : {"(", "[", "*a", "(*LIMIT_MATCH=1)a", "\\C", "a{2,1}"}) {
    CAPTURE(pattern);
    CHECK_FALSE(matches(pattern, "a").has_value());
  }
  CHECK_FALSE(matches("a", "\xFF").has_value());
  CHECK(matches("", "").value_or(false));
}

TEST_CASE("the cache of patterns serves several threads") {
  std::vector<std::jthread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&wrong, t] {
      for (int i = 0; i < 1500; ++i) {
        const std::string text = std::to_string(i % 700);
        if (matches("^" + text + "$", text) != true) ++wrong[t];
      }
    });
  }
  threads.clear();
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("a sample of a pattern matches it and keeps its length") {
  struct Row {
    std::string_view pattern;
    Length length;
  };
  const std::vector<Row> rows{{"^[A-Z]{3}-\\d{4}$", {}},
                              {"^(?:foo|bar)+$", {}},
                              {"^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", {}},
                              {"^\\+?[1-9]\\d{1,14}$", {}},
                              {"^(a)(b)\\2\\1$", {}},
                              {"^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d).{8,}$", {8, 20}},
                              {"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$", {}},
                              {"^[a-z0-9]+(?:-[a-z0-9]+)*$", {12, 12}},
                              {"abc", {10, 10}},
                              {"^[\\w.\\-]+$", {40, 40}},
                              {"^\\p{Lu}\\p{L}*$", {}},
                              {"^\\u0041\\x42\\t$", {}},
                              {"^(\\([0-9]{3}\\))?[0-9]{3}-[0-9]{4}$", {}},
                              {"^$", {}},
                              {"^.*$", {5, 5}}};
  for (const Row& row : rows) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      base::RandomStream random(seed, "test");
      const auto text = sample_pattern(row.pattern, row.length, random);
      CAPTURE(row.pattern);
      REQUIRE(text.has_value());
      CHECK(matches(row.pattern, *text) == true);
    }
  }
}

TEST_CASE("a pattern that nothing matches has no sample") {
  base::RandomStream random(1, "test");
  for (const std::string_view pattern : {"^a$b", "[]", "(", "(?!)", "(((((x{999}){999}){999}"}) {
    CAPTURE(pattern);
    CHECK_FALSE(sample_pattern(pattern, {}, random).has_value());
  }
  CHECK_FALSE(sample_pattern("^a{5}$", {10, 20}, random).has_value());
}

}  // namespace sworn::schema::test
