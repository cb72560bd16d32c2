// SPDX-License-Identifier: Apache-2.0
#include "report/gitlab.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "report/gitlab_part.h"
#include "report/wording.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

constexpr std::size_t most_text_bytes = 1'000;

void write_program(JsonWriter& writer, std::string_view key) {
  writer.key(key).begin_object();
  writer.member("id", "sworn").member("name", "sworn").member("version", version);
  writer.key("vendor").begin_object().member("name", "sworn").end_object();
  writer.end_object();
}

/// Without a zone, and in UTC: "2026-11-20T21:00:00".
std::string time_text(std::int64_t milliseconds) {
  return base::rfc3339(milliseconds).substr(0, 19);
}

void write_message(JsonWriter& writer, std::string_view level, std::string_view text) {
  if (text.empty()) return;
  writer.begin_object().member("level", level);
  writer.member("value", base::shorten(base::printable(text), most_text_bytes));
  writer.end_object();
}

void write_messages(JsonWriter& writer, const Report& report) {
  writer.key("messages").begin_array();
  for (const std::string& gap : gaps_of(report)) write_message(writer, "fatal", gap);
  const std::string extent = extent_in_words(report);
  write_message(writer, "info", result_in_words(report) + (extent.empty() ? "" : "; " + extent));
  for (const std::string& text : report.coverage) write_message(writer, "info", text);
  if (!report.inconclusive.empty()) {
    write_message(
        writer, "warn", std::to_string(report.inconclusive.size()) + " verdicts are inconclusive");
  }
  writer.end_array();
}

/// Only a check asks somebody: of the other reports a match means that nothing was found.
bool is_examined(const Report& report, const OperationResult& one) {
  return report.kind == ReportKind::check &&
         (one.outcome == OperationOutcome::match || one.outcome == OperationOutcome::mismatch);
}

void write_resources(JsonWriter& writer, const Report& report) {
  writer.key("scanned_resources").begin_array();
  for (const OperationResult& one : report.operations) {
    if (!is_examined(report, one)) continue;
    const std::string url = base::printable(report.url + one.path);
    writer.begin_object();
    writer.member("method", base::printable(one.method));
    writer.member("url", url.empty() ? "/" : url).member("type", "url").end_object();
  }
  writer.end_array();
}

void write_scan(JsonWriter& writer, const Report& report, const View& view) {
  const Report::Run& run = report.run;
  // The schema wants a time of a document too, which nothing ran against.
  const std::int64_t start = run.started_ms > 0 ? run.started_ms : view.written_ms;
  writer.key("scan").begin_object();
  write_program(writer, "analyzer");
  write_program(writer, "scanner");
  writer.member("type", "dast");
  writer.member("start_time", time_text(start));
  writer.member("end_time", time_text(start + static_cast<std::int64_t>(run.duration_ms)));
  writer.member("status", gaps_of(report).empty() ? "success" : "failure");
  write_messages(writer, report);
  write_resources(writer, report);
  writer.end_object();
}

std::string origin_of(const Report& report) {
  const Result<base::Url> url = base::parse_url(report.url);
  return url ? url->origin() : base::printable(report.url);
}

}  // namespace

std::string gitlab(const Report& report, const View& view) {
  const ExchangeIndex exchanges(report);
  const std::string origin = origin_of(report);
  JsonWriter writer(1);
  writer.begin_object();
  writer.member("version", "15.0.7");
  write_scan(writer, report, view);
  writer.key("vulnerabilities").begin_array();
  for (const Finding& finding : report.findings) {
    if (finding.state == FindingState::suppressed) continue;
    write_gitlab_vulnerability(writer, {report, view, exchanges, origin}, finding);
  }
  writer.end_array().end_object();
  return writer.take() + "\n";
}

}  // namespace sworn::report
