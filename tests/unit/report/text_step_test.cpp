// SPDX-License-Identifier: Apache-2.0
#include "report/text_step.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace sworn::test {
namespace {

Exchange step_of(const std::string& who,
                 const std::string& step,
                 const std::string& method,
                 const std::string& path) {
  Exchange one;
  one.conversation = who;
  one.step = step;
  one.operation = method + " " + path;
  one.request.method = method;
  one.request.url = "https://api.example" + path;
  return one;
}

Exchange answered(Exchange exchange, int status, std::string body = "") {
  exchange.response = Response{};
  exchange.response->status = status;
  exchange.response->body = std::move(body);
  return exchange;
}

std::string text(const Exchange& one) {
  return report::step_text({&one}, 0);
}

}  // namespace

TEST_CASE("a step names credentials by placeholder, else by holder and place, never by value") {
  Exchange one = step_of("victim", "reads", "GET", "/items?key={alice.Query}&page=2");
  one.request.headers = {{"Authorization", "Bearer {never-issued.oauth}"},
                         {"Cookie", "a=1; sid={session POST /login victim.sid}"},
                         {"X-Key", "raw-value"}};
  one.credentials = {{"alice", "query key", CredentialState::good},
                     {"alice", "http bearer", CredentialState::never_issued},
                     {"alice", "cookie sid", CredentialState::carrier},
                     {"alice", "header x-key", CredentialState::good},
                     {"alice", "mtls", CredentialState::good}};
  one.failure = Failure::not_asked;
  one.reason = "writes are off";
  CHECK(text(one) ==
        "victim reads: GET /items?key={alice.Query}&page=2 with {alice.Query} and "
        "{never-issued.oauth} and {session POST /login victim.sid} and alice's header x-key and "
        "alice's mtls -> not asked: writes are off");
  one.request.url = "https://api.example";
  one.credentials = {{"alice", "header x-key", CredentialState::broken}};
  CHECK(text(answered(one, 401)) == "victim reads: GET / with a broken header x-key -> 401");
}

TEST_CASE("a digest is told by its holder: what was sent is good for one nonce") {
  Exchange one = step_of("alice", "reads", "GET", "/vault");
  one.request.headers = {
      {"Authorization", "Digest username=\"a\", response=\"{digest response}\""}};
  one.credentials = {{"alice", "http digest", CredentialState::good}};
  CHECK(text(answered(one, 200)) == "alice reads: GET /vault with alice's http digest -> 200");
  one.credentials.front().state = CredentialState::never_issued;
  CHECK(text(answered(one, 200)) ==
        "alice reads: GET /vault with a never-issued http digest -> 200");
}

TEST_CASE("what a login or a client sends is a credential too, where no scheme has it") {
  Exchange login = step_of("victim", "logs in", "POST", "/login");
  login.request.body = R"({"user": "alice", "deep": {"password": "{alice.login.password}"}})";
  CHECK(text(answered(login, 200)) ==
        "victim logs in: POST /login with {alice.login.password} -> 200");
  Exchange client = step_of("", "asks with a wrong client secret", "POST", "/token");
  client.request.headers = {{"Authorization", "Basic {base64:never-issued.alice.Oauth.client}"}};
  client.request.body = "grant_type=client_credentials";
  CHECK(text(answered(client, 401)) ==
        "asks with a wrong client secret: POST /token with "
        "{base64:never-issued.alice.Oauth.client} -> 401");
  Exchange plain = step_of("outsider", "writes", "POST", "/notes");
  plain.request.body = R"({"note": "{canary.note}", "text": {"a": 1}, "path": "/{id}"})";
  CHECK(text(answered(plain, 201)) == "outsider writes: POST /notes without a credential -> 201");
}

TEST_CASE("a step says once what is asked, and by whom without the way of the story") {
  const auto told = [](const char* who, const char* step) {
    return text(answered(step_of(who, step, "GET", "/me"), 200));
  };
  CHECK(told("nobody", "none") == "nobody: GET /me without a credential -> 200");
  CHECK(told("nobody", "none again") == "nobody again: GET /me without a credential -> 200");
  CHECK(told("alice", "good ApiKeyAuth again") ==
        "alice again: GET /me without a credential -> 200");
  CHECK(told("alice", "never-issued 2") == "alice: GET /me without a credential -> 200");
  CHECK(told("attacker (obtained sid)", "asks after the login") ==
        "attacker asks after the login: GET /me without a credential -> 200");
  CHECK(told("http bearer", "asks with the token") ==
        "asks with the token: GET /me without a credential -> 200");
  CHECK(told("first", "asks GET /me with json /token as cookie sid") ==
        "first asks with json /token as cookie sid: GET /me without a credential -> 200");
}

TEST_CASE("another answer to the same request is told, and an equal one is not") {
  const Exchange before = answered(step_of("a", "asks before", "GET", "/me"), 200, "alice");
  const Exchange elsewhere = answered(step_of("a", "asks", "GET", "/you"), 200, "bob");
  const Exchange refused = answered(step_of("a", "asks", "GET", "/me"), 401, "no");
  const Exchange equal = answered(step_of("a", "asks again", "GET", "/me"), 200, "alice");
  const Exchange other = answered(step_of("a", "asks after", "GET", "/me"), 200, "bob");
  Exchange with_key = other;
  with_key.credentials = {{"bob", "header x-key", CredentialState::good}};
  const report::Story story{&before, &elsewhere, &refused, &equal, &other, &with_key};
  const auto is_marked = [&](std::size_t i) {
    return report::step_text(story, i).find("not the answer of") != std::string::npos;
  };
  CHECK_FALSE(is_marked(0));
  CHECK_FALSE(is_marked(1));
  CHECK_FALSE(is_marked(2));
  CHECK_FALSE(is_marked(3));
  CHECK(report::step_text(story, 4) ==
        "a asks after: GET /me without a credential -> 200, not the answer of step 4");
  CHECK_FALSE(is_marked(5));
}

}  // namespace sworn::test
