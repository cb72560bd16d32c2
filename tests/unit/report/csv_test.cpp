// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using Row = std::vector<std::string>;

/// RFC 4180 §2: quoted fields, doubled quotes, CRLF. Nothing but that is taken.
std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  std::size_t i = 0;
  while (i < text.size()) {
    Row row;
    while (true) {
      REQUIRE(text[i] == '"');
      std::string field;
      for (++i;; ++i) {
        REQUIRE(i < text.size());
        if (text[i] != '"') {
          field += text[i];
        } else if (text[i + 1] == '"') {
          field += text[i++];
        } else {
          break;
        }
      }
      row.push_back(field);
      if (text[++i] == '\r') break;
      REQUIRE(text[i++] == ',');
    }
    REQUIRE(text.substr(i, 2) == "\r\n");
    i += 2;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("a row of CSV tells of one operation what is declared, observed and found") {
  const std::vector<Row> rows = rows_of(sworn::report::csv(sworn::test::sample()));
  CHECK(rows.at(0) == Row{"method",
                          "path",
                          "operation_id",
                          "declared_security",
                          "observed_security",
                          "outcome",
                          "reason",
                          "findings",
                          "severity",
                          "rules",
                          "fingerprints",
                          "file",
                          "line"});
  CHECK(rows.at(1) == Row{"GET",
                          "/items",
                          "",
                          "ApiKeyAuth",
                          "none",
                          "mismatch",
                          "",
                          "1",
                          "critical",
                          "access-not-enforced",
                          "access-not-enforced GET /items",
                          "openapi.yaml",
                          "20"});
  CHECK(rows.at(8) == Row{"DELETE",
                          "/items/{id}",
                          "",
                          "ApiKeyAuth",
                          "",
                          "untested",
                          "needs --writes",
                          "0",
                          "",
                          "",
                          "",
                          "openapi.yaml",
                          "20"});
}

TEST_CASE("findings on the whole API and on no declared operation have rows of their own") {
  const std::vector<Row> rows = rows_of(sworn::report::csv(sworn::test::sample()));
  // Eight operations, then "*", GET /me and GET /old.
  REQUIRE(rows.size() == 12);
  CHECK(rows.at(9).at(0) == "*");
  CHECK(rows.at(9).at(9) == "access-challenge-missing");
  CHECK(rows.at(10).at(1) == "/me");
  CHECK(rows.at(11).at(1) == "/old");
  // Suppressed: not counted, yet there.
  CHECK(rows.at(11).at(7) == "0");
  CHECK(rows.at(11).at(5) == "untested");
  CHECK(rows.at(11).at(10) == "access-soft-refusal GET /old");
}

TEST_CASE("of a comparison the two forms are the old one and the new one") {
  const std::vector<Row> rows = rows_of(sworn::report::csv(sworn::test::diff_sample()));
  CHECK(rows.at(0).at(3) == "old_security");
  CHECK(rows.at(0).at(4) == "new_security");
  CHECK(rows.at(1).at(3) == "ApiKeyAuth");
  CHECK(rows.at(1).at(4) == "none");
}

TEST_CASE("where nobody was asked no outcome is told") {
  for (const Report& report : {sworn::test::review_sample(3), sworn::test::diff_sample()}) {
    const std::vector<Row> rows = rows_of(sworn::report::csv(report));
    REQUIRE(rows.size() > report.operations.size());
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows.at(i).at(5).empty());
  }
}

TEST_CASE("no cell begins a formula") {
  Report report;
  for (const char* start : {"=1",
                            "+1",
                            "-1",
                            "@x",
                            "\t=1",
                            "\r=1",
                            " =1",
                            "\n=1",
                            "\xef\xbc\x9d"
                            "1"}) {
    report.operations.push_back(
        sworn::test::operation(start, start, start, sworn::OperationOutcome::match));
  }
  std::size_t seen = 0;
  for (const Row& row : rows_of(sworn::report::csv(report))) {
    for (const std::string& cell : row) {
      const std::string_view shown = sworn::base::trim(cell);
      CHECK_FALSE((!shown.empty() &&
                   std::string_view("=+-@\t\r").find(shown.front()) != std::string_view::npos));
      if (cell.starts_with('\'')) ++seen;
    }
  }
  // Control characters are shown as text, so that what follows them begins nothing.
  CHECK(seen >= 3 * 6);
}

TEST_CASE("hostile CSV has the rows and columns of any other") {
  const std::vector<Row> rows = rows_of(sworn::report::csv(sworn::test::hostile_report()));
  for (const Row& row : rows) CHECK(row.size() == 13);
  CHECK(rows.size() > 9);
}

TEST_CASE("no cell holds more than a spreadsheet takes") {
  for (const Row& row : rows_of(sworn::report::csv(sworn::test::hostile_report()))) {
    for (const std::string& cell : row) CHECK(cell.size() <= 32'767);
  }
}
