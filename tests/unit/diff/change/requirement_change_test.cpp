// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <tuple>

#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

/// The root's and the operation's requirement, then and now, and what is found.
struct Row {
  std::string old_root;
  std::string old_own;
  std::string new_root;
  std::string new_own;
  std::string found;
};

void check(const Row& row) {
  CAPTURE(row.old_root);
  CAPTURE(row.old_own);
  CAPTURE(row.new_root);
  CAPTURE(row.new_own);
  const Report report =
      compared(api_with(row.old_root, row.old_own), api_with(row.new_root, row.new_own));
  CHECK(findings_of(report) == row.found);
  for (const Finding& finding : report.findings) {
    CHECK(finding.declared != finding.observed);
  }
}

}  // namespace

TEST_CASE("requirements that are equal by logic are no change") {
  for (const Row& row : {Row{"", "[{A: []}]", "", "[{A: []}]", ""},
                         {"", "[{A: []}, {B: []}]", "", "[{B: []}, {A: []}]", ""},
                         {"", "[{A: [], B: []}]", "", "[{B: [], A: []}]", ""},
                         {"", "[{A: []}, {A: [], B: []}]", "", "[{A: []}]", ""},
                         {"", "[{A: []}]", "", "[{A: []}, {A: []}]", ""},
                         {"", "[{O: [r, w]}]", "", "[{O: [w, r]}]", ""},
                         {"", "[{O: []}, {O: [r]}]", "", "[{O: []}]", ""},
                         {"", "[{A: []}]", "[{A: []}]", "", ""},
                         {"[{A: []}]", "", "", "[{A: []}]", ""},
                         {"[{A: []}]", "[{B: []}]", "[{C: []}]", "[{B: []}]", ""},
                         {"", "", "", "[]", ""},
                         {"", "[]", "", "[{}]", ""},
                         {"[]", "", "", "", ""},
                         {"", "[{}, {A: []}]", "", "[]", ""},
                         {"", "[{}, {A: []}]", "", "[{}, {B: []}]", ""},
                         {"", "[{Nowhere: []}]", "", "[{Nowhere: []}]", ""},
                         {"", "[{A: []}, {Nowhere: []}]", "", "[{A: []}]", ""}}) {
    check(row);
  }
}

TEST_CASE("an operation that needs nothing now is public, whichever way that is said") {
  const char* found = "critical change-operation-public GET /a";
  for (const Row& row : {Row{"", "[{A: []}]", "", "", found},
                         {"", "[{A: []}]", "", "[]", found},
                         {"", "[{A: []}]", "", "[{}]", found},
                         {"", "[{A: []}]", "", "[{A: []}, {}]", found},
                         {"", "[{A: [], B: []}]", "", "[]", found},
                         {"", "[{O: [w]}]", "", "[]", found},
                         {"", "[{Nowhere: []}]", "", "[]", found},
                         {"[{A: []}]", "", "[{A: []}]", "[]", found},
                         {"[{A: []}]", "[{B: []}]", "", "", found}}) {
    check(row);
  }
}

TEST_CASE("a login or health check that became public is less grave") {
  const auto with_path = [](std::string text, const std::string& path) {
    return text.replace(text.find("/a:"), 2, path);
  };
  for (const char* path : {"/login", "/health", "/auth/refresh"}) {
    CAPTURE(path);
    CHECK(findings_of(compared(with_path(api_with("", "[{A: []}]"), path),
                               with_path(api_with("", "[]"), path))) ==
          std::string("medium change-operation-public GET ") + path);
  }
}

TEST_CASE("a document that lost its root security is one finding, not one per operation") {
  const char* found = "critical change-security-dropped *";
  for (const Row& row :
       {Row{"[{A: []}]", "", "", "", found},
        {"[{A: []}]", "", "[]", "", found},
        {"[{A: []}]", "", "[{}]", "", found},
        {"[{A: []}]", "", "[{A: []}, {}]", "", found},
        {"[{A: []}]", "", "", "[{A: []}]", ""},
        {"[{A: []}]", "", "", "[{B: []}, {A: []}]", "medium change-requirement-weakened GET /a"},
        {"[{A: []}]", "", "", "[]", "critical change-operation-public GET /a"},
        {"[{A: []}]", "[]", "", "[]", ""}}) {
    check(row);
  }
}

TEST_CASE("a document whose every operation lost its own security is one finding") {
  const auto two = [](const std::string& a, const std::string& b) {
    std::string text = api_with("", a);
    const std::string second =
        "  /b:\n    get:\n      security: " + b + "\n      responses: {'200': {description: d}}\n";
    text.insert(text.find("components:"), second);
    return text;
  };
  CHECK(findings_of(compared(two("[{A: []}]", "[{B: []}]"), two("[]", "[]"))) ==
        "critical change-security-dropped *");
  CHECK(findings_of(compared(two("[{A: []}]", "[{B: []}]"), two("[]", "[{B: []}]"))) ==
        "critical change-operation-public GET /a");
  // A root requirement that stays and that nothing inherits any more.
  const std::string root = "security: [{A: []}]\n";
  const Report report = compared(root + two("[{A: []}]", "[{A: []}]"), root + two("[]", "[]"));
  REQUIRE(findings_of(report) == "critical change-security-dropped *");
  CHECK(report.findings[0].declared == "a credential for 2 operations");
  CHECK(report.findings[0].observed == "none for any");
}

