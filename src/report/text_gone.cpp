// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "report/cause.h"
#include "report/text_part.h"

namespace sworn::report {

Lines gone_part(const Page& page) {
  std::map<std::string, std::vector<std::string>> by_rule;
  for (const GoneFinding& gone : page.report.gone) {
    by_rule[gone.rule].push_back(operation_name(page.report.kind, gone.method, gone.path));
  }
  Lines lines;
  if (by_rule.empty()) return lines;
  lines.push_back(page.style.bold("Gone since the baseline"));
  const std::size_t most = page.is_verbose ? by_rule.size() : page.is_long() ? 3 : 8;
  std::size_t shown = 0;
  for (const auto& [rule, operations] : by_rule) {
    if (shown++ == most) break;
    append_field(page,
                 lines,
                 std::to_string(operations.size()),
                 rule + ": " + enumerate(operations, page.is_verbose ? operations.size() : 3),
                 page.is_verbose  ? 100
                 : page.is_long() ? 1
                                  : 2);
  }
  if (by_rule.size() > most) {
    lines.push_back(gutter() + "and " + std::to_string(by_rule.size() - most) + " more rules");
  }
  return lines;
}

}  // namespace sworn::report
