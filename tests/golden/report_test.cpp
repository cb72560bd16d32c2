// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "base/file.h"
#include "diff/review.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "report/format.h"
#include "report/json.h"
#include "report/text.h"
#include "unit/diff/review/reviewed.h"
#include "unit/report/document_sample.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

/// One run of a server that lies at two operations, always in the same way.
const Report& lied_to() {
  static const Report report = [] {
    const probe::Lie open_list =
        letting_in("GET /documents", [](const Request&, const Request&) { return true; });
    const probe::Lie any_form =
        letting_in("GET /secure", [](const Request& refused, const Request&) {
          return header_of(refused, "X-API-Key").size() == 32;
        });
    // Less than every rule: the file shows how a report is told, not all that is asked.
    return hold("chi.json",
                {.logs_in = true,
                 .rules = {"access-not-enforced",
                           "access-shape-only-credential",
                           "access-refusal-undeclared",
                           "session-fixation",
                           "session-outlives-logout",
                           "response"},
                 .lie = both(open_list, any_form)});
  }();
  return report;
}

/// The members of the report and the elements of its lists, one in a line: what changed is seen in
/// a diff, and no file grows beyond what the house allows.
std::string line_by_line(const std::string& json) {
  const auto parsed = document::parse_json(json, "report");
  REQUIRE(parsed);
  std::string lines;
  for (const document::Entry& member : parsed->root().entries()) {
    if (!member.value->is_sequence()) {
      lines += std::string(member.key) + ": " + document::to_json(*member.value) + "\n";
      continue;
    }
    for (const document::Node* element : member.value->items()) {
      lines += std::string(member.key) + "[]: " + document::to_json(*element) + "\n";
    }
  }
  return lines;
}

/// SWORN_UPDATE_GOLDEN=1 build/dev/sworn_tests -tc="the *report* agreed on*" writes the files anew;
/// look at their diff before you believe it.
void check_golden(const std::string& name, const std::string& actual) {
  const std::string file = SWORN_SOURCE_DIR "/tests/golden/" + name + ".golden";
  const char* wish = std::getenv("SWORN_UPDATE_GOLDEN");
  if (wish != nullptr && std::string(wish) == "1") {
    std::ofstream(file, std::ios::binary) << actual;
  }
  const auto expected = base::read_file(file, std::size_t{16} << 20);
  REQUIRE_MESSAGE(expected, file);
  CHECK_MESSAGE(*expected == actual, file);
}

/// A review of a document with a flaw of each kind: of security, of an operation, of form.
const Report& reviewed() {
  static const Report report = [] {
    const std::string file = SWORN_SOURCE_DIR "/tests/golden/review.yaml";
    const auto text = base::read_file(file, std::size_t{1} << 20);
    REQUIRE(text);
    return diff::review(contract_of(*text), {});
  }();
  return report;
}

}  // namespace

TEST_CASE("the text report of a review is the one that was agreed on") {
  check_golden("review.txt", report::text(reviewed(), {}));
  check_golden("review-verbose.txt", report::text(reviewed(), {.verbose = true}));
}

TEST_CASE("the JSON report of a review is the one that was agreed on") {
  check_golden("review.json", line_by_line(report::json(reviewed())));
}

TEST_CASE("the reports of what changed are the ones that were agreed on") {
  check_golden("diff.txt", report::text(diff_sample(), {}));
  check_golden("diff.json", line_by_line(report::json(diff_sample())));
}

TEST_CASE("the text report of a run is the one that was agreed on") {
  check_golden("chi.txt", report::text(lied_to(), {}));
  check_golden("chi-verbose.txt", report::text(lied_to(), {.verbose = true}));
}

TEST_CASE("the reports for builds of a run are the ones that were agreed on") {
  for (const char* format : {"junit", "markdown", "github", "csv"}) {
    check_golden("chi." + std::string(format), report::format_named(format)->render(lied_to(), {}));
  }
}

TEST_CASE("the JSON report of a run is the one that was agreed on") {
  check_golden("chi.json", line_by_line(report::json(lied_to())));
}

}  // namespace sworn::test
