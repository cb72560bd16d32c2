// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string method = "access-method-bypass";
const std::string path = "access-path-bypass";

constexpr const char* good = "200 {\"title\": \"ours\", \"count\": 12}";
constexpr const char* refused = "401 {\"error\": \"x\"}";
constexpr const char* nothing = "404 {\"error\": \"nothing\"}";

constexpr std::string_view baseline = R"(
alice+ApiKeyAuth | 200 {"title": "ours", "count": 12}
alice!ApiKeyAuth | 401 {"error": "x"}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"title": "ours", "count": 12})";

/// The `bypass` story between its controls.
Courtroom around(const std::string& lines, const std::string& good_again = good) {
  Courtroom court(document_with("\n  /items: {get: {responses: {}}}\n"));
  court.asked(items, baseline);
  court.told("bypass",
             items,
             std::string("insider | good | = | alice+ApiKeyAuth | ") + good + "\n" + lines +
                 "outsider | none again | = | - | " + refused +
                 "\ninsider | good again | = | alice+ApiKeyAuth | " + good_again + "\n");
  return court;
}

std::string outsider(const std::string& step, const std::string& answer) {
  return "outsider | " + step + " | = | - | " + answer + "\n";
}

std::string invented(const std::string& step, const std::string& answer) {
  return "outsider | " + step + " of an invented path | - | - | " + answer + "\n";
}

std::string spelt(const std::string& answer, const std::string& of_invented = nothing) {
  return outsider("double slash", answer) +
         (of_invented.empty() ? "" : invented("double slash", of_invented));
}

std::string head(const std::string& none,
                 const std::string& with_key,
                 const std::string& of_invented = "404") {
  return outsider("HEAD none", none) + "insider | HEAD good | = | alice+ApiKeyAuth | " + with_key +
         "\n" + invented("HEAD", of_invented);
}

}  // namespace

TEST_CASE("another spelling of the path that answers like the good request is found") {
  const Courtroom court = around(spelt(good));
  CHECK(court.says(path, items) == "mismatch");
  CHECK(court.verdict(path, items).observed == "none, by double slash");
  CHECK(around(spelt(refused, "")).says(path, items) == "match");
  CHECK(around(spelt(nothing, "")).says(path, items) == "match");
}

TEST_CASE(
    "an empty answer to another method is none of what is guarded, though that is empty too") {
  Courtroom court(document_with("\n  /items: {get: {responses: {}}}\n"));
  court.asked(items,
              "alice+ApiKeyAuth | 200\nalice!ApiKeyAuth | 401\nalice?ApiKeyAuth | 401\n- | 401\n- "
              "| 401\nalice+ApiKeyAuth | 200");
  court.told(
      "bypass",
      items,
      "insider | good | = | alice+ApiKeyAuth | 200\n" + outsider("OPTIONS meant as GET", "200") +
          invented("OPTIONS meant as GET", "404") +
          "outsider | none again | = | - | 401\ninsider | good again | = | alice+ApiKeyAuth | "
          "200\n");
  CHECK(court.says(method, items) == "inconclusive");
}

TEST_CASE("a redirect, another resource and a page that every path gets are no way in") {
  CHECK(around(spelt("308 [Location: /items]", "")).says(path, items) == "match");
  CHECK(around(spelt("200 {\"help\": \"us\"}", "404")).says(path, items) == "match");
  CHECK(around(spelt(good, good)).says(path, items) == "match");
  // The form of the good answer, and none of what it says.
  CHECK(around(spelt("200 {\"title\": \"public\", \"count\": 3}")).says(path, items) ==
        "inconclusive");
}

TEST_CASE("a spelling is not judged where its controls fail or its answer shows nothing") {
  CHECK(around(spelt(good), refused).says(path, items) == "inconclusive");
  CHECK(around(spelt(good, "")).says(path, items) == "inconclusive");
  CHECK(around(spelt("timeout", "")).says(path, items) == "inconclusive");
  CHECK(around(spelt("500", "")).says(path, items) == "inconclusive");
  CHECK(around(spelt("200 [Age: 30] {\"title\": \"ours\", \"count\": 12}")).says(path, items) ==
        "inconclusive");
  CHECK(around("").says(path, items) == "not-applicable");
}

TEST_CASE("bypasses say nothing of an operation that is open, or that was not asked for them") {
  for (const std::string& rule : {method, path}) {
    CAPTURE(rule);
    Courtroom open_to_all(document_with("\n  /items: {get: {responses: {}}}\n"));
    open_to_all.asked(items, open);
    CHECK(open_to_all.says(rule, items) == "not-applicable");
    Courtroom not_asked(document_with("\n  /items: {get: {responses: {}}}\n"));
    not_asked.asked(items, baseline);
    CHECK(not_asked.says(rule, items) == "not-applicable");
  }
}

TEST_CASE("ways past the gate are members of one finding, which has one fingerprint") {
  const std::string slash = outsider("trailing slash", good) + invented("trailing slash", nothing);
  const Courtroom one = around(spelt(good));
  const Courtroom two = around(spelt(good) + slash);
  CHECK(one.verdict(path, items).members == std::vector<std::string>{"double slash"});
  CHECK(two.verdict(path, items).members ==
        std::vector<std::string>{"double slash", "trailing slash"});
  const Report before = two.report();
  const Report after = one.report();
  REQUIRE(finding(before, path, items) != nullptr);
  REQUIRE(finding(after, path, items) != nullptr);
  CHECK(finding(before, path, items)->fingerprint == finding(after, path, items)->fingerprint);
}

TEST_CASE("HEAD that is told without a key what a good HEAD is told is found") {
  const std::string whole = "200 [Content-Length: 32; Content-Type: application/json]";
  const Courtroom court = around(head(whole, whole));
  CHECK(court.says(method, items) == "mismatch");
  CHECK(court.verdict(method, items).severity == Severity::medium);
  CHECK(around(head("401", whole)).says(method, items) == "match");
  CHECK(around(head("405", whole)).says(method, items) == "match");
}

TEST_CASE("a HEAD that every path gets, or that tells nothing, is no way in") {
  const std::string whole = "200 [Content-Length: 32]";
  CHECK(around(head(whole, whole, whole)).says(method, items) == "match");
  CHECK(around(head("200", "200")).says(method, items) == "inconclusive");
  CHECK(around(head("200 [Content-Length: 0]", whole)).says(method, items) == "inconclusive");
  CHECK(around(head(whole, "401")).says(method, items) == "inconclusive");
  CHECK(around(head("timeout", whole)).says(method, items) == "inconclusive");
}

TEST_CASE("an overridden method that answers like the good request is found") {
  const auto overridden = [](const std::string& answer) {
    return outsider("OPTIONS meant as GET", answer) + invented("OPTIONS meant as GET", nothing);
  };
  const Courtroom court = around(overridden(good));
  CHECK(court.says(method, items) == "mismatch");
  CHECK_FALSE(court.verdict(method, items).severity.has_value());
  CHECK(around(overridden("204")).says(method, items) == "match");
  CHECK(around(overridden(good), refused).says(method, items) == "inconclusive");
  CHECK(around(overridden("timeout")).says(method, items) == "inconclusive");
  CHECK(around(outsider("POST meant as GET", "not-asked needs --writes")).says(method, items) ==
        "match");
}

}  // namespace sworn::test
