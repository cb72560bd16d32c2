// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/object/object_story.h"

namespace sworn::test {
namespace {

const std::string written_rule = "property-written-undeclared";
const std::string returned_rule = "property-write-only-returned";
const std::string new_account = "POST /accounts";
const std::string account = "GET /accounts/{itemId}";
const std::string patch_account = "PATCH /accounts/{itemId}";

const std::string answers = R"(
      responses:
        "200": {description: x, content: {application/json: {schema: {$ref: "#/components/schemas/Account"}}}}
        "401": {description: x}
)";

std::string document() {
  std::string text = document_with(
      "  /me: {get: {responses: {\"200\": {description: x}}}}\n"
      "  /profile:\n    get: {responses: {\"200\": {description: x}}}\n    patch:\n      "
      "requestBody: "
      "{content: {application/json: {schema: {type: object, properties: {name: {type: "
      "string}}}}}}" +
      answers +
      "  /accounts:\n    post:\n      requestBody: {content: {application/json: {schema: {type: "
      "object, properties: {name: {type: string}, plan: {type: string}, since: {type: string, "
      "readOnly: true}}}}}}" +
      answers + "  /accounts/{itemId}:\n    get:" + answers +
      "    patch:\n      requestBody: {content: {application/json: {schema: {type: object, "
      "properties: {name: {type: string}, note: {type: string}}}}}}" +
      answers);
  const std::string schemes = "components:\n";
  return base::replace_all(text, schemes, schemes + R"(  schemas:
    Account:
      type: object
      properties:
        id: {type: string}
        name: {type: string}
        note: {type: string}
        role: {type: string, enum: [user, admin]}
        since: {type: string, readOnly: true}
        origin: {type: string}
        limit: {type: integer, enum: [1000, 5000]}
        groups: {type: array, items: {type: string}}
        keys: {type: array, items: {type: object, properties: {secret: {type: string, writeOnly: true}}}}
        password: {type: string, writeOnly: true}
        hint: {allOf: [{type: string, writeOnly: true}]}
        either: {oneOf: [{type: object, properties: {pin: {type: string, writeOnly: true}}}]}
)");
}

struct Writing {
  std::string sent = R"({"name": "n", "role": "admin"})";
  std::string write = "201 {\"id\": \"18\"}";
  std::string plain = R"(200 {"id": "17", "role": "user"})";
  std::string more = R"(200 {"id": "18", "role": "admin"})";
  std::string again = R"(200 {"id": "19", "role": "user"})";
  std::string back = R"(200 {"id": "18", "role": "user"})";
  std::string once_more = R"(200 {"id": "18", "role": "admin"})";
};

Courtroom wrote(const Writing& w, const std::string& operation = new_account) {
  Courtroom court(document());
  const std::string write = " | = | alice+ApiKeyAuth | ";
  const std::string read = " | GET /accounts/{itemId} | alice+ApiKeyAuth | ";
  court.told("properties",
             operation,
             "plain | writes what is declared" + write + "201 {\"id\": \"17\"}\n" +
                 "plain | reads what was written" + read + w.plain +
                 "\nmore | writes more than is declared" + write + w.write +
                 (w.more.empty() ? "" : "\nmore | reads what was written beyond it" + read) +
                 w.more +
                 (w.again.empty() ? ""
                                  : "\nplain again | writes what is declared" + write +
                                        "201 {\"id\": \"19\"}\nplain again | reads what was "
                                        "written" +
                                        read) +
                 w.again);
  const auto add =
      [&](const std::string& writes, const std::string& reads, const std::string& answer) {
        if (!answer.empty()) {
          court.told(
              "properties",
              operation,
              "more | " + writes + write + "200 {\"id\": \"18\"}\nmore | " + reads + read + answer);
        }
      };
  add("writes the usual values back", "reads what was written back", w.back);
  add("writes more than is declared again", "reads what was written beyond it again", w.once_more);
  for (Exchange& exchange : court.transcript.exchanges) {
    if (exchange.step.starts_with("writes")) {
      exchange.request.body = exchange.conversation == "more" ? w.sent : R"({"name": "n"})";
    }
  }
  return court;
}

std::string says(const Writing& w, const std::string& operation = new_account) {
  return wrote(w, operation).says(written_rule, operation);
}

std::string given(const std::string& body) {
  Courtroom court(document());
  court.asked(account,
              "alice+ApiKeyAuth | 200 " + body +
                  "\nalice!ApiKeyAuth | 401 {}\n"
                  "alice?ApiKeyAuth | 401 {}\n- | 401 {}\n- | 401 {}\nalice+ApiKeyAuth | 200 " +
                  body);
  return court.says(returned_rule, account);
}

}  // namespace

