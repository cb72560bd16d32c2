// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string lax = "access-lax-credential";
const std::string revoked = "access-revoked-credential";
const std::string scope = "access-scope-not-enforced";

constexpr const char* let_in = "200 {\"id\": 1}";
constexpr const char* refused = "401 {\"error\": \"x\"}";

std::string document(const std::string& members = "responses: {}") {
  return document_with("\n  /items: {get: {" + members + "}}\n");
}

Courtroom story(const std::string& interview,
                const std::string& lines,
                const std::string& good_again = let_in,
                std::string_view baseline = sound) {
  Courtroom court(document());
  court.asked(items, baseline);
  court.told(interview,
             items,
             "insider | good | = | alice+ApiKeyAuth | 200 {\"id\": 1}\n" + lines +
                 "outsider | none again | = | - | " + refused +
                 "\ninsider | good again | = | alice+ApiKeyAuth | " + good_again + "\n");
  return court;
}

Courtroom changed(const std::string& how,
                  const std::string& answer,
                  const std::string& good_again = let_in) {
  return story(
      "variation",
      "insider | ApiKeyAuth " + how + " | = | alice^ApiKeyAuth as " + how + " | " + answer + "\n",
      good_again);
}

Courtroom property(const std::string& answer) {
  return story(
      "variation",
      "insider | ApiKeyAuth property name toString | = | alice!ApiKeyAuth as property name "
      "toString | " +
          answer + "\n");
}

Courtroom former(const std::string& answer, const std::string& good_again = let_in) {
  return story(
      "retirement",
      "gone | asks with what is revoked | = | gone^ApiKeyAuth as revoked | " + answer + "\n",
      good_again);
}

/// What an identity of the configuration's state "expired" is answered with a token of that exp.
std::string expired_at(const std::string& exp, const std::string& of_another = "") {
  Courtroom court = story("retirement",
                          "gone | asks with what is expired | = | gone^ApiKeyAuth as expired | " +
                              std::string(let_in) + "\n",
                          let_in);
  court.signs("{gone.ApiKeyAuth}", {{"exp", exp}});
  if (!of_another.empty()) court.signs("{gone.Bearer}", {{"exp", of_another}});
  return court.says("access-revoked-credential", items);
}

/// bob's token was given `scopes`; the operation asks for `needed`.
Courtroom scoped(std::vector<std::string> scopes,
                 const std::string& needed,
                 const std::string& answer) {
  Courtroom court(document("security: [" + needed + "], responses: {}"));
  court.transcript.settings.identities.push_back(
      {"bob", {"Bearer"}, {}, "", "", IdentityState::active, std::move(scopes)});
  court.asked(items,
              "alice+Bearer | 200 {\"id\": 1}\nbob+Bearer | " + answer +
                  "\n- | 401\nalice!Bearer | 401\nalice?Bearer | 401\n- | 401\nalice+Bearer | 200 "
                  "{\"id\": 1}\n");
  return court;
}

}  // namespace

// The run of a Courtroom starts at 1795000000.
TEST_CASE("an expired token is let in where its own end is more than five minutes past") {
  CHECK(expired_at("1794999000") == "mismatch");
  CHECK(expired_at("1794999900") == "inconclusive");
  CHECK(expired_at("1795009000") == "inconclusive");
  // That another credential of the holder goes on is no excuse for this one.
  CHECK(expired_at("1794999000", "1795009000") == "mismatch");
  CHECK(expired_at("1795009000", "1794999000") == "inconclusive");
}

TEST_CASE("what only resembles the credential is found, the gravest first") {
  CHECK(changed("truncated", let_in).says(lax, items) == "mismatch");
  CHECK(changed("truncated", let_in).verdict(lax, items).severity == Severity::medium);
  CHECK(changed("in other letters", let_in).verdict(lax, items).severity == Severity::medium);
  CHECK(changed("joined with a never-issued one", let_in).verdict(lax, items).severity ==
        Severity::low);
  CHECK(changed("another password", let_in).verdict(lax, items).severity == Severity::critical);
  CHECK(property(let_in).verdict(lax, items).severity == Severity::critical);
  CHECK(changed("truncated", refused).says(lax, items) == "match");
  // The never-issued one is refused, and so is nothing.
  CHECK(changed("truncated", let_in).steps(lax, items) ==
        std::vector<std::string>{"access: question 3",
                                 "insider: good",
                                 "> insider: ApiKeyAuth truncated",
                                 "outsider: none again",
                                 "insider: good again"});
  CHECK(property(refused).says(lax, items) == "match");
}

