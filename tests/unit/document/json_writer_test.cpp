// SPDX-License-Identifier: Apache-2.0
#include "document/json_writer.h"

#include <doctest/doctest.h>

#include <limits>

using namespace sworn::document;

TEST_CASE("a writer indents, and writes one line without indentation") {
  const auto write = [](int indent) {
    JsonWriter writer(indent);
    writer.begin_object().member("a", 1).key("b").begin_array().string("x").boolean(false).null();
    writer.begin_object().end_object().begin_array().end_array().end_array();
    writer.member("c", "d").member("e", true).end_object();
    return writer.take();
  };
  CHECK(write(0) == R"({"a":1,"b":["x",false,null,{},[]],"c":"d","e":true})");
  CHECK(write(2) ==
        "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    false,\n    null,\n    {},\n    []\n  ],\n"
        "  \"c\": \"d\",\n  \"e\": true\n}");
}

TEST_CASE("any byte string becomes valid JSON") {
  CHECK(quote_json("a\"b\\c\n\r\t") == R"("a\"b\\c\n\r\t")");
  CHECK(quote_json(std::string_view("\0\x1F\x7F", 3)) == R"("\u0000\u001f\u007f")");
  CHECK(quote_json("\xC3\xA9/") == "\"\xC3\xA9/\"");
  CHECK(quote_json("x\xFFy\xE2\x82") == "\"x\xEF\xBF\xBDy\xEF\xBF\xBD\"");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const auto back = parse_json(quote_json(all), "f");
  REQUIRE(back);
  CHECK(back->root().text().substr(0, 128) == std::string_view(all).substr(0, 128));
}

TEST_CASE("numbers are written shortest and never as what JSON does not have") {
  const auto write = [](double value) {
    JsonWriter writer(0);
    writer.number(value);
    return writer.take();
  };
  CHECK(write(0.1) == "0.1");
  CHECK(write(3) == "3");
  CHECK(write(1e300) == "1e+300");
  CHECK(write(std::numeric_limits<double>::infinity()) == "null");
  CHECK(write(std::numeric_limits<double>::quiet_NaN()) == "null");
  JsonWriter writer(0);
  writer.begin_array().integer(std::numeric_limits<std::int64_t>::min()).raw("{}").end_array();
  CHECK(writer.take() == "[-9223372036854775808,{}]");
}

TEST_CASE("members take every arithmetic type without loss") {
  JsonWriter writer(0);
  writer.begin_object()
      .member("u", std::numeric_limits<std::uint64_t>::max())
      .member("i", std::int64_t{-1})
      .member("d", 0.5)
      .member("s", std::string("x"))
      .end_object();
  CHECK(writer.take() == R"({"u":18446744073709551615,"i":-1,"d":0.5,"s":"x"})");
}

TEST_CASE("a node is written as it was read, YAML's own numbers as JSON's") {
  const std::string_view text =
      R"({"a":[1e400,-0.50,12345678901234567890],"b":{"c":null,"d":"\n"}})";
  const auto json = parse_json(text, "f");
  REQUIRE(json);
  CHECK(to_json(json->root()) == text);
  const auto yaml =
      parse_yaml("[0x1F, 0o17, +12, 007, .5, -.05, 1., 5.e30, .25e-9, .inf, True, ~]", "f");
  REQUIRE(yaml);
  CHECK(to_json(yaml->root()) == "[31,15,12,7,0.5,-0.05,1,5e30,0.00000000025,null,true,null]");
}

TEST_CASE("take leaves the writer ready for another text") {
  JsonWriter writer(0);
  CHECK(writer.begin_array().integer(1).end_array().take() == "[1]");
  CHECK(writer.begin_array().end_array().take() == "[]");
}

TEST_CASE("what deceives a terminal is escaped, and says the same when it is read again") {
  const std::string text =
      "a\xC2\x9B"
      "b\xD8\x9C"
      "c\xE2\x80\xAE"
      "d\xE2\x81\xA6"
      "e\xE2\x80\xA8"
      "f\xC3\xA9";
  const std::string json = sworn::document::quote_json(text);
  CHECK(json == "\"a\\u009bb\\u061cc\\u202ed\\u2066e\\u2028f\xC3\xA9\"");
  const auto read = sworn::document::parse_json(json, "again.json");
  REQUIRE(read);
  CHECK(read->root().text() == text);
}
