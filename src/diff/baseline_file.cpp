// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "diff/baseline.h"
#include "document/json_writer.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

using document::Document;
using document::Node;

/// 1 had names of schemes in its fingerprints, and neither members nor what a finding implies.
constexpr std::int64_t format_version = 2;
constexpr const char* version_key = "sworn_baseline";
constexpr const char* how_to_write = "\"--write-baseline FILE\" writes one";

std::string_view command_of(ReportKind kind) {
  switch (kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return "review";
    case ReportKind::diff:
      return "diff";
  }
  return "check";
}

std::optional<ReportKind> kind_named(std::string_view command) {
  for (const ReportKind kind : {ReportKind::check, ReportKind::review, ReportKind::diff}) {
    if (command_of(kind) == command) return kind;
  }
  return std::nullopt;
}

Error fault(const Document& document, document::Mark mark, std::string message) {
  return {std::move(message), document.locate(mark), how_to_write};
}

/// The head of the file: that it is one, and what it was made of.
Result<Baseline> read_head(const Document& document) {
  const Node& root = document.root();
  const Node* const version = root.find(version_key);
  if (version == nullptr) {
    return fault(document,
                 root.mark(),
                 "this is no baseline: '" + std::string(version_key) + "' is missing");
  }
  const std::optional<std::int64_t> number = version->as_integer();
  if (!number || *number < 1) {
    return fault(document, version->mark(), "the version of a baseline is a whole number from 1");
  }
  if (*number != format_version) {
    return Error{"this baseline is of version " + std::to_string(*number) +
                     ", and this sworn reads version " + std::to_string(format_version),
                 document.locate(version->mark()),
                 std::string("use the sworn that wrote it, or write it anew: ") + how_to_write};
  }
  const std::optional<ReportKind> kind = kind_named(root.string_at("command"));
  if (!kind) {
    return fault(document, root.mark_of("command"), "'command' is check, review or diff");
  }
  const Node* const findings = root.find("findings");
  if (findings == nullptr || !findings->is_sequence()) {
    return fault(document, root.mark_of("findings"), "'findings' is a list");
  }
  Baseline baseline;
  baseline.kind = *kind;
  baseline.spec_sha256 = root.string_at("spec_sha256");
  return baseline;
}

/// A list of texts, which may be left out.
Result<std::set<std::string>> read_texts(const Document& document,
                                         const Node& node,
                                         const std::string& key) {
  std::set<std::string> texts;
  const Node* const list = node.find(key);
  if (list == nullptr) return texts;
  if (!list->is_sequence()) return fault(document, list->mark(), "'" + key + "' is a list");
  for (const Node* const item : list->items()) {
    if (!item->is_string()) {
      return fault(document, item->mark(), "'" + key + "' is a list of texts");
    }
    texts.emplace(item->text());
  }
  return texts;
}

void keep_common(std::set<std::string>& texts, const std::set<std::string>& others) {
  std::erase_if(texts, [&](const std::string& one) { return !others.contains(one); });
}

Result<void> read_finding(const Document& document, const Node& node, Baseline& baseline) {
  for (const char* const key : {"path", "method", "rule", "severity", "fingerprint"}) {
    if (node.string_at(key).empty()) {
      return fault(
          document, node.mark_of(key), "a finding needs '" + std::string(key) + "' as text");
    }
  }
  const std::optional<Severity> severity = severity_named(node.string_at("severity"));
  if (!severity) {
    return fault(document,
                 node.find("severity")->mark(),
                 "a severity is critical, high, medium, low or info");
  }
  const auto members = read_texts(document, node, "members");
  if (!members) return members.error();
  const auto implies = read_texts(document, node, "implies");
  if (!implies) return implies.error();
  const KnownFinding known{std::string(node.string_at("rule")),
                           std::string(node.string_at("method")),
                           std::string(node.string_at("path")),
                           *severity,
                           *members,
                           *implies};
  const auto [entry, is_new] =
      baseline.findings.emplace(std::string(node.string_at("fingerprint")), known);
  // Two branches that were merged: what only one of them accepted is not accepted.
  if (!is_new) {
    entry->second.severity = std::max(entry->second.severity, *severity);
    keep_common(entry->second.members, *members);
    keep_common(entry->second.implies, *implies);
  }
  return {};
}

