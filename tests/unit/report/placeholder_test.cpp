// SPDX-License-Identifier: Apache-2.0
#include "report/placeholder.h"

#include <doctest/doctest.h>

using sworn::report::placeholder_at;

TEST_CASE("a placeholder ends with its own brace, not with one of a path in it") {
  const std::string_view text = "sid={session POST /a/{id} bob.sid}; b={c}";
  CHECK(placeholder_at(text, 4) == "{session POST /a/{id} bob.sid}");
  CHECK(placeholder_at(text, 38) == "{c}");
}

TEST_CASE("where no placeholder begins or ends there is none") {
  CHECK(placeholder_at("a{b}", 0).empty());
  CHECK(placeholder_at("{a{b}", 0).empty());
  CHECK(placeholder_at("{a}", 3).empty());
  CHECK(placeholder_at("", 0).empty());
}
