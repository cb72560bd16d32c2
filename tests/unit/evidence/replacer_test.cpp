// SPDX-License-Identifier: Apache-2.0
#include "evidence/replacer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "evidence/encoded.h"

using sworn::evidence::apply_through;
using sworn::evidence::Escape;
using sworn::evidence::Replacer;

TEST_CASE("at each place the longest string that begins there is replaced") {
  Replacer replacer;
  replacer.add("12345678", "<short>");
  replacer.add("1234567890", "<long>");
  replacer.add("123456789", "<middle>");
  CHECK(replacer.apply("12345678") == "<short>");
  CHECK(replacer.apply("123456789") == "<middle>");
  CHECK(replacer.apply("1234567890") == "<long>");
  CHECK(replacer.apply("a1234567890123456780") == "a<long><short>0");
}

TEST_CASE(
    "of two strings that overlap the one that begins first is replaced, and neither stays whole") {
  Replacer replacer;
  replacer.add("abcdefgh", "<1>");
  replacer.add("efghijkl", "<2>");
  CHECK(replacer.apply("abcdefghijkl") == "<1>ijkl");
  CHECK(replacer.apply("xefghijklabcdefgh") == "x<2><1>");
}

TEST_CASE("of many strings that begin alike each is found, the longest first") {
  Replacer replacer;
  for (int i = 100'000; i < 110'000; ++i) {
    const std::string name = "session-" + std::to_string(i);
    replacer.add(name, "<" + std::to_string(i) + ">");
    if (i % 2 == 0) replacer.add(name + "-long", "<long>");
  }
  CHECK(replacer.apply("session-100001-long") == "<100001>-long");
  CHECK(replacer.apply("session-109998-long") == "<long>");
  CHECK(replacer.apply("session-109998-lon") == "<109998>-lon");
  CHECK(replacer.apply("session-110000") == "session-110000");
}

TEST_CASE("a replacement is not searched again") {
  Replacer replacer;
  replacer.add("aaaaaaaa", "bbbbbbbb");
  replacer.add("bbbbbbbb", "<b>");
  CHECK(replacer.apply("aaaaaaaabbbbbbbb") == "bbbbbbbb<b>");
}

TEST_CASE("a string under eight bytes is not taken, one of eight is") {
  Replacer replacer;
  replacer.add("", "<0>");
  replacer.add("1234567", "<7>");
  CHECK(replacer.apply("1234567 1234567") == "1234567 1234567");
  replacer.add("12345678", "<8>");
  CHECK(replacer.apply("1234567 12345678") == "1234567 <8>");
}

TEST_CASE("the first replacement of a string stays") {
  Replacer replacer;
  replacer.add("12345678", "<a>");
  replacer.add("12345678", "<b>");
  CHECK(replacer.apply("12345678") == "<a>");
}

TEST_CASE("a text that is empty, short or ends within a string stays as it is") {
  Replacer replacer;
  replacer.add("1234567890", "<x>");
  for (const char* text : {"", "1", "123456789", "0123456789", "1234567800"}) {
    CHECK(replacer.apply(text) == std::string(text));
  }
  CHECK(Replacer().apply("1234567890") == "1234567890");
}

TEST_CASE("ten thousand strings cost no more than the text is long") {
  Replacer replacer;
  std::string text;
  std::string expected;
  for (int i = 0; i < 10'000; ++i) {
    const std::string value = "secret-" + std::to_string(100'000 + i * 7);
    replacer.add(value, "<" + std::to_string(i) + ">");
    text += value + ",";
    expected += "<" + std::to_string(i) + ">,";
  }
  CHECK(replacer.apply(text) == expected);
}

TEST_CASE("bytes that are no text are replaced as well") {
  Replacer replacer;
  const std::string value("\0\xff\x01\0\xfe\0\0\x02\x03", 9);
  replacer.add(value, "<x>");
  CHECK(replacer.apply("a" + value + value) == "a<x><x>");
}

TEST_CASE("a value is found however a JSON text escapes it") {
  Replacer replacer;
  replacer.add("p\"a/s<s>w\nö\U0001F511", "<x>");
  for (const std::string& text : std::vector<std::string>{
           "p\\\"a/s<s>w\\nö\U0001F511",
           "p\\\"a\\/s\\u003cs\\u003ew\\u000a\\u00f6\\ud83d\\udd11",
           "\\u0070\\u0022a\\u002Fs<s\\u003Ew\\n\\u00F6\\uD83D\\uDD11",
       }) {
    CAPTURE(text);
    CHECK(apply_through(replacer, "{\"k\\n\":\"" + text + "\\t\"}", Escape::json) ==
          "{\"k\\n\":\"<x>\\t\"}");
  }
}

TEST_CASE("a value is found however a URL or form encodes it") {
  Replacer replacer;
  replacer.add("a b+c/d=e&f", "<x>");
  struct Case {
    const char* text;
    Escape escape;
    const char* expected;
  };
  for (const Case& c : {Case{"?k=a%20b%2Bc%2Fd%3De%26f&l=%2f", Escape::percent, "?k=<x>&l=%2f"},
                        {"?k=a%20b%2bc%2fd%3de%26f", Escape::percent, "?k=<x>"},
                        {"?k=a%20b+c/d=e&f", Escape::percent, "?k=<x>"},
                        {"%61%20%62+c/d=e&f%", Escape::percent, "<x>%"},
                        {"k=a+b%2Bc%2Fd%3De%26f&l=1+1", Escape::form, "k=<x>&l=1+1"},
                        {"k=a+b+c/d=e&f", Escape::form, "k=a+b+c/d=e&f"}}) {
    CAPTURE(c.text);
    CHECK(apply_through(replacer, c.text, c.escape) == c.expected);
  }
}

TEST_CASE("escapes that are none stay as they are") {
  Replacer replacer;
  replacer.add("ghijklmn", "<x>");
  for (const std::string& text : std::vector<std::string>{
           "\\", "\\u", "\\u12", "\\ud800", "\\ud800\\u0041", "\\q", "%", "%4", "%zz", "%%41"}) {
    CAPTURE(text);
    for (const Escape escape : {Escape::json, Escape::percent, Escape::form}) {
      CHECK(apply_through(replacer, text, escape) == text);
      CHECK(apply_through(replacer, text + "ghijklmn" + text, escape) == text + "<x>" + text);
    }
  }
}
