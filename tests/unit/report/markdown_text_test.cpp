// SPDX-License-Identifier: Apache-2.0
#include "report/markdown_text.h"

#include <doctest/doctest.h>

using sworn::report::html_inert;
using sworn::report::markdown_block;
using sworn::report::markdown_cell;
using sworn::report::markdown_code;
using sworn::report::markdown_prose;

namespace {

const std::string joint = "\xe2\x80\x8b";

}  // namespace

TEST_CASE("prose without markup stays as it is") {
  const std::string plain = "A login, say POST (at 10.5 s), keeps a well-known id; e.g. none.";
  CHECK(markdown_prose(plain) == plain);
}

TEST_CASE("markup in prose is text") {
  CHECK(markdown_prose("<b>") == "&lt;b&gt;");
  CHECK(markdown_prose("a*b_c") == "a\\*" + joint + "b\\_c");
  CHECK(markdown_prose("[x](y)") == "\\[" + joint + "x\\](y)");
  CHECK(markdown_prose("a | b") == "a \\| b");
  CHECK(markdown_prose("# a") == "\\# a");
  CHECK(markdown_prose("- a") == "\\- a");
  CHECK(markdown_prose("12. a") == "12\\. a");
  CHECK(markdown_prose("a\nb") == "a\\\\x0ab");
}

TEST_CASE("prose mentions nobody and links nothing") {
  CHECK(markdown_prose("ask @admin") == "ask @" + joint + "admin");
  CHECK(markdown_prose("see #12") == "see \\#" + joint + "12");
  CHECK(markdown_prose("GH-12") == "GH-" + joint + "12");
  CHECK(markdown_prose("http://a") == "http:" + joint + "//a");
  CHECK(markdown_prose("www.a.b") == "www" + joint + ".a.b");
}

TEST_CASE("balanced code spans of prose stay, unbalanced backticks are text") {
  CHECK(markdown_prose("under `a_b` or") == "under `a_b` or");
  CHECK(markdown_prose("a ` b") == "a \\` b");
  CHECK(markdown_prose("``a`` b") == "\\`\\`a\\`\\` b");
}

TEST_CASE("a code span is longer than any run of backticks within") {
  CHECK(markdown_code("a") == "`a`");
  CHECK(markdown_code("a`b") == "``a`b``");
  CHECK(markdown_code("``") == "``` `` ```");
  CHECK(markdown_code("a\nb") == "`a\\x0ab`");
  CHECK(markdown_code("") == "–");
  CHECK(markdown_cell(markdown_code("a|b")) == "`a\\|b`");
  CHECK(markdown_cell(markdown_prose("a|b")) == "a\\|b");
}

TEST_CASE("a fence is longer than any run of backticks within") {
  CHECK(markdown_block("ls", "sh") == "```sh\nls\n```\n");
  CHECK(markdown_block("````", "") == "`````\n````\n`````\n");
}

TEST_CASE("within HTML markup is escaped and mentions are broken") {
  CHECK(html_inert("<a href=\"x\">&@b") ==
        "&lt;a href=&quot;x&quot;&gt;&amp;" + joint + "@" + joint + "b");
}
