// SPDX-License-Identifier: Apache-2.0
#include "report/overlay.h"

#include <filesystem>
#include <map>
#include <set>

#include "document/json_writer.h"
#include "document/node.h"
#include "document/yaml_writer.h"
#include "report/source_place.h"

namespace sworn::report {
namespace {

using document::JsonWriter;
namespace fs = std::filesystem;

/// The document as a reference that leads to it from where the overlay is written (RFC 3986 §4.2);
/// "" of standard input.
std::string reference_to(const std::string& file, const View& view) {
  const SourcePlace place = place_of({file, 0, 0, ""}, "", view);
  if (place.kind == SourceKind::standard_input) return "";
  if (place.kind == SourceKind::url) return file.substr(0, file.find('?'));
  fs::path path(file);
  if (path.is_relative() && !view.working_folder.empty() && !view.target_folder.empty()) {
    path = (fs::path(view.working_folder) / path)
               .lexically_normal()
               .lexically_relative(fs::path(view.target_folder).lexically_normal());
  }
  return path_reference(path.generic_string());
}

/// New findings that no action answers, by rule. Not those that are for information only.
std::map<std::string, int> unanswered(const Report& report) {
  std::set<std::string> answered;
  for (const OverlayAction& action : report.overlay) {
    answered.insert(action.fingerprints.begin(), action.fingerprints.end());
  }
  std::map<std::string, int> counts;
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::info && finding.state == FindingState::is_new &&
        !answered.contains(finding.fingerprint)) {
      ++counts[finding.rule];
    }
  }
  return counts;
}

void write_info(JsonWriter& json, const Report& report) {
  const std::string title = report.spec.title.empty() ? "the document" : report.spec.title;
  json.key("info").begin_object();
  json.member("title", "What was observed of " + title);
  json.member("version", report.spec.version.empty() ? "1.0.0" : report.spec.version);
  if (const auto counts = unanswered(report); !counts.empty()) {
    json.key("x-sworn-left-to-the-server").begin_object();
    for (const auto& [rule, count] : counts) json.member(rule, count);
    json.end_object();
  }
  json.end_object();
}

void write_action(JsonWriter& json, const OverlayAction& action) {
  json.begin_object().member("target", action.target).member("description", action.description);
  if (action.update.empty()) {
    json.member("remove", true);
  } else {
    json.key("update").raw(action.update);
  }
  if (!action.fingerprints.empty()) {
    json.key("x-sworn-findings").begin_array();
    for (const std::string& fingerprint : action.fingerprints) json.string(fingerprint);
    json.end_array();
  }
  json.end_object();
}

}  // namespace

std::string overlay(const Report& report, const View& view) {
  JsonWriter json(0);
  json.begin_object().member("overlay", "1.0.0");
  write_info(json, report);
  if (const std::string extends = reference_to(report.spec.file, view); !extends.empty()) {
    json.member("extends", extends);
  }
  json.key("actions").begin_array();
  for (const OverlayAction& action : report.overlay) write_action(json, action);
  if (report.overlay.empty()) {
    write_action(json, {"$", "Nothing that was observed is the document's to change.", "{}", {}});
  }
  json.end_array().end_object();
  // What was just written is JSON.
  const Result<document::Document> tree =
      document::parse_json(json.take(), "", 0, {}, document::Strictness::lenient);
  return tree ? document::to_yaml(tree->root()) : "";
}

}  // namespace sworn::report