struct Line {
  KnownFinding finding;
  std::string fingerprint;
};

/// What it stands for now, and what it stood for of the rules that were not applied this time.
std::set<std::string> implied_by(const Finding& finding,
                                 const Report& report,
                                 const KnownFinding* known) {
  std::set<std::string> implies(finding.implies.begin(), finding.implies.end());
  if (known == nullptr) return implies;
  for (const std::string& rule : known->implies) {
    const bool was_applied =
        std::ranges::any_of(report.rules, [&](const RuleInfo& info) { return info.id == rule; });
    if (!was_applied) implies.insert(rule);
  }
  return implies;
}

std::vector<Line> lines_of(const Report& report, const Baseline* previous) {
  const auto known = [&](const std::string& fingerprint) -> const KnownFinding* {
    if (previous == nullptr) return nullptr;
    const auto entry = previous->findings.find(fingerprint);
    return entry != previous->findings.end() ? &entry->second : nullptr;
  };
  std::vector<Line> lines;
  for (const Finding& finding : report.findings) {
    if (finding.state == FindingState::suppressed) continue;
    lines.push_back({{finding.rule,
                      finding.method,
                      finding.path,
                      finding.severity,
                      {finding.members.begin(), finding.members.end()},
                      implied_by(finding, report, known(finding.fingerprint))},
                     finding.fingerprint});
  }
  for (const std::string& fingerprint : report.unseen) {
    if (const KnownFinding* const kept = known(fingerprint)) lines.push_back({*kept, fingerprint});
  }
  std::ranges::sort(lines, [](const Line& a, const Line& b) {
    return std::tie(a.finding.path, a.finding.method, a.finding.rule, a.fingerprint) <
           std::tie(b.finding.path, b.finding.method, b.finding.rule, b.fingerprint);
  });
  return lines;
}

void write_texts(document::JsonWriter& writer,
                 const char* key,
                 const std::set<std::string>& texts) {
  if (texts.empty()) return;
  writer.key(key).begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

std::string text_of(const Line& line) {
  document::JsonWriter writer(0);
  writer.begin_object();
  writer.member("path", line.finding.path);
  writer.member("method", line.finding.method);
  writer.member("rule", line.finding.rule);
  writer.member("severity", name_of(line.finding.severity));
  writer.member("fingerprint", line.fingerprint);
  write_texts(writer, "members", line.finding.members);
  write_texts(writer, "implies", line.finding.implies);
  writer.end_object();
  return writer.take();
}

}  // namespace

Result<Baseline> read_baseline(std::string_view text, const std::string& name) {
  const Result<Document> document = document::parse_json(text, name);
  if (!document) return document.error();
  Result<Baseline> baseline = read_head(*document);
  if (!baseline) return baseline;
  for (const Node* const finding : document->root().find("findings")->items()) {
    if (auto read = read_finding(*document, *finding, *baseline); !read) return read.error();
  }
  return baseline;
}

std::string write_baseline(const Report& report, const Baseline* previous) {
  std::vector<std::string> lines;
  for (const Line& line : lines_of(report, previous)) lines.push_back("    " + text_of(line));
  std::string out = "{\n";
  out += "  \"" + std::string(version_key) + "\": " + std::to_string(format_version) + ",\n";
  out += "  \"command\": \"" + std::string(command_of(report.kind)) + "\",\n";
  out += "  \"spec_sha256\": " + document::quote_json(report.spec.sha256) + ",\n";
  out += "  \"findings\": [";
  if (!lines.empty()) out += "\n" + base::join(lines, ",\n") + "\n  ";
  return out + "]\n}\n";
}

}  // namespace sworn::diff
