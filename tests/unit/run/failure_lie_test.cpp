// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "evidence/step.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

namespace step = evidence::step;

Contract one_login() {
  const auto contract = spec::load_text(R"(
openapi: 3.1.0
info: {title: x, version: "1"}
components: {securitySchemes: {Sid: {type: apiKey, in: cookie, name: sid}}}
paths:
  /login:
    post:
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [username, password], properties: {username: {type: string}, password: {type: string}}}}}}
      responses: {"200": {description: x}, "401": {description: x}}
  /me: {get: {security: [{Sid: []}], responses: {"200": {description: x}, "401": {description: x}}}}
)",
                                        "login.yaml");
  REQUIRE(contract);
  return *contract;
}

/// A session that a failed login came with is let in ever after.
probe::Lie marking_sessions() {
  struct Marked {
    std::mutex mutex;
    std::set<std::string> sessions;
    std::optional<Response> good;
  };
  return [marked = std::make_shared<Marked>()](const Request& request,
                                               const Operation* operation,
                                               const Response& honest) -> std::optional<Response> {
    const std::string session = header_of(request, "Cookie");
    if (operation == nullptr || session.empty()) {
      return std::nullopt;
    }
    const std::lock_guard lock(marked->mutex);
    if (operation->path == "/login" && honest.status == 401) {
      marked->sessions.insert(session);
      return std::nullopt;
    }
    if (operation->path == "/me" && honest.status == 200) {
      marked->good = honest;
    }
    return operation->path == "/me" && marked->sessions.contains(session) ? marked->good
                                                                          : std::nullopt;
  };
}

struct Failed {
  int first = 0;   ///< logins that were made to fail in round 1
  int second = 0;  ///< in round 2
  std::string confidence;
};

Failed failed(int most, const probe::Lie& lie) {
  HonestRun how{.logs_in = true, .lie = lie};
  how.configure = [&](Config& config) {
    config.limits.invalid_logins = most;
    config.identities.resize(1);
  };
  const HeldRun held = hold_whole(one_login(), how);
  Failed result;
  for (const Exchange& exchange : held.checked.transcript.exchanges) {
    if (exchange.step == step::fails_to_log_in && exchange.failure != Failure::not_asked) {
      (exchange.round == 1 ? result.first : result.second) += 1;
    }
  }
  const Finding* one =
      finding(held.checked.report, "session-marked-by-failed-login", "POST /login");
  result.confidence = one == nullptr ? "" : std::string(name_of(one->confidence));
  return result;
}

}  // namespace

TEST_CASE("a login is made to fail where it can be once more, and then its mark is confirmed") {
  const Failed twice = failed(2, marking_sessions());
  CHECK(twice.first == 1);
  CHECK(twice.second == 1);
  CHECK(twice.confidence == "confirmed");
  const Failed once = failed(1, marking_sessions());
  CHECK(once.first == 0);
  CHECK(once.second == 0);
  CHECK(once.confidence.empty());
}

TEST_CASE("an honest login is made to fail once") {
  const Failed honest = failed(2, nullptr);
  CHECK(honest.first == 1);
  CHECK(honest.second == 0);
}

}  // namespace sworn::test
