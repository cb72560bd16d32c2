// SPDX-License-Identifier: Apache-2.0
#include "document/key.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace sworn::document;

TEST_CASE("equal keys are the same characters, different ones are not") {
  Arena arena;
  KeyTable table;
  std::set<const char*> seen;
  for (int turn = 0; turn < 2; ++turn) {
    for (int i = 0; i < 1000; ++i) {
      const std::string key = "k" + std::to_string(i);
      const std::string_view kept = table.intern(key, arena);
      CHECK(kept == key);
      CHECK(kept.data() != key.data());
      seen.insert(kept.data());
    }
  }
  CHECK(seen.size() == 1000);
  CHECK(table.intern("", arena).data() == table.intern("", arena).data());
  CHECK(table.intern("", arena).data() != nullptr);
}

TEST_CASE("a hash tells keys apart that differ in their last byte or in length only") {
  std::set<std::uint32_t> hashes;
  std::string key;
  for (int length = 0; length < 40; ++length) {
    for (const char last : {'a', 'b', '\0'}) hashes.insert(hash_of_key(key + last));
    key += 'a';
  }
  CHECK(hashes.size() >= 119);
}
