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
