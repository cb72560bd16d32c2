// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include "base/clock.h"
#include "document/json_writer.h"
#include "report/json_exchange.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

void member_if_any(JsonWriter& writer, std::string_view name, const std::string& value) {
  if (!value.empty()) writer.member(name, value);
}

void write_strings(JsonWriter& writer,
                   std::string_view name,
                   const std::vector<std::string>& values) {
  writer.key(name).begin_array();
  for (const std::string& value : values) writer.string(value);
  writer.end_array();
}

void write_location(JsonWriter& writer, const Location& location) {
  writer.key("location").begin_object();
  writer.member("file", location.file);
  writer.member("line", std::int64_t{location.line});
  writer.member("column", std::int64_t{location.column});
  writer.member("pointer", location.pointer);
  writer.end_object();
}

void write_spec(JsonWriter& writer, std::string_view name, const Report::Spec& spec) {
  writer.key(name).begin_object();
  writer.member("file", spec.file);
  writer.member("title", spec.title);
  writer.member("version", spec.version);
  writer.member("openapi", spec.openapi);
  writer.member("sha256", spec.sha256);
  writer.end_object();
}

void write_head(JsonWriter& writer, const Report& report) {
  writer.member("report_version", std::int64_t{1});
  writer.key("tool").begin_object().member("name", "sworn").member("version", version).end_object();
  if (report.kind == ReportKind::diff) write_spec(writer, "old_spec", report.old_spec);
  write_spec(writer, "spec", report.spec);
  if (!report.url.empty()) writer.member("url", report.url);
}

void write_run(JsonWriter& writer, const Report::Run& run) {
  writer.key("run").begin_object();
  writer.member("started", base::rfc3339(run.started_ms));
  writer.key("duration_ms").number(run.duration_ms);
  writer.member("requests", std::int64_t{run.requests});
  // As text: a 64-bit number does not survive readers that have doubles only (RFC 8259 §6).
  writer.member("seed", std::to_string(run.seed));
  writer.member("writes", run.writes);
  writer.member("complete", run.complete);
  writer.end_object();
}

void write_summary(JsonWriter& writer, const Summary& summary) {
  writer.key("summary").begin_object();
  writer.member("operations", std::int64_t{summary.operations});
  writer.member("examined", std::int64_t{summary.examined});
  writer.member("score", std::int64_t{summary.score});
  writer.member("grade", summary.grade);
  write_strings(writer, "score_parts", summary.score_parts);
  writer.key("findings").begin_object();
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    const auto count = summary.findings.find(severity);
    writer.member(name_of(severity),
                  std::int64_t{count == summary.findings.end() ? 0 : count->second});
  }
  writer.end_object();
  writer.member("inconclusive", std::int64_t{summary.inconclusive});
  writer.member("untested", std::int64_t{summary.untested});
  writer.end_object();
}

void write_contract(JsonWriter& writer, const std::string& version, const ContractCounts& counts) {
  writer.key("contract").begin_object();
  writer.member("version", version);
  writer.member("operations", std::int64_t{counts.operations});
  writer.member("schemes", std::int64_t{counts.schemes});
  writer.member("secured", std::int64_t{counts.secured});
  writer.member("optional", std::int64_t{counts.optional});
  writer.member("anonymous", std::int64_t{counts.anonymous});
  writer.end_object();
}

void write_operation(JsonWriter& writer, const OperationResult& operation, ReportKind kind) {
  writer.begin_object();
  writer.member("method", operation.method);
  writer.member("path", operation.path);
  member_if_any(writer, "operation_id", operation.operation_id);
  writer.member("declared_security", operation.declared_security);
  if (kind != ReportKind::review) {
    writer.member("observed_security", operation.observed_security);
  }
  if (kind == ReportKind::review) {
    writer.member("security_source", name_of(operation.security_source));
    write_strings(writer, "refusals", operation.refusals);
  }
  writer.member("outcome", name_of(operation.outcome));
  member_if_any(writer, "reason", operation.reason);
  writer.end_object();
}

