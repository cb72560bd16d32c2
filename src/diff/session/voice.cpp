// SPDX-License-Identifier: Apache-2.0
#include "diff/session/voice.h"

#include <algorithm>
#include <map>
#include <string>

#include "evidence/object.h"

namespace sworn::diff {
namespace {

using Values = std::map<std::string, std::string>;

/// What every one of the answers says.
Values common_to(const std::vector<const Exchange*>& answers) {
  Values common = answers.empty() ? Values() : values_in(*answers.front());
  for (const Exchange* answer : answers) {
    const Values own = values_in(*answer);
    std::erase_if(common, [&](const auto& value) {
      const auto found = own.find(value.first);
      return found == own.end() || found->second != value.second;
    });
  }
  return common;
}

}  // namespace

Values values_in(const Exchange& answer) {
  return answer.response ? evidence::scalars_of(answer.response->body) : Values();
}

Voice voice_of(const Exchange& answer,
               const std::vector<const Exchange*>& to_first,
               const std::vector<const Exchange*>& to_second) {
  const Values first = common_to(to_first);
  const Values second = common_to(to_second);
  const Values own = values_in(answer);
  int like_first = 0;
  int like_second = 0;
  for (const auto& [pointer, value] : first) {
    const auto other = second.find(pointer);
    const auto said = own.find(pointer);
    if (other == second.end() || other->second == value || said == own.end()) {
      continue;
    }
    like_first += said->second == value ? 1 : 0;
    like_second += said->second == other->second ? 1 : 0;
  }
  if (like_first > 0 && like_second == 0) return Voice::first;
  if (like_second > 0 && like_first == 0) return Voice::second;
  return Voice::neither;
}

bool are_told_apart(const std::vector<const Exchange*>& to_first,
                    const std::vector<const Exchange*>& to_second) {
  return !to_first.empty() && !to_second.empty() &&
         voice_of(*to_first.front(), to_first, to_second) == Voice::first &&
         voice_of(*to_second.front(), to_first, to_second) == Voice::second;
}

}  // namespace sworn::diff
