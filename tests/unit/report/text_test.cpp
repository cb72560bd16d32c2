// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "report/text_layout.h"
#include "report/text_step.h"
#include "support/hostile_report.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using sworn::report::View;

std::string plain(const Report& report, int width = 100, bool is_verbose = false) {
  return sworn::report::text(report, {.color = false, .width = width, .verbose = is_verbose});
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

auto count_lines(const std::string& text) {
  return std::ranges::count(text, '\n');
}

std::string last_line(const std::string& text) {
  const std::size_t begin = text.rfind('\n', text.size() - 2);
  return text.substr(begin + 1, text.size() - begin - 2);
}

}  // namespace

TEST_CASE("a group is one block that names three operations") {
  const std::string text = plain(sworn::test::sample());
  CHECK(has(text,
            "critical  A secured operation answers without a credential  [access-not-enforced]\n"
            "          GET /items, GET /items/{id}, GET /orders and 2 more (5 of 6 examined)\n"
            "    spec  openapi.yaml:12:1 | security: [{ApiKeyAuth: []}]\n"
            "declared  ApiKeyAuth\n"
            "observed  none\n"));
  CHECK(text.find("A secured operation") == text.rfind("A secured operation"));
}

TEST_CASE("the proof is told in numbered steps, with the decisive curl line and the remedy") {
  const std::string text = plain(sworn::test::sample());
  CHECK(has(text,
            "          1 keyed reads: GET /items with {alice.ApiKeyAuth} -> 200\n"
            "          2 stranger reads: GET /items without a credential -> 200\n"
            "          3 keyed reads again: GET /items with {alice.ApiKeyAuth} -> 200\n"
            "   again  curl -sS http://127.0.0.1:8080/items\n"
            "  remedy  Check the credential"));
  CHECK_FALSE(has(text, "ALICE_APIKEYAUTH"));
}

TEST_CASE("findings stand by severity, and only what is likely says so") {
  const std::string text = plain(sworn::test::sample());
  CHECK(text.find("critical  ") < text.find("    high  "));
  CHECK(text.find("    high  ") < text.find("     low  "));
  CHECK(has(text, "[access-challenge-missing, likely]\n          the whole API\n"));
  CHECK_FALSE(has(text, "confirmed"));
}

TEST_CASE("info and suppressed findings are only counted unless verbose") {
  const std::string text = plain(sworn::test::sample());
  CHECK(has(text, "not shown: 1 info, 1 suppressed (--verbose)"));
  CHECK_FALSE(has(text, "An undeclared property"));
  const std::string verbose = plain(sworn::test::sample(), 100, true);
  CHECK(has(verbose, "    info  An undeclared property"));
  CHECK(has(verbose, "[access-soft-refusal, suppressed]"));
  CHECK(has(verbose, "GET /orders/{id}, GET /reports (5 of 6 examined)"));
  CHECK(has(verbose, "-> 200 (exchange 2)"));
  CHECK(has(verbose, "${ALICE_APIKEYAUTH:?"));
}

TEST_CASE("what is gone since the baseline is told by rule") {
  Report report = sworn::test::sample();
  CHECK_FALSE(has(plain(report), "Gone"));
  for (const char* path : {"/a", "/b", "/c", "/d"}) {
    report.gone.push_back({"session-fixation", "POST", path, path});
  }
  report.gone.push_back({"review-scheme-unused", "*", "*", "f"});
  const std::string text = plain(report);
  CHECK(has(text,
            "Gone since the baseline\n"
            "       1  review-scheme-unused: the whole API\n"
            "       4  session-fixation: POST /a, POST /b, POST /c and 1 more\n"));
  CHECK(has(plain(report, 100, true), "POST /c, POST /d\n"));
  report.kind = sworn::ReportKind::review;
  CHECK(has(plain(report), "       1  review-scheme-unused: the whole document\n"));
}

TEST_CASE("verbose gives the reason of what is suppressed, the exchanges, findings by operation") {
  Report report = sworn::test::sample();
  report.findings.back().suppressed_because = "gateway, ticket 812";
  const std::string text = plain(report, 100, true);
  CHECK(has(text, "accepted  gateway, ticket 812\n"));
  CHECK(has(text,
            "            > GET http://127.0.0.1:8080/items\n"
            "            > X-API-Key: {alice.ApiKeyAuth}\n"
            "            < 200\n"
            "            < Content-Type: application/json\n"
            "            < {\"id\":1}\n"));
  CHECK(has(text,
            "GET     /items        ApiKeyAuth  none        mismatch\n"
            "critical  access-not-enforced\n"));
  CHECK_FALSE(has(plain(report), "> GET"));
}