TEST_CASE("a document that keeps security on many operations has not lost it as a whole") {
  const auto document = [](const std::string& root, int inheriting, int own) {
    std::string paths;
    const auto add = [&](const std::string& path, const std::string& security) {
      paths +=
          "  " + path + ":\n    get:\n" + security + "      responses: {'200': {description: d}}\n";
    };
    for (int i = 1; i < inheriting; ++i) add("/i" + std::to_string(i), "");
    for (int i = 0; i < own; ++i) add("/o" + std::to_string(i), "      security: [{A: []}]\n");
    std::string text = api_with(root, "");
    text.insert(text.find("components:"), paths);
    return text;
  };
  CHECK(findings_of(compared(document("[{A: []}]", 1, 2), document("", 1, 2))) ==
        "critical change-operation-public GET /a");
  CHECK(findings_of(compared(document("[{A: []}]", 4, 1), document("", 4, 1))).find("dropped") ==
        std::string::npos);
  const Report most = compared(document("[{A: []}]", 6, 1), document("", 6, 1));
  REQUIRE(findings_of(most) == "critical change-security-dropped *");
  CHECK(most.findings[0].explanation.find("GET /a, GET /i1,") != std::string::npos);
  CHECK(most.findings[0].explanation.find("and 1 more") != std::string::npos);
}

TEST_CASE("a weaker requirement is rated by what it lost") {
  for (const Row& row :
       {Row{"", "[{A: [], B: []}]", "", "[{A: []}]", "high change-requirement-weakened GET /a"},
        {"", "[{A: []}]", "", "[{A: []}, {B: []}]", "medium change-requirement-weakened GET /a"},
        {"",
         "[{A: [], B: []}]",
         "",
         "[{A: []}, {B: []}]",
         "high change-requirement-weakened GET /a"},
        {"[{A: []}]", "", "[{A: []}, {B: []}]", "", "medium change-requirement-weakened GET /a"},
        {"", "[{A: [], O: [r]}]", "", "[{O: []}]", "high change-requirement-weakened GET /a"}}) {
    check(row);
  }
}

TEST_CASE("a stronger requirement is rated by whom it shuts out") {
  for (const Row& row :
       {Row{"", "[{A: []}]", "", "[{A: [], B: []}]", "high change-requirement-strengthened GET /a"},
        {"",
         "[{A: []}, {B: []}]",
         "",
         "[{A: []}]",
         "medium change-requirement-strengthened GET /a"},
        {"", "[]", "", "[{A: []}]", "high change-requirement-strengthened GET /a"},
        {"", "[{}, {A: []}]", "", "[{A: []}]", "high change-requirement-strengthened GET /a"},
        {"", "", "[{A: []}]", "", "medium change-requirement-strengthened GET /a"}}) {
    check(row);
  }
}

TEST_CASE("a requirement that is neither weaker nor stronger is another") {
  for (const Row& row :
       {Row{"", "[{A: []}]", "", "[{B: []}]", "high change-requirement-replaced GET /a"},
        {"",
         "[{A: []}, {C: []}]",
         "",
         "[{B: []}, {C: []}]",
         "medium change-requirement-replaced GET /a"},
        {"", "[{A: [], B: []}]", "", "[{A: [], C: []}]", "high change-requirement-replaced GET /a"},
        {"", "[{O: [r]}]", "", "[{O: [w]}]", "high change-requirement-replaced GET /a"}}) {
    check(row);
  }
}

TEST_CASE("scopes alone are told from schemes") {
  for (const Row& row :
       {Row{"", "[{O: [r]}]", "", "[{O: []}]", "high change-scope-dropped GET /a"},
        {"", "[{O: [r, w]}]", "", "[{O: [r]}]", "medium change-scope-dropped GET /a"},
        {"", "[{O: [r]}]", "", "[{O: [r]}, {O: [w]}]", "medium change-scope-dropped GET /a"},
        {"", "[{O: []}]", "", "[{O: [r]}]", "medium change-scope-added GET /a"},
        {"", "[{O: [r]}, {O: [w]}]", "", "[{O: [r]}]", "medium change-scope-added GET /a"},
        {"", "[{O: [r], A: []}]", "", "[{A: []}]", "high change-requirement-weakened GET /a"}}) {
    check(row);
  }
}

TEST_CASE("an undefined scheme never makes an operation public or weaker") {
  for (const Row& row :
       {Row{"", "[{A: []}]", "", "[{Typo: []}]", "medium change-scheme-undefined *"},
        {"", "[{Nowhere: []}]", "", "[{A: []}]", ""},
        {"", "[{A: []}]", "", "[{A: []}, {Typo: []}]", "medium change-scheme-undefined *"}}) {
    check(row);
  }
}

TEST_CASE("a requirement that is another weighs for the owner what its schemes are worth") {
  const char* schemes = R"(
    M: {type: mutualTLS}
    M2: {type: mutualTLS}
    T: {type: http, scheme: bearer}
    H: {type: apiKey, in: header, name: X-Key}
    Q: {type: apiKey, in: query, name: key}
)";
  diff::CompareSettings settings;
  settings.side = diff::Side::owner;
  for (const auto& [before, after, severity] : {std::tuple{"[{M: []}]", "[{T: []}]", "high"},
                                                {"[{H: []}]", "[{Q: []}]", "high"},
                                                {"[{H: []}]", "[{T: []}]", "medium"},
                                                {"[{T: []}]", "[{M: []}]", "medium"},
                                                {"[{M: [], H: []}]", "[{M: [], Q: []}]", "high"},
                                                {"[{M: [], H: []}]", "[{M2: [], T: []}]", "medium"},
                                                // Tokens were enough before, or a key was.
                                                {"[{M: []}, {H: []}]", "[{T: []}]", "medium"}}) {
    CAPTURE(before);
    CAPTURE(after);
    CHECK(findings_of(
              compared(api_with("", before, schemes), api_with("", after, schemes), settings)) ==
          severity + std::string(" change-requirement-replaced GET /a"));
  }
}
