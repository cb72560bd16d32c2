// SPDX-License-Identifier: Apache-2.0
#include "document/source.h"

#include <doctest/doctest.h>

using namespace sworn::document;

namespace {

std::string refusal(std::string_view text, Controls controls = Controls::allowed) {
  const auto refused = refuse_text(text, "f", {}, controls);
  return refused ? refused->text() : "none";
}

}  // namespace

TEST_CASE("a bad byte is found wherever it stands among good ones") {
  for (std::size_t before = 0; before < 100; ++before) {
    CAPTURE(before);
    const std::string start = std::string(before, 'x') + "\n";
    for (const std::size_t after : {0U, 1U, 31U, 64U}) {
      const std::string rest(after, 'y');
      CHECK(refusal(start + rest) == "none");
      CHECK(refusal(start + "\xFF" + rest).find("f:2:1: not UTF-8 text: it contains a mal") == 0);
      CHECK(refusal(start + "\xC3\xA9" + rest) == "none");
      CHECK(refusal(start + "\xC3" + rest).find("f:2:1: ") == 0);
      if (before > 1) {
        CHECK(refusal(start + '\0' + rest).find("f:2:1: not UTF-8 text: it contains a NUL") == 0);
      }
      CHECK(refusal(start + "\x1F" + rest) == "none");
      CHECK(refusal(start + "\x1F" + rest, Controls::refused) ==
            "f:2:1: not valid YAML: it contains a control character");
    }
  }
}

TEST_CASE("tabs, line ends, DEL and characters above ASCII are no refused controls") {
  CHECK(refusal("\t\r\n ~\x7F\xC2\x80\xF0\x9F\x98\x80", Controls::refused) == "none");
}

TEST_CASE("UTF-16 is told by its mark or by its zeros") {
  const std::string_view texts[] = {
      {"\xFF\xFE{\0", 4}, {"\xFE\xFF\0{", 4}, {"{\0}\0", 4}, {"\0{\0}", 4}};
  for (const std::string_view text : texts) {
    CHECK(refusal(text) == "f:1:1: not UTF-8 text but UTF-16 (save the file as UTF-8)");
  }
  CHECK(refusal(std::string_view("\0\0ab", 4)).find("a NUL byte") != std::string::npos);
}
