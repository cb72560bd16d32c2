// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "report/cause.h"
#include "report/text_exchange.h"
#include "report/text_part.h"
#include "report/text_step.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_steps = 6;
constexpr std::size_t any_number = 1'000;

bool is_shown(const Page& page, const Finding& finding) {
  if (page.is_verbose) return true;
  return finding.state == FindingState::is_new && finding.severity != Severity::info;
}

void append_title(const Page& page, const Cause& cause, Lines& lines) {
  const Finding& finding = *cause.finding;
  std::string note = "[";
  note += finding.rule;
  if (finding.confidence == Confidence::likely) note += ", likely";
  if (finding.state != FindingState::is_new) note += ", " + std::string(name_of(finding.state));
  const std::string shown = clip(note + "]", page.width - gutter_columns);

  std::string before = page.style.of(finding.severity, label(name_of(finding.severity))) + "  ";
  std::size_t columns = 0;
  for (const std::string& line : wrap(finding.title, page.width - gutter_columns, 2)) {
    lines.push_back(before + page.style.bold(line));
    before = gutter();
    columns = gutter_columns + columns_of(line);
  }
  const bool fits = columns > 0 && columns + 2 + columns_of(shown) <= page.width;
  if (fits) {
    lines.back() += "  " + page.style.dim(shown);
  } else {
    lines.push_back(before + page.style.dim(shown));
  }
}

void append_place(const Page& page, const Cause& cause, Lines& lines) {
  const FindingGroup* const group = cause.group;
  std::string operations = enumerate(cause.operations, page.is_verbose ? any_number : 3);
  if (group != nullptr && group->of > 0) {
    operations += " (" + std::to_string(cause.operations.size()) + " of " +
                  std::to_string(group->of) +
                  (page.report.kind == ReportKind::check ? " examined)" : ")");
  }
  append_field(page, lines, "", operations, page.is_verbose ? any_number : 2);

  const Finding& finding = *cause.finding;
  const Location& location = cause.location();
  std::string place = location.text();
  const std::string_view excerpt = base::trim(finding.spec_excerpt);
  if (!excerpt.empty() && location == finding.location) {
    place += place.empty() ? "| " : " | ";
    place += excerpt;
  }
  append_field(page, lines, "spec", place, 1);
}

/// The steps of the story; of a long one not all.
void append_steps(const Page& page, const Finding& finding, Lines& lines) {
  const Story steps = page.exchanges.of(finding);
  const std::size_t most = page.is_verbose ? steps.size() : most_steps;
  std::size_t next = 0;
  for (const std::size_t i : told_steps(steps, decisive_of(finding, steps), most)) {
    if (i > next) {
      lines.push_back(gutter() +
                      page.style.dim("… " + count_of(static_cast<int>(i - next), "more step")));
    }
    next = i + 1;
    const std::string number = std::to_string(i + 1) + " ";
    std::string step = step_text(steps, i);
    if (page.is_verbose) step += " (exchange " + std::to_string(steps[i]->id) + ")";
    const bool has_label = i > 0 || !finding.explanation.empty();
    std::string before = (has_label ? gutter() : page.style.dim(label("proof")) + "  ") + number;
    for (const std::string& line : wrap(step, page.width - gutter_columns - number.size(), 3)) {
      lines.push_back(before + line);
      before = gutter() + std::string(number.size(), ' ');
    }
    if (!page.is_verbose) continue;
    before = gutter() + std::string(number.size(), ' ');
    for (const std::string& line : exchange_lines(*steps[i], page.width - before.size())) {
      lines.push_back(before + page.style.dim(line));
    }
  }
}

/// Whole on one line, however long, so that it can be copied.
void append_curl(const Page& page, const Finding& finding, Lines& lines) {
  if (finding.curl.empty()) return;
  // The decisive request comes first; the others are for who wants the whole story.
  const std::size_t count = page.is_verbose ? finding.curl.size() : 1;
  std::string before = page.style.dim(label("again")) + "  ";
  for (std::size_t i = 0; i < count; ++i) {
    lines.push_back(before + base::printable(finding.curl[i]));
    before = gutter();
  }
}

