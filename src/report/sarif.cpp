// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "report/cause.h"
#include "report/reference.h"
#include "report/sarif_part.h"
#include "report/text_layout.h"
#include "report/wording.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

constexpr std::size_t most_results = 25'000;
constexpr std::size_t most_bytes = 40'000'000;
constexpr std::size_t most_notifications = 1'000;
constexpr std::size_t most_text_bytes = 1'000;

/// The results as JSON, in the order of the report, and how many of the mildest were left out.
struct Results {
  std::vector<std::string> json;
  std::size_t left_out = 0;
};

Results results_of(const SarifPage& page, const std::vector<std::string>& gaps) {
  Results results;
  if (!gaps.empty()) results.json.push_back(sarif_incomplete_result(page, gaps));
  std::vector<const Finding*> findings;
  for (const Finding& finding : page.report.findings) findings.push_back(&finding);
  std::ranges::stable_sort(findings, {}, [](const Finding* one) { return one->severity; });
  std::size_t bytes = 0;
  for (const Finding* finding : findings) {
    if (results.json.size() == most_results) break;
    std::string one = sarif_result(page, *finding);
    if (bytes + one.size() > most_bytes) break;
    bytes += one.size();
    results.json.push_back(std::move(one));
  }
  results.left_out = findings.size() + (gaps.empty() ? 0 : 1) - results.json.size();
  return results;
}

/// A notification (SARIF §3.58) about an operation, a rule, both or neither.
void write_notification(JsonWriter& writer,
                        const SarifPage& page,
                        std::string_view id,
                        std::string_view level,
                        const std::string& text,
                        const std::string& rule = "") {
  writer.begin_object();
  writer.key("descriptor").begin_object().member("id", id).end_object();
  writer.member("level", level);
  write_sarif_message(writer, "message", base::shorten(base::printable(text), most_text_bytes));
  if (const int index = page.rules.index_of(rule); index >= 0) {
    writer.key("associatedRule").begin_object();
    writer.member("id", base::printable(rule)).member("index", index).end_object();
  }
  writer.end_object();
}

void write_notifications(JsonWriter& writer,
                         const SarifPage& page,
                         const std::vector<std::string>& gaps,
                         std::size_t left_out) {
  const Report& report = page.report;
  writer.key("toolExecutionNotifications").begin_array();
  for (const std::string& gap : gaps) {
    write_notification(writer, page, run_incomplete_rule, "error", gap);
  }
  if (left_out > 0) {
    write_notification(writer,
                       page,
                       "truncated",
                       "warning",
                       count_of(static_cast<int>(left_out), "result") +
                           " left out, the mildest: GitHub takes no more");
  }
  for (const std::string& text : report.coverage) {
    write_notification(writer, page, "not-covered", "note", text);
  }
  const std::size_t shown = std::min(report.inconclusive.size(), most_notifications);
  for (std::size_t i = 0; i < shown; ++i) {
    const Inconclusive& one = report.inconclusive[i];
    const std::string where = operation_name(report.kind, one.method, one.path);
    write_notification(writer, page, "inconclusive", "note", where + ": " + one.reason, one.rule);
  }
  if (shown < report.inconclusive.size()) {
    write_notification(
        writer,
        page,
        "inconclusive",
        "note",
        "and " + std::to_string(report.inconclusive.size() - shown) + " more are inconclusive");
  }
  // As results they would be alerts where the reader does not know "absent".
  for (const GoneFinding& one : report.gone) {
    write_notification(writer,
                       page,
                       "gone",
                       "note",
                       operation_name(report.kind, one.method, one.path) +
                           ": gone since the baseline, " + one.rule + " " + one.fingerprint,
                       one.rule);
  }
  writer.end_array();
}

void write_invocation(JsonWriter& writer,
                      const SarifPage& page,
                      const std::vector<std::string>& gaps,
                      std::size_t left_out) {
  const Report::Run& run = page.report.run;
  writer.key("invocations").begin_array().begin_object();
  writer.member("executionSuccessful", gaps.empty());
  if (run.started_ms > 0) {
    writer.member("startTimeUtc", base::rfc3339(run.started_ms));
    writer.member("endTimeUtc",
                  base::rfc3339(run.started_ms + static_cast<std::int64_t>(run.duration_ms)));
  }
  write_notifications(writer, page, gaps, left_out);
  writer.end_object().end_array();
}

