// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sworn::base {

/// A stream of pseudo-random values, equal on every machine for equal (seed, name): streams of
/// different names are independent, so conversations on several threads stay reproducible. Not for
/// secrets.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name);

  std::uint64_t next();
  /// Uniform in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// `length` characters drawn from `alphabet` (not empty).
  std::string draw(std::string_view alphabet, std::size_t length);

 private:
  std::uint64_t state_[4] = {};
};

/// A seed from the operating system's entropy.
[[nodiscard]] std::uint64_t fresh_seed();

/// FNV-1a, 64 bit: for names and maps, never for secrets.
[[nodiscard]] std::uint64_t hash_of(std::string_view text);

}  // namespace sworn::base
