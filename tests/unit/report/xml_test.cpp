// SPDX-License-Identifier: Apache-2.0
#include "report/xml.h"

#include <doctest/doctest.h>

using sworn::report::XmlWriter;

namespace {

const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string text_as(const std::string& text) {
  std::string out = XmlWriter().leaf("a", {}, text).take();
  REQUIRE(out.starts_with(head + "<a>"));
  return out.substr(head.size() + 3, out.size() - head.size() - 8);
}

}  // namespace

TEST_CASE("elements nest, a line each") {
  XmlWriter writer;
  writer.begin("a", {{"b", "1"}, {"c", ""}}).leaf("d", {}, "e").end();
  CHECK(writer.take() == head + "<a b=\"1\">\n  <d>e</d>\n</a>\n");
}

TEST_CASE("markup, quotes and the end of CDATA are text") {
  CHECK(text_as("<a b=\"c\">&amp; ]]>") == "&lt;a b=&quot;c&quot;&gt;&amp;amp; ]]&gt;");
}

TEST_CASE("what XML 1.0 does not allow is not written") {
  CHECK(text_as(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(text_as("\x1b[0m\r\x7f") == "\\x1b[0m\\x0d\\x7f");
  CHECK(text_as("\xef\xbf\xbe\xef\xbf\xbf") == "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(text_as("\xff") == "\xef\xbf\xbd");
  CHECK(text_as("\xed\xa0\x80").find("\xed\xa0\x80") == std::string::npos);
}

TEST_CASE("line feeds stay in text and are spaces in attributes") {
  CHECK(text_as("a\nb") == "a\nb");
  XmlWriter writer;
  writer.leaf("a", {{"b", "c\nd\"<"}}, "");
  CHECK(writer.take() == head + "<a b=\"c d&quot;&lt;\"></a>\n");
}
