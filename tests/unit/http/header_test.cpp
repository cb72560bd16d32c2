// SPDX-License-Identifier: Apache-2.0
#include "http/header.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using sworn::Headers;
using sworn::http::all_headers;
using sworn::http::find_header;
using sworn::http::is_token;
using sworn::http::read_quoted_string;

TEST_CASE("a header is found by its name in any case, the first of several") {
  const Headers headers = {{"Accept", "a"}, {"X-Key", "1"}, {"x-key", "2"}, {"X-Empty", ""}};
  CHECK(find_header(headers, "X-KEY") == "1");
  CHECK(find_header(headers, "x-empty") == "");
  CHECK_FALSE(find_header(headers, "X-Ke").has_value());
  CHECK_FALSE(find_header({}, "X-Key").has_value());
}

TEST_CASE("all headers of a name come in their order") {
  const Headers headers = {{"Set-Cookie", "a"}, {"X", "b"}, {"SET-COOKIE", "c"}};
  CHECK(all_headers(headers, "set-cookie") == std::vector<std::string_view>{"a", "c"});
  CHECK(all_headers(headers, "cookie").empty());
}

TEST_CASE("a token holds no blank, no delimiter, no control and no byte above ASCII") {
  for (const char* text : {"GET", "x-Key_1", "!#$%&'*+-.^_`|~"}) CHECK(is_token(text));
  for (const char* text :
       {"", "a b", "a:b", "a,b", "a\"", "a\r", "a/b", "a=b", "\xC3\xA4", "a\x7F"}) {
    CAPTURE(text);
    CHECK_FALSE(is_token(text));
  }
  CHECK_FALSE(is_token(std::string_view("a\0b", 3)));
}

TEST_CASE("a quoted string is read to its own end") {
  struct Case {
    std::string_view text;
    const char* value;
    std::size_t end;
  };
  for (const Case& c :
       {Case{R"("a, b" rest)", "a, b", 6}, {R"("a\"b\\")", "a\"b\\", 8}, {R"("")", "", 2}}) {
    CAPTURE(c.text);
    std::size_t at = 0;
    CHECK(read_quoted_string(c.text, at) == c.value);
    CHECK(at == c.end);
  }
  for (const std::string_view text : {"\"", "\"abc", "\"abc\\", "\"abc\\\""}) {
    CAPTURE(text);
    std::size_t at = 0;
    CHECK_FALSE(read_quoted_string(text, at).has_value());
    CHECK(at == text.size());
  }
}
