// SPDX-License-Identifier: Apache-2.0
#include "report/html_writer.h"

#include <doctest/doctest.h>

#include <string>

using sworn::report::HtmlWriter;

TEST_CASE("text and values are escaped, tags end in their order") {
  HtmlWriter out;
  out.open("p", {{"title", "a\"b<'&>"}, {"", "left out"}}).text("<b>&").element("b", "\"x'");
  out.close();
  CHECK(out.take() ==
        "<p title=\"a&quot;b&lt;&#39;&amp;&gt;\">&lt;b&gt;&amp;<b>&quot;x&#39;</b></p>");
}

TEST_CASE("line feeds and tabs stay only where lines are wanted") {
  HtmlWriter out;
  out.text("a\n\tb");
  CHECK(out.take() == "a\\x0a\\x09b");
  HtmlWriter kept;
  kept.lines("a\r\n\tb\x1b");
  CHECK(kept.take() == "a\n&#9;b\\x1b");
}

TEST_CASE("what no page may hold becomes a replacement character, and its neighbours stay") {
  HtmlWriter out;
  out.text(
      "a\xef\xbf\xbe"
      "b\xef\xb7\x90\xf0\x9f\xbf\xbf<\xef\xbd\x81\xf0\x9f\x98\x80"
      "c");
  CHECK(out.take() ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd\xef\xbf\xbd&lt;\xef\xbd\x81\xf0\x9f\x98\x80"
        "c");
}
