// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "base/text.h"
#include "report/html_part.h"
#include "report/reference.h"
#include "report/text_layout.h"
#include "report/wording.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

/// Causes that the first screen names.
constexpr std::size_t most_first = 5;

std::string_view kind_name(ReportKind kind) {
  switch (kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return "Review of the document";
    case ReportKind::diff:
      return "What changed";
  }
  return "Cross-examination";
}

std::string examined_text(const Report& report) {
  const Summary& summary = report.summary;
  if (report.kind == ReportKind::diff)
    return count_of(summary.operations, "operation") + " compared";
  if (report.contract) {
    const ContractCounts& counts = *report.contract;
    return count_of(counts.operations, "operation") + " and " + count_of(counts.schemes, "scheme") +
           ": " + std::to_string(counts.secured) + " secured, " + std::to_string(counts.optional) +
           " optional, " + std::to_string(counts.anonymous) + " anonymous";
  }
  std::string line = std::to_string(summary.examined) + " of " +
                     count_of(summary.operations, "operation") + " examined";
  if (summary.inconclusive > 0)
    line += ", " + std::to_string(summary.inconclusive) + " inconclusive";
  if (summary.untested > 0) line += ", " + std::to_string(summary.untested) + " not asked";
  return report.run.complete ? line : line + "; stopped early";
}

std::string coverage_line(const Report& report) {
  const std::string uncounted = uncounted_in_words(report);
  return examined_text(report) + (uncounted.empty() ? "." : "; " + uncounted + ".");
}

/// The ring around the grade: how much of 100 is left.
void append_grade(HtmlPage& page) {
  const Summary& summary = page.report.summary;
  if (summary.grade.empty()) return;
  const bool is_known = summary.grade != "-";
  const std::string score = std::to_string(std::clamp(summary.score, 0, 100));
  HtmlWriter& out = page.out;
  const std::string words = is_known ? "Grade " + summary.grade + ", score " + score + " of 100"
                                     : "No grade: the run could not test";
  out.open("div", {{"class", "grade"}});
  out.open("svg",
           {{"viewBox", "0 0 120 120"},
            {"width", "132"},
            {"height", "132"},
            {"role", "img"},
            {"aria-label", words}});
  const std::string kind = !is_known             ? "unknown"
                           : summary.score >= 80 ? "good"
                           : summary.score >= 50 ? "fair"
                                                 : "bad";
  out.open("circle", {{"class", "track " + kind}, {"cx", "60"}, {"cy", "60"}, {"r", "52"}}).close();
  out.open("circle",
           {{"class", "level " + kind},
            {"cx", "60"},
            {"cy", "60"},
            {"r", "52"},
            {"pathLength", "100"},
            {"stroke-dasharray", (is_known ? score : "0") + " 100"},
            {"transform", "rotate(-90 60 60)"}})
      .close();
  out.element(
      "text", {{"class", "letter " + kind}, {"x", "60"}, {"y", "66"}}, clip(summary.grade, 3));
  out.element("text",
              {{"class", "points"}, {"x", "60"}, {"y", "88"}},
              is_known ? score + " / 100" : "not tested");
  out.close().close();
}

void append_tally(HtmlPage& page) {
  HtmlWriter& out = page.out;
  out.open("ul", {{"class", "tally"}, {"aria-label", "Findings by severity"}});
  for (const Severity severity : severities) {
    const int count = number_of(page.report.summary, severity);
    const std::string name(name_of(severity));
    const auto first = std::ranges::find_if(page.blocks, [&](const HtmlBlock& block) {
      return block.findings.front()->severity == severity && is_counted(*block.findings.front());
    });
    out.open("li", {{"class", count > 0 ? name : name + " zero"}});
    const bool is_link = count > 0 && first != page.blocks.end();
    if (is_link) out.open("a", {{"href", "#" + first->anchor}, {"data-severity", name}});
    out.element("strong", std::to_string(count)).text(" ").element("span", name);
    if (is_link) out.close();
    out.close();
  }
  out.close();
}

void append_first_look(HtmlPage& page) {
  HtmlWriter& out = page.out;
  std::vector<const HtmlBlock*> first;
  for (const HtmlBlock& block : page.blocks) {
    const Finding& finding = *block.findings.front();
    // What is no more than a hint is only counted.
    const bool is_named = is_counted(finding) && finding.severity != Severity::info;
    if (is_named && first.size() < most_first) first.push_back(&block);
  }
  if (first.empty()) return;
  out.open("div", {{"class", "first"}}).element("h3", "Look at these first").open("ol");
  for (const HtmlBlock* block : first) {
    const Finding& finding = *block->findings.front();
    out.open("li");
    append_severity(page, finding.severity);
    out.open("span").element("a", {{"href", "#" + block->anchor}}, finding.title).text(" ");
    append_place(page, finding.method, finding.path);
    if (block->findings.size() > 1) {
      out.text(" and " + std::to_string(block->findings.size() - 1) + " more");
    }
    if (!finding.observed.empty()) {
      out.open("span", {{"class", "contrast"}});
      out.open("span", {{"class", "declared"}}).prose(finding.declared).close();
      out.element("span", {{"class", "arrow"}}, " → ");
      out.open("span", {{"class", "observed"}}).prose(finding.observed).close().close();
    }
    out.close().close();
  }
  out.close().close();
}

