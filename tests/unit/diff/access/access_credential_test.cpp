// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

const std::string items = "GET /items";
const std::string any_credential = "access-invalid-credential-accepted";
const std::string shape_only = "access-shape-only-credential";
const std::string partial = "access-partial-requirement";
const std::string rejected = "access-credential-rejected";
const std::string needed = "access-undeclared-requirement";
const std::string undeclared_refusal = "access-refusal-undeclared";
const std::string echoed = "access-credential-echoed";

std::string operation(const std::string& members) {
  return document_with("\n  /items: {get: {" + members + "}}\n  /other: {get: {responses: {}}}\n");
}

Courtroom room(std::string_view lines,
               const std::string& members = "responses: {\"200\": {description: x}}") {
  Courtroom court(operation(members));
  court.asked(items, lines);
  return court;
}

/// A made-up credential asked three times, and a broken one.
Courtroom made_up(const std::string& never,
                  const std::string& broken,
                  const std::string& none = "401 {\"error\": 1}") {
  const std::string good = "alice+ApiKeyAuth | 200 {\"id\": 1}\n";
  const std::string three = "alice?ApiKeyAuth | " + never + "\n";
  return room(good + "- | " + none + "\nalice!ApiKeyAuth | " + broken + "\n" + three + three +
              three + "- | " + none + "\n" + good);
}

constexpr const char* let_in = "200 {\"id\": 9}";
constexpr const char* refused = "401 {\"error\": 1}";

}  // namespace

TEST_CASE("any credential is let in, or only those of the right shape") {
  CHECK(made_up(let_in, let_in).says(any_credential, items) == "mismatch");
  CHECK(made_up(let_in, let_in).says(shape_only, items) == "not-applicable");
  CHECK(made_up(let_in, let_in).observed(items) == "ApiKeyAuth (any value)");
  CHECK(made_up(let_in, refused).says(any_credential, items) == "not-applicable");
  CHECK(made_up(let_in, refused).says(shape_only, items) == "mismatch");
  CHECK(made_up(let_in, refused).observed(items) == "ApiKeyAuth (any value of its shape)");
  CHECK(made_up(refused, refused).says(any_credential, items) == "match");
  CHECK(made_up(refused, refused).says(shape_only, items) == "match");
  CHECK(made_up(refused, refused).observed(items) == "ApiKeyAuth");
}

TEST_CASE("a broken credential alone that is let in is no match") {
  CHECK(made_up(refused, let_in).says(any_credential, items) == "mismatch");
  CHECK(made_up(refused, let_in).verdict(any_credential, items).observed ==
        "ApiKeyAuth, a broken value");
}

TEST_CASE("a crash over a broken credential lets nobody in and hides no shape check") {
  CHECK(made_up(let_in, "500 oops").says(shape_only, items) == "mismatch");
  CHECK(made_up(let_in, "500 oops").says(any_credential, items) == "not-applicable");
  CHECK(made_up(let_in, "timeout").says(shape_only, items) == "inconclusive");
  CHECK(made_up(let_in, "timeout").says(any_credential, items) == "inconclusive");
}

TEST_CASE("made-up credentials say nothing of an open operation, nor where their controls fail") {
  for (const std::string& rule : {any_credential, shape_only}) {
    CAPTURE(rule);
    CHECK(made_up(let_in, let_in, let_in).says(rule, items) == "not-applicable");
    CHECK(made_up("429", "429").says(rule, items) == "inconclusive");
    CHECK(room("").says(rule, items) == "inconclusive");
    CHECK(room(sound, "security: [], responses: {}").says(rule, items) == "not-applicable");
    CHECK(room("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401\nalice?ApiKeyAuth | 200 {\"id\": "
               "1}\nalice!ApiKeyAuth | 401\n- | 401\nalice+ApiKeyAuth | 200 {\"id\": 1}")
              .says(rule, items) == "inconclusive");  // fewer than three
    CHECK(room("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401\nalice?ApiKeyAuth | 200 {\"id\": "
               "1}\nalice?ApiKeyAuth | 200 {\"id\": 1}\nalice?ApiKeyAuth | 200 {\"id\": 1}\n"
               "- | 401\nalice+ApiKeyAuth | 401")
              .says(rule, items) == "inconclusive");  // the good one fails after
    CHECK(room("alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 401\nalice?ApiKeyAuth | 200 {\"id\": "
               "1}\nalice?ApiKeyAuth | 401\nalice?ApiKeyAuth | 200 {\"id\": 1}\n"
               "alice!ApiKeyAuth | 401\n- | 401\nalice+ApiKeyAuth | 200 {\"id\": 1}")
              .says(rule, items) == "inconclusive");  // answers flap
  }
}