TEST_CASE("which of two fields a server reads is its own affair, that it tries both is not") {
  const auto beside = [](const char* behind, const char* before) {
    const auto line = [](const std::string& how, const char* answer) {
      return "insider | ApiKeyAuth " + how + " | = | alice^ApiKeyAuth as " + how + " | " + answer +
             "\n";
    };
    return story(
        "variation",
        line("behind a never-issued one", behind) + line("before a never-issued one", before));
  };
  CHECK(beside(refused, let_in).says(lax, items) == "match");
  CHECK(beside(let_in, refused).says(lax, items) == "match");
  CHECK(beside(let_in, let_in).says(lax, items) == "mismatch");
  CHECK(beside(let_in, let_in).verdict(lax, items).severity == Severity::low);
  for (const char* unclear : {"429", "503 busy", "timeout"}) {
    CAPTURE(unclear);
    CHECK(beside(let_in, unclear).says(lax, items) == "inconclusive");
    CHECK(beside(unclear, let_in).says(lax, items) == "inconclusive");
    CHECK(beside(refused, unclear).says(lax, items) == "match");
  }
  CHECK(beside(let_in, "not-asked no budget").verdict(lax, items).reason == "no budget");
}

TEST_CASE("a block page is neither success nor a clear refusal") {
  CHECK(property("200 <h1>Request blocked</h1>").says(lax, items) == "inconclusive");
  CHECK(property("403 <h1>Request blocked</h1>").says(lax, items) == "match");
}

TEST_CASE("a changed credential is not judged where its controls fail") {
  CHECK(changed("truncated", let_in, refused).says(lax, items) == "inconclusive");
  CHECK(changed("truncated", "timeout").says(lax, items) == "inconclusive");
  CHECK(story("variation", "").says(lax, items) == "match");
  Courtroom not_chosen(document());
  not_chosen.asked(items, sound);
  CHECK(not_chosen.says(lax, items) == "not-applicable");
  Courtroom open_to_all(document());
  open_to_all.asked(items, open);
  CHECK(open_to_all.says(lax, items) == "not-applicable");
}

TEST_CASE("where any credential is let in a changed one says nothing more") {
  constexpr std::string_view by_shape = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice!ApiKeyAuth | 401 {"error": "x"}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
  CHECK(story("variation",
              "insider | ApiKeyAuth truncated | = | alice^ApiKeyAuth as truncated | 200 {\"id\": "
              "1}\n",
              let_in,
              by_shape)
            .says(lax, items) == "not-applicable");
}

TEST_CASE("a revoked credential that still opens is found") {
  CHECK(former(let_in).says(revoked, items) == "mismatch");
  CHECK(former("200 {\"id\": 1, \"own\": true}").says(revoked, items) == "mismatch");
  CHECK(former(refused).says(revoked, items) == "match");
  CHECK(former("403 {\"error\": \"revoked\"}").says(revoked, items) == "match");
}

TEST_CASE("an envelope that says there is no error is none") {
  for (const char* member : {R"("error": false)",
                             R"("error": "")",
                             R"("error": 0)",
                             R"("errors": [])",
                             R"("errors": {})",
                             R"("error": null)"}) {
    CAPTURE(member);
    const std::string answer = "200 {\"id\": 1, " + std::string(member) + "}";
    CHECK(former(answer).says(revoked, items) == "mismatch");
  }
  for (const char* member : {R"("error": true)",
                             R"("error": "revoked")",
                             R"("error": 40101)",
                             R"("errors": [{"code": 1}])",
                             R"("error": {"code": 1})",
                             R"("Error": "revoked")"}) {
    CAPTURE(member);
    const std::string answer = "200 {" + std::string(member) + "}";
    CHECK(former(answer).says(revoked, items) == "inconclusive");
  }
}

TEST_CASE("a revoked credential is not judged where its controls fail") {
  CHECK(former(let_in, refused).says(revoked, items) == "inconclusive");
  CHECK(former("timeout").says(revoked, items) == "inconclusive");
  CHECK(former("500").says(revoked, items) == "inconclusive");
  CHECK(former("200 {\"error\": \"revoked\"}").says(revoked, items) == "inconclusive");
  Courtroom none_configured(document());
  none_configured.asked(items, sound);
  CHECK(none_configured.says(revoked, items) == "not-applicable");
}

