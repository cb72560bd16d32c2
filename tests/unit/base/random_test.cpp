// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <doctest/doctest.h>

#include <set>

using namespace sworn::base;

TEST_CASE("equal seed and name give equal streams, another name another stream") {
  RandomStream a(7, "probe");
  RandomStream b(7, "probe");
  RandomStream c(7, "prove");
  RandomStream d(8, "probe");
  const auto first = a.next();
  CHECK(first == b.next());
  CHECK(first != c.next());
  CHECK(first != d.next());
}

TEST_CASE("a stream is the same on every machine") {
  RandomStream stream(0, "");
  CHECK(stream.next() == 0x1E28178EEDBF0F30ULL);
  CHECK(stream.next() == 0x32DADB1A9E4A4D08ULL);
}

TEST_CASE("below stays below and reaches every value") {
  RandomStream stream(1, "x");
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 300; ++i) seen.insert(stream.below(7));
  CHECK(seen.size() == 7);
  CHECK(*seen.rbegin() == 6);
  CHECK(stream.below(1) == 0);
}

TEST_CASE("drawn text uses its alphabet only") {
  RandomStream stream(1, "x");
  const std::string text = stream.draw("ab", 64);
  CHECK(text.size() == 64);
  CHECK(text.find_first_not_of("ab") == std::string::npos);
  CHECK(text.find('a') != std::string::npos);
  CHECK(text.find('b') != std::string::npos);
}

TEST_CASE("two fresh seeds differ") {
  CHECK(fresh_seed() != fresh_seed());
}

TEST_CASE("names hash by FNV-1a") {
  CHECK(hash_of("") == 0xCBF29CE484222325ULL);
  CHECK(hash_of("a") == 0xAF63DC4C8601EC8CULL);
  CHECK(hash_of("foobar") == 0x85944171F73967E8ULL);
}