TEST_CASE("a property that only the answer has and that was written and read back is found") {
  const diff::Verdict verdict = wrote({}).verdict(written_rule, new_account);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.observed == "role is written and read back");
  CHECK(verdict.severity == Severity::high);
}

TEST_CASE("a readOnly property that was written is found, without the gravity of a privilege") {
  const std::string canary = R"("sworn-0123456789ab"})";
  const diff::Verdict verdict = wrote({.sent = R"({"name": "n", "since": )" + canary,
                                       .plain = R"(200 {"id": "17", "since": "today"})",
                                       .more = R"(200 {"id": "18", "since": )" + canary,
                                       .again = ""})
                                    .verdict(written_rule, new_account);
  CHECK(verdict.outcome == diff::Outcome::mismatch);
  CHECK(verdict.declared == "since is readOnly");
  CHECK_FALSE(verdict.severity.has_value());
}

TEST_CASE("an echo in the answer to the write is no proof") {
  CHECK(says({.write = R"(201 {"id": "18", "role": "admin"})",
              .more = R"(200 {"id": "18", "role": "user"})"}) == "match");
}

TEST_CASE("a default that an object has of itself is no proof") {
  CHECK(says({.plain = R"(200 {"id": "17", "role": "admin"})"}) == "match");
}

TEST_CASE("one of few values is no proof where objects differ in it anyway") {
  CHECK(says({.again = R"(200 {"id": "19", "role": "admin"})"}) == "inconclusive");
  CHECK(says({.again = ""}) == "inconclusive");
}

TEST_CASE("one of few numbers has to go and to come back, however many digits it has") {
  Writing limit{.sent = R"({"name": "n", "limit": 5000})",
                .plain = R"(200 {"id": "17", "limit": 1000})",
                .more = R"(200 {"id": "18", "limit": 5000})",
                .again = R"(200 {"id": "19", "limit": 1000})",
                .once_more = R"(200 {"id": "18", "limit": 5000})"};
  CHECK(wrote(limit).says(written_rule, new_account) == "mismatch");
  limit.again = R"(200 {"id": "19", "limit": 5000})";
  CHECK(wrote(limit).says(written_rule, new_account) == "inconclusive");
}

TEST_CASE("what is updated in place needs no third object, but goes and comes back") {
  CHECK(says({.again = ""}, patch_account) == "mismatch");
  CHECK(says({.again = "", .back = R"(200 {"id": "18", "role": "admin"})"}, patch_account) ==
        "inconclusive");
  CHECK(says({.again = "", .back = ""}, patch_account) == "inconclusive");
}

TEST_CASE("a state that an object came to by itself was not written") {
  CHECK(says({.once_more = R"(200 {"id": "20", "role": "user"})"}) == "inconclusive");
  CHECK(says({.once_more = ""}) == "inconclusive");
}

TEST_CASE("a list that was written is found among what the server put there") {
  const Writing lists{.sent = R"({"name": "n", "groups": ["sworn-0123456789ab"]})",
                      .plain = R"(200 {"id": "17", "groups": ["all"]})",
                      .more = R"(200 {"id": "18", "groups": ["all", "sworn-0123456789ab"]})",
                      .again = "",
                      .once_more = ""};
  CHECK(wrote(lists).verdict(written_rule, new_account).observed ==
        "groups is written and read back");
  Writing refused = lists;
  refused.more = R"(200 {"id": "18", "groups": ["all"]})";
  CHECK(says(refused) == "match");
}

