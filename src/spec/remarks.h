// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <unordered_set>
#include <vector>

#include "sworn/contract.h"

namespace sworn::spec {

/// What is wrong with a document, in the order in which it was met. Of each kind the first ones are
/// kept and the rest is counted: a document with many flaws does not flood. The same at the same
/// place counts once, however many operations share what it stands in.
class Remarks {
 public:
  static constexpr std::size_t most_of_a_kind = 1'000;

  void add(Flaw flaw, Error what);

  /// All that was kept; for each kind of which more was met, one more that says how many.
  [[nodiscard]] std::vector<Remark> take();

 private:
  std::vector<Remark> kept_;
  std::array<std::size_t, 7> met_{};
  std::unordered_set<std::size_t> known_;  ///< hashes of what was met
};

}  // namespace sworn::spec
