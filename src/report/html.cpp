// SPDX-License-Identifier: Apache-2.0
#include "report/html.h"

#include "base/encoding.h"
#include "base/hash.h"
#include "report/html_asset.h"
#include "report/html_part.h"
#include "report/text_layout.h"
#include "sworn/version.h"

namespace sworn::report {
namespace {

/// 'sha256-…' of a style sheet or script as it stands in the page (CSP Level 3 §2.3.1).
std::string hash_of(std::string_view text) {
  return "'sha256-" + base::to_base64(base::digest(base::HashKind::sha256, text)) + "'";
}

std::string policy() {
  return "default-src 'none'; style-src " + hash_of(page_style) + "; script-src " +
         hash_of(page_script) + "; base-uri 'none'; form-action 'none'";
}

std::string title_of(const Report& report) {
  constexpr std::size_t most_columns = 60;
  const std::string name =
      clip(report.spec.title.empty() ? report.spec.file : report.spec.title, most_columns);
  const std::string& grade = report.summary.grade;
  return "sworn: " + name + (grade.empty() || grade == "-" ? "" : ", grade " + grade);
}

void append_metadata(HtmlPage& page) {
  HtmlWriter& out = page.out;
  out.open("head").lone("meta", {{"charset", "utf-8"}});
  out.lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy()}});
  out.lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.lone("meta", {{"name", "generator"}, {"content", std::string("sworn ") + version}});
  out.element("title", title_of(page.report));
  out.open("style").verbatim(page_style).close().close();
}

}  // namespace

void append_navigation(HtmlPage& page) {
  const Report& report = page.report;
  HtmlWriter& out = page.out;
  const auto link = [&](std::string_view id, std::string_view text, std::size_t count) {
    out.open("li").open("a", {{"href", "#" + std::string(id)}}).text(text);
    if (count > 0) out.text(" ").element("span", {{"class", "number"}}, std::to_string(count));
    out.close().close();
  };
  const bool is_about_credentials = !report.credentials.empty();
  out.open("div", {{"class", "bar"}});
  out.open("nav", {{"aria-label", "Parts of the report"}}).open("ul");
  link("summary", "Summary", 0);
  if (is_about_credentials) link("credentials", "Credentials", report.credentials.size());
  if (!is_about_credentials) link("findings", "Findings", report.findings.size());
  if (!is_about_credentials && !report.operations.empty()) {
    link("operations", "Operations", report.operations.size());
  }
  if (!is_about_credentials && !report.inconclusive.empty())
    link("inconclusive", "Inconclusive", 0);
  if (!report.coverage.empty()) link("coverage", "Not covered", 0);
  if (!report.overlay.empty()) link("overlay", "Changes", report.overlay.size());
  if (!report.gone.empty()) link("gone", "Gone", report.gone.size());
  out.close().close();
  if (!is_about_credentials) {
    out.open("search", {{"hidden", ""}});
    out.lone("input",
             {{"type", "search"},
              {"id", "search"},
              {"placeholder", "Search (press /)"},
              {"aria-label", "Search findings and operations"},
              {"autocomplete", "off"},
              {"spellcheck", "false"}});
    out.close();
  }
  out.close();
}

std::string html(const Report& report, const View& view) {
  HtmlPage page{report, view.verbose};
  arrange(page);
  HtmlWriter& out = page.out;
  out.verbatim("<!doctype html>\n").open("html", {{"lang", "en"}});
  append_metadata(page);
  out.open("body");
  out.element("a", {{"class", "skip"}, {"href", "#main"}}, "To the findings");
  append_head(page);
  append_navigation(page);
  out.open("main", {{"id", "main"}});
  append_summary(page);
  append_credentials(page);
  if (report.credentials.empty()) append_findings(page);
  append_operations(page);
  append_inconclusive(page);
  append_coverage(page);
  append_overlay(page);
  append_gone(page);
  out.close();
  out.open("footer").element(
      "p",
      "Secrets are replaced by names in braces, such as {alice.ApiKeyAuth}. Keys: / searches, j "
      "and "
      "k go to the next and the previous finding, Enter opens it, Escape shows all.");
  out.close();
  out.open("script").verbatim(page_script).close();
  out.close().close().verbatim("\n");
  return out.take();
}

}  // namespace sworn::report
