// SPDX-License-Identifier: Apache-2.0
#include "report/finding_text.h"

#include "base/text.h"
#include "report/cause.h"
#include "report/text_step.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_steps = 8;
constexpr std::size_t most_step_bytes = 400;
constexpr std::size_t most_field_bytes = 600;

/// On one line: a line feed of a hostile text would begin a line that looks like one of ours.
std::string shown(std::string_view text, std::size_t most) {
  return base::shorten(base::printable(text), most);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(name).append(": ").append(shown(value, most_field_bytes)).append("\n");
}

}  // namespace

std::vector<std::string> proof_steps(const Finding& finding, const ExchangeIndex& exchanges) {
  const Story story = exchanges.of(finding);
  std::vector<std::string> steps;
  std::size_t next = 0;
  for (const std::size_t i : told_steps(story, decisive_of(finding, story), most_steps)) {
    if (i > next) steps.emplace_back("…");
    next = i + 1;
    steps.push_back(std::to_string(i + 1) + " " +
                    base::shorten(step_text(story, i), most_step_bytes));
  }
  return steps;
}

std::string finding_in_lines(const Report& report,
                             const Finding& finding,
                             const ExchangeIndex& exchanges,
                             std::size_t most_bytes) {
  const FormNames names = form_names(report.kind);
  const std::string last = "fingerprint: " + shown(finding.fingerprint, 100) + "\n";
  std::string out = shown(finding.title, most_field_bytes) + "\n";
  append_line(out, "operation", operation_name(report.kind, finding.method, finding.path));
  append_line(out, "rule", finding.rule + ", " + std::string(name_of(finding.severity)));
  std::string place = finding.location.text();
  const std::string_view excerpt = base::trim(finding.spec_excerpt);
  if (!excerpt.empty()) place.append(" | ").append(excerpt);
  append_line(out, "spec", place);
  append_line(out, names.declared, finding.declared);
  append_line(out, names.observed, finding.observed);
  append_line(out, names.explanation, finding.explanation);
  for (const std::string& step : proof_steps(finding, exchanges)) {
    out += "  " + base::printable(step) + "\n";
  }
  if (!finding.curl.empty()) append_line(out, "again", finding.curl.front());
  append_line(out, "remedy", finding.remedy);
  if (out.size() + last.size() > most_bytes) {
    out = base::shorten(out, most_bytes - std::min(most_bytes, last.size() + 1)) + "\n";
  }
  return out + last;
}

std::string why_not_gated(const Finding& finding, std::optional<Severity> fail_on) {
  if (finding.state == FindingState::known) return "known: the baseline has it";
  if (finding.state == FindingState::suppressed) {
    return finding.suppressed_because.empty()
               ? "suppressed"
               : "suppressed: " + base::printable(finding.suppressed_because);
  }
  if (finding.confidence == Confidence::likely) return "likely: not certain, gates no build";
  const std::string severity(name_of(finding.severity));
  if (!fail_on) return severity + ": no finding fails this build";
  if (finding.severity <= *fail_on) return "";
  return severity + ": below " + std::string(name_of(*fail_on)) + ", which this build fails on";
}

}  // namespace sworn::report
