// SPDX-License-Identifier: Apache-2.0
#include "cli/catalogue_command.h"

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "diff/catalogue.h"
#include "report/text_layout.h"

namespace sworn::cli {
namespace {

constexpr std::size_t label_width = 12;
constexpr int most_width = 100;
constexpr std::size_t any_lines = 1000;

/// A label and its text, wrapped beside it; nothing for an empty text.
std::string field(std::string_view label, std::string_view text, int width) {
  std::string out;
  std::string before = report::pad(label, label_width);
  const auto room = static_cast<std::size_t>(std::clamp(width, 50, most_width)) - label_width;
  for (const std::string& line : report::wrap(text, room, any_lines)) {
    out += before + line + "\n";
    before = std::string(label_width, ' ');
  }
  return out;
}

std::string explanation_of(const RuleInfo& rule, int width) {
  std::string cwe;
  if (rule.cwe != 0) {
    cwe = "CWE-" + std::to_string(rule.cwe) + ", https://cwe.mitre.org/data/definitions/" +
          std::to_string(rule.cwe) + ".html";
  }
  std::string out = std::string(rule.id) + ": " + std::string(rule.title) + "\n\n";
  out += field("severity", name_of(rule.severity), width);
  out += field("category", name_of(rule.category), width);
  out += field("cwe", cwe, width);
  out += field("owasp", rule.owasp, width);
  out += field("basis", name_of(rule.basis), width);
  out += field("proof", name_of(rule.proof), width);
  out += "\n" + field("promised", rule.promise, width);
  out += "\n" + field("proven by", rule.proof_text, width);
  out += "\n" + field("looks like", rule.looks_like, width);
  out += "\n" + field("remedy", rule.remedy, width);
  std::vector<std::string> stronger(rule.yields_to.begin(), rule.yields_to.end());
  if (!stronger.empty()) out += "\n" + field("yields to", base::join(stronger, ", "), width);
  if (!rule.references.empty()) out += "\n";
  std::string_view label = "references";
  for (const std::string_view reference : rule.references) {
    out += field(label, reference, width);
    label = "";
  }
  return out;
}

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

ExitCode rules_command(const Console& console) {
  std::size_t width = 0;
  for (const RuleInfo* rule : diff::catalogue()) width = std::max(width, rule->id.size());
  for (const RuleInfo* rule : diff::catalogue()) {
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
  console.out << explanation_of(*rule, console.width) << std::flush;
  return ExitCode::clean;
}

}  // namespace sworn::cli
