// SPDX-License-Identifier: Apache-2.0
#include "run/shard.h"

#include <algorithm>

namespace sworn::run {

bool holds(const Shard& shard,
           const Contract& contract,
           const probe::Interview& interview,
           const std::string& subject) {
  const bool is_for_all = interview.phase == probe::Phase::reach ||
                          interview.phase == probe::Phase::baseline ||
                          interview.later_ones_build_on_it;
  if (shard.count <= 1 || is_for_all) {
    return true;
  }
  const auto found = std::ranges::find(contract.operations, subject, &Operation::key);
  const auto place = found == contract.operations.end()
                         ? 0
                         : static_cast<int>(found - contract.operations.begin());
  return place % shard.count == shard.index - 1;
}

}  // namespace sworn::run