TEST_CASE("operations stand in an aligned table") {
  const std::string text = plain(sworn::test::sample());
  CHECK(has(text,
            "Operation             Declared    Observed    Outcome\n"
            "GET     /items        ApiKeyAuth  none        mismatch\n"));
  CHECK(has(text, "DELETE  /items/{id}   ApiKeyAuth  -           untested\n"));
}

TEST_CASE("what is inconclusive is grouped by its reason") {
  CHECK(has(plain(sworn::test::sample()),
            "Inconclusive\n"
            "       1  no expiry is declared: POST /login\n"
            "       1  the good credential stopped working after the probe: GET /slow\n"));
}

TEST_CASE("the last line is the verdict") {
  Report report = sworn::test::sample();
  CHECK(last_line(plain(report)) ==
        "5 critical, 1 high, 1 low, 1 info findings; examined 6 of 8 operations; 1 needs --writes; "
        "score 58 (D), 1 suppressed not counted");
  CHECK(has(plain(report), "   score  58 = 100 -25 access-not-enforced (critical), -15"));
  report.summary.findings.clear();
  CHECK(last_line(plain(report)).starts_with("nothing new found; examined 6 of 8 operations; "));
  report.findings.clear();
  CHECK(last_line(plain(report)).starts_with("no mismatch found; examined 6 of 8 operations; "));
  report.run.complete = false;
  CHECK(has(last_line(plain(report)), "; stopped early; "));
}

TEST_CASE("a run that could not test never reads as a pass") {
  Report report = sworn::test::sample();
  report.findings.clear();
  report.summary.findings.clear();
  report.summary.examined = 0;
  CHECK(last_line(plain(report)).starts_with("nothing was proven; examined 0 of 8"));
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  const std::string text = plain(report);
  CHECK(last_line(text).starts_with("could not test; "));
  CHECK(has(text, "Could not test\n       !  the credential ApiKeyAuth of alice never worked\n"));
  CHECK(text.find("Could not test") < text.find("Operation "));
}

TEST_CASE("200 operations take at most 60 lines, however many groups there are") {
  for (const int groups : {0, 1, 3, 8, 9, 40}) {
    Report report = sworn::test::large_sample(200, groups);
    report.problems = {
        "the credential K of alice never worked", "two", "three", "four", "five", "six"};
    const std::string text = plain(report);
    CHECK_MESSAGE(count_lines(text) <= 60, groups);
    CHECK(has(text, "more untested") == (groups > 0));
  }
  const std::string text = plain(sworn::test::large_sample(200, 40));
  CHECK(has(text, "critical  A secured operation"));
  CHECK(has(text, "more causes (--verbose, or --report html)"));
  CHECK(has(text, "and 4 more mismatch, 27 more inconclusive, 54 more untested, 109 more match"));
}

TEST_CASE("of many causes those for which there is one line say what they mean, and the rule") {
  Report report = sworn::test::large_sample(200, 40);
  for (sworn::Finding& one : report.findings) {
    if (one.rule == "access-not-enforced") one.title = "Declared security is not enforced";
  }
  const std::string text = plain(report);
  const std::string line = "Declared security is not enforced: ";
  const std::size_t at = text.find(line);
  REQUIRE(at != std::string::npos);
  CHECK(has(text.substr(at, text.find('\n', at) - at), "  [access-not-enforced]"));
  for (sworn::Finding& one : report.findings) one.confidence = sworn::Confidence::likely;
  CHECK(has(plain(report, 60), "Declared security is not enforced (likely): "));
}

