// SPDX-License-Identifier: Apache-2.0
#include "document/arena.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

using namespace sworn::document;

TEST_CASE("what an arena gave stays where it is and as it was") {
  Arena arena;
  std::vector<std::pair<std::string, std::string_view>> kept;
  for (std::size_t size = 0; size < 3000; size += 7) {
    const std::string text(size, static_cast<char>('a' + size % 26));
    kept.emplace_back(text, arena.keep(text));
    auto* const words = static_cast<std::uint64_t*>(arena.take(size));
    CHECK(reinterpret_cast<std::uintptr_t>(words) % 8 == 0);
    std::fill_n(words, size / 8, ~std::uint64_t{0});
  }
  for (const auto& [text, view] : kept) CHECK(text == view);
}
