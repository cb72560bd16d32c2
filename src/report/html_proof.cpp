// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/html_exchange.h"
#include "report/html_part.h"
#include "report/html_sequence.h"
#include "report/story.h"
#include "report/text_layout.h"
#include "report/text_step.h"

namespace sworn::report {
namespace {

/// Findings that a page tells with their exchanges; of more it gives the steps in words. A page
/// that no browser opens proves nothing.
constexpr std::size_t most_proofs = 300;

bool is_good(const Exchange& exchange) {
  return !exchange.credentials.empty() &&
         std::ranges::all_of(exchange.credentials, [](const CredentialUse& use) {
           return use.state == CredentialState::good;
         });
}

/// How well an exchange shows what the decisive one is to be seen against: the same request with
/// another outcome, then the good credential, then anything else at the same operation.
int worth_as_control(const Exchange& exchange, const Exchange& decisive) {
  if (exchange.operation != decisive.operation) return 0;
  const bool is_same_request = exchange.request == decisive.request;
  if (is_same_request && exchange.status() != decisive.status()) return 4;
  if (is_good(exchange) && !is_same_request) return 3;
  return is_same_request ? 1 : 2;
}

const Exchange* control_of(const Story& steps, const Exchange& decisive) {
  const Exchange* best = nullptr;
  int most = 0;
  for (const Exchange* one : steps) {
    if (one == &decisive) continue;
    const int worth = worth_as_control(*one, decisive);
    if (worth > most) {
      most = worth;
      best = one;
    }
  }
  return best;
}

std::string title_of(const Story& steps, const Exchange& exchange) {
  const auto position = std::ranges::find(steps, &exchange) - steps.begin();
  return "step " + std::to_string(position + 1) + ", " + step_parts(exchange).who;
}

void append_sentence(HtmlPage& page, const Exchange& step) {
  const StepParts parts = step_parts(step);
  HtmlWriter& out = page.out;
  if (!parts.who.empty()) out.element("span", {{"class", "who"}}, parts.who).text(": ");
  out.element("code", parts.request).text(" " + parts.credentials + " ");
  const int status = step.status();
  const std::string_view kind = status == 0 || status >= 500 ? "status failed"
                                : status >= 400              ? "status refused"
                                                             : "status passed";
  out.element("span", {{"class", kind}}, "→ " + parts.outcome);
}

void append_steps(HtmlPage& page,
                  const Story& steps,
                  const Exchange* decisive,
                  const std::string& anchor,
                  bool has_messages) {
  HtmlWriter& out = page.out;
  out.open("ol", {{"class", "steps"}, {"id", anchor}});
  for (const Exchange* step : steps) {
    const bool is_decisive = step == decisive && steps.size() > 1;
    out.open("li", {{is_decisive ? "class" : "", "decisive"}});
    if (has_messages) {
      out.open("details").open("summary");
      append_sentence(page, *step);
      out.close();
      append_exchange(page, *step);
      out.close();
    } else {
      append_sentence(page, *step);
    }
    out.close();
  }
  out.close();
}

void append_again(HtmlPage& page, const Finding& finding) {
  if (finding.curl.empty()) return;
  HtmlWriter& out = page.out;
  out.element("h4", "Do it again");
  append_command(page, finding.curl.front());
  if (finding.curl.size() == 1) return;
  const auto others = static_cast<int>(finding.curl.size()) - 1;
  out.open("details", {{"class", "others"}});
  out.element("summary", count_of(others, "other request") + " of the story");
  for (std::size_t i = 1; i < finding.curl.size(); ++i) append_command(page, finding.curl[i]);
  out.close();
}

}  // namespace

void append_command(HtmlPage& page, std::string_view command) {
  HtmlWriter& out = page.out;
  out.open("div", {{"class", "command"}});
  out.open("pre", {{"tabindex", "0"}}).element("code", command).close();
  out.element("button", {{"type", "button"}, {"class", "copy"}, {"hidden", ""}}, "Copy").close();
}

void append_proof(HtmlPage& page, const Finding& finding) {
  const Story steps = page.exchanges.of(finding);
  HtmlWriter& out = page.out;
  if (!steps.empty()) {
    const bool is_full = page.is_verbose || page.proofs < most_proofs;
    const Exchange* const decisive = decisive_of(finding, steps);
    const Exchange* const control = control_of(steps, *decisive);
    const std::string anchor = page.anchors.at(&finding) + "-steps";
    if (is_full) ++page.proofs;
    out.element("h4", steps.size() == 1 ? "The exchange" : "How it was seen");
    if (is_full && is_story(steps)) append_sequence(page, steps, decisive->id, anchor);
    if (steps.size() > 1 || !is_full) append_steps(page, steps, decisive, anchor, is_full);
    if (is_full && control != nullptr) {
      append_pair(page, *control, *decisive, title_of(steps, *control), title_of(steps, *decisive));
    } else if (is_full && steps.size() == 1) {
      append_exchange(page, *decisive);
    }
  }
  append_again(page, finding);
}

}  // namespace sworn::report
