// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/text.h"
#include "report/cause.h"
#include "report/finding_text.h"
#include "report/sarif_part.h"
#include "report/source_place.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

constexpr std::size_t most_field_bytes = 1'000;
constexpr std::size_t most_curl_bytes = 2'000;

/// A URI reference (SARIF §3.4.3).
std::string uri_of(const SourcePlace& place) {
  if (place.kind == SourceKind::url) return base::percent_encode(place.path, true);
  const std::string uri = path_reference(place.path);
  // A path that is absolute is one of this machine.
  return place.path.starts_with('/') ? "file://" + uri : uri;
}

std::string operation_of(const SarifPage& page, const Finding& finding) {
  return base::printable(operation_name(page.report.kind, finding.method, finding.path));
}

std::string message_of(const SarifPage& page, const Finding& finding) {
  const FormNames names = form_names(page.report.kind);
  // The first sentence is what is shown where there is little room.
  std::string text = finding.title + ": " + operation_of(page, finding) + ".";
  const auto append = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text.append("\n").append(name).append(": ");
    text.append(base::printable(base::shorten(value, most_field_bytes)));
  };
  append(names.declared, finding.declared);
  append(names.observed, finding.observed);
  append(names.explanation, finding.explanation);
  append("remedy", finding.remedy);
  if (!finding.curl.empty() && finding.curl.front().size() <= most_curl_bytes) {
    append("again", finding.curl.front());
  }
  return base::shorten(text, 6 * most_field_bytes);
}

/// The story of the proof, which GitHub shows as a path of steps.
void write_code_flow(JsonWriter& writer, const SarifPage& page, const Finding& finding) {
  const std::vector<std::string> steps = proof_steps(finding, page.exchanges);
  if (steps.empty()) return;
  writer.key("codeFlows").begin_array().begin_object();
  writer.key("threadFlows").begin_array().begin_object();
  writer.key("locations").begin_array();
  for (const std::string& step : steps) {
    writer.begin_object().key("location").begin_object();
    write_sarif_location(writer, page, finding.location, finding.spec_excerpt, "");
    write_sarif_message(writer, "message", base::printable(step));
    writer.end_object().end_object();
  }
  writer.end_array().end_object().end_array().end_object().end_array();
}

void write_fingerprints(JsonWriter& writer, std::string_view fingerprint) {
  // GitHub compares this name alone, and expects a hash, a colon and a count.
  const std::string hash =
      base::hex_digest(base::HashKind::sha256, fingerprint).substr(0, 16) + ":1";
  writer.key("partialFingerprints").begin_object();
  writer.member("sworn/v1", fingerprint);
  writer.member("primaryLocationLineHash", hash);
  writer.end_object();
}

void write_suppressions(JsonWriter& writer, const Finding& finding) {
  // Where one result has the member, all have: an empty one says "not suppressed" (§3.27.23).
  writer.key("suppressions").begin_array();
  if (finding.state == FindingState::suppressed) {
    writer.begin_object().member("kind", "external").member("status", "accepted");
    if (!finding.suppressed_because.empty()) {
      writer.member("justification", finding.suppressed_because);
    }
    writer.end_object();
  }
  writer.end_array();
}

void write_properties(JsonWriter& writer, const SarifPage& page, const Finding& finding) {
  writer.key("properties").begin_object();
  writer.member("severity", name_of(finding.severity));
  writer.member("confidence", name_of(finding.confidence));
  writer.member("state", name_of(finding.state));
  writer.member("category", finding.category);
  writer.member("method", finding.method);
  writer.member("path", base::shorten(finding.path, most_field_bytes));
  if (!finding.scheme.empty()) writer.member("scheme", finding.scheme);
  writer.member("group", std::int64_t{finding.group});
  if (!page.report.url.empty()) writer.member("url", page.report.url);
  writer.end_object();
}

}  // namespace

