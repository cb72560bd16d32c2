// SPDX-License-Identifier: Apache-2.0
// The law of the formats: whatever a report is printed in, it tells of the same findings.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "report/format.h"
#include "report/wording.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using Json = nlohmann::json;
using sworn::Finding;
using sworn::FindingState;
using sworn::Report;
using Marks = std::set<std::string>;

/// `report` with fingerprints as a run has them, a few findings in each state.
Report marked(Report report) {
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    Finding& one = report.findings[i];
    one.fingerprint =
        sworn::base::hex_digest(sworn::base::HashKind::sha256, std::to_string(i) + one.fingerprint)
            .substr(0, 32);
    if (i % 7 == 3) one.state = FindingState::known;
    if (i % 7 == 5) one.state = FindingState::suppressed;
  }
  report.summary.findings.clear();
  for (const Finding& one : report.findings) {
    if (one.state == FindingState::is_new) ++report.summary.findings[one.severity];
  }
  return report;
}

struct Told {
  Report report;
  std::string result;  ///< in words, as every format has to say it
};

std::vector<Told> reports() {
  Report known = sworn::test::sample();
  for (Finding& one : known.findings) one.state = FindingState::known;
  known.summary.findings.clear();
  Report credentials = sworn::test::sample();
  credentials.findings.clear();
  credentials.summary = {};
  credentials.credentials = {
      {"alice", "ApiKeyAuth", sworn::CredentialResult::State::works, "GET /items", ""}};
  Report untested;
  untested.problems = {"the target is unreachable"};
  return {{marked(sworn::test::sample()), "4 critical, 1 low, 1 info findings"},
          {marked(sworn::test::large_sample(60, 12)), "43 critical findings"},
          {marked(sworn::test::review_sample(9)), "1 medium, 1 info findings"},
          {marked(sworn::test::diff_sample()), "2 high findings"},
          {known, "nothing new found"},
          {credentials, "1 of 1 credential works"},
          {untested, "could not test"}};
}

Marks marks_of(const Report& report, const std::function<bool(const Finding&)>& counts) {
  Marks marks;
  for (const Finding& one : report.findings) {
    if (counts(one)) marks.insert(one.fingerprint);
  }
  return marks;
}

Marks all_marks(const Report& report) {
  return marks_of(report, [](const Finding&) { return true; });
}

/// The fingerprints of the report that stand in `text`.
Marks marks_in(const std::string& text, const Report& report) {
  return marks_of(
      report, [&](const Finding& one) { return text.find(one.fingerprint) != std::string::npos; });
}

std::string counts_of(const Report& report) {
  std::string text;
  for (const sworn::Severity severity : sworn::report::severities) {
    text += std::string(sworn::name_of(severity)) + " " +
            std::to_string(sworn::report::number_of(report.summary, severity)) + ", ";
  }
  return text;
}