TEST_CASE("of several properties that may be written the privilege is told") {
  const std::string both = R"("origin": "sworn-0123456789ab", "role": "admin"})";
  const diff::Verdict verdict =
      wrote({.sent = R"({"name": "n", )" + both, .more = R"(200 {"id": "18", )" + both})
          .verdict(written_rule, new_account);
  CHECK(verdict.observed == "role is written and read back");
}

TEST_CASE("a refusal of what is not declared is a match") {
  CHECK(says({.write = "400 {}", .more = ""}) == "match");
  CHECK(says({.write = "500 {}", .more = ""}) == "inconclusive");
  CHECK(says({.more = "timeout"}) == "inconclusive");
}

TEST_CASE("a property that is declared, here or in another write, may be written") {
  const std::string canary = R"("sworn-0123456789ab"})";
  CHECK(says({.sent = R"({"name": "n", "note": )" + canary,
              .more = R"(200 {"id": "18", "note": )" + canary}) == "match");
  CHECK(says({.sent = R"({"name": "n", "plan": )" + canary,
              .more = R"(200 {"id": "18", "plan": )" + canary}) == "match");
}

TEST_CASE("without an object that was written as declared nothing is judged") {
  CHECK(says({.plain = "404 {}"}) == "inconclusive");
  CHECK(Courtroom(document()).says(written_rule, new_account) == "not-applicable");
}

TEST_CASE("a writeOnly property that comes back is found, in lists and behind allOf too") {
  CHECK(given(R"({"id": "17", "password": "hunter22"})") == "mismatch");
  CHECK(given(R"({"keys": [{}, {"secret": "abcdef"}]})") == "mismatch");
  CHECK(given(R"({"hint": "the dog"})") == "mismatch");
}

TEST_CASE("a writeOnly property that is empty, null or masked tells nothing") {
  CHECK(given(R"({"password": null})") == "match");
  CHECK(given(R"({"password": ""})") == "match");
  CHECK(given(R"({"password": "********"})") == "match");
  CHECK(given(R"({"password": "<hidden>"})") == "match");
  CHECK(given(R"({"password": "[set]"})") == "match");
  CHECK(given(R"({"password": "sk_****1234"})") == "match");
  CHECK(given(R"({"password": true})") == "match");
}

TEST_CASE("a property of one of several choices, or of another name, is not judged") {
  CHECK(given(R"({"either": {"pin": "1234"}})") == "match");
  CHECK(given(R"({"other": {"password": "hunter22"}})") == "match");
}

TEST_CASE("a returned password weighs more than a returned hint") {
  Courtroom court(document());
  court.asked(account,
              "alice+ApiKeyAuth | 200 {\"password\": \"hunter22\"}\n- | 401 {}\n"
              "alice?ApiKeyAuth | 401 {}");
  CHECK(court.verdict(returned_rule, account).severity == Severity::high);
  Courtroom other(document());
  other.asked(
      account,
      "alice+ApiKeyAuth | 200 {\"hint\": \"the dog\"}\n- | 401 {}\nalice?ApiKeyAuth | 401 {}");
  CHECK_FALSE(other.verdict(returned_rule, account).severity.has_value());
}

TEST_CASE("without a good answer, or with no schema for it, nothing comes back") {
  CHECK(Courtroom(document()).says(returned_rule, account) == "inconclusive");
  Courtroom court(document());
  court.asked("GET /me", sound);
  CHECK(court.says(returned_rule, "GET /me") == "not-applicable");
}

TEST_CASE("a role that a profile answers with and that no read shows is not said to be safe") {
  Courtroom court(document());
  CHECK(court.says(written_rule, "PATCH /profile") == "not-applicable");
  court.asked("PATCH /profile", "alice+ApiKeyAuth | 200 {\"role\": \"user\"}\n- | 401 {}");
  CHECK(court.says(written_rule, "PATCH /profile") == "inconclusive");
}

}  // namespace sworn::test
