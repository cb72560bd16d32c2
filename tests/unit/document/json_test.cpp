// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "document/json_writer.h"
#include "document/node.h"

using namespace sworn::document;

namespace {

Document parsed(std::string_view text) {
  auto result = parse_json(text, "f.json");
  const std::string problem = result ? "" : result.error().text();
  REQUIRE_MESSAGE(result, problem);
  return std::move(*result);
}

std::string problem(std::string_view text, const Limits& limits = {}) {
  const auto result = parse_json(text, "f", 0, limits);
  return result ? "none" : result.error().text();
}

bool blames(std::string_view text, std::string_view what) {
  return problem(text).find(what) != std::string::npos;
}

std::string place(const Document& document, std::string_view pointer) {
  const Node* const node = at_pointer(document.root(), pointer);
  return node == nullptr ? "none" : document.locate(node->mark()).text();
}

std::string key_place(const Document& document, std::string_view key) {
  return document.locate(document.root().mark_of(key)).text();
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("every JSON token has its line and byte column") {
  const Document document = parsed("{ \"a\" : [1, -2.5,\"x\",\n true,null , {}],\n\t\"b\":\"\" }");
  CHECK(place(document, "") == "f.json:1:1");
  CHECK(key_place(document, "a") == "f.json:1:3");
  CHECK(place(document, "/a") == "f.json:1:9");
  CHECK(place(document, "/a/0") == "f.json:1:10");
  CHECK(place(document, "/a/1") == "f.json:1:13");
  CHECK(place(document, "/a/2") == "f.json:1:18");
  CHECK(place(document, "/a/3") == "f.json:2:2");
  CHECK(place(document, "/a/4") == "f.json:2:7");
  CHECK(place(document, "/a/5") == "f.json:2:14");
  CHECK(key_place(document, "b") == "f.json:3:2");
  CHECK(place(document, "/b") == "f.json:3:6");
}

TEST_CASE("columns count bytes behind multi-byte characters, CRLF and escaped quotes") {
  const Document document = parsed("{\"\xC3\xA9\\\"\\\\\":1,\"b\":2,\r\n\"c\":3,\r\r\"d\":4}");
  CHECK(key_place(document, "b") == "f.json:1:13");
  CHECK(key_place(document, "c") == "f.json:2:1");
  CHECK(key_place(document, "d") == "f.json:4:1");
  CHECK(document.root().find("\xC3\xA9\"\\") != nullptr);
}

TEST_CASE("a byte order mark is skipped and has no width") {
  const Document document = parsed("\xEF\xBB\xBF{\"a\":1}");
  CHECK(place(document, "") == "f.json:1:1");
  CHECK(place(document, "/a") == "f.json:1:6");
  CHECK(blames("\xEF\xBB\xBF\xEF\xBB\xBF{}", "f:1:1: not valid JSON"));
}

TEST_CASE("numbers keep their characters whatever their size") {
  const Document document = parsed(
      "[1e400,-1E-400,12345678901234567890123,9223372036854775807,9223372036854775808,1.50]");
  const auto items = document.root().items();
  CHECK(items[0]->text() == "1e400");
  CHECK(items[0]->kind() == Kind::number);
  CHECK(std::isinf(*items[0]->as_double()));
  CHECK_FALSE(items[0]->as_integer());
  CHECK(items[1]->as_double() == 0.0);
  CHECK(items[2]->kind() == Kind::integer);
  CHECK(items[2]->text() == "12345678901234567890123");
  CHECK_FALSE(items[2]->as_integer());
  CHECK(items[2]->as_double() == doctest::Approx(1.2345678901234568e22));
  CHECK(items[3]->as_integer() == 9223372036854775807);
  CHECK_FALSE(items[4]->as_integer());
  CHECK(items[5]->text() == "1.50");
}

TEST_CASE("an integer of a thousand digits parses beside a text with quotes and exponents") {
  const std::string digits = repeated("7", 1000);
  const Document document =
      parsed("[\"1e999 \\\" [\"," + digits + ",\"\\\\\",-0.5e+999 ,\"2e999\"]");
  const auto items = document.root().items();
  REQUIRE(items.size() == 5);
  CHECK(items[0]->text() == "1e999 \" [");
  CHECK(items[1]->text() == digits);
  CHECK(items[3]->text() == "-0.5e+999");
  CHECK(std::isinf(*items[3]->as_double()));
  CHECK(items[4]->text() == "2e999");
  CHECK(blames("[1e400, 1e400.5]", "f:1:9: not valid JSON: malformed number"));
  CHECK(blames("[1e400, 01]", "f:1:10: not valid JSON"));
}

TEST_CASE("a whole number is an integer's value however it is written") {
  const Document document = parsed("[1.0,1e3,-0,1.5,120e-1,1e-1,-9223372036854775808]");
  const auto items = document.root().items();
  CHECK(items[0]->as_integer() == 1);
  CHECK(items[1]->as_integer() == 1000);
  CHECK(items[2]->as_integer() == 0);
  CHECK_FALSE(items[3]->as_integer());
  CHECK(items[4]->as_integer() == 12);
  CHECK_FALSE(items[5]->as_integer());
  CHECK(items[6]->as_integer() == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("escapes are decoded, pairs of surrogates too, and half a pair is refused") {
  const Document document = parsed(R"(["\u00e9\ud83d\ude00\/\n", "a\u0000b"])");
  CHECK(document.root().items()[0]->text() == "\xC3\xA9\xF0\x9F\x98\x80/\n");
  CHECK(document.root().items()[1]->text() == std::string_view("a\0b", 3));
  CHECK(blames(R"("\ud83d")", "surrogate"));
}

TEST_CASE("a duplicate key names both places, at any depth and size") {
  CHECK(problem("{\"a\":1,\n \"b\":{\"x\":0,\"x\":1}}") ==
        "f:2:13: the key \"x\" stands twice in one mapping, first at line 2, column 7 (keep one of "
        "the two)");
  std::string text = "{";
  for (int i = 0; i < 40; ++i) text += "\"k" + std::to_string(i) + "\":0,\n";
  CHECK(blames(text + "\"k3\":1}",
               "f:41:1: the key \"k3\" stands twice in one mapping, first at line 4"));
  CHECK(blames(R"({"a":1,"\u0061":2})", "stands twice"));
  CHECK(blames(R"({"":1,"":2})", "stands twice"));
  CHECK(problem(R"({"a":{"a":1},"A":2})") == "none");
}

TEST_CASE("broken JSON is refused at the offending token") {
  CHECK(blames("", "f:1:1: not valid JSON: unexpected end of input"));
  CHECK(blames("[1,,2]", "f:1:4: not valid JSON: unexpected ','"));
  CHECK(blames("[1 true]", "f:1:4: "));
  CHECK(blames("{\"a\" 12}", "f:1:6: "));
  CHECK(blames("{\"a\":1,}", "f:1:8: "));
  CHECK(blames("[\n\n", "f:3:1: not valid JSON: unexpected end of input"));
  CHECK(blames("[1] x", "f:1:5: "));
  CHECK(blames("{} {}", "f:1:4: "));
  CHECK(blames("[\"a\tb\"]", "control character"));
  CHECK(blames("{a:1}", "f:1:2: "));
  CHECK(blames("[01]", "f:1:3: "));
  CHECK(blames("[NaN]", "f:1:2: "));
  CHECK(blames("// x\n1", "f:1:1: "));
}

TEST_CASE("text that is no UTF-8 is called that") {
  CHECK(blames("[\"ab\xFF\"]", "f:1:5: not UTF-8 text"));
  CHECK(blames(std::string_view("{}\0{", 4), "f:1:3: not UTF-8 text: it contains a NUL byte"));
  CHECK(blames(std::string_view("\xFF\xFE[\0]\0", 6), "f:1:1: not UTF-8 text but UTF-16"));
  CHECK(blames(std::string_view("\0[\0]", 4), "not UTF-8 text"));
}

TEST_CASE("no depth of nesting exhausts the stack") {
  const std::string deep = repeated("[", 100000) + repeated("]", 100000);
  CHECK(problem(deep) == "f:1:1001: the document is nested more than 1000 deep");
  CHECK(problem(repeated("[", 1000) + repeated("]", 1000)) == "none");
  CHECK(blames(repeated("{\"a\":", 100000), "more than 1000 deep"));
}

TEST_CASE("limits hold to the last byte and value") {
  CHECK(problem("[1,2]", {.bytes = 5}) == "none");
  CHECK(problem("[1,2]", {.bytes = 4}) == "f: the document is larger than 4 bytes");
  CHECK(problem("[1,2]", {.nodes = 3}) == "none");
  CHECK(problem("[1,2]", {.nodes = 2}).find("f:1:4: the document has more than 2 values") == 0);
  CHECK(problem("[[]]", {.depth = 1}).find("f:1:2: ") == 0);
}

TEST_CASE("lookups in small and large mappings find what is there and nothing else") {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    text.append("\"k").append(number).append("\":").append(number).append(",");
  }
  const Document document = parsed(text + "\"last\":\"x\"}");
  const Node& root = document.root();
  for (int i = 0; i < 100; ++i)
    CHECK(root.find(std::string("k").append(std::to_string(i)))->as_integer() == i);
  CHECK(root.find("k") == nullptr);
  CHECK(root.find("k100") == nullptr);
  CHECK(root.string_at("last") == "x");
  CHECK(root.string_at("k1").empty());
  CHECK(root.entries()[99].key == "k99");
  CHECK(root.find("k1")->find("x") == nullptr);
  CHECK(root.find("k1")->items().empty());
}

TEST_CASE("nodes know their document and survive its move") {
  auto result = parse_json("{\"a\":true}", "x", 7);
  REQUIRE(result);
  const Node* const node = result->root().find("a");
  const Document moved = std::move(*result);
  CHECK(node == moved.root().find("a"));
  CHECK(node->document_id() == 7);
  CHECK(node->as_boolean());
  CHECK(moved.root().as_boolean(true));
  CHECK(moved.name() == "x");
}
