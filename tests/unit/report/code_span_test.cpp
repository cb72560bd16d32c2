// SPDX-License-Identifier: Apache-2.0
#include "report/code_span.h"

#include <doctest/doctest.h>

#include <string>

namespace {

/// Words as they are, code in brackets, a bar between two spans.
std::string spans_of(std::string_view text) {
  std::string out;
  for (const sworn::report::TextSpan& span : sworn::report::text_spans(text)) {
    if (!out.empty()) out += '|';
    out += span.is_code ? "[" + std::string(span.text) + "]" : std::string(span.text);
  }
  return out;
}

}  // namespace

TEST_CASE("what stands between two backticks is code") {
  CHECK(spans_of("send `Bearer` or `a`") == "send |[Bearer]| or |[a]");
  CHECK(spans_of("`all`") == "[all]");
  CHECK(spans_of("none") == "none");
  CHECK(spans_of("").empty());
}

TEST_CASE("a backtick without another is a letter, and so are two in a row") {
  CHECK(spans_of("a tick ` b") == "a tick ` b");
  CHECK(spans_of("`a` and `b") == "`a` and `b");
  CHECK(spans_of("``a``") == "``a``");
  CHECK(spans_of("``") == "``");
}
