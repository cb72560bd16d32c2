// SPDX-License-Identifier: Apache-2.0
#include "document/yaml_writer.h"

#include <doctest/doctest.h>

#include "document/json_writer.h"

namespace {

using namespace sworn::document;

/// JSON as YAML, which has to read as the same again.
std::string yaml(const std::string& json) {
  const auto tree = parse_json(json, "a.json");
  REQUIRE(tree.has_value());
  const std::string text = to_yaml(tree->root());
  const auto again = parse_yaml(text, "a.yaml");
  REQUIRE_MESSAGE(again.has_value(), text);
  CHECK_MESSAGE(equal(tree->root(), again->root()), text);
  return text;
}

std::string scalar(const std::string& text) {
  return yaml("{\"a\":" + quote_json(text) + "}");
}

}  // namespace

TEST_CASE("objects and lists stand in block style, empty ones in one line") {
  CHECK(yaml(R"({"a": {"b": [1, {"c": null, "d": true}, [2, 3]], "e": {}}, "f": []})") ==
        "a:\n  b:\n    - 1\n    - c: null\n      d: true\n    - - 2\n      - 3\n  e: {}\nf: []\n");
}

TEST_CASE("a string is quoted where a reader would take it for something else") {
  CHECK(scalar("plain text") == "a: plain text\n");
  CHECK(scalar("$.paths['/a'].get") == "a: $.paths['/a'].get\n");
  for (const char* word :
       {"true",       "null",  "~",  "yes", "Off", "12",  "1.5",  "0x1F", "1_000",
        "2026-01-31", "12:30", "",   " a",  "a ",  "- a", "a: b", "a #b", "#a",
        "*a",         "&a",    "!a", "|",   ">",   "%a",  "@a",   "`a",   "{a",
        "[a",         "a:",    "=",  "<<",  "---", "it's"}) {
    CAPTURE(word);
    const std::string text = scalar(word);
    const bool is_quoted = text.starts_with("a: '") || text.starts_with("a: \"");
    CHECK((is_quoted || std::string_view(word) == "it's"));
  }
}

TEST_CASE("a key that is too long to stand before a colon alone is read again") {
  for (const std::size_t length : {1000U, 1022U, 1024U, 1025U, 1100U, 5000U}) {
    CAPTURE(length);
    const std::string plain(length, 'k');
    CHECK(yaml("{\"" + plain + "\": 1, \"b\": {\"" + plain + "\": [{\"" + plain +
               "\": {\"c\": 2}}]}}")
              .starts_with(length > 1024 ? "? " : "k"));
    const std::string quoted(length / 6, '\x7f');
    yaml("[{" + quote_json(quoted) + ": \"a\\nb\\n\"}]");
  }
}

TEST_CASE("keys are quoted as values are") {
  CHECK(yaml(R"({"401": 1, "null": 2, "a: b": 3, "<<": {"x": 4}})") ==
        "'401': 1\n'null': 2\n'a: b': 3\n'<<':\n  x: 4\n");
}

TEST_CASE("a long text is folded, one of lines is literal, and both read as they were") {
  const std::string words =
      "The document asks for no credential; without one the operation "
      "refuses, with ApiKeyAuth it answers, and so on until the line ends.";
  CHECK(scalar(words) ==
        "a: >-\n  The document asks for no credential; without one the operation refuses, with "
        "ApiKeyAuth it\n  answers, and so on until the line ends.\n");
  CHECK(scalar("one\ntwo\n") == "a: |\n  one\n  two\n");
  CHECK(scalar("one\n\n  two") == "a: |-\n  one\n\n    two\n");
  const std::vector<std::string> odd{words + " ",
                                     " " + words,
                                     words + "  x",
                                     "a \nb",
                                     "a\n\n",
                                     "\na",
                                     "#\na",
                                     std::string(300, 'x'),
                                     words + "\t" + words};
  for (const std::string& text : odd) {
    scalar(text);
  }
}

TEST_CASE("nothing that a terminal obeys is written as it is") {
  CHECK(scalar("\x1b[31m") == "a: \"\\u001b[31m\"\n");
  CHECK(scalar("a\xE2\x80\xAE\nb") == "a: \"a\\u202e\\nb\"\n");
  CHECK(scalar("a\rb") == "a: \"a\\rb\"\n");
}

TEST_CASE("numbers keep their characters") {
  CHECK(yaml("[1e400, -0, 123456789012345678901234567890, 0.10]") ==
        "- 1e400\n- -0\n- 123456789012345678901234567890\n- 0.10\n");
}
