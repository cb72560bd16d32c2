// SPDX-License-Identifier: Apache-2.0
#include "evidence/sample.h"

#include <doctest/doctest.h>

#include <functional>

#include "base/hash.h"
#include "base/random.h"

namespace sworn::evidence {
namespace {

std::vector<Drawn> drawn(int count, const std::function<std::string(int)>& make) {
  std::vector<Drawn> values;
  for (int i = 0; i < count; ++i) {
    values.push_back({make(i), 100.0 * i});
  }
  return values;
}

std::string random_text(int number, std::string_view alphabet, std::size_t length) {
  base::RandomStream random(7, std::to_string(number));
  return random.draw(alphabet, length);
}

constexpr std::string_view hex = "0123456789abcdef";

}  // namespace

TEST_CASE("random identifiers vary in nearly all of their bits, even over few") {
  const Sample sample = measured(drawn(5, [](int i) { return random_text(i, hex, 32); }));
  CHECK(sample.size == 5);
  CHECK(sample.varying_bits >= 120);
  CHECK(sample.pattern == "");
}

TEST_CASE("a counter is told, with a name before it and when it grows longer") {
  const Sample named =
      measured(drawn(8, [](int i) { return "ticket-0000" + std::to_string(95 + i * 2); }));
  CHECK(named.pattern == "counter");
  CHECK(named.varying_bits < 16);
  CHECK(measured(drawn(8, [](int i) { return std::to_string(6 + i); })).pattern == "counter");
}

TEST_CASE("the digest of a counter is told though all of it varies") {
  const Sample sample = measured(drawn(
      6, [](int i) { return base::hex_digest(base::HashKind::md5, std::to_string(41 + i)); }));
  CHECK(sample.pattern == "counter");
  CHECK(sample.varying_bits < 64);
}

TEST_CASE("a clock is told by its pace") {
  const Sample sample =
      measured(drawn(8, [](int i) { return std::to_string(1'795'000'000'000'000 + i * 100'000); }));
  CHECK(sample.pattern == "clock");
  CHECK(sample.varying_bits < 64);
}

TEST_CASE("a clock before random bits is as good as the random bits") {
  const Sample sample = measured(
      drawn(8, [](int i) { return std::to_string(1'795'000'000 + i) + random_text(i, hex, 20); }));
  CHECK(sample.varying_bits >= 64);
  CHECK(sample.pattern == "");
}

TEST_CASE("a payload that all share before a signature takes nothing from it") {
  const Sample sample = measured(drawn(6, [](int i) {
    return "eyJ1c2VyIjoiYWxpY2UifQ." +
           random_text(i, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_", 27);
  }));
  CHECK(sample.varying_bits >= 128);
}

TEST_CASE("equal values count once, and few make no pattern") {
  const Sample same = measured(drawn(6, [](int) { return std::string("0123456789abcdef"); }));
  CHECK(same.size == 1);
  CHECK(same.varying_bits == 0);
  CHECK(measured(drawn(4, [](int i) { return std::to_string(10 + i); })).pattern == "");
  CHECK(measured({}).size == 0);
}

}  // namespace sworn::evidence
