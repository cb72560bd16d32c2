// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/text.h"
#include "report/finding_text.h"
#include "report/gitlab_part.h"
#include "report/markdown_text.h"
#include "report/reference.h"
#include "report/source_place.h"
#include "report/text_layout.h"
#include "report/text_step.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

// Bounds of the schema, and of what is shown.
constexpr std::size_t most_name_bytes = 255;
constexpr std::size_t most_solution_bytes = 7'000;
constexpr std::size_t most_field_bytes = 1'000;
constexpr std::size_t most_body_bytes = 2'000;
constexpr std::size_t most_headers = 30;
constexpr std::size_t most_messages = 8;

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "Critical";
    case Severity::high:
      return "High";
    case Severity::medium:
      return "Medium";
    case Severity::low:
      return "Low";
    case Severity::info:
      break;
  }
  return "Info";
}

std::string shown(std::string_view text, std::size_t most = most_field_bytes) {
  return base::shorten(base::printable(text), most);
}

/// The schema wants one character at least.
std::string some(const std::string& text) {
  return text.empty() ? "-" : text;
}

void write_identifier(JsonWriter& writer,
                      std::string_view type,
                      const std::string& name,
                      const std::string& value,
                      const std::string& url = "") {
  writer.begin_object();
  writer.member("type", type).member("name", name).member("value", value);
  if (!url.empty()) writer.member("url", url);
  writer.end_object();
}

/// The first one identifies: equal findings of two runs are those with the same first identifier
/// and location.
void write_identifiers(JsonWriter& writer, const Finding& finding) {
  writer.key("identifiers").begin_array();
  const std::string rule = some(shown(finding.rule));
  write_identifier(writer, "sworn_rule", "sworn " + rule, rule);
  const std::string fingerprint = some(shown(finding.fingerprint));
  write_identifier(writer, "sworn_fingerprint", "sworn " + fingerprint, fingerprint);
  if (finding.cwe > 0) {
    const std::string number = std::to_string(finding.cwe);
    const std::string name = "CWE-" + number;
    write_identifier(writer, "cwe", name, number, reference_url(name));
  }
  if (!finding.owasp.empty()) {
    write_identifier(writer, "owasp", "OWASP " + shown(finding.owasp), shown(finding.owasp));
  }
  writer.end_array();
}

void write_headers(JsonWriter& writer, const Headers& headers) {
  writer.key("headers").begin_array();
  for (std::size_t i = 0; i < std::min(headers.size(), most_headers); ++i) {
    writer.begin_object();
    writer.member("name", some(shown(headers[i].name)));
    writer.member("value", shown(headers[i].value));
    writer.end_object();
  }
  writer.end_array();
}

void write_messages(JsonWriter& writer, const Exchange& exchange) {
  writer.key("request").begin_object();
  write_headers(writer, exchange.request.headers);
  writer.member("method", some(shown(exchange.request.method)));
  writer.member("url", some(shown(exchange.request.url)));
  if (!exchange.request.body.empty()) {
    writer.member("body", shown(exchange.request.body, most_body_bytes));
  }
  writer.end_object();
  if (!exchange.response) return;
  writer.key("response").begin_object();
  write_headers(writer, exchange.response->headers);
  // Which HTTP/2 does not have, and which no transcript keeps.
  writer.member("reason_phrase", "");
  writer.member("status_code", exchange.response->status);
  if (!exchange.response->body.empty()) {
    writer.member("body", shown(exchange.response->body, most_body_bytes));
  }
  writer.end_object();
}

