// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "report/text_layout.h"

namespace sworn::report {
namespace {

bool is_about_credentials(const Report& report) {
  return !report.credentials.empty();
}

std::string credentials_in_words(const Report& report) {
  const auto working = std::ranges::count(
      report.credentials, CredentialResult::State::works, &CredentialResult::state);
  return std::to_string(working) + " of " +
         count_of(static_cast<int>(report.credentials.size()), "credential") +
         (working == 1 ? " works" : " work");
}

}  // namespace

FormNames form_names(ReportKind kind) {
  switch (kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return {"declared", "found", "why"};
    case ReportKind::diff:
      return {"old", "new", "why"};
  }
  return {"declared", "observed", "proof"};
}

int number_of(const Summary& summary, Severity severity) {
  const auto found = summary.findings.find(severity);
  return found == summary.findings.end() ? 0 : found->second;
}

int number_of_all(const Summary& summary) {
  int all = 0;
  for (const Severity severity : severities) all += number_of(summary, severity);
  return all;
}

std::string result_in_words(const Report& report) {
  if (is_about_credentials(report)) return credentials_in_words(report);
  std::vector<std::string> counts;
  for (const Severity severity : severities) {
    const int count = number_of(report.summary, severity);
    if (count > 0) counts.push_back(std::to_string(count) + " " + std::string(name_of(severity)));
  }
  if (!counts.empty()) {
    return base::join(counts, ", ") +
           (number_of_all(report.summary) == 1 ? " finding" : " findings");
  }
  if (!report.problems.empty()) return "could not test";
  const auto is_uncounted = [](FindingState state) { return state != FindingState::is_new; };
  if (std::ranges::any_of(report.findings, is_uncounted, &Finding::state)) {
    return "nothing new found";
  }
  if (report.kind == ReportKind::review) return "nothing found";
  if (report.kind == ReportKind::diff) return "no change found";
  return report.summary.examined > 0 ? "no mismatch found" : "nothing was proven";
}

std::string extent_in_words(const Report& report) {
  std::vector<std::string> parts;
  const Summary& summary = report.summary;
  if (report.kind == ReportKind::check && !is_about_credentials(report)) {
    parts.push_back("examined " + std::to_string(summary.examined) + " of " +
                    count_of(summary.operations, "operation"));
  }
  if (!report.run.complete) parts.emplace_back("stopped early");
  if (!summary.grade.empty() && summary.grade != "-" && !is_about_credentials(report)) {
    parts.push_back("score " + std::to_string(summary.score) + " (" + summary.grade + ")");
  }
  if (std::string left = uncounted_in_words(report); !left.empty()) parts.push_back(left);
  if (!report.gone.empty()) parts.push_back(std::to_string(report.gone.size()) + " gone");
  return base::join(parts, ", ");
}

std::vector<std::string> score_parts_by_weight(const Summary& summary) {
  const auto points = [](const std::string& part) {
    int value = 0;
    std::from_chars(part.data(), part.data() + part.size(), value);
    return value;
  };
  std::vector<std::string> parts = summary.score_parts;
  std::ranges::stable_sort(parts, {}, points);
  return parts;
}

std::string uncounted_in_words(const Report& report) {
  std::vector<std::string> uncounted;
  for (const FindingState state : {FindingState::known, FindingState::suppressed}) {
    const auto count = std::ranges::count(report.findings, state, &Finding::state);
    if (count > 0) uncounted.push_back(std::to_string(count) + " " + std::string(name_of(state)));
  }
  return uncounted.empty() ? "" : base::join(uncounted, " and ") + " not counted";
}

std::string capitalized(std::string_view text) {
  return base::to_upper(text.substr(0, 1)) +
         std::string(text.substr(std::min<std::size_t>(1, text.size())));
}

std::vector<std::string> gaps_of(const Report& report) {
  std::vector<std::string> gaps = report.problems;
  if (!report.run.complete) gaps.emplace_back("the run was stopped before its end");
  if (is_about_credentials(report)) {
    gaps.emplace_back("the run only tried whether the credentials work");
  } else if (gaps.empty() && report.kind == ReportKind::check && report.summary.examined == 0) {
    gaps.emplace_back("no operation could be examined");
  }
  return gaps;
}

}  // namespace sworn::report
