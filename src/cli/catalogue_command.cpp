// SPDX-License-Identifier: Apache-2.0
#include "cli/catalogue_command.h"

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/rule_page.h"
#include "diff/catalogue.h"
#include "report/text_layout.h"

namespace sworn::cli {
namespace {

ExitCode refuse_id(const Console& console, const std::string& id) {
  std::vector<std::string> ids;
  for (const RuleInfo* rule : diff::catalogue()) ids.emplace_back(rule->id);
  const std::string near = base::nearest(id, ids);
  return refuse(console,
                {"unknown rule '" + base::shorten(id, 60) + "'",
                 {},
                 near.empty() ? "\"sworn rules\" lists them" : "did you mean " + near + "?"});
}

}  // namespace

ExitCode rules_command(const Options& options, const Console& console) {
  if (options.markdown) {
    console.out << rules_markdown() << std::flush;
    return ExitCode::clean;
  }
  std::size_t width = 0;
  for (const RuleInfo* rule : diff::catalogue()) width = std::max(width, rule->id.size());
  for (const RuleInfo* rule : rules_by_family()) {
    console.out << report::pad(rule->id, width + 2) << report::pad(name_of(rule->severity), 10)
                << rule->title << '\n';
  }
  console.out << std::flush;
  return ExitCode::clean;
}

ExitCode explain_command(const Options& options, const Console& console) {
  if (options.rule.empty()) {
    return refuse(console, {"no ID given: which rule?", {}, "\"sworn rules\" lists them"});
  }
  const RuleInfo* const rule = diff::info_named(options.rule);
  if (rule == nullptr) return refuse_id(console, options.rule);
  console.out << rule_text(*rule, console.width) << std::flush;
  return ExitCode::clean;
}

}  // namespace sworn::cli
