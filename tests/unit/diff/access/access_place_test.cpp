// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string location = "access-undeclared-location";
const std::string scheme = "access-undeclared-scheme";
const std::string form = "access-credential-form";

constexpr const char* let_in = "200 {\"id\": 1}";
constexpr const char* refused = "401 {\"error\": \"x\"}";

std::string document(const std::string& members = "responses: {}") {
  return document_with("\n  /items: {get: {" + members + "}}\n" + neighbour_path);
}

/// The `placement` story between its controls.
Courtroom placed(const std::string& lines,
                 const std::string& good_again = let_in,
                 const std::string& none_again = refused) {
  Courtroom court(document());
  court.asked(items, sound);
  court.told("placement",
             items,
             "insider | good | = | alice+ApiKeyAuth | 200 {\"id\": 1}\n" + lines +
                 "outsider | none again | = | - | " + none_again +
                 "\ninsider | good again | = | alice+ApiKeyAuth | " + good_again + "\n");
  return court;
}

std::string everywhere(const std::string& answer) {
  return "insider | ApiKeyAuth everywhere else | = | alice^undeclared places as moved | " + answer +
         "\n";
}

std::string in_query(const std::string& answer, const std::string& made_up) {
  return "insider | ApiKeyAuth in query api_key | = | alice^query api_key as moved | " + answer +
         "\n" +
         (made_up.empty() ? ""
                          : "insider | ApiKeyAuth never-issued in query api_key | = | alice?query "
                            "api_key | " +
                                made_up + "\n");
}

Courtroom with_other(const std::string& credential,
                     const std::string& answer,
                     const std::string& members = "responses: {}") {
  Courtroom court(document(members));
  court.asked(items, std::string(sound) + "\n" + credential + " | " + answer + "\n");
  return court;
}

Courtroom formed(const std::string& declared,
                 const std::string& as_token,
                 const std::string& made_up,
                 const std::string& none = refused) {
  Courtroom court(document("security: [{Bearer: []}], responses: {}"));
  court.told("form",
             items,
             "outsider | none | = | - | " + none +
                 "\ninsider | declared form | = | alice+Bearer | " + declared +
                 "\ninsider | as Token | = | alice^Bearer as as Token | " + as_token +
                 "\ninsider | never-issued as Token | = | alice?Bearer | " + made_up +
                 "\ninsider | as Token again | = | alice^Bearer as as Token | " + as_token +
                 "\ninsider | declared form again | = | alice+Bearer | " + declared +
                 "\noutsider | none again | = | - | " + none + "\n");
  return court;
}

}  // namespace

TEST_CASE("a key that opens from an undeclared place is found, and the place is observed") {
  const Courtroom court = placed(everywhere(let_in) + in_query(let_in, refused));
  CHECK(court.says(location, items) == "mismatch");
  CHECK(court.verdict(location, items).observed == "also taken from query api_key");
  CHECK_FALSE(court.verdict(location, items).severity.has_value());
  CHECK(court.observed(items) == "ApiKeyAuth | query api_key");
}

TEST_CASE("an undeclared place that takes any value is graver") {
  const Courtroom court = placed(everywhere(let_in) + in_query(let_in, let_in));
  CHECK(court.says(location, items) == "mismatch");
  CHECK(court.verdict(location, items).severity == Severity::critical);
}

TEST_CASE("a refusal of all undeclared places at once clears all of them") {
  CHECK(placed(everywhere(refused)).says(location, items) == "match");
  CHECK(placed(everywhere(refused)).observed(items) == "ApiKeyAuth");
  // A strict server refuses what it does not know; each place alone was refused, too.
  CHECK(placed(everywhere("400 {\"e\": 1}") + in_query(refused, "")).says(location, items) ==
        "match");
}

TEST_CASE("undeclared places are not judged where their controls fail") {
  const std::string opened = everywhere(let_in) + in_query(let_in, refused);
  CHECK(placed(opened, refused).says(location, items) == "inconclusive");
  CHECK(placed(opened, let_in, let_in).says(location, items) == "inconclusive");
  CHECK(placed(everywhere(let_in) + in_query(let_in, "")).says(location, items) == "inconclusive");
  CHECK(placed(everywhere(let_in) + in_query(let_in, "500")).says(location, items) ==
        "inconclusive");
  CHECK(placed(everywhere(let_in)).says(location, items) == "inconclusive");
  CHECK(placed(everywhere(let_in) + in_query(refused, "")).says(location, items) == "inconclusive");
  CHECK(placed(everywhere("timeout")).says(location, items) == "inconclusive");
}

TEST_CASE("undeclared places say nothing of an operation that is open or was not asked") {
  Courtroom open_to_all(document());
  open_to_all.asked(items, open);
  CHECK(open_to_all.says(location, items) == "not-applicable");
  Courtroom not_asked(document());
  not_asked.asked(items, sound);
  CHECK(not_asked.says(location, items) == "not-applicable");
  CHECK(Courtroom(document()).says(location, items) == "inconclusive");
  Courtroom anyone(document("security: [], responses: {}"));
  CHECK(anyone.says(location, items) == "not-applicable");
}

TEST_CASE("a credential of another scheme that opens the operation is found") {
  const Courtroom court = with_other("alice+Signature", let_in);
  CHECK(court.says(scheme, items) == "mismatch");
  CHECK(court.verdict(scheme, items).observed == "ApiKeyAuth | Signature");
  CHECK(with_other("alice+Signature", refused).says(scheme, items) == "match");
  CHECK(with_other("alice+Signature", "timeout").says(scheme, items) == "inconclusive");
}

