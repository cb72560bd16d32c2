// SPDX-License-Identifier: Apache-2.0
#include "document/json_path.h"

#include <doctest/doctest.h>

#include "document/json_writer.h"

namespace {

using namespace sworn::document;

const char* const store = R"({
  "paths": {
    "/a": {"get": {"tags": ["x", "y", "z"], "x-o": 1, "parameters": [{"name": "n", "in": "query"}]},
           "post": {"tags": []}},
    "/b'c": {"get": {"deprecated": true}}
  },
  "servers": [{"url": "one", "weight": 1.5}, {"url": "two", "weight": 20}, {"url": "tëst"}]
})";

const char* const too_much = "the path asks for too much of this document";

/// What the query leads to, as JSON, or what is wrong with it.
std::string found(std::string_view query, const std::string& json = store) {
  const auto path = JsonPath::parse(query);
  if (!path) return path.error().message;
  const auto document = parse_json(json, "t.json");
  REQUIRE(document.has_value());
  const auto matches = path->select(document->root());
  if (!matches) return matches.error().message;
  std::string all;
  for (const PathMatch& match : *matches) all += (all.empty() ? "" : " ") + to_json(*match.node);
  return all;
}

}  // namespace

TEST_CASE("names lead down, with dots and in quotes of both kinds") {
  CHECK(found("$.paths['/a'].get['x-o']") == "1");
  CHECK(found(R"($["paths"]["/b'c"].get.deprecated)") == "true");
  CHECK(found(R"($.paths['/b\'c'].get.deprecated)") == "true");
  CHECK(found("$.servers[2]['url']") == "\"tëst\"");
  CHECK(found("$.paths['/none'].get").empty());
  CHECK(found("$.servers.url").empty());
}

TEST_CASE("indices count from both ends, slices leave out their end") {
  CHECK(found("$.paths['/a'].get.tags[0]") == R"("x")");
  CHECK(found("$.paths['/a'].get.tags[-1]") == R"("z")");
  CHECK(found("$.paths['/a'].get.tags[3]").empty());
  CHECK(found("$.paths['/a'].get.tags[0:2]") == R"("x" "y")");
  CHECK(found("$.paths['/a'].get.tags[::-1]") == R"("z" "y" "x")");
  CHECK(found("$.paths['/a'].get.tags[::0]").empty());
  CHECK(found("$.paths['/a'].get.tags[2,0]") == R"("z" "x")");
}

TEST_CASE("wildcards and descendants find every node, in the order of the document") {
  CHECK(found("$.paths.*.get.tags[*]") == R"("x" "y" "z")");
  CHECK(found("$..url") == R"("one" "two" "tëst")");
  CHECK(found("$..[?@.in=='query'].name") == R"("n")");
}

TEST_CASE("filters compare, test for existence and combine") {
  CHECK(found("$.servers[?@.weight > 2].url") == R"("two")");
  CHECK(found("$.servers[?(@.weight <= 1.5)].url") == R"("one")");
  CHECK(found("$.servers[?@.weight == 20.0].url") == R"("two")");
  CHECK(found("$.servers[?!@.weight].url") == "\"tëst\"");
  CHECK(found("$.servers[?@.weight && @.url != 'one'].url") == R"("two")");
  CHECK(found("$.servers[?@.url == 'one' || @.url == \"two\"].url") == R"("one" "two")");
  CHECK(found("$.paths.*[?@.tags[?@ == 'y']]['x-o']") == "1");
  CHECK(found("$.servers[?@.none == @.other].url") == "\"one\" \"two\" \"tëst\"");
  CHECK(found("$.servers[?@.url < 'p'].url") == R"("one")");
}

TEST_CASE("length counts characters and not bytes, count counts nodes") {
  CHECK(found("$.servers[?length(@.url) == 4].url") == "\"tëst\"");
  CHECK(found("$.paths.*[?count(@.tags[*]) == 3]['x-o']") == "1");
  CHECK(found("$.servers[?value(@..weight) == 20].url") == R"("two")");
}

TEST_CASE("what is no query is refused at the character where it stops to be one") {
  CHECK(found("paths") == "a path begins with $, at character 1");
  CHECK(found("$.paths./a") ==
        "a name or * is expected; other names stand in ['quotes'], at character 9");
  CHECK(found("$.paths['/a") == "the quote is never closed, at character 9");
  CHECK(found("$.a[01]") == "no such index, at character 5");
  CHECK(found("$.a[9007199254740992]") == "the index is too large, at character 5");
  CHECK(found("$.a ") == "'.' or '[' is expected, at character 4");
  CHECK(found("$[?@..a == 1]") == "a compared path has names and indices only, at character 4");
  CHECK(found("$[?match(@.a, 'b')]") == "the function match is not supported, at character 4");
  CHECK(found("$[?size(@.a) == 1]") == "no such function: size, at character 4");
  CHECK(found("$[?1]") == "a comparison (==, !=, <, <=, >, >=) is expected, at character 5");
  CHECK(found(R"($["\ud800"])") ==
        "\\u names a character by four hexadecimal digits, at character 4");
}

TEST_CASE("an expression that is nested without end is refused and does not exhaust the stack") {
  const std::string deep = "$[?" + std::string(100'000, '(') + "@.a";
  CHECK(found(deep).starts_with("the expression is nested too deep"));
  std::string inner = "$";
  for (int i = 0; i < 100'000; ++i) inner += "[?@";
  CHECK(found(inner).starts_with("the expression is nested too deep"));
}

TEST_CASE("a node behind a million others is found") {
  std::string json = R"({"x":[)";
  for (int i = 0; i <= 1'000'000; ++i) json += "{},";
  CHECK(found("$.x[*].k", json + R"({"k":{}}]})") == "{}");
  CHECK(found("$[?count(@[*]) == 1000002][-1:]", json + "{}]}") == "{}");
}

TEST_CASE("a query that multiplies its matches is refused before memory ends") {
  std::string segment = "['a'";
  for (int i = 1; i < 1000; ++i) segment += ",'a'";
  segment += ']';
  const char* const json = R"({"a":{"a":{"a":{"b":1}}}})";
  CHECK(found("$" + segment + segment + segment, json) == too_much);
  std::string indices = "[0";
  for (int i = 1; i < 1000; ++i) indices += ",0";
  indices += ']';
  CHECK(found("$" + indices + indices + indices, "[[[1]]]") == too_much);
  CHECK(found("$[?@" + segment + segment + segment + "]", R"([{"a":{"a":{"a":1}}}])") == too_much);
}

TEST_CASE("a query that asks for every pair of pairs is refused before anybody stops waiting") {
  std::string list = "[0";
  for (int i = 1; i < 700; ++i) list += ",0";
  list += "]";
  CHECK(found("$..[?$..[?$..[?$..zz]]]", list) == too_much);
  // What is read and compared counts, and not the nodes alone.
  std::string lists = "[" + list;
  for (int i = 1; i < 700; ++i) lists += "," + list;
  CHECK(found("$[?$[?@ == $[0]]]", lists + "]") == too_much);
  const std::string text = '"' + std::string(1'000'000, 'x') + '"';
  CHECK(found("$[0][?length($[1]) == 1]", "[" + list + "," + text + "]") == too_much);
}

TEST_CASE("a hundred filters, parentheses or functions may stand within one another") {
  const auto repeated = [](std::string_view begin, std::string_view middle, char end, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += begin;
    return text.append(middle).append(static_cast<std::size_t>(count), end);
  };
  CHECK(found("$" + repeated("[?@", "", ']', 100), "[]").empty());
  CHECK(found("$" + repeated("[?@", "", ']', 101), "[]").starts_with("the expression is nested"));
  const auto within = [&](std::string_view begin, std::string_view middle, int count) {
    return "$[?" + repeated(begin, middle, ')', count) + (begin == "(" ? "]" : " == 1]");
  };
  for (const char* const begin : {"(", "length("}) {
    CAPTURE(begin);
    CHECK(found(within(begin, "@.a", 99), "[]").empty());
    CHECK(found(within(begin, "@.a", 100), "[]").starts_with("the expression is nested"));
  }
}

TEST_CASE("a path of names can be read again, whatever the names hold") {
  const std::vector<std::string> names{"paths", "/a'b\\c", "x-y", "", "tab\there", "get"};
  const std::string text = path_of_names(names);
  CHECK(text == R"($.paths['/a\'b\\c']['x-y']['']['tab\there'].get)");
  CHECK(found(text, R"({"paths":{"/a'b\\c":{"x-y":{"":{"tab\there":{"get":7}}}}}})") == "7");
  CHECK(path_of_names({"\xE2\x80\xAE"}) == R"($['\u202e'])");
  CHECK(path_of_names({}) == "$");
}
