// SPDX-License-Identifier: Apache-2.0
#include "report/markdown_part.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "report/finding_text.h"
#include "report/markdown_text.h"
#include "report/text_layout.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_name_bytes = 160;
constexpr std::size_t most_field_bytes = 600;
constexpr std::size_t most_curl_bytes = 2'000;
constexpr std::size_t most_items = 8;
constexpr std::size_t most_operations = 3;

std::string code(std::string_view text, std::size_t most = most_name_bytes) {
  return markdown_code(base::shorten(text, most));
}

std::string prose(std::string_view text, std::size_t most = most_field_bytes) {
  return markdown_prose(base::shorten(text, most));
}

/// "`GET /a`, `GET /b` and 2 more"
std::string operations_text(const std::vector<std::string>& operations) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(operations.size(), most_operations); ++i) {
    shown.push_back(code(operations[i]));
  }
  std::string text = base::join(shown, ", ");
  if (operations.size() > most_operations) {
    text += " and " + std::to_string(operations.size() - most_operations) + " more";
  }
  return text;
}

std::string list(std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string out = "**" + std::string(title) + "**\n\n";
  for (std::size_t i = 0; i < std::min(items.size(), most_items); ++i)
    out += "- " + items[i] + "\n";
  if (items.size() > most_items) {
    out += "- and " + std::to_string(items.size() - most_items) + " more\n";
  }
  return out + "\n";
}

std::vector<std::string> as_prose(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  // The list shows no more.
  for (std::size_t i = 0; i < texts.size(); ++i) {
    out.push_back(i < most_items ? prose(texts[i], 300) : std::string());
  }
  return out;
}

/// "12 × reason", the most frequent first.
std::vector<std::string> reasons_of(const Report& report) {
  std::map<std::string, int> counts;
  for (const Inconclusive& one : report.inconclusive) ++counts[one.reason];
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted,
                           [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> reasons;
  for (const auto& [reason, count] : sorted) {
    reasons.push_back(std::to_string(count) + " × " + prose(reason, 300));
  }
  return reasons;
}

std::string note_of(const Finding& finding) {
  return finding.confidence == Confidence::likely ? " (likely)" : "";
}

}  // namespace

std::string markdown_head(const MarkdownPage& page) {
  const Report& report = page.report;
  std::string out = "<!-- sworn-report -->\n### sworn: " + result_in_words(report) + "\n\n";
  out += prose(report.spec.title.empty() ? "untitled API" : report.spec.title, most_name_bytes);
  out += " " + prose(report.spec.version, 60) + ", ";
  if (report.kind == ReportKind::diff) out += code(report.old_spec.file) + " → ";
  out += code(report.spec.file);
  if (!report.url.empty()) out += " at " + code(report.url);
  // The grade is ours, but a report may come from anywhere.
  const std::string extent = prose(extent_in_words(report));
  if (!extent.empty()) out += "  \n" + extent;
  return out + "\n\n";
}

std::string markdown_gaps(const MarkdownPage& page) {
  return list("The run cannot be trusted", as_prose(gaps_of(page.report)));
}

std::string markdown_row(const Cause& cause) {
  const Finding& finding = *cause.finding;
  std::string row = "| " + std::string(name_of(finding.severity)) + note_of(finding) + " | ";
  row += markdown_cell(prose(finding.title, most_name_bytes)) + " " +
         markdown_cell(code(finding.rule)) + " | ";
  return row + markdown_cell(operations_text(cause.operations)) + " |\n";
}

std::string markdown_cause(const MarkdownPage& page, const Cause& cause) {
  const Finding& finding = *cause.finding;
  const FormNames names = form_names(page.report.kind);
  std::string out = "<details><summary><b>" + std::string(name_of(finding.severity)) + "</b>" +
                    note_of(finding) + " ";
  out += html_inert(base::shorten(finding.title, most_name_bytes)) + ": <code>" +
         html_inert(base::shorten(cause.operations.front(), most_name_bytes)) + "</code>";
  if (cause.operations.size() > 1) {
    out += " and " + std::to_string(cause.operations.size() - 1) + " more";
  }
  out += "</summary>\n\n";
  if (cause.operations.size() > 1) {
    out += "- operations: " + operations_text(cause.operations);
    if (cause.group != nullptr && cause.group->of > 0) {
      out += " (" + std::to_string(cause.operations.size()) + " of " +
             std::to_string(cause.group->of) + ")";
    }
    out += "\n";
  }
  out += "- document: " + code(cause.location().text());
  const std::string_view excerpt = base::trim(finding.spec_excerpt);
  if (!excerpt.empty() && cause.location() == finding.location) out += " " + code(excerpt);
  out += "\n- " + std::string(names.declared) + ": " + code(finding.declared, most_field_bytes);
  out += "\n- " + std::string(names.observed) + ": " + code(finding.observed, most_field_bytes);
  if (!finding.explanation.empty()) {
    out += "\n- " + std::string(names.explanation) + ": " + prose(finding.explanation);
  }
  for (const std::string& step : proof_steps(finding, page.exchanges)) {
    out += "\n  - " + code(step, most_field_bytes);
  }
  if (!finding.remedy.empty()) out += "\n- remedy: " + prose(finding.remedy);
  out += "\n- rule " + code(finding.rule) + ", fingerprint " + code(finding.fingerprint) + "\n\n";
  if (!finding.curl.empty()) {
    const std::string_view command = finding.curl.front();
    // A command that is cut does something else.
    if (command.size() <= most_curl_bytes) {
      out += markdown_block(base::printable(command), "sh") + "\n";
    }
  }
  return out + "</details>\n\n";
}

std::string markdown_rest(const MarkdownPage& page) {
  const Report& report = page.report;
  std::string out = list("Inconclusive", reasons_of(report));
  out += list("Not covered", as_prose(report.coverage));
  std::vector<std::string> gone;
  for (const GoneFinding& one : report.gone) {
    gone.push_back(code(one.rule) + " " + code(operation_name(report.kind, one.method, one.path)));
  }
  out += list("Gone since the baseline", gone);
  const int info = number_of(report.summary, Severity::info);
  if (info > 0) out += "Not shown: " + std::to_string(info) + " info.\n\n";
  return out;
}

std::string markdown_operations_head(ReportKind kind) {
  const FormNames names = form_names(kind);
  std::string head = "| operation | " + std::string(names.declared) + " |";
  std::string rule = "|---|---|";
  const auto add = [&](std::string_view name) {
    head.append(" ").append(name).append(" |");
    rule += "---|";
  };
  if (kind != ReportKind::review) add(names.observed);
  if (kind == ReportKind::check) add("outcome");
  return head + "\n" + rule + "\n";
}

std::string markdown_operation(const OperationResult& operation, ReportKind kind) {
  std::string row = "| " + markdown_cell(code(operation.method + " " + operation.path)) + " | ";
  row += markdown_cell(code(operation.declared_security)) + " |";
  if (kind != ReportKind::review) {
    row += " " + markdown_cell(code(operation.observed_security)) + " |";
  }
  if (kind == ReportKind::check) {
    row += " " + std::string(name_of(operation.outcome));
    if (!operation.reason.empty()) row += ": " + markdown_cell(prose(operation.reason, 200));
    row += " |";
  }
  return row + "\n";
}

}  // namespace sworn::report