TEST_CASE("another scheme says nothing where none is held, or where everybody is let in") {
  Courtroom alone(document());
  alone.asked(items, sound);
  CHECK(alone.says(scheme, items) == "not-applicable");
  Courtroom open_to_all(document());
  open_to_all.asked(items, open);
  CHECK(open_to_all.says(scheme, items) == "not-applicable");
  CHECK(Courtroom(document()).says(scheme, items) == "inconclusive");
}

TEST_CASE("an apiKey in Authorization is no other scheme than the bearer token there") {
  Courtroom court(document("security: [{Bearer: []}], responses: {}"));
  court.asked(items, R"(
alice+Bearer | 200 {"id": 1}
- | 401 {"error": "x"}
alice!Bearer | 401 {"error": "x"}
alice?Bearer | 401 {"error": "x"}
alice+header authorization | 200 {"id": 1}
- | 401 {"error": "x"}
alice+Bearer | 200 {"id": 1})");
  CHECK(court.says(scheme, items) == "not-applicable");
}

TEST_CASE("a token that works behind another word only is found") {
  const Courtroom court = formed(refused, let_in, refused);
  CHECK(court.says(form, items) == "mismatch");
  CHECK(court.verdict(form, items).observed == "works only as Token VALUE");
  CHECK(formed(let_in, let_in, refused).says(form, items) == "match");
  CHECK(formed(refused, refused, refused).says(form, items) == "inconclusive");
  CHECK(Courtroom(document()).says(form, items) == "not-applicable");
}

TEST_CASE("a scheme's name that is taken in capital letters only is told") {
  const auto lettered = [](const std::string& answer, const std::string& good_again) {
    Courtroom court(document("security: [{Bearer: []}], responses: {}"));
    court.told("form",
               items,
               "insider | good | = | alice+Bearer | 200 {\"id\": 1}\ninsider | scheme in small "
               "letters | = | alice^Bearer as x | " +
                   answer + "\noutsider | none again | = | - | 401\ninsider | good again | = | " +
                   "alice+Bearer | " + good_again + "\n");
    return court;
  };
  CHECK(lettered("401", let_in).says(form, items) == "mismatch");
  CHECK(lettered("401", let_in).verdict(form, items).severity == Severity::info);
  CHECK(lettered(let_in, let_in).says(form, items) == "match");
  CHECK(lettered("401", "401").says(form, items) == "inconclusive");
  CHECK(lettered("timeout", let_in).says(form, items) == "inconclusive");
}

TEST_CASE("a credential that works in another form is a finding and no problem of the run") {
  const auto judged = [](const std::string& as_token, bool is_confirmed) {
    Courtroom court(
        document_with("\n  /items: {get: {security: [{Bearer: []}], responses: {}}}\n"));
    court.transcript.settings.identities.front().schemes = {"Bearer"};
    for (int round = 1; round <= (is_confirmed ? 2 : 1); ++round) {
      court.asked(items, "alice+Bearer | 401\n- | 401\n- | 401\nalice+Bearer | 401", round)
          .told(
              "form",
              items,
              "outsider | none | = | - | 401\ninsider | declared form | = | alice+Bearer | 401\n"
              "insider | as Token | = | alice^Bearer as as Token | " +
                  as_token +
                  "\ninsider | never-issued as Token | = | alice?Bearer | 401\ninsider | as Token "
                  "again | = | alice^Bearer as as Token | " +
                  as_token +
                  "\ninsider | declared form again | = | alice+Bearer | 401\noutsider | none "
                  "again | = | - | 401",
              round);
    }
    return court.report();
  };
  const std::vector<std::string> never{"the credential Bearer of alice never worked"};
  const Report known = judged("200 {\"id\": 1}", true);
  REQUIRE(finding(known, "access-credential-form", items) != nullptr);
  CHECK(known.problems.empty());
  CHECK(known.summary.grade != "-");
  CHECK(known.summary.examined == 1);
  CHECK(judged("401", true).problems == never);
  // What was not seen twice leaves the doubt.
  CHECK(judged("200 {\"id\": 1}", false).problems == never);
}

TEST_CASE("a form is not judged where its controls fail") {
  CHECK(formed(refused, let_in, let_in).says(form, items) == "inconclusive");
  CHECK(formed("timeout", let_in, refused).says(form, items) == "inconclusive");
  CHECK(formed(refused, let_in, refused, let_in).says(form, items) == "inconclusive");
  CHECK(formed("500", let_in, refused).says(form, items) == "inconclusive");
  CHECK(formed("429", let_in, refused).says(form, items) == "inconclusive");
}

TEST_CASE("undeclared schemes that open an operation are members of one finding") {
  Courtroom court(document());
  court.asked(items,
              std::string(sound) + "\nalice+Signature | " + let_in + "\nalice+Bearer | " + let_in +
                  "\nbob+Bearer | " + let_in + "\n");
  const diff::Verdict verdict = court.verdict(scheme, items);
  REQUIRE(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.observed == "ApiKeyAuth | Signature | Bearer");
  CHECK(verdict.members == std::vector<std::string>{"header x-signature", "http bearer"});
  CHECK(verdict.scheme == with_other("alice+Bearer", let_in).verdict(scheme, items).scheme);
}

}  // namespace sworn::test
