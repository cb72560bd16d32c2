// SPDX-License-Identifier: Apache-2.0
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

void arrange(HtmlPage& page) {
  for (const RuleInfo& rule : page.report.rules) page.rules.emplace(rule.id, &rule);
  name_findings(page);
  const auto any = [](const Finding&) { return true; };
  for (Cause& cause : causes_of(page.report, any)) {
    const std::string mark = cause.findings.size() > 1 ? "group-" : "";
    std::string anchor = mark + page.anchors.at(cause.finding);
    page.blocks.push_back({std::move(cause), std::move(anchor)});
  }
}

}  // namespace sworn::report
