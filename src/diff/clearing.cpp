// SPDX-License-Identifier: Apache-2.0
#include "diff/clearing.h"

#include <algorithm>

namespace sworn::diff {

ClearingOf clearing_in_text(const Report& report) {
  return [&report](const std::string& rule, const std::string& method, const std::string& path) {
    const bool was_applied =
        std::ranges::any_of(report.rules, [&](const RuleInfo& info) { return info.id == rule; });
    const bool is_there =
        method == "*" || std::ranges::any_of(report.operations, [&](const OperationResult& one) {
          return one.method == method && one.path == path;
        });
    if (!is_there) return Clearing::absent;
    return was_applied ? Clearing::cleared : Clearing::unknown;
  };
}

}  // namespace sworn::diff
