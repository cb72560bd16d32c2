// SPDX-License-Identifier: Apache-2.0
#include "run/selection.h"

#include <algorithm>

namespace sworn::run {

bool is_needed(const probe::Interview& interview, const std::set<std::string_view>& read) {
  const auto is_later = [&](const probe::Interview& other) {
    return other.phase > interview.phase && read.contains(other.name);
  };
  return interview.phase <= probe::Phase::baseline || read.contains(interview.name) ||
         (interview.later_ones_build_on_it &&
          std::ranges::any_of(probe::all_interviews(), is_later));
}

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
  const auto place = interview.spends_wrong_secrets || found == contract.operations.end()
                         ? 0
                         : static_cast<int>(found - contract.operations.begin());
  return place % shard.count == shard.index - 1;
}

}  // namespace sworn::run