/// "-15 session-fixation (high)" as points and what took them.
void append_score_parts(HtmlPage& page) {
  const Summary& summary = page.report.summary;
  if (summary.score_parts.empty()) return;
  HtmlWriter& out = page.out;
  out.open("details", {{"class", "score"}});
  out.element("summary", "How the score of " + std::to_string(summary.score) + " is made");
  out.element("p",
              {{"class", "note"}},
              "100 less the weight of each cause: 30 for a critical one, 15 high, 7 medium, 1 low; "
              "a group counts once, and no score is below 0.");
  out.open("table").element("caption", "What took points").open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, "Points").element("th", {{"scope", "col"}}, "Cause");
  out.close().close().open("tbody");
  out.open("tr").element("td", "100").element("td", "to begin with").close();
  for (const std::string& part : score_parts_by_weight(summary)) {
    const std::size_t space = std::min(part.find(' '), part.size());
    out.open("tr").element("td", base::replace_all(part.substr(0, space), "-", "−"));
    out.element("td", base::trim(std::string_view(part).substr(space))).close();
  }
  out.close().close().close();
}

void append_fact(HtmlPage& page, std::string_view term, std::string_view text) {
  if (text.empty()) return;
  page.out.open("div").element("dt", term).element("dd", text).close();
}

void append_gaps(HtmlPage& page) {
  const std::vector<std::string> gaps = gaps_of(page.report);
  if (gaps.empty()) return;
  HtmlWriter& out = page.out;
  out.open("div", {{"class", "problems"}, {"role", "alert"}})
      .element("h3", "The run cannot be trusted")
      .open("ul");
  for (const std::string& gap : gaps) out.open("li").prose(gap).close();
  out.close().close();
}

std::string spec_name(const Report::Spec& spec) {
  return spec.openapi.empty() ? spec.file : spec.file + ", OpenAPI " + spec.openapi;
}

}  // namespace

void append_head(HtmlPage& page) {
  const Report& report = page.report;
  HtmlWriter& out = page.out;
  out.open("header", {{"class", "top"}});
  out.open("p", {{"class", "kind"}}).element("b", "sworn").text(" ").text(kind_name(report.kind));
  out.close();
  out.element(
      "button", {{"type", "button"}, {"data-action", "theme"}, {"hidden", ""}}, "Other theme");
  out.open("h1").text(report.spec.title.empty() ? "Untitled API" : report.spec.title);
  const std::string& old_version = report.old_spec.version;
  const bool has_both = !old_version.empty() && old_version != report.spec.version;
  out.text(" ").element("span",
                        {{"class", "version"}},
                        has_both ? old_version + " → " + report.spec.version : report.spec.version);
  out.close();

  out.open("dl", {{"class", "facts"}});
  if (report.kind == ReportKind::diff) append_fact(page, "Old", spec_name(report.old_spec));
  append_fact(page, report.kind == ReportKind::diff ? "New" : "Document", spec_name(report.spec));
  if (!report.url.empty()) {
    const std::string target = link_target(report.url);
    out.open("div").element("dt", "Target").open("dd");
    if (target.empty()) {
      out.text(report.url);
    } else {
      out.element("a", {{"href", target}, {"rel", "noreferrer noopener"}}, report.url);
    }
    out.close().close();
  }
  if (report.run.started_ms > 0) {
    const std::string time = base::rfc3339(report.run.started_ms);
    out.open("div").element("dt", "Begun").open("dd");
    out.element(
        "time", {{"datetime", time}}, time.substr(0, 10) + " " + time.substr(11, 5) + " UTC");
    out.close().close();
  }
  if (page.is_check() && report.run.requests > 0) {
    const auto tenths = std::llround(report.run.duration_ms / 100);
    append_fact(page,
                "Requests",
                std::to_string(report.run.requests) + " in " + std::to_string(tenths / 10) + "." +
                    std::to_string(tenths % 10) + " s, " +
                    (report.run.writes ? "with writes" : "reads only"));
    append_fact(page, "Seed", std::to_string(report.run.seed));
  }
  append_fact(page, "Made by", std::string("sworn ") + version);
  out.close().close();
}

void append_summary(HtmlPage& page) {
  const Report& report = page.report;
  HtmlWriter& out = page.out;
  out.open("section", {{"id", "summary"}, {"aria-labelledby", "summary-title"}});
  append_gaps(page);
  out.open("div", {{"class", "verdict"}});
  append_grade(page);
  out.open("div", {{"class", "words"}});
  out.element("h2", {{"id", "summary-title"}}, capitalized(result_in_words(report)));
  if (report.credentials.empty()) out.element("p", coverage_line(report));
  append_tally(page);
  out.close().close();
  append_first_look(page);
  append_score_parts(page);
  out.close();
}

}  // namespace sworn::report