void write_tool(JsonWriter& writer, const SarifRules& rules) {
  writer.key("tool").begin_object().key("driver").begin_object();
  writer.member("name", "sworn");
  writer.member("version", version);
  writer.member("semanticVersion", version);
  writer.key("rules").begin_array();
  for (const SarifRule& rule : rules.all()) write_sarif_rule(writer, rule);
  writer.end_array();
  writer.key("notifications").begin_array();
  for (const std::string_view id : {run_incomplete_rule,
                                    std::string_view("truncated"),
                                    std::string_view("not-covered"),
                                    std::string_view("inconclusive"),
                                    std::string_view("gone")}) {
    writer.begin_object().member("id", id).end_object();
  }
  writer.end_array();
  writer.key("supportedTaxonomies").begin_array().begin_object();
  writer.member("name", "CWE").member("index", std::int64_t{0}).end_object().end_array();
  writer.end_object().end_object();
}

void write_taxonomy(JsonWriter& writer, const SarifRules& rules) {
  writer.key("taxonomies").begin_array().begin_object();
  writer.member("name", "CWE").member("organization", "MITRE");
  writer.member("informationUri", "https://cwe.mitre.org/");
  writer.key("shortDescription").begin_object();
  writer.member("text", "Common Weakness Enumeration").end_object();
  writer.key("taxa").begin_array();
  for (const int cwe : rules.weaknesses()) {
    writer.begin_object().member("id", std::to_string(cwe));
    writer.member("helpUri", reference_url("CWE-" + std::to_string(cwe)));
    writer.end_object();
  }
  writer.end_array().end_object().end_array();
}

std::string_view kind_name(ReportKind kind) {
  if (kind == ReportKind::review) return "review";
  return kind == ReportKind::diff ? "diff" : "check";
}

/// What GitHub takes for the category: an upload replaces the last one of the same. The port of a
/// loopback server is another in each run.
std::string automation_id(const Report& report) {
  std::string id = "sworn/" + std::string(kind_name(report.kind)) + "/";
  const Result<base::Url> url = base::parse_url(report.url);
  if (url && !url->is_loopback()) id += url->host + "/";
  return id + base::printable(report.spec.file == "-" ? "stdin" : report.spec.file) + "/";
}

void write_artifacts(JsonWriter& writer, const SarifPage& page) {
  writer.key("artifacts").begin_array().begin_object().key("location");
  write_sarif_artifact(writer, page, {page.report.spec.file, 0, 0, ""});
  if (!page.report.spec.sha256.empty()) {
    writer.key("hashes").begin_object().member("sha-256", page.report.spec.sha256).end_object();
  }
  writer.key("roles").begin_array().string("analysisTarget").end_array();
  writer.end_object().end_array();
}

void write_properties(JsonWriter& writer, const Report& report) {
  const Summary& summary = report.summary;
  writer.key("properties").begin_object();
  writer.member("operations", std::int64_t{summary.operations});
  writer.member("examined", std::int64_t{summary.examined});
  writer.member("score", std::int64_t{summary.score});
  writer.member("grade", summary.grade);
  writer.key("findings").begin_object();
  for (const Severity severity : severities) {
    writer.member(name_of(severity), std::int64_t{number_of(summary, severity)});
  }
  writer.end_object();
  if (!report.url.empty()) writer.member("url", report.url);
  writer.end_object();
}

}  // namespace

std::string sarif(const Report& report, const View& view) {
  const SarifRules rules(report);
  const ExchangeIndex exchanges(report);
  const SarifPage page{
      .report = report,
      .view = view,
      .rules = rules,
      .exchanges = exchanges,
      .has_baseline = !report.gone.empty() ||
                      std::ranges::count(report.findings, FindingState::known, &Finding::state) > 0,
      .has_suppressions =
          std::ranges::count(report.findings, FindingState::suppressed, &Finding::state) > 0};
  const std::vector<std::string> gaps = gaps_of(report);
  const Results results = results_of(page, gaps);

  JsonWriter writer(1);
  writer.begin_object();
  writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  writer.member("version", "2.1.0");
  writer.key("runs").begin_array().begin_object();
  write_tool(writer, rules);
  write_taxonomy(writer, rules);
  write_invocation(writer, page, gaps, results.left_out);
  writer.key("automationDetails").begin_object().member("id", automation_id(report)).end_object();
  writer.key("originalUriBaseIds").begin_object().key("%SRCROOT%").begin_object();
  writer.key("description").begin_object().member("text", "the root of the checkout").end_object();
  writer.end_object().end_object();
  // Columns count characters, not UTF-16 units (§3.14.17).
  writer.member("columnKind", "unicodeCodePoints");
  write_artifacts(writer, page);
  writer.key("results").begin_array();
  for (const std::string& result : results.json) writer.raw(result);
  writer.end_array();
  write_properties(writer, report);
  writer.end_object().end_array().end_object();
  return writer.take() + "\n";
}

}  // namespace sworn::report
