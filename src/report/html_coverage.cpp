// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "report/html_exchange.h"
#include "report/html_part.h"
#include "report/text_layout.h"

namespace sworn::report {
namespace {

void open_section(HtmlPage& page, const std::string& id, std::string_view title) {
  page.out.open("section", {{"id", id}, {"aria-labelledby", id + "-title"}});
  page.out.element("h2", {{"id", id + "-title"}}, title);
}

void append_heads(HtmlPage& page, std::initializer_list<std::string_view> heads) {
  page.out.open("thead").open("tr");
  for (const std::string_view head : heads) page.out.element("th", {{"scope", "col"}}, head);
  page.out.close().close();
}

/// Operations and rules of which one reason says why nothing is known.
struct Unknown {
  std::string reason;
  std::set<std::pair<std::string, std::string>> operations;  ///< path, method
  std::set<std::string> rules;
};

void append_operations_of(HtmlPage& page, const Unknown& unknown) {
  constexpr std::size_t most_open = 5;
  HtmlWriter& out = page.out;
  const bool is_folded = unknown.operations.size() > most_open;
  if (is_folded) {
    const auto count = static_cast<int>(unknown.operations.size());
    out.open("details").element("summary", count_of(count, "operation"));
  }
  out.open("ul", {{"class", "plain"}});
  for (const auto& [path, method] : unknown.operations) {
    out.open("li");
    append_place(page, method, path);
    out.close();
  }
  out.close();
  if (is_folded) out.close();
}

/// The reason that holds for the most operations first.
std::vector<Unknown> unknowns_of(const Report& report) {
  std::map<std::string, Unknown> by_reason;
  for (const Inconclusive& one : report.inconclusive) {
    Unknown& unknown = by_reason[one.reason];
    unknown.reason = one.reason;
    unknown.operations.emplace(one.path, one.method);
    unknown.rules.insert(one.rule);
  }
  std::vector<Unknown> sorted;
  for (auto& entry : by_reason) sorted.push_back(std::move(entry.second));
  std::ranges::stable_sort(sorted, [](const Unknown& a, const Unknown& b) {
    return a.operations.size() > b.operations.size();
  });
  return sorted;
}

}  // namespace

void append_inconclusive(HtmlPage& page) {
  const std::vector<Unknown> unknowns = unknowns_of(page.report);
  if (unknowns.empty() || !page.report.credentials.empty()) return;
  HtmlWriter& out = page.out;
  open_section(page, "inconclusive", "Inconclusive");
  out.element("p",
              {{"class", "note"}},
              "What was asked and could not be decided. It is neither a pass nor a finding.");
  out.open("div",
           {{"class", "scroll"},
            {"tabindex", "0"},
            {"role", "group"},
            {"aria-labelledby", "inconclusive-title"}});
  out.open("table").element("caption", "Reasons, and the questions that they leave open");
  append_heads(page, {"Reason", "Operations", "Questions left open"});
  out.open("tbody");
  for (const Unknown& unknown : unknowns) {
    out.open("tr").open("th", {{"scope", "row"}}).prose(unknown.reason).close().open("td");
    append_operations_of(page, unknown);
    out.close().open("td").open("details");
    out.element("summary", count_of(static_cast<int>(unknown.rules.size()), "rule"));
    out.open("ul", {{"class", "plain"}});
    for (const std::string& rule : unknown.rules) out.open("li").element("code", rule).close();
    out.close().close().close().close();
  }
  out.close().close().close().close();
}

void append_coverage(HtmlPage& page) {
  if (page.report.coverage.empty()) return;
  open_section(page, "coverage", "Not covered");
  page.out.open("ul");
  for (const std::string& line : page.report.coverage) page.out.open("li").prose(line).close();
  page.out.close().close();
}

void append_credentials(HtmlPage& page) {
  const std::vector<CredentialResult>& credentials = page.report.credentials;
  if (credentials.empty()) return;
  HtmlWriter& out = page.out;
  open_section(page, "credentials", "Credentials");
  out.open("table").element("caption", "Which credentials work, and where that was seen");
  append_heads(page, {"Identity", "Scheme", "State", "Where"});
  out.open("tbody");
  for (const CredentialResult& one : credentials) {
    const bool works = one.state == CredentialResult::State::works;
    const bool is_refused = one.state == CredentialResult::State::refused;
    out.open("tr").element("th", {{"scope", "row"}}, one.identity).element("td", one.scheme);
    out.open("td").element("span",
                           {{"class",
                             works        ? "outcome match"
                             : is_refused ? "outcome mismatch"
                                          : "outcome untested"}},
                           name_of(one.state));
    out.close().element("td", one.operation.empty() ? one.reason : one.operation).close();
  }
  out.close().close().close();
}

void append_overlay(HtmlPage& page) {
  const std::vector<OverlayAction>& actions = page.report.overlay;
  if (actions.empty()) return;
  HtmlWriter& out = page.out;
  open_section(page, "overlay", "Changes to the document");
  out.element(
      "p",
      {{"class", "note"}},
      "With these the document would say what was observed. They are meant where the server "
      "is right; --report overlay writes them as an OpenAPI Overlay, sworn apply applies "
      "them.");
  out.open("ul", {{"class", "members"}});
  for (const OverlayAction& action : actions) {
    out.open("li").open("details").open("summary").element("code", action.target).text(" ");
    out.prose(action.description).close();
    if (action.update.empty()) {
      out.element("p", "It is removed.");
    } else {
      out.open("pre", {{"tabindex", "0"}});
      out.open("code").lines(indented(action.update)).close().close();
    }
    out.close().close();
  }
  out.close().close();
}

void append_gone(HtmlPage& page) {
  if (page.report.gone.empty()) return;
  HtmlWriter& out = page.out;
  open_section(page, "gone", "Gone since the baseline");
  out.open("ul", {{"class", "members"}});
  for (const GoneFinding& one : page.report.gone) {
    out.open("li", {{"data-fingerprint", one.fingerprint}});
    append_place(page, one.method, one.path);
    out.text(" ").element("code", {{"class", "rule-id"}}, one.rule).close();
  }
  out.close().close();
}

}  // namespace sworn::report
