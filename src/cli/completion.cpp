// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <algorithm>
#include <array>

#include "diff/catalogue.h"
#include "report/format.h"

namespace sworn::cli {
namespace {

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const RuleInfo* rule : diff::catalogue()) names.emplace_back(rule->id);
  return names;
}

}  // namespace

Completion completion_of(const OptionEntry& entry) {
  if (!entry.choices.empty()) return {Filling::words, entry.choices};
  const bool is_argument = !entry.names.front().starts_with('-');
  const std::string& value = is_argument ? entry.names.front() : entry.value;
  if (value == "ID") return {Filling::words, rule_names()};
  if (value.starts_with("FORMAT")) return {Filling::words, report::format_names()};
  if (value == "DIR") return {Filling::folder};
  constexpr std::array files = {"FILE", "SPEC", "OLD", "NEW", "RUN", "OVERLAY"};
  const bool is_file = std::ranges::find(files, value) != files.end();
  return {is_file ? Filling::file : Filling::nothing};
}

}  // namespace sworn::cli
