// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "report/html_part.h"
#include "report/reference.h"

namespace sworn::report {
namespace {

/// One pane for each framework, chosen by radio buttons: they need no script and the arrow keys
/// work.
void append_examples(HtmlPage& page,
                     const std::vector<RemedyExample>& examples,
                     const std::string& anchor) {
  HtmlWriter& out = page.out;
  out.open("fieldset", {{"class", "examples"}});
  out.element("legend", "How it looks in");
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::string id = anchor + "-example-" + std::to_string(i);
    out.lone("input",
             {{"type", "radio"},
              {"name", anchor + "-example"},
              {"id", id},
              {"value", examples[i].framework},
              {i == 0 ? "checked" : "", ""}});
    out.element("label", {{"for", id}}, examples[i].framework);
  }
  for (const RemedyExample& example : examples) {
    out.open("div", {{"class", "pane"}});
    out.element("p", {{"class", "pane-title"}}, example.framework);
    out.open("pre", {{"tabindex", "0"}});
    out.open("code", {{"data-language", example.language}}).lines(example.code).close();
    out.close().close();
  }
  out.close();
}

void append_link(HtmlPage& page, std::string_view reference, std::string_view title) {
  const std::string url = reference_url(reference);
  if (url.empty()) {
    page.out.text(reference);
  } else {
    page.out.element(
        "a", {{"href", url}, {"rel", "noreferrer noopener"}, {"target", "_blank"}}, reference);
  }
  if (!title.empty()) page.out.text(" ").text(title);
}

void append_references(HtmlPage& page, const Finding& finding, const RuleInfo* rule) {
  std::vector<std::string> references;
  if (finding.cwe > 0) references.push_back("CWE-" + std::to_string(finding.cwe));
  if (!finding.owasp.empty()) references.push_back("OWASP " + finding.owasp);
  if (rule != nullptr) {
    for (const std::string_view reference : rule->references) {
      if (std::ranges::find(references, reference) == references.end()) {
        references.emplace_back(reference);
      }
    }
  }
  if (references.empty()) return;
  page.out.open("ul", {{"class", "references"}});
  for (const std::string& reference : references) {
    const bool is_risk = reference == "OWASP " + finding.owasp;
    page.out.open("li");
    append_link(page, reference, is_risk ? owasp_title(finding.owasp) : "");
    page.out.close();
  }
  page.out.close();
}

void append_definition(HtmlPage& page, std::string_view term, std::string_view text) {
  if (text.empty()) return;
  page.out.open("div").element("dt", term).open("dd").prose(text).close().close();
}

void append_rule(HtmlPage& page, const Finding& finding, const RuleInfo* rule) {
  HtmlWriter& out = page.out;
  out.open("details", {{"class", "rule"}});
  out.open("summary").text("About ").element("code", finding.rule).close();
  out.open("dl");
  if (rule != nullptr) {
    append_definition(page, "Promised", rule->promise);
    append_definition(page, "Proven by", rule->proof_text);
    append_definition(page, "Only looks like it", rule->looks_like);
    append_definition(page, "Rests on", name_of(rule->basis));
  }
  append_definition(page, "Category", finding.category);
  append_definition(page, "Implies", base::join(finding.implies, ", "));
  out.close();
  append_references(page, finding, rule);
  out.close();
}

}  // namespace

void append_remedy(HtmlPage& page, const HtmlBlock& block) {
  const Finding& finding = *block.findings.front();
  const auto found = page.rules.find(finding.rule);
  const RuleInfo* const rule = found == page.rules.end() ? nullptr : found->second;
  HtmlWriter& out = page.out;
  if (!finding.remedy.empty()) {
    out.element("h4", "Mend it").open("p", {{"class", "remedy"}}).prose(finding.remedy).close();
  }
  const auto [told, is_first] = page.told_at.emplace(finding.rule, block.anchor);
  const auto examples = page.report.remedies.find(finding.rule);
  if (!is_first) {
    out.open("p", {{"class", "note"}}).text("Examples and references stand with ");
    out.element("a", {{"href", "#" + told->second}}, "the first finding of this rule");
    out.text(".").close();
    return;
  }
  if (examples != page.report.remedies.end() && !examples->second.empty()) {
    append_examples(page, examples->second, block.anchor);
  }
  append_rule(page, finding, rule);
}

}  // namespace sworn::report
