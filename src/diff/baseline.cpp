// SPDX-License-Identifier: Apache-2.0
#include "diff/baseline.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "base/text.h"

namespace sworn::diff {
namespace {

constexpr std::size_t most_named = 3;
constexpr std::size_t longest_member = 60;

std::string findings_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " finding" : " findings");
}

std::string first_of(const std::vector<std::string>& names) {
  std::vector<std::string> shown(
      names.begin(),
      names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_named)));
  if (names.size() > most_named) {
    shown.push_back(std::to_string(names.size() - most_named) + " more");
  }
  return base::join(shown, ", ");
}

std::string name_of(const Finding& finding) {
  return finding.rule + " of " + finding.method + " " + finding.path;
}

/// Those of the finding that the baseline does not have: another way past a gate is another hole.
std::vector<std::string> added_members(const Finding& finding, const KnownFinding& known) {
  std::vector<std::string> added;
  for (const std::string& member : finding.members) {
    if (!known.members.contains(member)) added.push_back(base::shorten(member, longest_member));
  }
  return added;
}

using Subject = std::tuple<std::string, std::string, std::string>;

/// What a baseline accepts without a line for it: rules that its findings imply, by operation.
std::set<Subject> implied_by(const Baseline& baseline) {
  std::set<Subject> implied;
  for (const auto& [fingerprint, known] : baseline.findings) {
    for (const std::string& rule : known.implies) {
      implied.emplace(rule, known.method, known.path);
    }
  }
  return implied;
}

void say(Report& report, const std::vector<std::string>& findings, const std::string& what) {
  if (findings.empty()) return;
  report.coverage.push_back(findings_text(findings.size()) + " of the baseline became " + what +
                            " and " + (findings.size() == 1 ? "counts" : "count") +
                            " as new: " + first_of(findings));
}

void mark_known(Report& report, const Baseline& baseline) {
  const std::set<Subject> implied = implied_by(baseline);
  std::vector<std::string> graver;
  std::vector<std::string> wider;
  for (Finding& finding : report.findings) {
    if (finding.state != FindingState::is_new) continue;
    const auto entry = baseline.findings.find(finding.fingerprint);
    if (entry == baseline.findings.end()) {
      if (implied.contains(Subject(finding.rule, finding.method, finding.path))) {
        finding.state = FindingState::known;
      }
      continue;
    }
    const KnownFinding& known = entry->second;
    const std::vector<std::string> added = added_members(finding, known);
    if (finding.severity < known.severity) {
      graver.push_back(name_of(finding) + " (was " + std::string(name_of(known.severity)) + ")");
    } else if (!added.empty()) {
      wider.push_back(name_of(finding) + " (also " + first_of(added) + ")");
    } else {
      finding.state = FindingState::known;
    }
  }
  say(report, graver, "graver");
  say(report, wider, "wider");
}

}  // namespace

void hold_against(Report& report, const Baseline& baseline, const ClearingOf& clearing_of) {
  mark_known(report, baseline);
  std::set<std::string_view> found;
  for (const Finding& finding : report.findings) found.insert(finding.fingerprint);
  const bool is_edited = baseline.spec_sha256 != report.spec.sha256;
  std::size_t absent = 0;
  for (const auto& [fingerprint, known] : baseline.findings) {
    if (found.contains(fingerprint)) continue;
    const Clearing clearing = clearing_of(known.rule, known.method, known.path);
    if (clearing == Clearing::absent) {
      ++absent;
    } else if (clearing == Clearing::cleared || (clearing == Clearing::silent && is_edited)) {
      report.gone.push_back({known.rule, known.method, known.path, fingerprint});
    } else {
      report.unseen.push_back(fingerprint);
    }
  }
  std::ranges::sort(report.gone, [](const GoneFinding& a, const GoneFinding& b) {
    return std::tie(a.path, a.method, a.rule, a.fingerprint) <
           std::tie(b.path, b.method, b.rule, b.fingerprint);
  });
  if (!report.unseen.empty()) {
    report.coverage.push_back(findings_text(report.unseen.size()) +
                              " of the baseline could not be looked for again");
  }
  if (absent > 0) {
    report.coverage.push_back(findings_text(absent) + " of the baseline " +
                              (absent == 1 ? "is of an operation" : "are of operations") +
                              " that " + (absent == 1 ? "is" : "are") +
                              " no more: a baseline that is written anew drops " +
                              (absent == 1 ? "it" : "them"));
  }
}

}  // namespace sworn::diff
