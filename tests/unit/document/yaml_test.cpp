// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "document/json_writer.h"
#include "document/node.h"

using namespace sworn::document;

namespace {

Document parsed(std::string_view text) {
  auto result = parse_yaml(text, "f");
  const std::string problem = result ? "" : result.error().text();
  REQUIRE_MESSAGE(result, problem);
  return std::move(*result);
}

std::string json(std::string_view text) {
  const auto result = parse_yaml(text, "f");
  return result ? to_json(result->root()) : result.error().text();
}

std::string place(const Document& document, std::string_view pointer) {
  const Node* const node = at_pointer(document.root(), pointer);
  return node == nullptr ? "none" : document.locate(node->mark()).text();
}

std::string key_place(const Document& document, std::string_view key) {
  return document.locate(document.root().mark_of(key)).text();
}

}  // namespace

TEST_CASE("plain scalars have the type that the core schema gives them") {
  struct Row {
    std::string_view text;
    Kind kind;
  };
  const Row table[] = {
      {"null", Kind::null},
      {"Null", Kind::null},
      {"NULL", Kind::null},
      {"~", Kind::null},
      {"nUll", Kind::string},
      {"true", Kind::boolean},
      {"True", Kind::boolean},
      {"FALSE", Kind::boolean},
      {"tRue", Kind::string},
      {"yes", Kind::string},
      {"no", Kind::string},
      {"on", Kind::string},
      {"off", Kind::string},
      {"y", Kind::string},
      {"12", Kind::integer},
      {"-12", Kind::integer},
      {"+12", Kind::integer},
      {"012", Kind::integer},
      {"0o17", Kind::integer},
      {"0xfF", Kind::integer},
      {"-0x1", Kind::string},
      {"0o8", Kind::string},
      {"0x", Kind::string},
      {"0b1", Kind::string},
      {"1_000", Kind::string},
      {"1.5", Kind::number},
      {".5", Kind::number},
      {"1.", Kind::number},
      {"1e3", Kind::number},
      {"+.5e-3", Kind::number},
      {"1e400", Kind::number},
      {".inf", Kind::number},
      {"-.INF", Kind::number},
      {"+.Inf", Kind::number},
      {".nan", Kind::number},
      {".NaN", Kind::number},
      {"-.nan", Kind::string},
      {"inf", Kind::string},
      {".", Kind::string},
      {"e3", Kind::string},
      {"1e", Kind::string},
      {"1.2.3", Kind::string},
      {"12:30", Kind::string},
      {"2020-01-01", Kind::string},
      {"0xdeadbeefdeadbeefdeadbeef", Kind::string},
      {"123456789012345678901234567890", Kind::integer},
  };
  for (const Row& row : table) {
    CAPTURE(row.text);
    const Document document = parsed("a: " + std::string(row.text));
    const Node& node = *document.root().find("a");
    CHECK(node.kind() == row.kind);
    CHECK(node.text() == row.text);
  }
}

TEST_CASE("numbers in YAML's notations have their values") {
  const Document document = parsed("[0x1F, 0o17, +12, 007, .5, 1., .inf, -.INF, .nan]");
  const auto items = document.root().items();
  CHECK(items[0]->as_integer() == 31);
  CHECK(items[1]->as_integer() == 15);
  CHECK(items[2]->as_integer() == 12);
  CHECK(items[3]->as_integer() == 7);
  CHECK(items[4]->as_double() == 0.5);
  CHECK(items[5]->as_integer() == 1);
  CHECK(*items[6]->as_double() == std::numeric_limits<double>::infinity());
  CHECK(*items[7]->as_double() == -std::numeric_limits<double>::infinity());
  CHECK(std::isnan(*items[8]->as_double()));
  CHECK_FALSE(items[6]->as_integer());
}

TEST_CASE("quotes and tags overrule what a scalar looks like") {
  CHECK(json("['12', \"true\", !!str 12, ! 7, !foo 1.5]") == R"(["12","true","12","7","1.5"])");
  CHECK(json("[!!int '7', !!float 3, !!bool 'true', !!null '']") == "[7,3,true,null]");
  CHECK(json("a: |\n  12\nb: >-\n  x\n  y\n") == R"({"a":"12\n","b":"x y"})");
  CHECK(json("a: !!int x") == "f:1:4: the value \"x\" does not fit its tag !!int");
  CHECK(parsed("!!float 3").root().kind() == Kind::number);
}

