// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "report/html_part.h"
#include "report/text_layout.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

/// Findings of a group that are told with their exchanges.
constexpr std::size_t most_told = 3;
/// Places named in the line of a group.
constexpr std::size_t most_places = 3;

void append_badges(HtmlPage& page, const Finding& finding) {
  if (finding.confidence == Confidence::likely) {
    page.out.element(
        "span", {{"class", "badge"}, {"title", "not certain, gates no build"}}, "likely");
  }
  if (finding.state != FindingState::is_new) {
    page.out.element("span", {{"class", "badge"}}, name_of(finding.state));
  }
}

void append_places(HtmlPage& page, const HtmlBlock& block) {
  HtmlWriter& out = page.out;
  out.open("span", {{"class", "places"}});
  const std::size_t shown = std::min(block.findings.size(), most_places);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out.text(", ");
    append_place(page, block.findings[i]->method, block.findings[i]->path);
  }
  const std::size_t rest = block.findings.size() - shown;
  if (rest > 0) out.text(" and " + std::to_string(rest) + " more");
  if (block.group != nullptr && block.group->of > 0) {
    out.element("span",
                {{"class", "share"}},
                " " + std::to_string(block.operations.size()) + " of " +
                    std::to_string(block.group->of) + (page.is_check() ? " examined" : ""));
  }
  out.close();
}

void append_contrast(HtmlPage& page, const Finding& finding) {
  if (finding.declared.empty() && finding.observed.empty()) return;
  HtmlWriter& out = page.out;
  out.open("span", {{"class", "contrast"}});
  out.open("span", {{"class", "declared"}});
  out.prose(finding.declared.empty() ? "–" : finding.declared).close();
  out.element("span", {{"class", "arrow"}}, " → ");
  out.open("span", {{"class", "observed"}});
  out.prose(finding.observed.empty() ? "–" : finding.observed).close();
  out.close();
}

void append_summary_line(HtmlPage& page, const HtmlBlock& block) {
  const Finding& finding = *block.findings.front();
  HtmlWriter& out = page.out;
  out.open("summary");
  append_severity(page, finding.severity);
  out.element("h3", finding.title);
  append_places(page, block);
  append_contrast(page, finding);
  out.open("span", {{"class", "marks"}});
  append_badges(page, finding);
  out.element("code", {{"class", "rule-id"}}, finding.rule);
  out.close().close();
}

void append_form(HtmlPage& page, const std::string& form) {
  page.out.open("p", {{"class", "form"}}).prose(form.empty() ? "nothing" : form).close();
}

/// Declared beside observed, with the lines of the document.
void append_sides(HtmlPage& page, const HtmlBlock& block) {
  const Finding& finding = *block.findings.front();
  const FormNames names = form_names(page.report.kind);
  HtmlWriter& out = page.out;
  out.open("div", {{"class", "sides"}});
  out.open("div", {{"class", "side"}}).element("h4", capitalized(names.declared));
  append_form(page, finding.declared);
  out.close();
  out.open("div", {{"class", "side observed"}}).element("h4", capitalized(names.observed));
  append_form(page, finding.observed);
  out.open("p").prose(finding.explanation).close().close().close();
  append_excerpt(page, finding);
  const Location& common = block.location();
  if (!(common == finding.location)) {
    out.open("p", {{"class", "note"}}).text("Nearly all operations share this cause: mend it at ");
    out.element("code", common.text()).text(".").close();
  }
}

void append_suppression(HtmlPage& page, const Finding& finding) {
  if (finding.state != FindingState::suppressed) return;
  page.out.element("p",
                   {{"class", "note"}},
                   finding.suppressed_because.empty()
                       ? "Suppressed by the configuration."
                       : "Suppressed: " + finding.suppressed_because);
}

/// A finding of a group: its place, and its proof where it is among the first.
void append_member(HtmlPage& page, const Finding& finding, bool is_told) {
  HtmlWriter& out = page.out;
  const std::string& anchor = page.anchors.at(&finding);
  out.open("li", {{"id", anchor}, {"data-fingerprint", finding.fingerprint}});
  if (is_told) out.open("details").open("summary");
  append_place(page, finding.method, finding.path);
  out.text(" ").element("code", {{"class", "where"}}, finding.location.text());
  if (is_told) {
    out.close();
    append_proof(page, finding);
    out.close();
  }
  out.close();
}

void append_members(HtmlPage& page, const HtmlBlock& block) {
  HtmlWriter& out = page.out;
  const std::vector<const Finding*>& all = block.findings;
  const std::size_t told = page.is_verbose ? all.size() : most_told;
  const auto count = static_cast<int>(all.size());
  out.element("h4", "Seen at " + count_of(count, page.is_check() ? "operation" : "place"));
  out.open("ul", {{"class", "members"}});
  for (std::size_t i = 0; i < std::min(told, all.size()); ++i) {
    const bool has_proof = !all[i]->exchanges.empty() || !all[i]->curl.empty();
    append_member(page, *all[i], has_proof);
  }
  out.close();
  if (all.size() <= told) return;
  std::string rest = std::to_string(all.size() - told) + " more";
  if (page.is_check()) {
    rest += ", proven in the same way (--verbose tells their exchanges here)";
  }
  out.open("details").element("summary", rest);
  out.open("ul", {{"class", "members"}});
  for (std::size_t i = told; i < all.size(); ++i) append_member(page, *all[i], false);
  out.close().close();
}

