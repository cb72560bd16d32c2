// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/markdown_text.h"
#include "report/reference.h"
#include "report/sarif_part.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

/// What GitHub takes of the texts of a rule.
constexpr std::size_t most_description_bytes = 1'024;
constexpr std::size_t most_name_bytes = 255;

/// "AccessNotEnforced", as names of rules are written in SARIF (§3.49.7).
std::string name_from(const std::string& id) {
  std::string name;
  for (std::string word : base::words_of(base::printable(id))) {
    word.front() = base::to_upper(word.substr(0, 1)).front();
    name += word;
  }
  return base::shorten(name.empty() ? "Rule" : name, most_name_bytes);
}

/// GitHub's bands: above 9.0 critical, from 7.0 high, from 4.0 medium, from 0.1 low. "" for what is
/// no more than a hint.
std::string_view security_severity(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "9.5";
    case Severity::high:
      return "8.0";
    case Severity::medium:
      return "5.5";
    case Severity::low:
      return "2.5";
    case Severity::info:
      break;
  }
  return "";
}

std::string_view problem_severity(Severity severity) {
  if (severity <= Severity::high) return "error";
  return severity == Severity::info ? "recommendation" : "warning";
}

std::string_view precision_of(const RuleInfo& info) {
  if (info.basis == Basis::hardening) return "medium";
  return info.proof == Proof::contrast ? "very-high" : "high";
}

std::string help_text(const RuleInfo& info) {
  std::string text;
  const auto append = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text.append(name).append(": ").append(value).append("\n");
  };
  append("Promised", info.promise);
  append("Proven", info.proof_text);
  append("Only looks like it", info.looks_like);
  append("Remedy", info.remedy);
  for (const std::string_view reference : info.references) append("See", reference);
  return text;
}

std::string help_markdown(const RuleInfo& info) {
  std::string text;
  const auto append = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text.append("**").append(name).append("** ").append(markdown_prose(value)).append("\n\n");
  };
  append("Promised", info.promise);
  append("Proven", info.proof_text);
  append("Only looks like it", info.looks_like);
  append("Remedy", info.remedy);
  for (const std::string_view reference : info.references) {
    text.append("- ").append(markdown_prose(reference)).append("\n");
  }
  const std::string risk = "OWASP " + std::string(info.owasp);
  if (const std::string url = reference_url(risk); !url.empty()) {
    text.append("- [").append(risk).append("](").append(url).append(")\n");
  }
  return text;
}

void write_text(JsonWriter& writer, std::string_view name, std::string_view text) {
  writer.key(name).begin_object().member("text", text).end_object();
}

void write_properties(JsonWriter& writer, const SarifRule& rule) {
  const RuleInfo* const info = rule.info;
  const bool is_security = info == nullptr || info->category != Category::contract;
  writer.key("properties").begin_object();
  writer.key("tags").begin_array();
  if (is_security) writer.string("security");
  if (info != nullptr) {
    writer.string(name_of(info->category));
    // As CodeQL names them, which GitHub links.
    if (info->cwe > 0) writer.string("external/cwe/cwe-" + std::to_string(info->cwe));
    if (!info->owasp.empty()) writer.string("OWASP " + std::string(info->owasp));
    writer.string("basis/" + std::string(name_of(info->basis)));
  }
  writer.end_array();
  if (info != nullptr) writer.member("precision", precision_of(*info));
  writer.member("problem.severity", problem_severity(rule.severity));
  // Of a rule about conformance the level says enough.
  const std::string_view severity = security_severity(rule.severity);
  if (is_security && !severity.empty()) writer.member("security-severity", severity);
  writer.end_object();
}

/// The weakness as a taxon of the taxonomy "CWE" of the run (SARIF §3.53).
void write_relationships(JsonWriter& writer, int cwe) {
  writer.key("relationships").begin_array().begin_object();
  writer.key("target").begin_object().member("id", std::to_string(cwe));
  writer.key("toolComponent").begin_object().member("name", "CWE").end_object().end_object();
  writer.key("kinds").begin_array().string("superset").end_array();
  writer.end_object().end_array();
}

}  // namespace

SarifRules::SarifRules(const Report& report) {
  const auto add = [&](const std::string& id, const RuleInfo* info) {
    const auto [known, is_new] = index_.emplace(id, static_cast<int>(rules_.size()));
    if (is_new) {
      rules_.push_back({id, info, nullptr, info == nullptr ? Severity::info : info->severity});
    }
    return static_cast<std::size_t>(known->second);
  };
  for (const RuleInfo& info : report.rules) add(std::string(info.id), &info);
  for (const Finding& finding : report.findings) {
    SarifRule& rule = rules_[add(finding.rule, nullptr)];
    if (rule.gravest == nullptr || finding.severity < rule.gravest->severity) {
      rule.gravest = &finding;
      rule.severity = finding.severity;
    }
  }
  rules_[add(std::string(run_incomplete_rule), nullptr)].severity = Severity::high;
}

int SarifRules::index_of(const std::string& id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? -1 : found->second;
}

std::vector<int> SarifRules::weaknesses() const {
  std::set<int> all;
  for (const SarifRule& rule : rules_) {
    if (rule.info != nullptr && rule.info->cwe > 0) all.insert(rule.info->cwe);
  }
  return {all.begin(), all.end()};
}

std::string_view sarif_level(Severity severity) {
  if (severity <= Severity::high) return "error";
  return severity == Severity::medium ? "warning" : "note";
}

void write_sarif_rule(JsonWriter& writer, const SarifRule& rule) {
  const bool is_run = rule.id == run_incomplete_rule;
  std::string title = is_run                    ? "The run cannot be trusted"
                      : rule.info != nullptr    ? std::string(rule.info->title)
                      : rule.gravest != nullptr ? rule.gravest->title
                                                : rule.id;
  title = base::shorten(base::printable(title), most_description_bytes);
  std::string promise =
      is_run ? "A run that was stopped, or could not test, says nothing about what it did not see."
      : rule.info != nullptr ? std::string(rule.info->promise)
                             : title;
  promise = base::shorten(promise, most_description_bytes);
  writer.begin_object();
  writer.member("id", base::printable(rule.id));
  writer.member("name", name_from(rule.id));
  write_text(writer, "shortDescription", title);
  write_text(writer, "fullDescription", promise);
  writer.key("help").begin_object();
  writer.member("text", rule.info != nullptr ? help_text(*rule.info) : promise);
  if (rule.info != nullptr) writer.member("markdown", help_markdown(*rule.info));
  writer.end_object();
  if (rule.info != nullptr && rule.info->cwe > 0) {
    writer.member("helpUri", reference_url("CWE-" + std::to_string(rule.info->cwe)));
  }
  writer.key("defaultConfiguration").begin_object();
  writer.member("level", sarif_level(rule.severity)).end_object();
  write_properties(writer, rule);
  if (rule.info != nullptr && rule.info->cwe > 0) write_relationships(writer, rule.info->cwe);
  writer.end_object();
}

}  // namespace sworn::report