void write_sarif_message(JsonWriter& writer, std::string_view name, std::string_view text) {
  // "[text](target)" is a link (§3.11.6) and "{0}" a placeholder (§3.11.5). Only what would be read
  // as one is changed: viewers show plain text as it is, and paths are full of braces.
  std::string safe = base::printable(text, true);
  if (safe.find("](") != std::string::npos) {
    // A backslash that stands there already would undo the one before the bracket.
    safe = base::replace_all(safe, "\\", "\\\\");
    safe = base::replace_all(base::replace_all(safe, "[", "\\["), "]", "\\]");
  }
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const bool is_placeholder =
        safe[i] == '{' && i + 1 < safe.size() && safe[i + 1] >= '0' && safe[i + 1] <= '9';
    out += is_placeholder ? "{ " : std::string(1, safe[i]);
  }
  writer.key(name).begin_object().member("text", out).end_object();
}

void write_sarif_artifact(JsonWriter& writer, const SarifPage& page, const Location& where) {
  const SourcePlace place = place_of(where, "", page.view);
  writer.begin_object().member("uri", uri_of(place));
  if (place.is_in_source) writer.member("uriBaseId", "%SRCROOT%");
  if (place.kind == SourceKind::standard_input) {
    writer.key("description").begin_object().member("text", "standard input").end_object();
  }
  writer.end_object();
}

void write_sarif_location(JsonWriter& writer,
                          const SarifPage& page,
                          const Location& where,
                          const std::string& excerpt,
                          const std::string& operation) {
  const SourcePlace place = place_of(where, excerpt, page.view);
  writer.key("physicalLocation").begin_object();
  writer.key("artifactLocation");
  write_sarif_artifact(writer, page, where);
  writer.key("region").begin_object();
  writer.member("startLine", std::int64_t{place.line});
  writer.member("startColumn", std::int64_t{place.column});
  writer.member("endLine", std::int64_t{place.line});
  writer.member("endColumn", std::int64_t{place.end_column});
  writer.end_object().end_object();
  if (operation.empty()) return;
  writer.key("logicalLocations").begin_array().begin_object();
  writer.member("fullyQualifiedName", operation).member("kind", "resource");
  if (!where.pointer.empty()) writer.member("decoratedName", where.pointer);
  writer.end_object().end_array();
}

std::string sarif_result(const SarifPage& page, const Finding& finding) {
  JsonWriter writer(0);
  writer.begin_object();
  writer.member("ruleId", base::printable(finding.rule));
  writer.member("ruleIndex", page.rules.index_of(finding.rule));
  writer.member("kind", "fail");
  writer.member("level", sarif_level(finding.severity));
  write_sarif_message(writer, "message", message_of(page, finding));
  writer.key("locations").begin_array().begin_object();
  write_sarif_location(
      writer, page, finding.location, finding.spec_excerpt, operation_of(page, finding));
  writer.end_object().end_array();
  write_fingerprints(writer, finding.fingerprint);
  if (page.has_baseline) {
    writer.member("baselineState", finding.state == FindingState::known ? "unchanged" : "new");
  }
  if (page.has_suppressions) write_suppressions(writer, finding);
  write_code_flow(writer, page, finding);
  write_properties(writer, page, finding);
  writer.end_object();
  return writer.take();
}

std::string sarif_incomplete_result(const SarifPage& page, const std::vector<std::string>& gaps) {
  std::string text = "The run cannot be trusted: " + base::printable(gaps.front()) + ".";
  for (std::size_t i = 1; i < std::min<std::size_t>(gaps.size(), 20); ++i) {
    text += "\n" + base::printable(gaps[i]);
  }
  text += "\nWhat is not listed here is not known to be mended.";
  JsonWriter writer(0);
  writer.begin_object();
  writer.member("ruleId", run_incomplete_rule);
  writer.member("ruleIndex", page.rules.index_of(std::string(run_incomplete_rule)));
  writer.member("level", "error");
  write_sarif_message(writer, "message", base::shorten(text, 6 * most_field_bytes));
  writer.key("locations").begin_array().begin_object();
  write_sarif_location(writer, page, {page.report.spec.file, 0, 0, ""}, "", "");
  writer.end_object().end_array();
  write_fingerprints(writer, run_incomplete_rule);
  if (page.has_baseline) writer.member("baselineState", "new");
  if (page.has_suppressions) writer.key("suppressions").begin_array().end_array();
  writer.end_object();
  return writer.take();
}

}  // namespace sworn::report