TEST_CASE("half of an AND that is enough is named") {
  const std::string both = "security: [{ApiKeyAuth: [], Signature: []}], responses: {}";
  const auto lines = [](const std::string& without_signature, const std::string& without_key) {
    const std::string good = "alice+ApiKeyAuth & alice+Signature | 200 {\"id\": 1}\n";
    const std::string a = "alice+ApiKeyAuth | " + without_signature + "\n";
    const std::string b = without_key.empty() ? "" : "alice+Signature | " + without_key + "\n";
    return good + "- | 401\n" + a + a + b + b + "- | 401\n" + good;
  };
  const Courtroom half = room(lines(let_in, refused), both);
  CHECK(half.says(partial, items) == "mismatch");
  CHECK(half.verdict(partial, items).observed == "ApiKeyAuth");
  CHECK(half.verdict(partial, items).scheme == "Signature");
  CHECK(half.observed(items) == "ApiKeyAuth");
  CHECK(room(lines(let_in, let_in), both).observed(items) == "ApiKeyAuth | Signature");
  CHECK(room(lines(refused, refused), both).says(partial, items) == "match");
  CHECK(room(lines(refused, refused), both).observed(items) == "ApiKeyAuth & Signature");
  CHECK(room(lines(refused, ""), both).says(partial, items) == "inconclusive");
  CHECK(room(lines("500", refused), both).says(partial, items) == "inconclusive");
  CHECK(room("", both).says(partial, items) == "inconclusive");
  CHECK(room(sound).says(partial, items) == "not-applicable");
  CHECK(room(lines(let_in, refused) + "alice+ApiKeyAuth & alice+Signature | 401", both)
            .says(partial, items) == "inconclusive");
}

TEST_CASE("of three that are declared together the least that is enough is named") {
  const Courtroom court = room(
      R"(
alice+ApiKeyAuth & alice+Signature & alice+Bearer | 200 {"id": 1}
- | 401
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
alice+ApiKeyAuth & alice+Bearer | 200 {"id": 1}
alice+ApiKeyAuth & alice+Bearer | 200 {"id": 1}
alice+Signature & alice+Bearer | 401
alice+Signature & alice+Bearer | 401
alice+ApiKeyAuth | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1}
alice+Signature | 401
alice+Signature | 401
- | 401
alice+ApiKeyAuth & alice+Signature & alice+Bearer | 200 {"id": 1})",
      "security: [{ApiKeyAuth: [], Signature: [], Bearer: []}], responses: {}");
  CHECK(court.verdict(partial, items).observed == "ApiKeyAuth");
  CHECK(court.observed(items) == "ApiKeyAuth");
}

TEST_CASE("a smaller alternative beside a larger one is no half") {
  const Courtroom court =
      room(R"(
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1}
- | 401
alice+Signature | 401
alice+Signature | 401
- | 401
alice+ApiKeyAuth & alice+Signature | 200 {"id": 1}
alice+ApiKeyAuth | 200 {"id": 1})",
           "security: [{ApiKeyAuth: [], Signature: []}, {ApiKeyAuth: []}], responses: {}");
  CHECK(court.says(partial, items) != "mismatch");
}

TEST_CASE("two schemes that travel in one place have no halves") {
  const Courtroom court = room(R"(
alice+Bearer & alice+OAuth | 200 {"id": 1}
- | 401
alice+Bearer | 200 {"id": 1}
alice+Bearer | 200 {"id": 1}
- | 401
alice+Bearer & alice+OAuth | 200 {"id": 1})",
                               "security: [{Bearer: [], OAuth: []}], responses: {}");
  CHECK(court.says(partial, items) == "inconclusive");
}