/// GitLab shows one exchange: the decisive one. The others of the story support it.
void write_evidence(JsonWriter& writer, const Finding& finding, const ExchangeIndex& exchanges) {
  const Story story = exchanges.of(finding);
  const Exchange* const decisive = decisive_of(finding, story);
  if (decisive == nullptr) return;
  writer.key("evidence").begin_object();
  writer.key("source").begin_object();
  writer.member("id", "sworn:" + some(shown(finding.rule)));
  writer.member("name", some(shown(finding.title, most_name_bytes))).end_object();
  std::string summary = base::join(proof_steps(finding, exchanges), "\n");
  if (story.size() > most_messages) {
    summary += "\nnot among the messages: " +
               count_of(static_cast<int>(story.size() - most_messages), "more exchange") +
               " of the story";
  }
  writer.member("summary", summary);
  write_messages(writer, *decisive);
  writer.key("supporting_messages").begin_array();
  std::size_t written = 1;
  for (std::size_t i = 0; i < story.size() && written < most_messages; ++i) {
    if (story[i] == decisive) continue;
    const std::string number = std::to_string(i + 1) + " ";
    writer.begin_object().member("name", shown(number + step_text(story, i)));
    write_messages(writer, *story[i]);
    writer.end_object();
    ++written;
  }
  writer.end_array().end_object();
}

void write_detail(JsonWriter& writer,
                  std::string_view key,
                  std::string_view name,
                  std::string_view type,
                  const std::string& value) {
  if (value.empty()) return;
  writer.key(key).begin_object();
  writer.member("name", name).member("type", type).member("value", value);
  writer.end_object();
}

void write_details(JsonWriter& writer, const GitlabPage& page, const Finding& finding) {
  const FormNames names = form_names(page.report.kind);
  writer.key("details").begin_object();
  write_detail(writer, "declared", names.declared, "text", shown(finding.declared));
  write_detail(writer, "observed", names.observed, "text", shown(finding.observed));
  // GitLab makes a link of a file of the project.
  const SourcePlace place = place_of(finding.location, finding.spec_excerpt, page.view);
  if (place.is_in_source && finding.location.line > 0) {
    writer.key("document").begin_object();
    writer.member("name", "document").member("type", "file-location");
    writer.member("file_name", shown(place.path));
    writer.member("line_start", place.line).end_object();
  } else {
    write_detail(writer, "document", "document", "text", shown(finding.location.text()));
  }
  write_detail(writer, "excerpt", "excerpt", "code", shown(base::trim(finding.spec_excerpt)));
  if (!finding.curl.empty() && finding.curl.front().size() <= most_body_bytes) {
    write_detail(writer, "again", "again", "code", base::printable(finding.curl.front()));
  }
  write_detail(
      writer, "confidence", "confidence", "text", std::string(name_of(finding.confidence)));
  writer.end_object();
}

}  // namespace

std::string uuid_of(std::string_view fingerprint) {
  // A namespace of our own, drawn once.
  static constexpr std::string_view space =
      "\x8f\x1d\x0c\x6a\x52\x3b\x4e\x7d\x9a\x41\x6c\x27\xe5\x90\xb3\x14";
  std::string bytes =
      base::digest(base::HashKind::sha1, std::string(space) + std::string(fingerprint))
          .substr(0, 16);
  const auto set = [&](std::size_t at, unsigned keep, unsigned bits) {
    bytes[at] = static_cast<char>(
        (static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) & keep) | bits);
  };
  set(6, 0x0FU, 0x50U);
  set(8, 0x3FU, 0x80U);
  const std::string hex = base::to_hex(bytes);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

void write_gitlab_vulnerability(JsonWriter& writer,
                                const GitlabPage& page,
                                const Finding& finding) {
  writer.begin_object();
  writer.member("id", uuid_of(finding.fingerprint));
  writer.member("name", shown(finding.title, most_name_bytes));
  // Both are read as GitLab Flavored Markdown.
  writer.member("description", markdown_prose(base::shorten(finding.explanation, 4'000)));
  writer.member("severity", severity_name(finding.severity));
  if (!finding.remedy.empty()) {
    writer.member("solution",
                  base::shorten(markdown_prose(base::shorten(finding.remedy, most_field_bytes)),
                                most_solution_bytes));
  }
  write_identifiers(writer, finding);
  writer.key("location").begin_object();
  // A document has none.
  if (!page.origin.empty()) writer.member("hostname", page.origin);
  writer.member("method", shown(finding.method));
  writer.member("param", shown(finding.scheme));
  writer.member("path", shown(finding.path)).end_object();
  write_details(writer, page, finding);
  write_evidence(writer, finding, page.exchanges);
  writer.end_object();
}

}  // namespace sworn::report