TEST_CASE("of what took points the most is told first, and how many more there are") {
  Report report = sworn::test::sample();
  report.summary.score_parts.clear();
  for (int i = 0; i < 30; ++i) {
    report.summary.score_parts.push_back("-1 response-property-" + std::to_string(i) + " (low)");
  }
  report.summary.score_parts.emplace_back("-30 access-not-enforced (critical)");
  const std::string text = plain(report);
  const std::size_t at = text.find("   score  58 = 100 -30 access-not-enforced (critical), -1 ");
  REQUIRE(at != std::string::npos);
  const std::string part = text.substr(at, text.find(last_line(text), at) - at);
  CHECK(count_lines(part) == 4);
  const std::size_t told = sworn::base::split(part, ')').size() - 1;
  CHECK(told > 5);
  CHECK(has(part, " and " + std::to_string(31 - told) + " more\n"));
  CHECK(has(plain(report, 100, true), "response-property-29 (low)\n"));
}

TEST_CASE("a narrow table tells one operation from another") {
  Report report = sworn::test::sample();
  for (sworn::OperationResult& one : report.operations) {
    one.path = "/organisations/" + one.path.substr(1);
    one.observed_security = "ApiKeyAuth | query parameter api_key";
  }
  for (const int width : {40, 50, 60, 70}) {
    const std::string text = plain(report, width);
    CHECK_MESSAGE(has(text, "GET     /organisations/"), width);
    CHECK_MESSAGE(has(text, "Declared ") == (width >= 60), width);
    CHECK_MESSAGE(has(text, "mismatch"), width);
  }
}

TEST_CASE("no line is wider than asked but a curl line") {
  for (const int width : {60, 80, 100}) {
    for (const std::string& text :
         {plain(sworn::test::sample(), width), plain(sworn::test::large_sample(200, 4), width)}) {
      for (const std::string_view line : sworn::base::split(text, '\n')) {
        const bool is_free = has(std::string(line), "again  curl") || line == last_line(text);
        CHECK((is_free || sworn::report::columns_of(line) <= static_cast<std::size_t>(width)));
      }
    }
  }
}

TEST_CASE("colour adds codes and nothing else") {
  const std::string colored =
      sworn::report::text(sworn::test::sample(), {.color = true, .width = 100, .verbose = false});
  CHECK(has(colored, "\x1b[1;31mcritical\x1b[0m"));
  std::string stripped;
  for (std::size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1b') {
      i = colored.find('m', i);
    } else {
      stripped += colored[i];
    }
  }
  CHECK(stripped == plain(sworn::test::sample()));
}

TEST_CASE("hostile text reaches the terminal escaped") {
  for (const bool is_verbose : {false, true}) {
    const std::string text = plain(sworn::test::hostile_report(), 100, is_verbose);
    CHECK(sworn::base::is_valid_utf8(text));
    // Of all that printable() changes, line feeds alone are left.
    CHECK(sworn::base::printable(text, true) == text);
    CHECK_FALSE(has(text, "\x1b"));
    CHECK(has(text, "\\x1b[31mred"));
  }
}

TEST_CASE("of a long story the middle is left out, and a long target never hides the answer") {
  Report report = sworn::test::sample();
  report.findings.erase(report.findings.begin(), report.findings.begin() + 5);
  report.findings.front().exchanges = {1, 2, 3, 4, 5, 6, 7};
  report.exchanges.front().request.url += std::string(3000, 'x');
  const std::string text = plain(report);
  CHECK(has(text, "xxx…"));
  CHECK(has(text, "{alice.ApiKeyAuth} -> 200\n          2 stranger"));
  CHECK(has(text, "          3 keyed reads again"));
  CHECK(has(text, "          … 2 more steps\n          6 attacker"));
  CHECK(has(text, "          7 keyed reads: GET /slow with {alice.ApiKeyAuth} -> timeout\n"));
  CHECK_FALSE(has(text, "4 attacker plants"));
  CHECK(has(plain(report, 100, true), "4 attacker plants"));
}

TEST_CASE("the step that shows the mismatch is told of a long story, wherever it stands") {
  Report report = sworn::test::sample();
  report.findings.erase(report.findings.begin(), report.findings.begin() + 5);
  report.findings.front().exchanges = {1, 2, 3, 1, 6, 1, 1, 7};
  report.findings.front().decisive = 6;
  const std::string text = plain(report);
  CHECK(has(text, "          2 stranger"));
  CHECK(has(text, "          … 2 more steps\n          5 attacker reads as the victim"));
  CHECK(has(text, "          … 2 more steps\n          8 keyed reads: GET /slow"));
}
