// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/cause.h"
#include "report/exchange_index.h"
#include "report/html_writer.h"
#include "sworn/report.h"

namespace sworn::report {

/// A cause, and where it stands in the page.
struct HtmlBlock : Cause {
  std::string anchor;
};

/// What every part of the page is made from.
struct HtmlPage {
  const Report& report;
  bool is_verbose = false;
  HtmlWriter out = {};
  std::vector<HtmlBlock> blocks = {};  ///< the gravest first, new ones before known ones
  std::unordered_map<const Finding*, std::string> anchors = {};
  ExchangeIndex exchanges = ExchangeIndex(report);
  std::unordered_map<std::string, const RuleInfo*> rules = {};
  /// Where examples and references of a rule stand: once in the page.
  std::unordered_map<std::string, std::string> told_at = {};
  std::size_t proofs = 0;  ///< findings told with their exchanges so far

  [[nodiscard]] bool is_check() const { return report.kind == ReportKind::check; }
};

/// The findings by their causes, and the anchor of each.
void arrange(HtmlPage& page);

// The parts, in their order. An empty one writes nothing.

void append_head(HtmlPage& page);
void append_navigation(HtmlPage& page);
/// Score, counts, what to look at first.
void append_summary(HtmlPage& page);
void append_credentials(HtmlPage& page);
void append_findings(HtmlPage& page);
void append_operations(HtmlPage& page);
void append_inconclusive(HtmlPage& page);
void append_coverage(HtmlPage& page);
void append_overlay(HtmlPage& page);
void append_gone(HtmlPage& page);

// Pieces of a finding.

/// Severity as a word in its colour.
void append_severity(HtmlPage& page, Severity severity);
/// Method and path, as an operation is written all over the page.
void append_place(HtmlPage& page, std::string_view method, std::string_view path);
/// The lines of the document with their numbers, the one that is meant marked.
void append_excerpt(HtmlPage& page, const Finding& finding);
/// How it was seen: diagram, steps, control beside decisive exchange; and the way to do it again.
void append_proof(HtmlPage& page, const Finding& finding);
/// A command that a click copies.
void append_command(HtmlPage& page, std::string_view command);
/// How to mend it, with examples by framework; what the rule is about and where that is written.
void append_remedy(HtmlPage& page, const HtmlBlock& block);

}  // namespace sworn::report