TEST_CASE("a declared alternative that is refused though it works elsewhere is rejected") {
  const std::string either = "security: [{ApiKeyAuth: []}, {Bearer: []}], responses: {}";
  const auto lines = [](const std::string& bearer, const std::string& again) {
    return "alice+ApiKeyAuth | 200 {\"id\": 1}\nalice+Bearer | " + bearer +
           "\n- | 401\n- | 401\nalice+ApiKeyAuth | 200 {\"id\": 1}\nalice+Bearer | " + again;
  };
  const auto court_of = [](Courtroom court, const std::string& answer) {
    court.contract.operations[1].requirement.any_of[0].all_of[0].scheme = "Bearer";
    court.asked("GET /other",
                "alice+Bearer | " + answer + "\n- | 401\n- | 401\nalice+Bearer | " + answer);
    return court;
  };
  const auto elsewhere = [&](const Courtroom& court, const std::string& answer) {
    return court_of(court, answer).says(rejected, items);
  };
  const Courtroom court = court_of(room(lines(refused, refused), either), let_in);
  CHECK(std::ranges::any_of(court.verdict(rejected, items).proof,
                            [](const Exchange* one) { return one->operation == "GET /other"; }));
  CHECK(elsewhere(room(lines(refused, refused), either), let_in) == "mismatch");
  CHECK(elsewhere(room(lines(refused, refused), either), refused) ==
        "inconclusive");  // it never worked
  CHECK(elsewhere(room(lines(refused, let_in), either), let_in) == "inconclusive");  // it flaps
  CHECK(elsewhere(room(lines("403 {\"error\": \"admins\"}", "403 {\"error\": \"admins\"}"), either),
                  let_in) == "inconclusive");
  CHECK(elsewhere(room(lines(let_in, let_in), either), let_in) == "match");
  CHECK(room("", either).says(rejected, items) == "inconclusive");
  CHECK(room(sound).says(rejected, items) == "not-applicable");
  CHECK(room(sound, either).says(rejected, items) == "inconclusive");  // nobody holds the other
  CHECK(room(open, either).says(rejected, items) == "not-applicable");
}

TEST_CASE("a credential that the document does not ask for is needed") {
  const std::string open_to_all = "security: [], responses: {}";
  CHECK(room("- | 401\n- | 401", open_to_all).says(needed, items) == "mismatch");
  const Courtroom keyed = room(
      "- | 403 {\"e\": 1}\n- | 403 {\"e\": 1}\nalice+ApiKeyAuth | 200 {\"id\": 1}", open_to_all);
  CHECK(keyed.says(needed, items) == "mismatch");
  CHECK(keyed.verdict(needed, items).observed == "ApiKeyAuth");
  CHECK(keyed.observed(items) == "ApiKeyAuth");
  CHECK(room("- | 200 {\"id\": 1}\n- | 200 {\"id\": 1}", open_to_all).says(needed, items) ==
        "match");
  CHECK(room("- | 200 {\"id\": 1}\n- | 401", open_to_all).says(needed, items) == "inconclusive");
  CHECK(room("- | 400\n- | 400", open_to_all).says(needed, items) == "inconclusive");
  CHECK(room("- | timeout\n- | timeout", open_to_all).says(needed, items) == "inconclusive");
  CHECK(room("- | 401\n- | 500", open_to_all).says(needed, items) == "inconclusive");
  CHECK(room("", open_to_all).says(needed, items) == "inconclusive");
  CHECK(room(sound).says(needed, items) == "not-applicable");
}

TEST_CASE("a login that refuses its fields needs no undeclared credential") {
  Courtroom court(document_with("  /login: {post: {security: [], responses: {}}}\n"));
  court.asked("POST /login", "- | 401\n- | 401");
  CHECK(court.says(needed, "POST /login") == "inconclusive");
}

TEST_CASE("a missing route needs no undeclared credential") {
  Courtroom court = room("- | 404 {\"error\": \"none\"}\n- | 404 {\"error\": \"none\"}",
                         "security: [], responses: {}");
  court.told(
      "reach", "*", "nobody | asks for an invented path | - | - | 404 {\"error\": \"none\"}");
  CHECK(court.says(needed, items) == "not-applicable");
}

TEST_CASE("a refusal is to be declared, by its status, a range or default") {
  const auto says = [](const std::string& responses, std::string_view lines = sound) {
    return room(lines, "responses: {" + responses + "}").says(undeclared_refusal, items);
  };
  CHECK(says("\"200\": {description: x}") == "mismatch");
  CHECK(says("\"401\": {description: x}") == "match");
  CHECK(says("4XX: {description: x}") == "match");
  CHECK(says("default: {description: x}") == "match");
  CHECK(says("\"200\": {description: x}", open) == "not-applicable");
  CHECK(says("\"200\": {description: x}", "") == "inconclusive");
  CHECK(says("\"200\": {description: x}",
             "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 429\n- | 429\nalice+ApiKeyAuth | 200 "
             "{\"id\": 1}") == "inconclusive");
  CHECK(says("\"200\": {description: x}",
             "alice+ApiKeyAuth | 200 {\"id\": 1}\n- | 500\n- | 500\nalice+ApiKeyAuth | 200 "
             "{\"id\": 1}") == "inconclusive");
  CHECK(room(sound, "security: [], responses: {}").says(undeclared_refusal, items) ==
        "not-applicable");
  CHECK(room(sound).verdict(undeclared_refusal, items).observed == "refuses with 401");
}

