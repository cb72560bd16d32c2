// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/transcript.h"

namespace sworn::evidence {

/// A value that an operation handed out, and when.
struct Drawn {
  std::string value;
  double at_ms = 0;
};

/// What the different values of one place have in common (ORACLES.md, F28).
struct Sample {
  int size = 0;          ///< different values
  int varying_bits = 0;  ///< an upper bound: a character that differs anywhere counts in full
  std::string pattern;   ///< "", "counter" or "clock"
};

/// An upper bound of what varies, so that a random identifier is never taken for a predictable one:
/// of few values each character that is not the same in all counts as wholly random in the smallest
/// alphabet that holds them. A counter is told when the part that varies is a number that only
/// grows by small steps, or the digest of one; a clock when it grows as time does.
[[nodiscard]] Sample measured(std::vector<Drawn> drawn);

/// "digits", "hex", "base64url", "base64" or "printable": the smallest that holds the value.
[[nodiscard]] std::string alphabet_of(std::string_view value);

/// What operations handed out, by story, operation and place.
using Samples = std::map<std::string, std::vector<Drawn>>;

/// Says in the ledger of each value how those of its place vary. What came back as it was sent,
/// because its placeholder is no session's, is of no sample.
void note_samples(const Samples& samples,
                  const std::map<std::string, std::string>& placeholders,
                  std::map<std::string, LedgerEntry>& ledger);

}  // namespace sworn::evidence
