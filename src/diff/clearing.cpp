// SPDX-License-Identifier: Apache-2.0
#include "diff/clearing.h"

#include <set>
#include <string_view>
#include <utility>

namespace sworn::diff {

ClearingOf clearing_in_text(const Report& report) {
  using Operation = std::pair<std::string_view, std::string_view>;
  std::set<std::string_view> applied;
  for (const RuleInfo& info : report.rules) applied.insert(info.id);
  std::set<Operation> operations;
  for (const OperationResult& one : report.operations) operations.emplace(one.method, one.path);
  return [applied = std::move(applied), operations = std::move(operations)](
             const std::string& rule, const std::string& method, const std::string& path) {
    const bool is_there = method == "*" || operations.contains(Operation(method, path));
    if (!is_there) return Clearing::absent;
    return applied.contains(rule) ? Clearing::cleared : Clearing::unknown;
  };
}

}  // namespace sworn::diff
