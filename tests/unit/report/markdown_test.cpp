// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.h"

#include <doctest/doctest.h>

#include <string>

#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using sworn::report::markdown;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a comment begins with its mark and the result") {
  CHECK(markdown(sworn::test::sample())
            .starts_with("<!-- sworn-report -->\n"
                         "### sworn: 5 critical, 1 high, 1 low, 1 info findings\n\n"
                         "Demo API 1.2.0, `openapi.yaml` at `http://127.0.0.1:8080`  \n"
                         "examined 6 of 8 operations, score 58 (D), 1 suppressed not counted\n\n"));
}

TEST_CASE("a cause is one row and one folded proof, however many operations it has") {
  const std::string text = markdown(sworn::test::sample());
  CHECK(
      has(text,
          "| critical | A secured operation answers without a credential "
          "`access-not-enforced` | `GET /items`, `GET /items/{id}`, `GET /orders` and 2 more |\n"));
  CHECK(has(text,
            "<details><summary><b>critical</b> A secured operation answers without a credential: "
            "<code>GET /items</code> and 4 more</summary>\n"));
  CHECK(has(text, "and 2 more (5 of 6)\n"));
  CHECK(has(text, "\n  - `2 victim logs in: POST /login with {alice.ApiKeyAuth} -> 200`\n"));
  CHECK(has(text, "\n```sh\ncurl -sS http://127.0.0.1:8080/items\n```\n"));
  CHECK(occurrences(text, "<details>") == occurrences(text, "</details>"));
  CHECK(occurrences(text, "<summary>") == 4);
}

TEST_CASE("info is counted, what is likely says so, what is suppressed is not told") {
  const std::string text = markdown(sworn::test::sample());
  CHECK(has(text, "Not shown: 1 info."));
  CHECK(has(text, "| low (likely) |"));
  CHECK_FALSE(has(text, "access-soft-refusal"));
}

TEST_CASE("what is not known stands below, and what was not tested above") {
  Report report = sworn::test::sample();
  report.problems = {"the credential ApiKeyAuth of alice never worked"};
  report.gone = {{"access-soft-refusal", "GET", "/away", "0123"}};
  const std::string text = markdown(report);
  CHECK(has(text, "- 2 × the good credential stopped working after the probe\n"));
  CHECK(has(text, "**Gone since the baseline**\n\n- `access-soft-refusal` `GET /away`\n"));
  CHECK(text.find("**The run cannot be trusted**") < text.find("| severity |"));
}

TEST_CASE("what is gone of a whole document is named so") {
  Report review = sworn::test::review_sample(3);
  review.gone = {{"review-key-in-url", "*", "*", "0123"}};
  CHECK(has(markdown(review), "- `review-key-in-url` `the whole document`\n"));
}

TEST_CASE("a comment never exceeds what GitHub takes, and says what it leaves out") {
  const std::string text = markdown(sworn::test::large_sample(3'000, 400));
  CHECK(text.size() <= sworn::report::most_comment_bytes);
  CHECK(text.size() > 40'000);
  CHECK(has(text, "rows more: this report is cut"));
  CHECK(has(text, "proofs more: this report is cut"));
  CHECK(occurrences(text, "<details>") == occurrences(text, "</details>"));
  for (const std::size_t most : {8'192UL, 20'000UL, 1'000'000UL}) {
    CHECK(markdown(sworn::test::large_sample(3'000, 400), most).size() <= most);
    CHECK(markdown(sworn::test::hostile_report(), most).size() <= most);
  }
}

TEST_CASE("long reasons leave room for the proofs, and are said to be left out") {
  Report report = sworn::test::sample();
  for (int i = 0; i < 8; ++i) {
    report.inconclusive.push_back({"access-not-enforced", "GET", "/", std::string(300, '<')});
    report.inconclusive.back().reason += std::to_string(i);
    report.coverage.push_back(std::string(300, '<') + std::to_string(i));
  }
  const std::string text = markdown(report, 16'000);
  CHECK(text.size() <= 16'000);
  CHECK(occurrences(text, "<summary>") >= 3);
  CHECK(has(text, "\n1 list of what is not known more: this report is cut"));
}

TEST_CASE("a diff names both documents, a review what it found") {
  CHECK(has(markdown(sworn::test::diff_sample()), "`v1.yaml` → `v2.yaml`"));
  CHECK(has(markdown(sworn::test::diff_sample()), "- old: `ApiKeyAuth`\n- new: `none`\n"));
  CHECK(has(markdown(sworn::test::review_sample(3)), "- found: `the key is part of the URL`"));
}

TEST_CASE("operations have a row each, unless nothing was examined") {
  Report report = sworn::test::sample();
  CHECK(
      has(markdown(report), "| operation | declared | observed | outcome |\n|---|---|---|---|\n"));
  CHECK(has(markdown(report),
            "| `DELETE /items/{id}` | `ApiKeyAuth` | – | untested: needs --writes |\n"));
  CHECK(has(markdown(sworn::test::review_sample(3)),
            "| operation | declared |\n|---|---|\n| `GET /orders/0` | `ApiKeyAuth` |\n"));
  CHECK(
      has(markdown(sworn::test::diff_sample()),
          "| operation | old | new |\n|---|---|---|\n| `GET /orders` | `ApiKeyAuth` | `none` |\n"));
  report.summary.examined = 0;
  CHECK_FALSE(has(markdown(report), "| operation |"));
}

TEST_CASE("hostile text begins no line") {
  const std::string text = markdown(sworn::test::hostile_report());
  CHECK_FALSE(has(text, "\n::"));
  CHECK_FALSE(has(text, "\n# heading"));
  CHECK_FALSE(has(text, "\n[y]:"));
}
