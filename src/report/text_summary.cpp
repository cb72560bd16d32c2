// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "report/cause.h"
#include "report/text_part.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

std::string seconds_text(double milliseconds) {
  const auto tenths = std::llround(milliseconds / 100);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

bool has_reason(const OperationResult& operation, std::string_view part) {
  return operation.outcome == OperationOutcome::untested &&
         operation.reason.find(part) != std::string::npos;
}

std::vector<std::string> coverage_texts(const Report& report) {
  const Summary& summary = report.summary;
  std::vector<std::string> texts = {"examined " + std::to_string(summary.examined) + " of " +
                                    count_of(summary.operations, "operation")};
  const auto need_writes = static_cast<int>(std::ranges::count_if(
      report.operations,
      [](const OperationResult& operation) { return has_reason(operation, "--writes"); }));
  if (need_writes > 0)
    texts.push_back(std::to_string(need_writes) +
                    (need_writes == 1 ? " needs --writes" : " need --writes"));
  const int rest = summary.untested - need_writes;
  if (rest > 0) texts.push_back(std::to_string(rest) + " not asked");
  if (!report.run.complete) texts.emplace_back("stopped early");
  return texts;
}

/// "12 operations, 2 schemes: 10 secured, 0 optional, 2 anonymous"
std::string contract_text(const ContractCounts& counts) {
  return count_of(counts.operations, "operation") + ", " + count_of(counts.schemes, "scheme") +
         ": " + std::to_string(counts.secured) + " secured, " + std::to_string(counts.optional) +
         " optional, " + std::to_string(counts.anonymous) + " anonymous";
}

Severity gravest(const Summary& summary) {
  for (const Severity severity : severities) {
    if (number_of(summary, severity) > 0) return severity;
  }
  return Severity::info;
}

/// Operation keys by the reason why nothing is known of them, the most frequent first.
std::vector<std::pair<std::string, std::vector<std::string>>> by_reason(const Report& report) {
  std::map<std::string, std::vector<std::string>> keys;
  std::set<std::pair<std::string, std::string>> told;
  std::set<std::pair<std::string_view, std::string_view>> listed;
  const auto add = [&](const std::string& reason, const std::string& key) {
    if (told.emplace(reason, key).second) keys[reason].push_back(key);
  };
  for (const Inconclusive& one : report.inconclusive) {
    listed.emplace(one.path, one.method);
    add(one.reason, operation_name(report.kind, one.method, one.path));
  }
  for (const OperationResult& one : report.operations) {
    if (one.outcome != OperationOutcome::inconclusive || one.reason.empty()) continue;
    const bool is_listed = listed.contains({one.path, one.method});
    if (!is_listed) add(one.reason, one.method + " " + one.path);
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> sorted(keys.begin(), keys.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  return sorted;
}

/// "58 = 100 -25 access-not-enforced (critical), -15 session-fixation (high) and 3 more": as many
/// as have room in so many lines.
void append_score(const Page& page, std::size_t most_lines, Lines& lines) {
  const std::string begin = std::to_string(page.report.summary.score) + " = 100 ";
  std::vector<std::string> parts = score_parts_by_weight(page.report.summary);
  const std::size_t all = parts.size();
  std::string text = begin + base::join(parts, ", ");
  while (parts.size() > 1 &&
         wrap(text, page.width - gutter_columns, most_lines + 1).size() > most_lines) {
    parts.pop_back();
    text = begin + base::join(parts, ", ") + " and " + std::to_string(all - parts.size()) + " more";
  }
  append_field(page, lines, "score", text, most_lines);
}

}  // namespace

Lines head_part(const Page& page) {
  const Report& report = page.report;
  const std::string title = report.spec.title.empty() ? "untitled API" : report.spec.title;
  std::string rest = "  " + report.spec.file;
  std::string version = report.spec.version;
  if (!report.url.empty()) rest += " -> " + report.url;
  if (report.kind == ReportKind::diff) {
    rest = "  " + report.old_spec.file + " -> " + report.spec.file;
    if (report.old_spec.version != version) version = report.old_spec.version + " -> " + version;
  }
  const std::string name = clip(title + " " + version, page.width / 2);
  Lines lines = {page.style.bold(name) +
                 page.style.dim(clip(rest, page.width - std::min(page.width, columns_of(name))))};
  if (report.kind == ReportKind::check && !report.url.empty()) {
    const std::string run = count_of(report.run.requests, "request") + " in " +
                            seconds_text(report.run.duration_ms) +
                            (report.run.writes ? ", with writes" : ", reads only") + ", seed " +
                            std::to_string(report.run.seed);
    lines.push_back(page.style.dim(clip(run, page.width)));
  }
  return lines;
}

Lines problem_part(const Page& page) {
  const std::vector<std::string>& problems = page.report.problems;
  Lines lines;
  if (problems.empty()) return lines;
  lines.push_back(page.style.bad("Could not test"));
  const std::size_t most = page.is_verbose ? problems.size() : 5;
  for (std::size_t i = 0; i < std::min(most, problems.size()); ++i) {
    std::string before = page.style.bad(label("!")) + "  ";
    for (const std::string& line : wrap(problems[i], page.width - gutter_columns, 2)) {
      lines.push_back(before + line);
      before = gutter();
    }
  }
  if (problems.size() > most) {
    lines.push_back(gutter() + "and " + std::to_string(problems.size() - most) + " more");
  }
  return lines;
}

Lines inconclusive_part(const Page& page) {
  const auto reasons = by_reason(page.report);
  Lines lines;
  if (reasons.empty()) return lines;
  lines.push_back(page.style.bold("Inconclusive"));
  const std::size_t most = page.is_verbose ? reasons.size() : page.is_long() ? 4 : 8;
  for (std::size_t i = 0; i < std::min(most, reasons.size()); ++i) {
    const auto& [reason, keys] = reasons[i];
    append_field(page,
                 lines,
                 std::to_string(keys.size()),
                 reason + ": " +
                     enumerate(keys,
                               page.is_verbose  ? keys.size()
                               : page.is_long() ? 1
                                                : 3),
                 page.is_verbose  ? 100
                 : page.is_long() ? 1
                                  : 2);
  }
  if (reasons.size() > most) {
    lines.push_back(gutter() + "and " + std::to_string(reasons.size() - most) + " more reasons");
  }
  return lines;
}

Lines coverage_part(const Page& page) {
  const std::vector<std::string>& coverage = page.report.coverage;
  Lines lines;
  if (coverage.empty()) return lines;
  lines.push_back(page.style.bold("Not covered"));
  const std::size_t most = page.is_verbose ? coverage.size() : page.is_long() ? 4 : 8;
  for (std::size_t i = 0; i < std::min(most, coverage.size()); ++i) {
    append_field(page, lines, "-", coverage[i], page.is_long() ? 1 : 3);
  }
  if (coverage.size() > most) {
    lines.push_back(gutter() + "and " + std::to_string(coverage.size() - most) + " more");
  }
  return lines;
}

Lines verdict_part(const Page& page) {
  const Report& report = page.report;
  const Summary& summary = report.summary;
  Lines lines;
  if (!summary.grade.empty() && !summary.score_parts.empty()) {
    append_score(page, page.is_verbose ? 100 : page.is_long() ? 2 : 4, lines);
  }
  std::vector<std::string> rest;
  const bool is_about_credentials = !report.credentials.empty();
  if (report.kind == ReportKind::check && !is_about_credentials) rest = coverage_texts(report);
  if (!summary.grade.empty() && summary.grade != "-" && !is_about_credentials) {
    const std::string uncounted = uncounted_in_words(report);
    rest.push_back("score " + std::to_string(summary.score) + " (" + summary.grade + ")" +
                   (uncounted.empty() ? "" : ", " + uncounted));
  }
  const std::string result = result_in_words(report);
  const bool has_findings = number_of_all(summary) > 0;
  const std::string shown = has_findings              ? page.style.of(gravest(summary), result)
                            : gaps_of(report).empty() ? page.style.good(result)
                                                      : page.style.warn(result);
  std::string before;
  if (report.contract) {
    const Lines counts = wrap(contract_text(*report.contract), page.width, 4);
    lines.insert(lines.end(), counts.begin(), counts.end());
  }
  if (report.kind == ReportKind::diff) {
    before = count_of(summary.operations, "operation") + " compared; ";
  }
  const std::string after = base::printable(base::join(rest, "; "));
  lines.push_back(before + shown + (after.empty() ? "" : "; " + after));
  return lines;
}

}  // namespace sworn::report
