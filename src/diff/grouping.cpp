// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>

#include "base/hash.h"
#include "base/text.h"
#include "diff/assembly.h"
#include "finding/remedy.h"

namespace sworn::diff {
namespace {

constexpr std::size_t hex_digits = 32;

void make_groups(Report& report, int of) {
  // What gates and what does not are no one line: a group is as sure as any finding of it.
  using Key = std::
      tuple<std::string, Severity, Confidence, std::string, std::string, std::string, FindingState>;
  std::map<Key, int> known;
  for (Finding& finding : report.findings) {
    const Key key{finding.rule,
                  finding.severity,
                  finding.confidence,
                  finding.scheme,
                  finding.declared,
                  finding.observed,
                  finding.state};
    const auto [entry, is_new] = known.try_emplace(key, static_cast<int>(known.size()) + 1);
    finding.group = entry->second;
    if (is_new) {
      FindingGroup group;
      group.id = entry->second;
      group.rule = finding.rule;
      group.severity = finding.severity;
      group.declared = finding.declared;
      group.observed = finding.observed;
      group.of = of;
      group.location = finding.location;
      report.groups.push_back(std::move(group));
    }
    report.groups[static_cast<std::size_t>(entry->second) - 1].operations.push_back(
        finding.method + " " + finding.path);
  }
}

void add_remedies(Report& report) {
  for (const Finding& finding : report.findings) {
    if (report.remedies.contains(finding.rule)) continue;
    const finding::RemedyPage* page = finding::remedy_page_of(finding.rule);
    if (page != nullptr) report.remedies.emplace(finding.rule, page->examples);
  }
}

}  // namespace

std::string fingerprint_of(const Finding& finding, const std::string& detail) {
  return base::hex_digest(
             base::HashKind::sha256,
             base::join({finding.rule, finding.method, finding.path, finding.scheme, detail}, "\n"))
      .substr(0, hex_digits);
}

void count_and_group(Report& report, int of) {
  std::ranges::sort(report.findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.path, a.method, a.rule, a.fingerprint) <
           std::tie(b.path, b.method, b.rule, b.fingerprint);
  });
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    report.summary.findings[severity] = 0;
  }
  for (const Finding& finding : report.findings) {
    report.summary.findings[finding.severity] += finding.state == FindingState::is_new ? 1 : 0;
  }
  make_groups(report, of);
  add_remedies(report);
}

void set_score(Report& report) {
  std::vector<FindingGroup> counted;
  for (const FindingGroup& group : report.groups) {
    const bool is_counted = std::ranges::any_of(report.findings, [&](const Finding& finding) {
      return finding.group == group.id && finding.state == FindingState::is_new;
    });
    if (is_counted) {
      counted.push_back(group);
    }
  }
  const Score score = score_of(counted);
  report.summary.score = score.value;
  report.summary.grade = score.grade;
  report.summary.score_parts = score.parts;
}

}  // namespace sworn::diff
