// SPDX-License-Identifier: Apache-2.0
#include "diff/overlay.h"

#include <doctest/doctest.h>

#include "document/splice.h"
#include "report/overlay.h"
#include "spec/files.h"
#include "spec/overlay.h"
#include "unit/diff/courtroom.h"

namespace {

using namespace sworn;
using namespace sworn::test;

/// "target update" of every action; a removal has no update.
std::vector<std::string> actions(const Report& report) {
  std::vector<std::string> texts;
  for (const OverlayAction& action : report.overlay) {
    CHECK_FALSE(action.description.empty());
    texts.push_back(action.target + " " + action.update);
  }
  return texts;
}

using Actions = std::vector<std::string>;

const std::string open_path =
    "  /catalog: {get: {security: [], responses: {\"200\": {description: x}}}}\n";
const std::string closed_path = "  /items: {get: {responses: {\"200\": {description: x}}}}\n";

/// What is asked of an operation that the document calls open and that wants a key.
constexpr std::string_view wants_key = R"(
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"})";

/// A courtroom whose document is the one before with the overlay of its report applied.
Courtroom corrected(const Courtroom& before) {
  const auto overlay = spec::read_overlay(report::overlay(before.report()), "o.yaml");
  REQUIRE(overlay.has_value());
  const auto overlaid =
      spec::apply_overlay(*overlay, before.contract.files->text(), before.contract.files->entry());
  REQUIRE(overlaid.has_value());
  CHECK_FALSE(overlaid->is_rewritten);
  CHECK(overlaid->remarks.empty());
  Courtroom after(overlaid->text);
  after.transcript = before.transcript;
  return after;
}

TEST_SUITE("overlay actions") {
  TEST_CASE("a credential that is needed is required, and how the rest is refused is declared") {
    Courtroom court(document_with(open_path));
    court.asked("GET /catalog", wants_key).asked("GET /catalog", wants_key, 2);
    const Report report = court.report();
    CHECK(actions(report) ==
          Actions{"$.paths['/catalog'].get.security {\"ApiKeyAuth\":[]}",
                  "$.paths['/catalog'].get {\"responses\":{\"401\":{\"description\":\"A valid "
                  "credential is missing.\"}}}"});
    REQUIRE(finding(report, "access-undeclared-requirement", "GET /catalog") != nullptr);
    CHECK(report.overlay.front().fingerprints ==
          Actions{finding(report, "access-undeclared-requirement", "GET /catalog")->fingerprint});
    CHECK(findings(corrected(court).report()) ==
          Actions{"access-challenge-missing of GET /catalog"});
  }

  TEST_CASE("what was seen in one round only is likely, and changes no document") {
    Courtroom court(document_with(open_path));
    court.asked("GET /catalog", wants_key);
    REQUIRE(finding(court.report(), "access-undeclared-requirement", "GET /catalog") != nullptr);
    CHECK(actions(court.report()).empty());
  }

  TEST_CASE("what is suppressed changes no document") {
    Courtroom court(document_with(open_path));
    court.asked("GET /catalog", wants_key).asked("GET /catalog", wants_key, 2);
    court.transcript.settings.suppress.push_back(
        {.rule = "access-undeclared-requirement", .operation = "GET /catalog", .reason = "x"});
    CHECK(actions(court.report()).empty());
  }

  TEST_CASE("an open door is never documented") {
    Courtroom court(document_with(closed_path + neighbour_path));
    court.works_elsewhere().asked("GET /items", open).asked("GET /items", open, 2);
    REQUIRE(finding(court.report(), "access-not-enforced", "GET /items") != nullptr);
    CHECK(actions(court.report()).empty());
  }

  TEST_CASE("a login that is open says so, whatever the root requires") {
    const std::string login = "  /health: {get: {responses: {\"200\": {description: x}}}}\n";
    Courtroom court(document_with(login + neighbour_path));
    court.works_elsewhere().asked("GET /health", open).asked("GET /health", open, 2);
    CHECK(actions(court.report()) == Actions{"$.paths['/health'].get {\"security\":[]}"});
    CHECK(findings(corrected(court).report()).empty());
  }

  TEST_CASE(
      "a refusal is declared with its media type and challenge, a failure and a soft one are "
      "not") {
    const auto refused_with = [](const std::string& answer) {
      Courtroom court(document_with(closed_path));
      const std::string lines = "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | " + answer + "\n- | " +
                                answer + "\nalice+ApiKeyAuth | 200 {\"id\": 1}";
      court.asked("GET /items", lines).asked("GET /items", lines, 2);
      return court;
    };
    const Courtroom court = refused_with(
        "401 [WWW-Authenticate: Bearer; Content-Type: application/problem+json] {\"e\": 1}");
    CHECK(
        actions(court.report()) ==
        Actions{"$.paths['/items'].get {\"responses\":{\"401\":{\"description\":\"A valid "
                "credential is missing.\",\"headers\":{\"WWW-Authenticate\":{\"schema\":{\"type\":"
                "\"string\"}}},\"content\":{\"application/problem+json\":{}}}}}"});
    CHECK(findings(corrected(court).report()).empty());
    CHECK(actions(refused_with("500 {\"e\": 1}").report()).empty());
    CHECK(actions(refused_with("200 {\"e\": 1}").report()).empty());
  }

  TEST_CASE("another scheme that opens it becomes an alternative beside the declared ones") {
    const std::string lines = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice+SessionCookie | 200 {"id": 1}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
    const std::string responses =
        "responses: {\"200\": {description: x}, \"401\": {description: x}}";
    Courtroom inherited(document_with("  /items: {get: {" + responses + "}}\n"));
    inherited.asked("GET /items", lines).asked("GET /items", lines, 2);
    CHECK(actions(inherited.report()) ==
          Actions{"$.paths['/items'].get "
                  "{\"security\":[{\"ApiKeyAuth\":[]},{\"SessionCookie\":[]}]}"});
    Courtroom own(
        document_with("  /items: {get: {security: [{ApiKeyAuth: []}], " + responses + "}}\n"));
    own.asked("GET /items", lines).asked("GET /items", lines, 2);
    CHECK(actions(own.report()) ==
          Actions{"$.paths['/items'].get.security {\"SessionCookie\":[]}"});
    for (const Courtroom* court : {&inherited, &own}) {
      CHECK(finding(corrected(*court).report(), "access-undeclared-scheme", "GET /items") ==
            nullptr);
    }
  }

  TEST_CASE("schemes that look alike on the wire are not guessed between") {
    const std::string lines = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice+Bearer | 200 {"id": 1}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
    Courtroom court(document_with(
        "  /items: {get: {responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n"));
    court.asked("GET /items", lines).asked("GET /items", lines, 2);
    REQUIRE(finding(court.report(), "access-undeclared-scheme", "GET /items") != nullptr);
    CHECK(actions(court.report()).empty());
  }

  TEST_CASE("429 is declared wherever it was answered, once, with its Retry-After") {
    Courtroom court(document_with(closed_path));
    court.asked("GET /items", R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 429 [Retry-After: 3]
- | 429 [Retry-After: 4])");
    CHECK(
        actions(court.report()) ==
        Actions{"$.paths['/items'].get {\"responses\":{\"429\":{\"description\":\"Too many "
                "requests.\",\"headers\":{\"Retry-After\":{\"schema\":{\"type\":\"string\"}}}}}}"});
  }

  TEST_CASE("an operation of several paths is left out, and the report says so") {
    const std::string shared =
        "  /a: {$ref: '#/components/pathItems/P'}\n  /b: {$ref: '#/components/pathItems/P'}\n";
    std::string text = document_with(shared);
    text.replace(text.find("3.0.3"), 5, "3.1.0");
    const std::string item =
        "components:\n  pathItems:\n    P: {get: {security: [], responses: "
        "{\"200\": {description: x}}}}\n";
    text.replace(text.find("components:\n"), 12, item);
    Courtroom court(text);
    court.asked("GET /a", wants_key).asked("GET /a", wants_key, 2);
    const Report report = court.report();
    REQUIRE(finding(report, "access-undeclared-requirement", "GET /a") != nullptr);
    CHECK(actions(report).empty());
    CHECK(report.coverage.back() ==
          "the overlay leaves out 1 operation that stand at one place for several paths");
  }
}

}  // namespace
