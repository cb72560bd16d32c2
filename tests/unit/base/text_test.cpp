// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <doctest/doctest.h>

using namespace sworn::base;
using Words = std::vector<std::string>;

TEST_CASE("letters outside ASCII keep their case") {
  CHECK(to_lower("AbC\xC3\x84") == "abc\xC3\x84");
  CHECK(to_upper("aBc-1") == "ABC-1");
  CHECK(equal_ignoring_case("Content-Type", "content-TYPE"));
  CHECK_FALSE(equal_ignoring_case("a", "ab"));
  CHECK(starts_with_ignoring_case("Bearer x", "bearer "));
  CHECK_FALSE(starts_with_ignoring_case("Be", "bearer"));
}

TEST_CASE("trim takes white space from both ends only") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \n").empty());
}

TEST_CASE("split keeps empty pieces and join reverses it") {
  CHECK(split("a,,b", ',').size() == 3);
  CHECK(split("", ',').size() == 1);
  CHECK(split(",", ',').size() == 2);
  CHECK(join({"a", "", "b"}, ",") == "a,,b");
  CHECK(join({}, ",").empty());
}

TEST_CASE("replace_all does not replace within what it put in") {
  CHECK(replace_all("aaa", "a", "aa") == "aaaaaa");
  CHECK(replace_all("abab", "ab", "") == "");
  CHECK(replace_all("x", "", "y") == "x");
}

TEST_CASE("an identifier falls into its words however it is written") {
  const Words wanted = {"delete", "item", "by", "id"};
  CHECK(words_of("deleteItemById") == wanted);
  CHECK(words_of("delete_item-by id") == wanted);
  CHECK(words_of("DeleteItemByID") == wanted);
  CHECK(words_of("DELETE /item/by{id}") == wanted);
  CHECK(words_of("getHTTPStatus") == Words{"get", "http", "status"});
  CHECK(words_of("v2Items") == Words{"v2", "items"});
  CHECK(words_of("userIDs") == Words{"user", "ids"});
  CHECK(words_of("").empty());
  CHECK(words_of("--").empty());
}

TEST_CASE("nearest finds a misspelt word and refuses a different one") {
  CHECK(nearest("recieve", {"delete", "receive"}) == "receive");
  CHECK(nearest("confg", {"config"}) == "config");
  CHECK(nearest("abc", {"xyz"}).empty());
  CHECK(nearest("ab", {"ac"}).empty());
  CHECK(nearest("same", {"some", "same"}) == "same");
  CHECK(nearest("", {""}).empty());
  CHECK(nearest("word", {}).empty());
}

TEST_CASE("malformed UTF-8 becomes replacement characters, one per maximal part") {
  CHECK(valid_utf8("a\xFFz") == "a\xEF\xBF\xBDz");
  CHECK(valid_utf8("\xE2\x82") == "\xEF\xBF\xBD");
  CHECK(valid_utf8("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
  CHECK(valid_utf8("\xC0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("overlong forms, surrogates and values above U+10FFFF are no UTF-8") {
  CHECK(is_valid_utf8("plain ASCII, longer than eight bytes"));
  CHECK(is_valid_utf8("\xC2\x80 \xEF\xBF\xBF \xF4\x8F\xBF\xBF"));
  CHECK_FALSE(is_valid_utf8("\xC1\xBF"));
  CHECK_FALSE(is_valid_utf8("\xE0\x9F\xBF"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_valid_utf8("\x80"));
  CHECK_FALSE(is_valid_utf8("12345678\xE2"));
}

TEST_CASE("no control sequence reaches a terminal") {
  CHECK(printable("a\x1B[31mb") == "a\\x1b[31mb");
  CHECK(printable("a\nb") == "a\\x0ab");
  CHECK(printable("a\nb\r", true) == "a\nb\\x0d");
  CHECK(printable("\x7F") == "\\x7f");
  CHECK(printable("\xC2\x9B") == "\\u{009b}");
  CHECK(printable("\xE2\x80\xAE") == "\\u{202e}");
  CHECK(printable("\xE2\x81\xA6") == "\\u{2066}");
  CHECK(printable("\x9B") == "\xEF\xBF\xBD");
  CHECK(printable("gr\xC3\xBC\xC3\x9F") == "gr\xC3\xBC\xC3\x9F");
}

TEST_CASE("a shell word is quoted unless it is harmless") {
  CHECK(shell_quote("a/b-c.d_e:1,2=3@x%+") == "a/b-c.d_e:1,2=3@x%+");
  CHECK(shell_quote("") == "''");
  CHECK(shell_quote("a b") == "'a b'");
  CHECK(shell_quote("it's") == "'it'\\''s'");
  CHECK(shell_quote("$HOME") == "'$HOME'");
  CHECK(shell_quote("~") == "'~'");
  CHECK(shell_quote("a\nb") == "'a\nb'");
  CHECK(shell_quote("=x") == "'=x'");
}

TEST_CASE("a shortened text is no longer than asked and ends with a whole character") {
  CHECK(shorten("abc", 3) == "abc");
  CHECK(shorten("abcdefgh", 6) == "abc\xE2\x80\xA6");
  CHECK(shorten("ab\xC3\xA4zzzz", 6) == "ab\xE2\x80\xA6");
  CHECK(shorten("abcdef", 2) == "ab");
  CHECK(shorten("\xC3\xA4\xC3\xA4", 1).empty());
  CHECK(shorten("\x80\x80\x80\x80\x80\x80\x80\x80", 7).size() == 7);
}
