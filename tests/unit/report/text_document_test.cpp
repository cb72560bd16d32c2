// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "report/text.h"
#include "report/text_layout.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"

namespace sworn::test {
namespace {

std::string plain(const Report& report, int width = 100, bool is_verbose = false) {
  return report::text(report, {.color = false, .width = width, .verbose = is_verbose});
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string last_line(const std::string& text) {
  const std::size_t begin = text.rfind('\n', text.size() - 2);
  return text.substr(begin + 1, text.size() - begin - 2);
}

}  // namespace

TEST_CASE("a review prints the contract before its findings, and nothing of a run") {
  const std::string text = plain(review_sample(3));
  CHECK(
      text.starts_with("Orders 2.1.0  orders.yaml\n"
                       "\n"
                       "Operation          Requires    Refuses with  Declared by\n"
                       "GET     /orders/0  ApiKeyAuth  401 default   document\n"
                       "GET     /orders/1  ApiKeyAuth  401 default   document\n"
                       "GET     /orders/2  -           -             undeclared\n"
                       "\n"
                       "  medium  A credential travels in the URL  [review-key-in-url]\n"
                       "          the whole document\n"));
  for (const char* part : {"Observed", "observed", "requests in", "proof", "examined", "again"}) {
    CAPTURE(part);
    CHECK_FALSE(has(text, part));
  }
  CHECK(has(text,
            "declared  query parameter key\n"
            "   found  the key is part of the URL\n"
            "     why  URLs are kept in logs.\n"
            "  remedy  Take the key in a header field.\n"));
  CHECK(has(text, "not shown: 1 info (--verbose)"));
}

TEST_CASE("the last lines of a review count the contract and the findings") {
  Report report = review_sample(3);
  const std::string counts = "3 operations, 1 scheme: 2 secured, 0 optional, 1 anonymous\n";
  CHECK(has(plain(report), counts + "1 medium, 1 info findings; score 93 (A)\n"));
  report.summary.findings.clear();
  CHECK(has(plain(report), counts + "nothing found; "));
}

TEST_CASE("of many operations those with one requirement are one line unless verbose") {
  const std::string text = plain(review_sample(200));
  CHECK(has(text,
            "Operation       Requires    Refuses with  Declared by\n"
            "134 operations  ApiKeyAuth  401 default   document\n"
            "66 operations   -           -             undeclared\n"
            "\n"));
  CHECK(std::ranges::count(text, '\n') < 25);
  CHECK(has(plain(review_sample(200), 100, true), "GET     /orders/199  ApiKeyAuth"));
  CHECK(has(plain(review_sample(40)), "GET     /orders/39 "));
}

TEST_CASE("a single operation among many keeps its name, and kinds of rows are bounded") {
  Report report = review_sample(200);
  report.operations[7].declared_security = "Special";
  CHECK(has(plain(report), "GET     /orders/7  Special     401 default   document\n"));
  for (std::size_t i = 0; i < report.operations.size(); ++i) {
    report.operations[i].declared_security = "Scheme" + std::to_string(i);
  }
  for (int group = 3; group < 60; ++group) {
    Finding one = report.findings.front();
    one.group = group;
    report.findings.push_back(one);
  }
  const std::string text = plain(report);
  CHECK(has(text, " more kinds (--verbose)"));
  CHECK(std::ranges::count(text, '\n') <= 60);
}

TEST_CASE("what changed is told as old and new form of one document") {
  const std::string text = plain(diff_sample());
  CHECK(text ==
        "Orders 1.0.0 -> 2.0.0  v1.yaml -> v2.yaml\n"
        "\n"
        "    high  An operation no longer needs a credential  [change-requirement-removed]\n"
        "          GET /orders, GET /orders/{id} (2 of 2)\n"
        "    spec  v2.yaml:12:5 | get:\n"
        "     old  ApiKeyAuth\n"
        "     new  none\n"
        "     why  Whoever could not call it before can do so now.\n"
        "  remedy  Declare the credential again, or say in the release notes that it is public.\n"
        "\n"
        "2 operations compared; 2 high findings\n");
  Report same = diff_sample();
  same.findings.clear();
  same.summary.findings.clear();
  same.old_spec.version = same.spec.version;
  CHECK(plain(same) ==
        "Orders 2.0.0  v1.yaml -> v2.yaml\n\n2 operations compared; no change found\n");
}

TEST_CASE("hostile text of a document reaches the terminal escaped") {
  for (const ReportKind kind : {ReportKind::review, ReportKind::diff}) {
    for (const bool is_verbose : {false, true}) {
      Report report = hostile_report();
      report.kind = kind;
      report.old_spec = report.spec;
      report.old_spec.version += hostile_text();
      report.contract = ContractCounts{};
      for (OperationResult& one : report.operations) one.refusals = {hostile_text()};
      const std::string text = plain(report, 100, is_verbose);
      CHECK(base::is_valid_utf8(text));
      CHECK(base::printable(text, true) == text);
      CHECK(has(text, "\\x1b[31mred"));
    }
  }
}

TEST_CASE("no line of a review is wider than asked but the last") {
  for (const int width : {60, 80}) {
    const std::string text = plain(review_sample(50), width);
    for (const std::string_view line : base::split(text, '\n')) {
      const bool is_free = line == last_line(text);
      CHECK((is_free || report::columns_of(line) <= static_cast<std::size_t>(width)));
    }
  }
}

}  // namespace sworn::test
