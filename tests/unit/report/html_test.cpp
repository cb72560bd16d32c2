// SPDX-License-Identifier: Apache-2.0
#include "report/html.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/encoding.h"
#include "base/hash.h"
#include "report/format.h"
#include "support/hostile_report.h"
#include "support/html_page.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using sworn::test::HtmlElement;
using sworn::test::HtmlPageReading;

std::string page_of(const Report& report, bool is_verbose = false) {
  return sworn::report::html(report, {.verbose = is_verbose});
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The sample with everything that a later run may add.
Report full_sample() {
  Report report = sworn::test::sample();
  for (sworn::Finding& one : report.findings) {
    one.spec_lines = {{40, "  /login:"}, {41, "    post:"}, {42, "      operationId: login"}};
    if (!one.exchanges.empty()) one.decisive = one.exchanges[one.exchanges.size() / 2];
  }
  report.remedies["session-fixation"] = {{"Express", "javascript", "req.session.regenerate(done)"},
                                         {"Flask", "python", "if a < b:\n\tsession.clear()"},
                                         {"HTTP", "http", "Set-Cookie: sid=new"}};
  report.rules = {{"session-fixation",
                   "A login keeps a session identifier",
                   sworn::Severity::high,
                   sworn::Category::authentication,
                   384,
                   "API2:2023",
                   sworn::Basis::standard,
                   sworn::Proof::contrast,
                   "A login issues a new identifier.",
                   "It is planted.",
                   "A cookie for affinity.",
                   "Issue a new one.",
                   {"CWE-384", "RFC 6265 §8.4", "WSTG-SESS-03"}}};
  report.overlay = {{"$.paths['/items'].get", "it is open", R"({"security":[]})", {"f"}},
                    {"$.paths['/old']", "it is gone", "", {}}};
  report.gone = {{"access-soft-refusal", "GET", "/gone", "0123"}};
  report.findings.back().suppressed_because = "the gateway does it, ticket 812";
  return report;
}

Report hostile_full_sample() {
  Report report = sworn::test::hostile_report();
  const std::string evil = sworn::test::hostile_text();
  for (sworn::Finding& one : report.findings) {
    one.spec_lines = {{40, evil}, {41, evil}};
    one.suppressed_because = evil;
  }
  for (const sworn::Finding& one : report.findings) {
    report.remedies[one.rule] = {{evil, evil, evil}, {evil, evil, evil}};
  }
  report.overlay = {{evil, evil, evil, {evil}}};
  report.gone = {{evil, evil, evil, evil}};
  return report;
}

std::vector<Report> kinds() {
  return {full_sample(),
          hostile_full_sample(),
          sworn::test::review_sample(5),
          sworn::test::diff_sample(),
          Report()};
}

/// 'sha256-…' as a policy names it (CSP Level 3 §2.3.1).
std::string source_hash(const std::string& text) {
  namespace base = sworn::base;
  return "'sha256-" + base::to_base64(base::digest(base::HashKind::sha256, text)) + "'";
}

/// The article of a rule, with what stands in it.
HtmlElement article_of(const HtmlPageReading& page, const std::string& rule) {
  const auto found = page.all("article", "data-rule", rule);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("a page of any kind of report is well-formed to an HTML parser") {
  for (const Report& report : kinds()) {
    for (const bool is_verbose : {false, true}) {
      const HtmlPageReading page(page_of(report, is_verbose));
      CHECK(page.errors() == 0);
      CHECK(page.all("h1").size() == 1);
      CHECK(page.all("main").size() == 1);
    }
  }
  // That the parser would say so.
  CHECK(HtmlPageReading("<!doctype html><title>t</title><p><b>x</p>").errors() > 0);
}

TEST_CASE("what a server or a document said is never markup, script, style or a link") {
  const std::string text = page_of(hostile_full_sample(), true);
  const HtmlPageReading page(text);
  CHECK(page.all("script").size() == 1);
  CHECK(page.all("style").size() == 1);
  for (const HtmlElement& element : page.elements()) {
    for (const auto& [name, value] : element.attributes) {
      CAPTURE(name);
      CAPTURE(value);
      CHECK_FALSE(name.starts_with("on"));
      CHECK(name != "style");
      CHECK(name != "src");
      if (name == "href") {
        CHECK((value.starts_with("#") || value.starts_with("https://") ||
               value.starts_with("http://")));
      }
    }
  }
  // Nothing that a terminal or an editor would obey, nor an end of CDATA or of the style sheet.
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    REQUIRE((byte >= 0x20 || c == '\n'));
    REQUIRE(byte != 0x7f);
  }
  CHECK_FALSE(has(text, "\xe2\x80\xae"));
  CHECK_FALSE(has(text, "\xc2\x9b"));
  CHECK_FALSE(has(text, "]]>"));
  CHECK(has(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(text, "&gt;&quot;&#39;&amp;amp;&amp;\\ "));
}

TEST_CASE("the policy of the page lets in its own style sheet and script and nothing else") {
  const HtmlPageReading page(page_of(full_sample()));
  const auto policies = page.all("meta", "http-equiv", "Content-Security-Policy");
  REQUIRE(policies.size() == 1);
  CHECK(policies[0].attribute("content") ==
        "default-src 'none'; style-src " + source_hash(page.all("style").at(0).text) +
            "; script-src " + source_hash(page.all("script").at(0).text) +
            "; base-uri 'none'; form-action 'none'");
  CHECK(page.all("meta", "name", "referrer").at(0).attribute("content") == "no-referrer");
}

TEST_CASE("the page needs no other file and no network") {
  const HtmlPageReading page(page_of(full_sample()));
  for (const char* tag : {"link", "img", "iframe", "object", "embed", "audio", "video", "base"}) {
    CHECK(page.all(tag).empty());
  }
  const std::string style = page.all("style").at(0).text;
  CHECK_FALSE(has(style, "url("));
  CHECK_FALSE(has(style, "@import"));
  const std::string script = page.all("script").at(0).text;
  CHECK_FALSE(has(script, "fetch("));
  CHECK_FALSE(has(script, "innerHTML"));
}

TEST_CASE("links to elsewhere tell nobody where they were followed") {
  int count = 0;
  for (const HtmlElement& link : HtmlPageReading(page_of(full_sample())).all("a")) {
    if (link.attribute("href").starts_with("#")) continue;
    ++count;
    CHECK(has(link.attribute("rel"), "noreferrer"));
  }
  CHECK(count >= 4);
}

TEST_CASE("every id is there once, and every link within the page leads somewhere") {
  std::vector<Report> reports = kinds();
  reports.push_back(full_sample());
  for (sworn::Finding& one : reports.back().findings) one.fingerprint = "0123abcd";
  for (const Report& report : reports) {
    const HtmlPageReading page(page_of(report, true));
    std::set<std::string> ids;
    for (const HtmlElement& element : page.elements()) {
      if (element.has("id")) CHECK_MESSAGE(ids.insert(element.attribute("id")).second, element.tag);
    }
    for (const HtmlElement& element : page.elements()) {
      for (const char* name : {"aria-labelledby", "for", "href"}) {
        std::string target = element.attribute(name);
        if (target.empty() || (name == std::string("href") && target[0] != '#')) continue;
        if (target[0] == '#') target.erase(0, 1);
        CHECK_MESSAGE(ids.contains(target.substr(0, target.find(' '))), target);
      }
    }
  }
}

TEST_CASE(
    "every finding stands in the page once with its fingerprint, and so do those that are gone") {
  const Report report = full_sample();
  const HtmlPageReading page(page_of(report));
  std::multiset<std::string> told;
  for (const HtmlElement& element : page.elements()) {
    if (element.has("data-fingerprint")) told.insert(element.attribute("data-fingerprint"));
  }
  std::multiset<std::string> expected = {"0123"};
  for (const sworn::Finding& finding : report.findings) expected.insert(finding.fingerprint);
  CHECK(told == expected);
}

TEST_CASE("the first screen says how bad it is, and where, the gravest first") {
  const HtmlPageReading page(page_of(full_sample()));
  CHECK(page.all("h2").at(0).text == "5 critical, 1 high, 1 low, 1 info findings");
  const auto links = page.all("div", "class", "first");
  REQUIRE(links.size() == 1);
  CHECK(has(links[0].text, "A secured operation answers without a credential"));
  CHECK(has(links[0].text, "GET /items and 4 more"));
  CHECK(links[0].text.find("critical") < links[0].text.find("high"));
  CHECK(has(page.all("div", "class", "grade").at(0).text, "58 / 100"));
}

TEST_CASE("a run that could not test is not told as a good one") {
  Report report;
  report.problems = {"the target is unreachable"};
  report.summary.grade = "-";
  report.summary.score = 0;
  const HtmlPageReading page(page_of(report));
  CHECK(page.all("h2").at(0).text == "Could not test");
  CHECK(has(page.all("div", "class", "problems").at(0).text, "the target is unreachable"));
  CHECK_FALSE(has(page.all("main").at(0).text, "No mismatch"));
}

TEST_CASE("what makes a run untrustworthy is told, and what does not count") {
  Report known = full_sample();
  for (sworn::Finding& one : known.findings) one.state = sworn::FindingState::known;
  known.summary.findings.clear();
  const std::string summary =
      HtmlPageReading(page_of(known)).all("section", "id", "summary")[0].text;
  CHECK(has(summary, "Nothing new found"));
  CHECK(has(summary,
            "6 of 8 operations examined, 1 inconclusive, 1 not asked; 9 known not counted."));
  Report stopped = full_sample();
  stopped.run.complete = false;
  CHECK(has(HtmlPageReading(page_of(stopped)).all("div", "class", "problems").at(0).text,
            "the run was stopped before its end"));
  Report credentials = full_sample();
  credentials.findings.clear();
  credentials.summary = {};
  credentials.credentials = {
      {"alice", "ApiKeyAuth", sworn::CredentialResult::State::works, "GET /items", ""}};
  const HtmlPageReading page(page_of(credentials));
  CHECK(page.all("h2").at(0).text == "1 of 1 credential works");
  CHECK(has(page.all("div", "class", "problems").at(0).text,
            "the run only tried whether the credentials work"));
  CHECK(HtmlPageReading(page_of(full_sample())).all("div", "class", "problems").empty());
}

TEST_CASE("of what is likely the page says no more than is known") {
  const auto badges = HtmlPageReading(page_of(full_sample())).all("span", "class", "badge");
  REQUIRE_FALSE(badges.empty());
  CHECK(badges.front().attribute("title") == "not certain, gates no build");
}

TEST_CASE("a group is one article that tells three of its findings and names the others") {
  const HtmlPageReading page(page_of(full_sample()));
  const HtmlElement article = article_of(page, "access-not-enforced");
  CHECK(has(article.text, "5 of 6 examined"));
  CHECK(has(article.text, "2 more, proven in the same way"));
  const auto tables = [&](const HtmlPageReading& of) {
    return of.all("table", "class", "pair").size();
  };
  // And one of session-fixation.
  CHECK(tables(page) == 4);
  CHECK(tables(HtmlPageReading(page_of(full_sample(), true))) == 6);
}

TEST_CASE("the line that is meant is marked among the lines of the document") {
  const HtmlPageReading page(page_of(full_sample()));
  const auto marked = page.all("mark", "class", "line");
  REQUIRE_FALSE(marked.empty());
  CHECK(marked.back().text == "41    post:\n");
}

TEST_CASE("the control stands beside the decisive exchange, and only what differs is marked") {
  const HtmlPageReading page(page_of(full_sample()));
  const HtmlElement table = page.all("table", "class", "pair").at(0);
  CHECK(has(table.text, "Control step 1, keyed reads"));
  CHECK(has(table.text, "Decisive step 2, stranger reads"));
  const auto rows = page.all("tr", "class", "differs");
  REQUIRE_FALSE(rows.empty());
  CHECK(rows[0].text == "X-API-Key: {alice.ApiKeyAuth}not there");
  CHECK(has(table.text, "HTTP/1.1 200HTTP/1.1 200"));
}

TEST_CASE("the good credential is the control where the refusal comes first") {
  Report report = full_sample();
  const sworn::CredentialUse invented = {
      "alice", "header x-api-key", sworn::CredentialState::never_issued};
  report.exchanges.push_back(
      sworn::test::exchange(8, "forger", "reads", "GET /items", {invented}, 200));
  report.findings[0].exchanges = {2, 8, 1};
  report.findings[0].decisive = 8;
  const HtmlElement table = HtmlPageReading(page_of(report)).all("table", "class", "pair").at(0);
  CHECK(has(table.text, "Control step 3, keyed reads"));
  CHECK(has(table.text, "Decisive step 2, forger reads"));
}

TEST_CASE("a remedy is shown by framework, chosen without script, and once for a rule") {
  const HtmlPageReading page(page_of(full_sample()));
  const HtmlElement article = article_of(page, "session-fixation");
  CHECK(has(article.text, "if a < b:\n\tsession.clear()"));
  const auto choices = page.all("input", "type", "radio");
  REQUIRE(choices.size() == 3);
  CHECK(choices[0].has("checked"));
  CHECK_FALSE(choices[1].has("checked"));
  CHECK(page.all("div", "class", "pane").size() == 3);
  CHECK(has(article.text, "Only looks like it"));
  CHECK(has(article.text, "OWASP API2:2023 Broken Authentication"));
}

TEST_CASE("what stands between backticks is code, and no backtick stands in a sentence") {
  Report report = full_sample();
  for (sworn::Finding& one : report.findings) {
    one.observed = "works only behind `Bearer`";
    one.explanation = "Names of schemes have no case: `bearer` is refused.";
    one.remedy = "Declare `security: [<none>]` on it.";
  }
  report.coverage = {"`sworn merge` unites them"};
  report.rules[0].promise = "A status or `default` covers it.";
  const HtmlPageReading page(page_of(report));
  CHECK_FALSE(has(page.all("main").at(0).text, "`"));
  std::set<std::string> codes;
  for (const HtmlElement& element : page.all("code")) codes.insert(element.text);
  for (const char* code : {"Bearer", "bearer", "security: [<none>]", "sworn merge", "default"}) {
    CHECK_MESSAGE(codes.contains(code), code);
  }
}

TEST_CASE("what is suppressed is shown with its reason and below what is new") {
  const HtmlPageReading page(page_of(full_sample()));
  const auto articles = page.all("article");
  REQUIRE_FALSE(articles.empty());
  CHECK(articles.back().attribute("data-state") == "suppressed");
  CHECK(has(articles.back().text, "Suppressed: the gateway does it, ticket 812"));
}

TEST_CASE("what was not proven stands apart from what was found") {
  const HtmlPageReading page(page_of(full_sample()));
  const auto parts = page.all("section", "id", "inconclusive");
  REQUIRE(parts.size() == 1);
  CHECK(has(parts[0].text, "the good credential stopped working after the probe"));
  CHECK(has(page.all("section", "id", "coverage").at(0).text, "1 operation needs --writes"));
  CHECK(has(page.all("section", "id", "overlay").at(0).text, "\"security\": []"));
  CHECK(has(page.all("section", "id", "gone").at(0).text, "GET /gone"));
}

TEST_CASE("only an operation with a mismatch is marked as one that differs") {
  Report report = full_sample();
  report.operations = {
      sworn::test::operation("GET", "/open", "none", sworn::OperationOutcome::match),
      sworn::test::operation("GET", "/items", "none", sworn::OperationOutcome::mismatch)};
  report.operations[0].declared_security = "none | ApiKeyAuth";
  const HtmlPageReading page(page_of(report));
  const auto rows = page.all("tr", "data-outcome", "match");
  REQUIRE(rows.size() == 1);
  CHECK_FALSE(rows[0].has("class"));
  CHECK(page.all("tr", "data-outcome", "mismatch").at(0).attribute("class") == "differs");
}

TEST_CASE("a review says what was found in the document, and a comparison what is old and new") {
  const HtmlPageReading review(page_of(sworn::test::review_sample(5)));
  CHECK(has(review.all("main").at(0).text, "Found"));
  CHECK_FALSE(has(review.all("main").at(0).text, "Observed"));
  CHECK(has(review.all("main").at(0).text, "5 operations and 1 scheme"));
  CHECK(has(review.all("thead").back().text, "Declared by"));
  const HtmlPageReading diff(page_of(sworn::test::diff_sample()));
  CHECK(has(diff.all("header").at(0).text, "1.0.0 → 2.0.0"));
  CHECK(has(diff.all("thead").back().text, "Old securityNew security"));
  CHECK(has(diff.all("h2").at(0).text, "2 high findings"));
}

TEST_CASE("a page of ten thousand findings has a size that a browser opens at once") {
  const std::string page = page_of(sworn::test::large_sample(1000, 2000));
  CHECK(page.size() < 40'000'000);
  CHECK(HtmlPageReading(page).all("article").size() == 2000);
}

TEST_CASE("the page is one of the formats") {
  const auto* const format = sworn::report::format_named("html");
  REQUIRE(format != nullptr);
  CHECK(format->render(full_sample(), {}) == page_of(full_sample()));
}
