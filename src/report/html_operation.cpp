// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/html_part.h"
#include "report/text_layout.h"

namespace sworn::report {
namespace {

using BlocksByOperation = std::map<std::string, std::vector<const HtmlBlock*>>;

BlocksByOperation blocks_by_operation(const HtmlPage& page) {
  BlocksByOperation blocks;
  for (const HtmlBlock& block : page.blocks) {
    for (const Finding* finding : block.findings) {
      std::vector<const HtmlBlock*>& known = blocks[finding->method + " " + finding->path];
      if (known.empty() || known.back() != &block) known.push_back(&block);
    }
  }
  return blocks;
}

void append_form(HtmlPage& page, const std::string& form) {
  page.out.open("td");
  if (form.empty()) {
    page.out.element("span", {{"class", "absent"}}, page.is_check() ? "not known" : "nothing said");
  } else {
    page.out.element("code", form);
  }
  page.out.close();
}

void append_outcome(HtmlPage& page, const OperationResult& operation) {
  const std::string name(name_of(operation.outcome));
  HtmlWriter& out = page.out;
  out.open("td").element("span", {{"class", "outcome " + name}}, name);
  if (!operation.reason.empty()) {
    out.open("span", {{"class", "reason"}}).prose(operation.reason).close();
  }
  out.close();
}

void append_links(HtmlPage& page, const std::vector<const HtmlBlock*>& blocks) {
  page.out.open("td");
  if (!blocks.empty()) page.out.open("ul", {{"class", "links"}});
  for (const HtmlBlock* block : blocks) {
    const Finding& finding = *block->findings.front();
    page.out.open("li").open("a", {{"href", "#" + block->anchor}, {"title", finding.title}});
    append_severity(page, finding.severity);
    page.out.text(" ").element("span", finding.rule).close().close();
  }
  if (!blocks.empty()) page.out.close();
  page.out.close();
}

void append_row(HtmlPage& page,
                const OperationResult& operation,
                const std::vector<const HtmlBlock*>& blocks) {
  HtmlWriter& out = page.out;
  const bool is_review = page.report.kind == ReportKind::review;
  // A match may be worded otherwise: "none | ApiKeyAuth" lets everybody in, as observed.
  const bool differs = operation.outcome == OperationOutcome::mismatch && !is_review &&
                       !operation.observed_security.empty() &&
                       operation.observed_security != operation.declared_security;
  out.open("tr",
           {{"data-outcome", name_of(operation.outcome)}, {differs ? "class" : "", "differs"}});
  out.open("th", {{"scope", "row"}});
  append_place(page, operation.method, operation.path);
  if (!operation.operation_id.empty()) {
    out.text(" ").element("span", {{"class", "operation-id"}}, operation.operation_id);
  }
  out.close();
  if (is_review) {
    const bool is_silent = operation.security_source == RequirementSource::absent;
    append_form(page, is_silent ? "" : operation.declared_security);
    append_form(page, base::join(operation.refusals, " "));
    out.element("td", name_of(operation.security_source));
  } else {
    append_form(page, operation.declared_security);
    append_form(page, operation.observed_security);
    if (page.is_check()) append_outcome(page, operation);
  }
  append_links(page, blocks);
  out.close();
}

void append_column_heads(HtmlPage& page) {
  std::vector<std::string_view> heads = {"Operation"};
  switch (page.report.kind) {
    case ReportKind::check:
      heads.insert(heads.end(), {"Declared security", "Observed security", "Outcome"});
      break;
    case ReportKind::review:
      heads.insert(heads.end(), {"Requires", "Refuses with", "Declared by"});
      break;
    case ReportKind::diff:
      heads.insert(heads.end(), {"Old security", "New security"});
      break;
  }
  heads.emplace_back("Findings");
  page.out.open("thead").open("tr");
  for (const std::string_view head : heads) page.out.element("th", {{"scope", "col"}}, head);
  page.out.close().close();
}

/// How many operations came out how, each a switch where there is script.
void append_outcomes(HtmlPage& page) {
  if (!page.is_check()) return;
  HtmlWriter& out = page.out;
  out.open("div",
           {{"class", "filters"},
            {"role", "group"},
            {"hidden", ""},
            {"aria-label", "Filter the operations"}});
  out.open("fieldset").element("legend", "Outcome");
  for (const OperationOutcome outcome : {OperationOutcome::mismatch,
                                         OperationOutcome::match,
                                         OperationOutcome::inconclusive,
                                         OperationOutcome::untested}) {
    const auto count =
        std::ranges::count(page.report.operations, outcome, &OperationResult::outcome);
    if (count == 0) continue;
    out.open("label", {{"class", "chip"}});
    out.lone("input",
             {{"type", "checkbox"}, {"data-filter", "outcome"}, {"value", name_of(outcome)}});
    out.element("span", std::to_string(count) + " " + std::string(name_of(outcome))).close();
  }
  out.close();
  out.element("button", {{"type", "button"}, {"data-action", "reset"}}, "Show all").close();
}

std::string_view caption_of(ReportKind kind) {
  switch (kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return "What each operation requires and how it says that it refuses";
    case ReportKind::diff:
      return "What each operation that changed required and requires";
  }
  return "What the document declares beside what the server was seen to enforce";
}

}  // namespace

void append_operations(HtmlPage& page) {
  const std::vector<OperationResult>& operations = page.report.operations;
  if (operations.empty() || !page.report.credentials.empty()) return;
  HtmlWriter& out = page.out;
  out.open("section", {{"id", "operations"}, {"aria-labelledby", "operations-title"}});
  out.element("h2", {{"id", "operations-title"}}, "Operations");
  append_outcomes(page);
  out.open("div",
           {{"class", "scroll"},
            {"tabindex", "0"},
            {"role", "group"},
            {"aria-labelledby", "operations-title"}});
  out.open("table", {{"class", "operations"}});
  out.element("caption", caption_of(page.report.kind));
  append_column_heads(page);
  out.open("tbody");
  const BlocksByOperation blocks = blocks_by_operation(page);
  for (const OperationResult& operation : operations) {
    const auto found = blocks.find(operation.method + " " + operation.path);
    append_row(
        page, operation, found == blocks.end() ? std::vector<const HtmlBlock*>() : found->second);
  }
  out.close().close().close().close();
}

}  // namespace sworn::report