TEST_CASE("a credential that comes back is echoed, wherever it stands") {
  const std::string responses =
      "responses: {\"200\": {description: x, headers: {X-Key: {schema: {type: string}}}, content: "
      "{application/json: {schema: "
      "{properties: {key: {type: string}, id: {type: integer}}}}}}}";
  const auto says = [&](const std::string& credential, const std::string& answer) {
    return room(credential + " | " + answer, responses).says(echoed, items);
  };
  CHECK(says("alice?ApiKeyAuth",
             "401 {\"error\": \"no such key: {never-issued.alice.ApiKeyAuth}\"}") == "mismatch");
  CHECK(says("alice+ApiKeyAuth", "200 {\"debug\": \"{alice.ApiKeyAuth}\"}") == "mismatch");
  CHECK(says("alice+ApiKeyAuth", "200 [X-Debug: {alice.ApiKeyAuth}] {\"id\": 1}") == "mismatch");
  CHECK(says("alice+ApiKeyAuth", "400 key {alice.ApiKeyAuth} is odd") == "mismatch");
  // Promised in one place, and told in another.
  CHECK(says("alice+ApiKeyAuth",
             "200 {\"key\": \"{alice.ApiKeyAuth}\", \"note\": \"with {alice.ApiKeyAuth}\"}") ==
        "mismatch");
  CHECK(says("alice+ApiKeyAuth", "200 {\"key\": \"{alice.ApiKeyAuth}\"}") == "match");
  CHECK(says("alice+ApiKeyAuth", "200 [X-Key: {alice.ApiKeyAuth}] {\"id\": 1}") == "match");
  CHECK(says("alice+ApiKeyAuth", "200 [Set-Cookie: key={alice.ApiKeyAuth}] {\"id\": 1}") ==
        "match");
  CHECK(says("alice+ApiKeyAuth",
             "200 {\"hint\": \"abcd****\", \"hash\": \"{sha256:alice.ApiKeyAuth}\"}") == "match");
  CHECK(says("alice+ApiKeyAuth", "200 {\"other\": \"{alice.ApiKeyAuthTwo}\"}") == "match");
  CHECK(says("alice!ApiKeyAuth", "401 {\"error\": \"{broken.alice.ApiKeyAuth}\"}") ==
        "not-applicable");
  CHECK(says("-", "200 {\"id\": 1}") == "not-applicable");
  CHECK(says("alice+ApiKeyAuth", "timeout") == "not-applicable");
}

TEST_CASE("a refusal of a token in the body is none of a credential that is missing") {
  const auto with_body = [](std::string_view lines, const char* body) {
    Courtroom court = room(lines, "security: [], responses: {}");
    for (Exchange& exchange : court.transcript.exchanges) {
      exchange.request.body = body;
    }
    return court.verdict(needed, items);
  };
  const char* token = R"({"refresh": "abcdefgh"})";
  const std::string none = "- | 401 {\"code\": \"not_valid\"}\n";
  const std::string same = "alice~ApiKeyAuth | 401 {\"code\": \"not_valid\"}\n";
  const std::string past = "alice~ApiKeyAuth | 401 {\"code\": \"no such token\"}\n";
  CHECK(with_body(none + none + same, token).outcome == diff::Outcome::inconclusive);
  CHECK(with_body(none + none, token).outcome == diff::Outcome::inconclusive);
  CHECK(with_body(none + none + past, token).outcome == diff::Outcome::mismatch);
  CHECK(with_body(none + none + same, R"({"title": "x"})").outcome == diff::Outcome::mismatch);
}

TEST_CASE("who asks for a CSRF token is said to") {
  const auto reason = [](const std::string& answer) {
    return room("- | " + answer + "\n- | " + answer, "security: [], responses: {}")
        .verdict(needed, items)
        .reason;
  };
  CHECK(reason("403 {\"error\": \"Missing csrf secret\"}").find("CSRF") != std::string::npos);
  CHECK(reason("403 {\"error\": \"no\"}").find("CSRF") == std::string::npos);
}

TEST_CASE("what a refusal that is not declared was the answer to is told") {
  const auto explanation = [](const std::string& first, const std::string& of_good) {
    return room("alice+ApiKeyAuth | 200 {\"id\": 1}\nbob+ApiKeyAuth | " + of_good + "\n- | " +
                    first + "\n- | " + first + "\nalice+ApiKeyAuth | 200 {\"id\": 1}",
                "responses: {\"200\": {description: x}, \"402\": {description: x}}")
        .verdict(undeclared_refusal, items)
        .explanation;
  };
  CHECK(explanation("401 {\"error\": 1}", "200 {\"id\": 2}").find("missing or wrong") !=
        std::string::npos);
  const std::string both = explanation("401 {\"error\": 1}", "403 {\"error\": 2}");
  CHECK(both ==
        "The document does not say that a missing or wrong credential is answered with 401, and a "
        "good one that lacks the right is answered with 403.");
}

}  // namespace sworn::test
