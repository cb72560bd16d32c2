// SPDX-License-Identifier: Apache-2.0
#include "report/html.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "support/expectation.h"
#include "support/hostile_report.h"
#include "support/html_page.h"
#include "support/process.h"
#include "unit/report/sample.h"

namespace {

using namespace sworn::test;
using sworn::Report;

/// A browser that needs no screen, or "". Without one its tests are skipped and counted as such.
std::string browser() {
  for (const char* path :
       {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (::access(path, X_OK) == 0) return path;
  }
  return "";
}

std::string page_of(const Report& report) {
  return sworn::report::html(report, {});
}

/// The page as the browser has it once its script has run.
HtmlPageReading shown(const std::string& page,
                      const std::string& fragment = "",
                      const std::string& size = "1280,900") {
  const Folder folder;
  const std::string file = folder.file("report.html", page);
  // Roots of containers have no sandbox to give; the page is ours.
  const Outcome outcome = run({browser(),
                               {"--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--user-data-dir=" + folder.path() + "/profile",
                                "--virtual-time-budget=3000",
                                "--window-size=" + size,
                                "--dump-dom",
                                "file://" + file + fragment}},
                              std::chrono::minutes(1));
  REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
  return HtmlPageReading(outcome.out);
}

/// What an expression of script gives in the page, everything in it opened that a reader can open.
std::string measured(const std::string& page,
                     const std::string& expression,
                     const std::string& size = "1280,900") {
  const std::string script =
      "<script>for (const one of document.querySelectorAll('article')) "
      "one.style.contentVisibility = 'visible';"
      "for (const one of document.querySelectorAll('details:not(.others)')) one.open = true;"
      "document.documentElement.dataset.result = String(" +
      expression + ");</script></body>";
  const std::string open = sworn::base::replace_all(page, "Content-Security-Policy", "X-Nothing");
  return shown(sworn::base::replace_all(open, "</body>", script), "", size)
      .all("html")
      .at(0)
      .attribute("data-result");
}

/// The rules of the findings that are not hidden.
std::vector<std::string> rules_shown(const HtmlPageReading& page) {
  std::vector<std::string> rules;
  for (const HtmlElement& article : page.all("article")) {
    if (!article.has("hidden")) rules.push_back(article.attribute("data-rule"));
  }
  return rules;
}

bool is_open(const HtmlPageReading& page, const std::string& rule) {
  const std::vector<HtmlElement>& elements = page.elements();
  for (const HtmlElement& one : elements) {
    const HtmlElement& parent = elements[one.parent];
    if (one.tag == "details" && parent.tag == "article" && parent.attribute("data-rule") == rule) {
      return one.has("open");
    }
  }
  return false;
}

std::string anchor_of(const std::string& page, const std::string& rule) {
  return HtmlPageReading(page).all("article", "data-rule", rule).at(0).attribute("id");
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("in a browser the page's own script runs, and what needs it appears" *
          doctest::skip(browser().empty())) {
  const std::string page = page_of(sample());
  CHECK(HtmlPageReading(page).all("search").at(0).has("hidden"));
  const HtmlPageReading reading = shown(page);
  CHECK_FALSE(reading.all("search").at(0).has("hidden"));
  for (const HtmlElement& one : reading.all("button")) CHECK_FALSE(one.has("hidden"));
  CHECK(rules_shown(reading).size() == 5);
}

TEST_CASE("the address of the page says which findings and operations it shows" *
          doctest::skip(browser().empty())) {
  const std::string page = page_of(sample());
  CHECK(rules_shown(shown(page, "#severity=high,low")) ==
        Rules{"session-fixation", "access-challenge-missing", "access-soft-refusal"});
  CHECK(rules_shown(shown(page, "#severity=low&state=new")) == Rules{"access-challenge-missing"});
  CHECK(rules_shown(shown(page, "#q=identifier+LOGIN")) == Rules{"session-fixation"});
  CHECK(rules_shown(shown(page, "#rule=no-such-rule")).size() == 5);

  const HtmlPageReading filtered = shown(page, "#outcome=inconclusive");
  CHECK(filtered.all("p", "class", "shown").at(0).text == "9 findings of 5 causes");
  std::vector<std::string> rows;
  for (const HtmlElement& row : filtered.all("tr")) {
    if (row.has("data-outcome") && !row.has("hidden"))
      rows.push_back(row.attribute("data-outcome"));
  }
  CHECK(rows == std::vector<std::string>{"inconclusive"});
}

TEST_CASE("a link to a finding opens it and no other" * doctest::skip(browser().empty())) {
  const std::string page = page_of(sample());
  const HtmlPageReading reading = shown(page, "#" + anchor_of(page, "session-fixation"));
  CHECK(is_open(reading, "session-fixation"));
  CHECK_FALSE(is_open(reading, "access-not-enforced"));
  CHECK_FALSE(is_open(shown(page), "session-fixation"));
}

TEST_CASE("nothing that a server or a document said is run by a browser" *
          doctest::skip(browser().empty())) {
  const std::string evil =
      "</script></style></title><script>document.title='owned'</script>"
      "<img src=x onerror=\"document.title='owned'\">\" onfocus=\"document.title='owned'\" "
      "autofocus "
      "x=\"";
  Report report = hostile_report();
  report.spec.title += evil;
  for (sworn::Finding& one : report.findings) {
    one.title += evil;
    one.rule += evil;
    one.curl.push_back(evil);
    one.spec_lines = {{1, evil}};
  }
  for (sworn::Exchange& one : report.exchanges) {
    one.step += evil;
    one.request.headers.push_back({evil, evil});
    if (one.response) one.response->body = evil;
  }
  const HtmlPageReading reading = shown(page_of(report));
  CHECK(reading.all("title").at(0).text.starts_with("sworn: +1Demo API"));
  CHECK(reading.all("script").size() == 1);
  CHECK(reading.all("img").empty());
  for (const HtmlElement& element : reading.elements()) {
    CHECK_FALSE(element.has("onfocus"));
    CHECK_FALSE(element.has("autofocus"));
  }
  // The page works all the same.
  CHECK_FALSE(reading.all("search").at(0).has("hidden"));
}

TEST_CASE("a script that somebody puts into the page is not let in" *
          doctest::skip(browser().empty())) {
  const std::string planted =
      "<script>document.documentElement.lang = 'owned'</script><p "
      "onclick=\"\">x</p></body>";
  const std::string page = sworn::base::replace_all(page_of(sample()), "</body>", planted);
  CHECK(shown(page).all("html").at(0).attribute("lang") == "en");
  // Without the policy it would be.
  const std::string open = sworn::base::replace_all(page, "Content-Security-Policy", "X-Nothing");
  CHECK(shown(open).all("html").at(0).attribute("lang") == "owned");
}

TEST_CASE("on a narrow screen nothing makes the page wider than the screen" *
          doctest::skip(browser().empty())) {
  // A window of this browser has 500 columns of pixels at least.
  CHECK(measured(page_of(sample()),
                 "document.documentElement.scrollWidth <= window.innerWidth",
                 "500,900") == "true");
}

TEST_CASE("on paper stand the chosen example alone and no heading without what it heads" *
          doctest::skip(browser().empty())) {
  Report report = sample();
  for (sworn::Finding& one : report.findings) one.curl = {"curl a", "curl b"};
  report.remedies["session-fixation"] = {
      {"Express", "javascript", "a"}, {"Flask", "python", "b"}, {"HTTP", "http", "c"}};
  const std::string seen = ".filter((one) => one.getClientRects().length > 0).length";
  const std::string expression = "[...document.querySelectorAll('.pane')]" + seen +
                                 " + ' ' + [...document.querySelectorAll('summary')].filter((one) "
                                 "=> one.textContent.endsWith('of the story'))" +
                                 seen;
  const std::string page = page_of(report);
  CHECK(measured(page, expression) == "1 7");
  CHECK(measured(sworn::base::replace_all(page, "@media print", "@media all"), expression) ==
        "1 0");
}

TEST_CASE("the command writes the page") {
  const Folder folder;
  const std::string spec = folder.file(
      "api.yaml",
      "openapi: 3.0.3\ninfo: {title: '<b>Shop</b>', version: '1'}\npaths:\n  /items:\n    get:\n"
      "      responses: {'200': {description: ok}}\n");
  const std::string file = folder.path() + "/report.html";
  const Outcome outcome =
      run({SWORN_BINARY, {"review", spec, "--report", "html=" + file}, {}, folder.path()});
  CHECK(outcome.code <= 1);
  const std::string text = read_text(file);
  CHECK(text.starts_with("<!doctype html>"));
  const HtmlPageReading page(text);
  CHECK(page.errors() == 0);
  CHECK(page.all("h1").at(0).text.starts_with("<b>Shop</b>"));
}
