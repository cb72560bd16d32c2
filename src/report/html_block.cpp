// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "report/html_part.h"

namespace sworn::report {
namespace {

/// What may stand in an id and in the fragment of a URL as it is.
std::string id_of(std::string_view text) {
  std::string id = "f-";
  for (const char c : text) {
    const bool is_kept =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (is_kept) id += c;
  }
  return id;
}

/// Made of the fingerprints, so that a link holds for the next report too.
void name_findings(HtmlPage& page) {
  std::set<std::string> taken;
  for (const Finding& finding : page.report.findings) {
    const std::string id = id_of(finding.fingerprint);
    std::string anchor = id;
    for (int i = 2; !taken.insert(anchor).second; ++i) anchor = id + "-" + std::to_string(i);
    page.anchors.emplace(&finding, std::move(anchor));
  }
}

}  // namespace

HtmlLabels labels_of(const HtmlPage& page) {
  switch (page.report.kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return {"Declared", "Found"};
    case ReportKind::diff:
      return {"Old", "New"};
  }
  return {"Declared", "Observed"};
}

bool is_counted(const Finding& finding) {
  return finding.state == FindingState::is_new;
}

void arrange(HtmlPage& page) {
  const Report& report = page.report;
  for (const RuleInfo& rule : report.rules) page.rules.emplace(rule.id, &rule);
  name_findings(page);

  std::unordered_map<int, const FindingGroup*> groups;
  for (const FindingGroup& group : report.groups) groups.emplace(group.id, &group);
  std::unordered_map<int, std::size_t> by_group;
  for (const Finding& finding : report.findings) {
    const auto [known, is_new] = by_group.emplace(finding.group, page.blocks.size());
    if (!is_new && finding.group != 0) {
      page.blocks[known->second].findings.push_back(&finding);
      continue;
    }
    page.blocks.push_back({{&finding}, nullptr, page.anchors.at(&finding)});
  }
  for (HtmlBlock& block : page.blocks) {
    if (block.findings.size() < 2) continue;
    block.anchor = "group-" + block.anchor;
    const auto group = groups.find(block.findings.front()->group);
    if (group != groups.end()) block.group = group->second;
  }
  std::ranges::stable_sort(page.blocks, [](const HtmlBlock& a, const HtmlBlock& b) {
    const Finding& left = *a.findings.front();
    const Finding& right = *b.findings.front();
    return std::pair(left.state, left.severity) < std::pair(right.state, right.severity);
  });
}

}  // namespace sworn::report
