// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <bit>
#include <random>

namespace sworn::base {
namespace {

/// SplitMix64, which its authors advise for seeding xoshiro256**.
std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name) {
  // The seed is mixed first: a plain exclusive or would let (seed, name) pairs cancel out.
  std::uint64_t mixed = seed;
  std::uint64_t state = split_mix(mixed) ^ hash_of(name);
  for (std::uint64_t& word : state_) word = split_mix(state);
}

std::uint64_t RandomStream::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
  // Values under 2^64 mod bound are drawn again: without that, small results were more frequent.
  const std::uint64_t least = (0 - bound) % bound;
  std::uint64_t value = next();
  while (value < least) value = next();
  return value % bound;
}

std::string RandomStream::draw(std::string_view alphabet, std::size_t length) {
  std::string out;
  out.reserve(length);
  for (std::size_t i = 0; i < length; ++i) {
    out += alphabet[static_cast<std::size_t>(below(alphabet.size()))];
  }
  return out;
}

std::uint64_t fresh_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

}  // namespace sworn::base
