// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"

namespace sworn::report {
namespace {

/// Spreadsheets keep 32,767 characters of a cell.
constexpr std::size_t most_field_bytes = 32'000;

using Key = std::pair<std::string_view, std::string_view>;

/// What is said of the findings of one operation.
struct Tally {
  std::size_t count = 0;  ///< of those that are new
  Severity gravest = Severity::info;
  std::vector<std::string> rules;
  std::vector<std::string> fingerprints;  ///< of all
};

/// Spreadsheets run what begins with one of these (CWE-1236); the full-width forms are taken for
/// the others.
bool is_formula(std::string_view text) {
  static constexpr std::string_view starts[] = {"=",
                                                "+",
                                                "-",
                                                "@",
                                                "\t",
                                                "\r",
                                                "\n",
                                                "\xef\xbc\x9d",
                                                "\xef\xbc\x8b",
                                                "\xef\xbc\x8d",
                                                "\xef\xbc\xa0"};
  const std::string_view seen = base::trim(text);
  return std::ranges::any_of(starts, [&](std::string_view start) {
    return text.starts_with(start) || seen.starts_with(start);
  });
}

void append_field(std::string& out, std::string_view text) {
  const std::string shown = base::shorten(base::printable(text), most_field_bytes);
  if (!out.empty() && out.back() != '\n') out += ',';
  out += '"';
  if (is_formula(shown)) out += '\'';
  out += base::replace_all(shown, "\"", "\"\"");
  out += '"';
}

std::map<Key, Tally> tallies_of(const Report& report) {
  std::map<Key, Tally> tallies;
  for (const Finding& finding : report.findings) {
    Tally& tally = tallies[Key(finding.path, finding.method)];
    tally.fingerprints.push_back(finding.fingerprint);
    if (finding.state != FindingState::is_new) continue;
    ++tally.count;
    tally.gravest = std::min(tally.gravest, finding.severity);
    if (std::ranges::find(tally.rules, finding.rule) == tally.rules.end()) {
      tally.rules.push_back(finding.rule);
    }
  }
  return tallies;
}

/// An outcome is that of a question; of a review or a comparison the cell stays empty.
void append_row(std::string& out,
                ReportKind kind,
                const OperationResult& operation,
                const Tally& tally) {
  const bool is_asked = kind == ReportKind::check;
  const std::string line =
      operation.location.line > 0 ? std::to_string(operation.location.line) : "";
  for (const std::string_view field : {std::string_view(operation.method),
                                       std::string_view(operation.path),
                                       std::string_view(operation.operation_id),
                                       std::string_view(operation.declared_security),
                                       std::string_view(operation.observed_security),
                                       is_asked ? name_of(operation.outcome) : "",
                                       std::string_view(operation.reason)}) {
    append_field(out, field);
  }
  append_field(out, std::to_string(tally.count));
  append_field(out, tally.count > 0 ? name_of(tally.gravest) : "");
  append_field(out, base::join(tally.rules, " "));
  append_field(out, base::join(tally.fingerprints, " "));
  append_field(out, operation.location.file);
  append_field(out, line);
  out += "\r\n";
}

}  // namespace

std::string csv(const Report& report) {
  const bool is_diff = report.kind == ReportKind::diff;
  std::string out;
  for (const char* name : {"method",
                           "path",
                           "operation_id",
                           is_diff ? "old_security" : "declared_security",
                           is_diff ? "new_security" : "observed_security",
                           "outcome",
                           "reason",
                           "findings",
                           "severity",
                           "rules",
                           "fingerprints",
                           "file",
                           "line"}) {
    append_field(out, name);
  }
  out += "\r\n";
  std::map<Key, Tally> tallies = tallies_of(report);
  for (const OperationResult& operation : report.operations) {
    const auto node = tallies.extract(Key(operation.path, operation.method));
    append_row(out, report.kind, operation, node ? node.mapped() : Tally{});
  }
  // What is left is about the whole API, or about an operation that the document does not have.
  for (const auto& [key, tally] : tallies) {
    OperationResult rest;
    rest.method = key.second;
    rest.path = key.first;
    if (tally.count > 0) rest.outcome = OperationOutcome::mismatch;
    append_row(out, report.kind, rest, tally);
  }
  return out;
}

}  // namespace sworn::report