TEST_CASE("where refusals are beneath success a revoked credential needs the good answer") {
  constexpr std::string_view softly = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 200 {"message": "no key"}
alice!ApiKeyAuth | 200 {"message": "bad key"}
alice?ApiKeyAuth | 200 {"message": "bad key"}
- | 200 {"message": "no key"}
alice+ApiKeyAuth | 200 {"id": 1})";
  const auto said = [&](const char* answer) {
    Courtroom court(document());
    court.asked(items, softly);
    court.told(
        "retirement",
        items,
        "insider | good | = | alice+ApiKeyAuth | 200 {\"id\": 1}\ngone | asks | = | "
        "gone^ApiKeyAuth as revoked | " +
            std::string(answer) +
            "\noutsider | none again | = | - | 200 {\"message\": \"no key\"}\ninsider | good "
            "again | = | alice+ApiKeyAuth | 200 {\"id\": 1}");
    return court.says(revoked, items);
  };
  CHECK(said("200 {\"id\": 2}") == "mismatch");
  CHECK(said("200 {\"message\": \"revoked\", \"since\": 1}") == "inconclusive");
}

TEST_CASE("a credential without the declared scope that is let in is found") {
  const std::string needed = "{Bearer: [items:delete]}";
  CHECK(scoped({"items:read"}, needed, let_in).says(scope, items) == "mismatch");
  CHECK(scoped({"items:read"}, needed, let_in).verdict(scope, items).observed ==
        "Bearer without items:delete");
  CHECK(scoped({"items:read"}, needed, "403 {\"error\": \"scope\"}").says(scope, items) == "match");
  CHECK(scoped({"items:read"}, needed, "timeout").says(scope, items) == "inconclusive");
}

TEST_CASE("a wider scope, a smaller alternative and an identity of unknown scopes prove nothing") {
  CHECK(scoped({"items:write"}, "{Bearer: [items:read]}", let_in).says(scope, items) ==
        "not-applicable");
  CHECK(scoped({"admin"}, "{Bearer: [items:delete]}", let_in).says(scope, items) ==
        "not-applicable");
  CHECK(scoped({"*"}, "{Bearer: [items:delete]}", let_in).says(scope, items) == "not-applicable");
  CHECK(scoped({"a"}, "{Bearer: [b]}, {OAuth: [a]}", let_in).says(scope, items) ==
        "not-applicable");
  CHECK(scoped({}, "{Bearer: [b]}", let_in).says(scope, items) == "not-applicable");
  CHECK(scoped({"a"}, "{Bearer: []}", let_in).says(scope, items) == "not-applicable");
}

TEST_CASE("an empty list, or an error beneath success, is not let in without the scope") {
  const auto beside_root = [](const std::string& roots, const std::string& bobs) {
    Courtroom court(document("security: [{Bearer: [items:delete]}], responses: {}"));
    const auto of = [](const char* name, std::vector<std::string> scopes) {
      return IdentityNote{name, {"Bearer"}, {}, "", "", IdentityState::active, std::move(scopes)};
    };
    court.transcript.settings.identities = {of("alice", {"items:delete"}), of("bob", {"items:x"})};
    court.asked(items,
                "alice+Bearer | " + roots + "\nbob+Bearer | " + bobs +
                    "\n- | 401\nalice!Bearer | 401\nalice?Bearer | 401\n- | 401\nalice+Bearer | " +
                    roots + "\n");
    return court.says(scope, items);
  };
  CHECK(beside_root(R"(200 {"rows": [1]})", R"(200 {"rows": [2]})") == "mismatch");
  CHECK(beside_root(R"(200 {"rows": [1]})", R"(200 {"rows": []})") == "inconclusive");
  CHECK(beside_root(R"(200 {"id": 1})", R"(200 {"error": "insufficient_scope"})") ==
        "inconclusive");
  CHECK(beside_root("403", R"(200 {"error": "insufficient_scope"})") == "inconclusive");
  CHECK(beside_root(R"(200 {"id": 1})", R"(200 {"id": 1, "error": null})") == "mismatch");
}

}  // namespace sworn::test