void write_finding(JsonWriter& writer, const Finding& finding, bool with_observed) {
  writer.begin_object();
  writer.member("rule", finding.rule);
  writer.member("title", finding.title);
  writer.member("severity", name_of(finding.severity));
  writer.member("confidence", name_of(finding.confidence));
  writer.member("category", finding.category);
  writer.member("method", finding.method);
  writer.member("path", finding.path);
  member_if_any(writer, "operation_id", finding.operation_id);
  member_if_any(writer, "scheme", finding.scheme);
  write_location(writer, finding.location);
  writer.member("declared", finding.declared);
  if (with_observed) writer.member("observed", finding.observed);
  // Of a document alone nothing was observed; what was found in it is said first.
  writer.member("explanation",
                with_observed || finding.observed.empty()
                    ? finding.explanation
                    : "Found: " + finding.observed + ". " + finding.explanation);
  writer.member("remedy", finding.remedy);
  writer.member("cwe", std::int64_t{finding.cwe});
  writer.member("owasp", finding.owasp);
  writer.member("fingerprint", finding.fingerprint);
  writer.member("group", std::int64_t{finding.group});
  write_strings(writer, "implies", finding.implies);
  writer.member("state", name_of(finding.state));
  member_if_any(writer, "suppressed_because", finding.suppressed_because);
  writer.key("exchanges").begin_array();
  for (const int id : finding.exchanges) writer.integer(id);
  writer.end_array();
  write_strings(writer, "curl", finding.curl);
  writer.end_object();
}

void write_group(JsonWriter& writer, const FindingGroup& group, bool with_observed) {
  writer.begin_object();
  writer.member("id", std::int64_t{group.id});
  writer.member("rule", group.rule);
  writer.member("severity", name_of(group.severity));
  writer.member("declared", group.declared);
  if (with_observed) writer.member("observed", group.observed);
  write_strings(writer, "operations", group.operations);
  writer.member("of", std::int64_t{group.of});
  write_location(writer, group.location);
  writer.end_object();
}

void write_inconclusive(JsonWriter& writer, const Inconclusive& one) {
  writer.begin_object();
  writer.member("rule", one.rule);
  writer.member("method", one.method);
  writer.member("path", one.path);
  writer.member("reason", one.reason);
  writer.end_object();
}

void write_gone(JsonWriter& writer, const GoneFinding& gone) {
  writer.begin_object();
  writer.member("rule", gone.rule);
  writer.member("method", gone.method);
  writer.member("path", gone.path);
  writer.member("fingerprint", gone.fingerprint);
  writer.end_object();
}

void write_credential(JsonWriter& writer, const CredentialResult& one) {
  writer.begin_object();
  writer.member("identity", one.identity);
  writer.member("scheme", one.scheme);
  writer.member("state", name_of(one.state));
  member_if_any(writer, "operation", one.operation);
  member_if_any(writer, "reason", one.reason);
  writer.end_object();
}

template <typename Value, typename Write>
void write_array(JsonWriter& writer,
                 std::string_view name,
                 const std::vector<Value>& values,
                 Write write) {
  writer.key(name).begin_array();
  for (const Value& value : values) write(value);
  writer.end_array();
}

}  // namespace

std::string json(const Report& report) {
  const bool with_observed = report.kind != ReportKind::review;
  JsonWriter writer;
  writer.begin_object();
  write_head(writer, report);
  write_run(writer, report.run);
  write_summary(writer, report.summary);
  if (report.contract) write_contract(writer, report.spec.openapi, *report.contract);
  write_array(writer, "operations", report.operations, [&](const OperationResult& one) {
    write_operation(writer, one, report.kind);
  });
  write_array(writer, "findings", report.findings, [&](const Finding& one) {
    write_finding(writer, one, with_observed);
  });
  write_array(writer, "groups", report.groups, [&](const FindingGroup& one) {
    write_group(writer, one, with_observed);
  });
  if (!report.gone.empty()) {
    write_array(
        writer, "gone", report.gone, [&](const GoneFinding& one) { write_gone(writer, one); });
  }
  write_array(writer, "inconclusive", report.inconclusive, [&](const Inconclusive& one) {
    write_inconclusive(writer, one);
  });
  if (!report.credentials.empty()) {
    write_array(writer, "credentials", report.credentials, [&](const CredentialResult& one) {
      write_credential(writer, one);
    });
  }
  write_strings(writer, "problems", report.problems);
  write_strings(writer, "coverage", report.coverage);
  if (report.kind == ReportKind::check) {
    write_array(writer, "exchanges", report.exchanges, [&](const Exchange& one) {
      write_exchange(writer, one);
    });
  }
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace sworn::report
