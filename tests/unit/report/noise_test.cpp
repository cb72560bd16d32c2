// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "diff/review.h"
#include "report/text.h"
#include "report/text_layout.h"
#include "unit/diff/courtroom.h"

// How much a first run over a large API prints: contracts that are generated, judged and rendered.

namespace sworn::test {
namespace {

constexpr int many = 200;

const std::string success =
    "\"200\": {description: x, content: {application/json: {schema: {required: [id]}}}}";

std::string answers(const std::string& nobody,
                    const std::string& broken,
                    const std::string& other) {
  const std::string good = "alice+ApiKeyAuth | 200 {\"id\": 1}\n";
  const std::string three = "alice?ApiKeyAuth | " + other + "\n";
  return good + "alice!ApiKeyAuth | " + broken + "\n" + three + three + three + "- | " + nobody +
         "\n- | " + nobody + "\n" + good;
}

/// A weakness, each kind another one, with statuses that make causes of their own.
std::string kind(int i) {
  const std::string yes = "200 {\"id\": 1}";
  const std::string no = std::to_string(400 + i / 6 % 30) + " {\"error\": \"x\"}";
  switch (i % 6) {
    case 0:
      return std::string(open);
    case 1:
      return answers("401 {\"error\": \"x\"}", yes, yes);
    case 2:
      return answers("401 {\"error\": \"x\"}", "401 {\"error\": \"x\"}", yes);
    case 3:
      return answers(std::to_string(500 + i / 6 % 20) + " {}", "500 {}", "500 {}");
    case 4:
      return answers("200 {\"error\": \"x\"}", "200 {\"error\": \"x\"}", "200 {\"error\": \"x\"}");
    default:
      return answers(no, no, no);
  }
}

/// `count` operations below paths that begin with `prefix`, judged.
template <typename Answers>
Report judged(const std::string& prefix, const Answers& of) {
  std::string paths;
  for (int i = 0; i < many; ++i) {
    paths += "  " + prefix + std::to_string(i) + ": {get: {responses: {" + success + "}}}\n";
  }
  Courtroom court(document_with(paths));
  for (int i = 0; i < many; ++i) {
    const std::string key = "GET " + prefix + std::to_string(i);
    court.asked(key, of(i)).asked(key, of(i), 2);
  }
  return court.report();
}

std::size_t rows(const std::string& text, int width) {
  report::Lines lines;
  for (const std::string_view line : base::split(text, '\n')) lines.emplace_back(line);
  return report::rows_of(lines, static_cast<std::size_t>(width)) - 1;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void is_short(const Report& report) {
  CHECK(report.operations.size() == many);
  for (const int width : {80, 100, 120}) {
    for (const bool has_color : {false, true}) {
      const std::string text = report::text(report, {.color = has_color, .width = width});
      CAPTURE(width);
      CAPTURE(text);
      CHECK(rows(text, width) <= 60);
      CHECK(rows(text, width) >= 10);
    }
  }
}

}  // namespace

TEST_CASE("one cause at the root of 200 operations is one block that stands at the root") {
  const Report report = judged("/p", [](int) { return std::string(open); });
  CHECK(report.summary.findings.at(Severity::critical) == many);
  is_short(report);
  const std::string text = report::text(report, {});
  CHECK(text.find("[access-not-enforced]") == text.rfind("[access-not-enforced]"));
  CHECK(has(text, "GET /p0, GET /p1, GET /p10 and 197 more (200 of 200 examined)"));
  CHECK(has(text, "openapi.yaml:" + std::to_string(report.groups.front().location.line) + ":"));
  CHECK(report.groups.front().location.pointer != report.findings.front().location.pointer);
  // Every operation of it costs once.
  CHECK(report.summary.score_parts.front() == "-30 access-not-enforced (critical)");
}

TEST_CASE("200 operations with many different causes take at most 60 rows") {
  const Report report = judged("/p", kind);
  CHECK(report.groups.size() > 30);
  is_short(report);
  const std::string text = report::text(report, {});
  CHECK(has(text, "more causes (--verbose, or --report html)"));
  CHECK(has(text, "critical"));
}

TEST_CASE("200 operations with long names take at most 60 rows, commands that wrap counted") {
  const std::string prefix = "/" + std::string(300, 'a') + "/" + std::string(120, 'b') + "/";
  is_short(judged(prefix, kind));
  is_short(judged(prefix, [](int) { return std::string(open); }));
}

TEST_CASE("a review of 200 operations takes at most 60 rows") {
  std::string paths;
  for (int i = 0; i < many; ++i) {
    const std::string scheme = "S" + std::to_string(i % 40);
    paths += "  /p" + std::to_string(i) + ": {get: {security: [{" + scheme +
             ": []}], requestBody: " + "{content: {}}, responses: {\"200\": {description: x}}}}\n";
  }
  Courtroom court(document_with(paths));
  const Report report = diff::review(court.contract, {});
  CHECK(report.findings.size() > many);
  is_short(report);
}

TEST_CASE("information is counted and takes no line of its own") {
  Report report = judged("/p", [](int) { return std::string(open); });
  for (Finding& finding : report.findings) finding.severity = Severity::info;
  const std::string text = report::text(report, {});
  CHECK_FALSE(has(text, "[access-not-enforced]"));
  CHECK(has(text, "not shown: " + std::to_string(report.findings.size()) + " info (--verbose)"));
}

}  // namespace sworn::test