Lines whole_block(const Page& page, const Cause& cause) {
  const Finding& finding = *cause.finding;
  const std::size_t bound = page.is_verbose ? any_number : 3;
  const FormNames labels = form_names(page.report.kind);
  Lines lines;
  append_title(page, cause, lines);
  append_place(page, cause, lines);
  append_field(page, lines, labels.declared, finding.declared, bound);
  append_field(page, lines, labels.observed, finding.observed, bound);
  append_field(page, lines, labels.explanation, finding.explanation, bound);
  append_steps(page, finding, lines);
  append_curl(page, finding, lines);
  append_field(page, lines, "remedy", finding.remedy, bound);
  append_field(page, lines, "accepted", finding.suppressed_because, bound);
  return lines;
}

/// What it means and where; of the operations and the rule as much as has room beside it.
std::string brief_block(const Page& page, const Cause& cause) {
  const Finding& finding = *cause.finding;
  const std::size_t room = page.width - gutter_columns;
  const std::string begin =
      finding.title + (finding.confidence == Confidence::likely ? " (likely): " : ": ");
  const std::string note = "  [" + finding.rule + "]";
  std::string text;
  for (const std::size_t most : {3U, 2U, 1U}) {
    text = begin + enumerate(cause.operations, most);
    if (columns_of(text + note) <= room) break;
  }
  if (columns_of(text + note) <= room) text += note;
  return page.style.of(finding.severity, label(name_of(finding.severity))) + "  " +
         clip(text, room);
}

/// What is only counted.
Lines notes(const Page& page) {
  int info = 0;
  int known = 0;
  int suppressed = 0;
  for (const Finding& finding : page.report.findings) {
    if (is_shown(page, finding)) continue;
    if (finding.state == FindingState::known) {
      ++known;
    } else if (finding.state == FindingState::suppressed) {
      ++suppressed;
    } else {
      ++info;
    }
  }
  std::vector<std::string> parts;
  if (info > 0) parts.push_back(std::to_string(info) + " info");
  if (known > 0) parts.push_back(std::to_string(known) + " known");
  if (suppressed > 0) parts.push_back(std::to_string(suppressed) + " suppressed");
  if (parts.empty()) return {};
  return {page.style.dim(gutter() + "not shown: " + base::join(parts, ", ") + " (--verbose)")};
}

void append_block(Lines& lines, const Lines& block) {
  if (!lines.empty()) lines.emplace_back();
  lines.insert(lines.end(), block.begin(), block.end());
}

/// The gravest whole as long as each of the rest still finds a line, then one line each.
Lines bounded(const Page& page, const std::vector<Cause>& causes, std::size_t budget) {
  constexpr std::size_t most_brief = 8;
  Lines lines;
  std::size_t used = 0;
  std::size_t i = 0;
  for (; i < causes.size(); ++i) {
    const Lines block = whole_block(page, causes[i]);
    const std::size_t rest = causes.size() - i - 1;
    const std::size_t reserve = rest == 0 ? 0 : std::min(rest, most_brief) + 2;
    const std::size_t rows = rows_of(block, page.width) + (used > 0 ? 1 : 0);
    if (used + rows + 1 + reserve > budget) break;
    append_block(lines, block);
    used += rows;
  }
  Lines brief;
  const std::size_t room = std::max<std::size_t>(budget - std::min(budget, used + 2), 1);
  const std::size_t end = i + std::min(causes.size() - i, room);
  for (; i < end; ++i) brief.push_back(brief_block(page, causes[i]));
  if (i < causes.size()) {
    const auto rest = static_cast<int>(causes.size() - i);
    brief.push_back(gutter() + page.style.dim("and " + count_of(rest, "more cause") +
                                              " (--verbose, or --report html)"));
  }
  if (!brief.empty()) append_block(lines, brief);
  return lines;
}

}  // namespace

Lines finding_part(const Page& page, std::size_t budget) {
  const std::vector<Cause> causes =
      causes_of(page.report, [&](const Finding& finding) { return is_shown(page, finding); });
  const Lines below = notes(page);
  const std::size_t needed = below.empty() ? 0 : below.size() + 1;
  Lines lines;
  if (page.is_long()) {
    lines = bounded(page, causes, budget - std::min(budget, needed + 1));
  } else {
    for (const Cause& cause : causes) append_block(lines, whole_block(page, cause));
  }
  if (!below.empty()) append_block(lines, below);
  return lines;
}

}  // namespace sworn::report