TEST_CASE("keys are their text whatever they look like") {
  CHECK(json("200: a\n0x10: b\ntrue: c\nnull: d\n~: e\n1.0: f\n'': g\n") ==
        R"({"200":"a","0x10":"b","true":"c","null":"d","~":"e","1.0":"f","":"g"})");
  CHECK(json("? [a]\n: b").find("a mapping key must be a plain value") != std::string::npos);
  CHECK(json("{a: 1}: b").find("a mapping key must be a plain value") != std::string::npos);
}

TEST_CASE("every YAML token has its line and byte column") {
  const Document document = parsed(
      "# c\n\xC3\xA9: x\r\nkey:   'v'\r\nlist:\n  - 1\n  -  {q: \"z\", \"\xC3\xA9\": [t]}\ntext: "
      "|\n  a\n");
  CHECK(place(document, "") == "f:2:1");
  CHECK(place(document, "/\xC3\xA9") == "f:2:5");
  CHECK(key_place(document, "key") == "f:3:1");
  CHECK(place(document, "/key") == "f:3:8");
  CHECK(place(document, "/list") == "f:5:3");
  CHECK(place(document, "/list/0") == "f:5:5");
  CHECK(place(document, "/list/1") == "f:6:6");
  CHECK(place(document, "/list/1/q") == "f:6:10");
  CHECK(place(document, "/list/1/\xC3\xA9/0") == "f:6:22");
  CHECK(key_place(document, "text") == "f:7:1");
  CHECK(place(document, "/text") == "f:7:7");
}

TEST_CASE("a byte order mark has no width in YAML either") {
  const Document document = parsed(
      "\xEF\xBB\xBF"
      "a: b\nc:\n");
  CHECK(place(document, "/a") == "f:1:4");
  CHECK(key_place(document, "a") == "f:1:1");
  CHECK(document.root().find("c")->is_null());
}

TEST_CASE("a value left out stands at its key") {
  const Document document = parsed("a:\nnull: 1\nb:\n  c:\n  d: ~\n");
  CHECK(document.root().find("a")->is_null());
  CHECK(place(document, "/a") == "f:1:1");
  CHECK(place(document, "/b/c") == "f:4:3");
  CHECK(place(document, "/b/d") == "f:5:6");
  CHECK(document.root().find("null")->as_integer() == 1);
}

TEST_CASE("a pair of surrogate escapes is one character and moves no column") {
  const Document document =
      parsed(R"({"a\uD83D\uDE00": "\ud83d\ude00!", p: '[\uD83D\uDE00]', z: 3})");
  CHECK(document.root().string_at("a\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80!");
  CHECK(document.root().string_at("p") == "[\\uD83D\\uDE00]");
  CHECK(place(document, "/p") == "f:1:39");
  CHECK(place(document, "/z") == "f:1:60");
  CHECK(json(R"("\\uD83D\\uDE00")") == R"("\\uD83D\\uDE00")");
  CHECK(json(R"(a: "\uD83D")").find("f:1:") == 0);
}

TEST_CASE("escapes that yaml-cpp decodes to Latin-1 are valid UTF-8") {
  CHECK(parsed(R"("\_")").root().text() == "\xC2\xA0");
  CHECK(parsed(R"("x\N\xe9\/")").root().text() == "x\xC2\x85\xC3\xA9/");
  CHECK(parsed(R"("\L\P")").root().text() == "\xE2\x80\xA8\xE2\x80\xA9");
}

TEST_CASE("only the first document of a stream counts") {
  CHECK(json("a: 1\n---\nb: 2\n") == R"({"a":1})");
  CHECK(json("--- 1\n--- 2\n") == "1");
  CHECK(json("a: 1\n...\n---\n}") == R"({"a":1})");
  CHECK(json("%YAML 1.2\n---\na: 1") == R"({"a":1})");
}

TEST_CASE("an empty document is null") {
  for (const std::string_view text :
       {"", " \n", "# only a comment\n", "---\n...\n", "\xEF\xBB\xBF"}) {
    CAPTURE(text);
    CHECK(parsed(text).root().is_null());
  }
}
