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

}  // namespace

void hold_against(Report& report, const Baseline& baseline, const ClearingOf& clearing_of) {
  std::set<std::string_view> found;
  std::vector<std::string> graver;
  for (Finding& finding : report.findings) {
    found.insert(finding.fingerprint);
    const auto known = baseline.findings.find(finding.fingerprint);
    if (known == baseline.findings.end() || finding.state != FindingState::is_new) continue;
    // A smaller value is the graver.
    if (finding.severity >= known->second.severity) {
      finding.state = FindingState::known;
    } else {
      graver.push_back(finding.rule + " of " + finding.method + " " + finding.path + " (was " +
                       std::string(name_of(known->second.severity)) + ")");
    }
  }
  const bool is_edited = baseline.spec_sha256 != report.spec.sha256;
  std::size_t unseen = 0;
  for (const auto& [fingerprint, known] : baseline.findings) {
    if (found.contains(fingerprint)) continue;
    const Clearing clearing = clearing_of(known.rule, known.method, known.path);
    if (clearing == Clearing::cleared || (clearing == Clearing::silent && is_edited)) {
      report.gone.push_back({known.rule, known.method, known.path, fingerprint});
    } else {
      ++unseen;
    }
  }
  std::ranges::sort(report.gone, [](const GoneFinding& a, const GoneFinding& b) {
    return std::tie(a.path, a.method, a.rule, a.fingerprint) <
           std::tie(b.path, b.method, b.rule, b.fingerprint);
  });
  if (!graver.empty()) {
    report.coverage.push_back(findings_text(graver.size()) + " of the baseline became graver and " +
                              (graver.size() == 1 ? "counts" : "count") +
                              " as new: " + first_of(graver));
  }
  if (unseen > 0) {
    report.coverage.push_back(findings_text(unseen) +
                              " of the baseline could not be looked for again");
  }
}

}  // namespace sworn::diff
