// SPDX-License-Identifier: Apache-2.0
#include "report/text_layout.h"

#include <doctest/doctest.h>

using sworn::report::clip;
using sworn::report::Lines;
using sworn::report::pad;
using sworn::report::wrap;

TEST_CASE("text is clipped by characters and padded to columns") {
  CHECK(clip("abcdef", 6) == "abcdef");
  CHECK(clip("abcdef", 4) == "abc…");
  CHECK(clip("äöüß", 3) == "äö…");
  CHECK(clip("a\nb", 9) == "a\\x0ab");
  CHECK(pad("äö", 4) == "äö  ");
}

TEST_CASE("wide characters take two columns, combining and joining ones none") {
  using sworn::report::columns_of;
  CHECK(columns_of("漢字") == 4);
  CHECK(columns_of("ｆｕｌｌ") == 8);
  CHECK(columns_of("한국") == 4);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("नि") <= 2);
  CHECK(columns_of("a\u200db") == 2);
  CHECK(columns_of("🙂") == 2);
  CHECK(clip("漢字漢字", 5) == "漢字…");
  CHECK(clip("漢字漢字", 4) == "漢…");
  CHECK(columns_of(clip("漢字漢字", 4)) == 3);
  CHECK(pad("漢", 4) == "漢  ");
  CHECK(clip("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(wrap("漢字漢字漢字", 5, 9) == Lines{"漢字", "漢字", "漢字"});
  // Narrower than a character: it is shown all the same, and there is an end.
  CHECK(wrap("漢字", 1, 9) == Lines{"漢", "字"});
}

TEST_CASE("rows are counted as a terminal breaks lines, without their colours") {
  using sworn::report::rows_of;
  CHECK(rows_of({}, 10) == 0);
  CHECK(rows_of({"", "0123456789", "0123456789a"}, 10) == 4);
  CHECK(rows_of({"\x1b[1;31m01234\x1b[0m56789"}, 10) == 1);
  CHECK(rows_of({"漢字漢字漢字"}, 10) == 2);
}

TEST_CASE("text is wrapped at spaces, long words anywhere, and bounded") {
  CHECK(wrap("", 10, 3).empty());
  CHECK(wrap("one two three", 7, 9) == Lines{"one two", "three"});
  CHECK(wrap("one two three", 8, 9) == Lines{"one two", "three"});
  CHECK(wrap("abcdefgh ij", 5, 9) == Lines{"abcde", "fgh", "ij"});
  CHECK(wrap("one two three four", 7, 2) == Lines{"one two", "three …"});
  CHECK(wrap("two\nlines", 20, 2) == Lines{"two lines"});
}

TEST_CASE("lists name the first and count the rest") {
  CHECK(sworn::report::enumerate({"a", "b", "c"}, 3) == "a, b, c");
  CHECK(sworn::report::enumerate({"a", "b", "c", "d"}, 2) == "a, b and 2 more");
}