void append_block(HtmlPage& page, const HtmlBlock& block) {
  const Finding& finding = *block.findings.front();
  const bool is_single = block.findings.size() == 1;
  HtmlWriter& out = page.out;
  out.open("article",
           {{"class", "finding"},
            {"id", block.anchor},
            {"data-severity", name_of(finding.severity)},
            {"data-category", finding.category},
            {"data-rule", finding.rule},
            {"data-state", name_of(finding.state)},
            {is_single ? "data-fingerprint" : "", finding.fingerprint}});
  out.open("details");
  append_summary_line(page, block);
  out.open("div", {{"class", "inside"}});
  append_suppression(page, finding);
  append_sides(page, block);
  if (is_single) {
    append_proof(page, finding);
  } else {
    append_members(page, block);
  }
  append_remedy(page, block);
  out.open("p", {{"class", "fingerprint"}}).text("Fingerprint ");
  out.element("code", finding.fingerprint).close();
  out.close().close().close();
}

/// The choices that the findings offer. Without script they could do nothing, and are not shown.
void append_choice(HtmlPage& page,
                   std::string_view name,
                   std::string_view label,
                   const std::vector<std::string>& values) {
  if (values.size() < 2) return;
  HtmlWriter& out = page.out;
  out.open("label").text(label).text(" ").open("select", {{"data-filter", name}});
  out.element("option", {{"value", ""}}, "all");
  for (const std::string& value : values) out.element("option", {{"value", value}}, value);
  out.close().close();
}

template <typename Member>
std::vector<std::string> values_of(const HtmlPage& page, Member member) {
  std::vector<std::string> values;
  for (const HtmlBlock& block : page.blocks) values.emplace_back(member(*block.findings.front()));
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

void append_filters(HtmlPage& page) {
  HtmlWriter& out = page.out;
  out.open("div",
           {{"class", "filters"},
            {"role", "group"},
            {"hidden", ""},
            {"aria-label", "Filter the findings"}});
  out.open("fieldset", {{"class", "severities"}}).element("legend", "Severity");
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    const bool is_there = std::ranges::any_of(page.blocks, [&](const HtmlBlock& block) {
      return block.findings.front()->severity == severity;
    });
    if (!is_there) continue;
    out.open("label", {{"class", "chip"}});
    out.lone("input",
             {{"type", "checkbox"}, {"data-filter", "severity"}, {"value", name_of(severity)}});
    out.element("span", name_of(severity)).close();
  }
  out.close();
  append_choice(page, "category", "Category", values_of(page, [](const Finding& finding) {
                  return finding.category;
                }));
  append_choice(
      page, "rule", "Rule", values_of(page, [](const Finding& finding) { return finding.rule; }));
  append_choice(page, "state", "State", values_of(page, [](const Finding& finding) {
                  return std::string(name_of(finding.state));
                }));
  out.element("button", {{"type", "button"}, {"data-action", "reset"}}, "Show all");
  out.open("span", {{"class", "spread"}});
  out.element("button", {{"type", "button"}, {"data-action", "open"}}, "Open all");
  out.element("button", {{"type", "button"}, {"data-action", "close"}}, "Close all");
  out.close().close();
}

}  // namespace

void append_severity(HtmlPage& page, Severity severity) {
  page.out.element(
      "span", {{"class", "severity " + std::string(name_of(severity))}}, name_of(severity));
}

void append_place(HtmlPage& page, std::string_view method, std::string_view path) {
  HtmlWriter& out = page.out;
  if (method == "*") {
    out.element("span", {{"class", "place"}}, operation_name(page.report.kind, method, path));
    return;
  }
  out.open("code", {{"class", "place"}}).element("b", method).text(" ").text(path).close();
}

void append_excerpt(HtmlPage& page, const Finding& finding) {
  if (finding.location.text().empty()) return;
  HtmlWriter& out = page.out;
  out.open("figure", {{"class", "excerpt"}});
  out.open("figcaption").element("code", finding.location.text()).close();
  std::vector<SpecLine> lines = finding.spec_lines;
  if (lines.empty() && !base::trim(finding.spec_excerpt).empty()) {
    lines.push_back({finding.location.line, finding.spec_excerpt});
  }
  if (!lines.empty()) {
    out.open("pre", {{"tabindex", "0"}}).open("code");
    for (const SpecLine& line : lines) {
      const bool is_meant = line.number == finding.location.line;
      out.open(is_meant ? "mark" : "span", {{"class", "line"}});
      out.element("span", {{"class", "number"}}, std::to_string(line.number));
      out.lines(line.text).lines("\n").close();
    }
    out.close().close();
  }
  out.close();
}

void append_findings(HtmlPage& page) {
  HtmlWriter& out = page.out;
  out.open("section", {{"id", "findings"}, {"aria-labelledby", "findings-title"}});
  out.element("h2", {{"id", "findings-title"}}, "Findings");
  if (page.blocks.empty()) {
    out.element("p", "There is none.").close();
    return;
  }
  append_filters(page);
  out.open("p", {{"class", "shown"}, {"role", "status"}});
  out.text(count_of(static_cast<int>(page.report.findings.size()), "finding"));
  if (page.blocks.size() < page.report.findings.size()) {
    out.text(" of " + count_of(static_cast<int>(page.blocks.size()), "cause"));
  }
  out.close();
  for (const HtmlBlock& block : page.blocks) append_block(page, block);
  out.close();
}

}  // namespace sworn::report