std::string counts_in(const Json& counts) {
  std::string text;
  for (const sworn::Severity severity : sworn::report::severities) {
    const std::string name(sworn::name_of(severity));
    text += name + " " + std::to_string(counts.at(name).get<int>()) + ", ";
  }
  return text;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

/// At the begin of a sentence or within it.
void says_the_result(const std::string& text, const Report& report) {
  const std::string result = sworn::report::result_in_words(report);
  CHECK((text.find(result) != std::string::npos ||
         text.find(sworn::report::capitalized(result)) != std::string::npos));
}

void json_agrees(const std::string& text, const Report& report) {
  const Json json = Json::parse(text);
  Marks marks;
  for (const Json& one : json.at("findings")) marks.insert(one.at("fingerprint"));
  CHECK(marks == all_marks(report));
  CHECK(counts_in(json.at("summary").at("findings")) == counts_of(report));
}

void sarif_agrees(const std::string& text, const Report& report) {
  const Json run = Json::parse(text).at("runs").at(0);
  Marks marks;
  std::size_t suppressed = 0;
  for (const Json& one : run.at("results")) {
    if (one.at("ruleId") == "run-incomplete") continue;
    CHECK(marks.insert(one.at("partialFingerprints").at("sworn/v1")).second);
    if (one.contains("suppressions") && !one.at("suppressions").empty()) ++suppressed;
  }
  CHECK(marks == all_marks(report));
  CHECK(counts_in(run.at("properties").at("findings")) == counts_of(report));
  CHECK(suppressed == marks_of(report, [](const Finding& one) {
                        return one.state == FindingState::suppressed;
                      }).size());
}

void gitlab_agrees(const std::string& text, const Report& report) {
  const Json json = Json::parse(text);
  Marks marks;
  for (const Json& one : json.at("vulnerabilities")) {
    marks.insert(one.at("identifiers").at(1).at("value"));
  }
  CHECK(marks ==
        marks_of(report, [](const Finding& one) { return one.state != FindingState::suppressed; }));
  says_the_result(text, report);
}

void junit_agrees(const std::string& text, const Report& report) {
  CHECK(marks_in(text, report) == all_marks(report));
  CHECK(occurrences(text, "fingerprint: ") == report.findings.size());
  const auto failed = std::ranges::count_if(report.findings, [](const Finding& one) {
    return one.state == FindingState::is_new && one.severity != sworn::Severity::info &&
           one.confidence == sworn::Confidence::confirmed;
  });
  CHECK(occurrences(text, "<failure ") == static_cast<std::size_t>(failed));
  says_the_result(text, report);
}

void holds_every_fingerprint(const std::string& text, const Report& report) {
  CHECK(marks_in(text, report) == all_marks(report));
}

void html_agrees(const std::string& text, const Report& report) {
  if (report.credentials.empty()) holds_every_fingerprint(text, report);
  says_the_result(text, report);
}

/// The cells of a row: no text of these reports has a quote.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (const std::string_view cell : sworn::base::split(row, ',')) {
    if (cell.starts_with('"')) {
      cells.emplace_back(cell.substr(1));
    } else {
      cells.back().append(",").append(cell);
    }
  }
  for (std::string& cell : cells) cell.pop_back();
  return cells;
}

void csv_agrees(const std::string& text, const Report& report) {
  holds_every_fingerprint(text, report);
  // A row for the head, each operation, and whatever else a finding is about.
  std::set<std::pair<std::string, std::string>> rows;
  for (const auto& one : report.operations) rows.emplace(one.method, one.path);
  for (const Finding& one : report.findings) rows.emplace(one.method, one.path);
  CHECK(occurrences(text, "\r\n") == 1 + rows.size());
  int counted = 0;
  for (const std::string_view line : sworn::base::split(text, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string> cells = cells_of(line.substr(0, line.find('\r')));
    REQUIRE(cells.size() == 13);
    if (cells.front() == "method") continue;
    CHECK(rows.erase({cells[0], cells[1]}) == 1);
    counted += std::stoi(cells[7]);
  }
  CHECK(rows.empty());
  CHECK(counted == static_cast<int>(marks_of(report, [](const Finding& one) {
                                      return one.state == FindingState::is_new;
                                    }).size()));
}

/// What the overlay holds is for its own tests: a finding that is no fault of the document has no
/// place in it.
void nothing_to_agree_on(const std::string&, const Report&) {}

const std::map<std::string, void (*)(const std::string&, const Report&), std::less<>> laws = {
    {"text", says_the_result},
    {"json", json_agrees},
    {"sarif", sarif_agrees},
    {"junit", junit_agrees},
    {"gitlab", gitlab_agrees},
    {"html", html_agrees},
    {"markdown", says_the_result},
    {"github", says_the_result},
    {"csv", csv_agrees},
    {"overlay", nothing_to_agree_on},
};

}  // namespace

TEST_CASE("every format of one report agrees on counts and fingerprints") {
  for (const sworn::report::Format& format : sworn::report::formats()) {
    CAPTURE(std::string(format.name));
    const auto law = laws.find(format.name);
    REQUIRE_MESSAGE(law != laws.end(), "a format without a law");
    for (const Told& told : reports()) {
      CAPTURE(told.result);
      CHECK(sworn::report::result_in_words(told.report) == told.result);
      law->second(format.render(told.report, {}), told.report);
    }
  }
}
