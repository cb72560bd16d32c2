// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

using Names = std::vector<std::string>;

/// A run for which so many of alice and bob are configured.
HonestRun with_people(std::size_t count, probe::Lie lie = nullptr) {
  return {
      .writes = true, .logs_in = true, .lie = std::move(lie), .configure = [count](Config& config) {
        config.identities.resize(count);
      }};
}

Report run_of(const HonestRun& how) {
  return hold("registration.yaml", how);
}

/// Those that an operation was asked as, of this run's own.
std::set<std::string> registered(const Report& report) {
  std::set<std::string> names;
  for (const Exchange& exchange : report.exchanges) {
    if (exchange.interview == "access" && exchange.identity.starts_with("registered-")) {
      names.insert(exchange.identity);
    }
  }
  return names;
}

bool covers(const Report& report, const std::string& text) {
  return std::ranges::any_of(report.coverage, [&](const std::string& line) {
    return line.find(text) != std::string::npos;
  });
}

std::string coverage_of(const Report& report) {
  return base::join(report.coverage, "\n");
}

/// Its name and its password are refused, as they come.
probe::Lie refused_at(const std::string& operation, int status) {
  return answering(operation,
                   [status](const Request&, const Response&) { return json_answer(status, "{}"); });
}

}  // namespace

TEST_CASE("where nobody is configured two accounts are registered and serve as two people") {
  const Report report = run_of(with_people(0));
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(registered(report) == std::set<std::string>{"registered-1", "registered-2"});
  CHECK_MESSAGE(!covers(report, "registered-"), coverage_of(report));
  const auto asked = std::ranges::find_if(report.exchanges, [](const Exchange& exchange) {
    return exchange.interview == "objects" && exchange.operation == "GET /memos/{memoId}" &&
           exchange.conversation == "intruder";
  });
  REQUIRE(asked != report.exchanges.end());
  CHECK(asked->identity == "registered-2");
}

TEST_CASE("what one registered account sees of the other's is found") {
  struct Memory {
    std::mutex mutex;
    std::map<std::string, Response> given;
  };
  const auto memory = std::make_shared<Memory>();
  const auto to_everybody = [memory](const Request& request, Response honest) {
    const std::lock_guard lock(memory->mutex);
    if (honest.status == 200) memory->given[request.url] = honest;
    const bool is_kept = honest.status == 404 && memory->given.contains(request.url);
    return is_kept ? memory->given[request.url] : honest;
  };
  const Report report = run_of(with_people(0, answering("GET /memos/{memoId}", to_everybody)));
  CHECK_MESSAGE(findings(report) == Names{"object-cross-identity of GET /memos/{memoId}"},
                told(report));
}

TEST_CASE("a configured identity is no intruder among what the run registered") {
  const Report report = run_of(with_people(1));
  CHECK_MESSAGE(findings(report).empty(), told(report));
  bool any_intruder = false;
  for (const Exchange& exchange : report.exchanges) {
    if (exchange.interview == "objects" && exchange.conversation == "intruder") {
      any_intruder = true;
      CHECK(exchange.identity.starts_with("registered-"));
    }
  }
  CHECK(any_intruder);
}

TEST_CASE("who is guessed at is not spent first, and is spent when nobody guesses any more") {
  const HeldRun held = hold_whole("registration.yaml", with_people(0));
  double last_guess_ms = 0;
  double first_end_ms = 1e9;
  for (const Exchange& exchange : held.checked.transcript.exchanges) {
    if (exchange.interview == "guessing") {
      CHECK(exchange.identity == "registered-2");
      last_guess_ms = std::max(last_guess_ms, exchange.started_ms);
    } else if (exchange.interview == "revocation") {
      CHECK((exchange.identity == "registered-1" || exchange.conversation == "outsider"));
      first_end_ms = std::min(first_end_ms, exchange.started_ms);
    }
  }
  CHECK(last_guess_ms > 0);
  CHECK(first_end_ms < 1e9);
  CHECK(last_guess_ms <= first_end_ms);
}

TEST_CASE("an account that cannot be opened or used is a line of the coverage and nothing else") {
  struct Row {
    probe::Lie lie;
    const char* obstacle;
  };
  const auto without_token = answering("POST /login", [](const Request&, Response honest) {
    return honest.status == 200 ? json_answer(200, R"({"token":"none"})") : honest;
  });
  const auto any_password = letting_in("POST /login", [](const auto& refused, const auto& good) {
    return refused.body.substr(0, 27) == good.body.substr(0, 27);
  });
  const std::vector<Row> rows{
      {refused_at("POST /register", 409), "it answered 409"},
      {refused_at("POST /register", 422), "it answered 422"},
      {refused_at("POST /register", 500), "it answered 500"},
      {refused_at("POST /login", 403), "comes by nothing that opens"},
      {without_token, "comes by nothing that opens"},
      {any_password, "a wrong password is not refused"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.obstacle);
    const Report report = run_of(with_people(0, row.lie));
    CHECK_MESSAGE(covers(report, row.obstacle), coverage_of(report));
    CHECK(registered(report).empty());
    const auto tries =
        std::ranges::count(report.exchanges, "registers an account", &Exchange::step);
    CHECK(tries == 1);
    for (const Finding& finding : report.findings) {
      CHECK_MESSAGE(finding.rule.starts_with("response-"), told(report));
    }
  }
}

TEST_CASE("a registration that takes each name but once is not judged by a name of our own") {
  struct Taken {
    std::mutex mutex;
    std::set<std::string> bodies;
  };
  for (const bool is_secured : {false, true}) {
    CAPTURE(is_secured);
    const auto taken = std::make_shared<Taken>();
    HonestRun how = with_people(
        2, answering("POST /register", [taken](const Request& request, Response) {
          const std::lock_guard lock(taken->mutex);
          return taken->bodies.insert(request.body).second ? json_answer(201, R"({"username":"x"})")
                                                           : json_answer(409, "{}");
        }));
    auto contract = spec::load(SWORN_SOURCE_DIR "/specs/registration.yaml");
    REQUIRE(contract);
    for (Operation& operation : contract->operations) {
      if (is_secured && operation.key() == "POST /register") {
        operation.requirement = contract->operation("GET /me")->requirement;
      }
    }
    const Report report = hold(*contract, how);
    CHECK_MESSAGE(
        findings(report) ==
            (is_secured ? Names{"access-security-overdeclared of POST /register"} : Names{}),
        told(report));
    const auto doubts = std::ranges::count_if(report.inconclusive, [](const Inconclusive& one) {
      return one.path == "/register" && one.rule.starts_with("access-");
    });
    CHECK(doubts == 0);
  }
}

TEST_CASE("two accounts with one and the same session are not two people") {
  struct Shared {
    std::mutex mutex;
    Response first;
  };
  const auto shared = std::make_shared<Shared>();
  const Report report =
      run_of(with_people(0, answering("POST /login", [shared](const Request&, Response honest) {
                           const std::lock_guard lock(shared->mutex);
                           if (honest.status != 200) return honest;
                           if (shared->first.status == 0) shared->first = honest;
                           return shared->first;
                         })));
  CHECK_MESSAGE(covers(report, "one and the same session"), coverage_of(report));
  CHECK(registered(report) == std::set<std::string>{"registered-1"});
}

TEST_CASE("an account that the document has no end for is told by the name it is left under") {
  HonestRun how = with_people(0);
  how.include = {"POST *", "GET *"};
  const Report left = run_of(how);
  CHECK_MESSAGE(covers(left, "(registered-1), registered by POST /register, is left"),
                coverage_of(left));
  CHECK(covers(left, "the account sworn"));
  const Report closed = run_of(with_people(0));
  CHECK_MESSAGE(!covers(closed, ", is left"), coverage_of(closed));
  CHECK_MESSAGE(!covers(closed, "registered-"), coverage_of(closed));
  const auto is_closed_by = [&](const std::string& identity) {
    return std::ranges::any_of(closed.exchanges, [&](const Exchange& exchange) {
      return exchange.operation == "DELETE /me" && exchange.identity == identity &&
             exchange.status() == 204;
    });
  };
  CHECK(is_closed_by("registered-1"));
  CHECK(is_closed_by("registered-2"));
}

TEST_CASE("an account that is named by an id is removed by it, as itself and last of all") {
  const auto contract = spec::load_text(R"(
openapi: 3.0.3
info: {title: t, version: "1"}
security: [{Session: []}]
paths:
  /users:
    post:
      operationId: registerUser
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [email, password], properties: {email: {type: string}, password: {type: string}}}}}}
      responses: {"201": {description: x, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}}}
  /users/{userId}: {delete: {responses: {"204": {description: x}, "401": {description: x}, "404": {description: x}}}}
  /login:
    post:
      security: []
      requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, required: [username, password], properties: {username: {type: string}, password: {type: string}}}}}}
      responses: {"200": {description: x, content: {application/json: {schema: {type: object, required: [access_token], properties: {access_token: {type: string}}}}}}, "401": {description: x}}
  /profile: {get: {responses: {"200": {description: x, content: {application/json: {schema: {type: object}}}}, "401": {description: x}}}}
components: {securitySchemes: {Session: {type: http, scheme: bearer}}}
)",
                                        "openapi.yaml");
  REQUIRE(contract);
  // Each registration makes a user of its own.
  const auto count = std::make_shared<std::atomic<int>>(0);
  HonestRun how =
      with_people(0, answering("POST /users", [count](const Request&, Response honest) {
                    return honest.status == 201
                               ? json_answer(201, R"({"id":"u-)" + std::to_string(++*count) + "\"}")
                               : honest;
                  }));
  const Report report = hold(*contract, how);
  CHECK_MESSAGE(!covers(report, "is left"), coverage_of(report));
  Names removed;
  for (const Exchange& exchange : report.exchanges) {
    if (exchange.interview == "cleanup" && exchange.operation == "DELETE /users/{userId}") {
      removed.push_back(exchange.identity);
    }
  }
  REQUIRE(removed.size() >= 2);
  CHECK((Names(removed.end() - 2, removed.end()) == Names{"registered-1", "registered-2"}));
}

TEST_CASE("the password of an account is sealed under the account's name, which is readable") {
  const HeldRun held = hold_whole("registration.yaml", with_people(0));
  bool any_name = false;
  bool any_sealed = false;
  for (const Exchange& exchange : held.checked.transcript.exchanges) {
    CHECK(exchange.request.body.find("Sw0rn") == std::string::npos);
    any_name = any_name || exchange.request.body.find("\"username\":\"sworn") != std::string::npos;
    any_sealed = any_sealed ||
                 exchange.request.body.find("\"password\":\"{registered-1.login.password}\"") !=
                     std::string::npos;
  }
  CHECK(any_name);
  CHECK(any_sealed);
}

TEST_CASE("two people who are configured, with somebody to spend, need nobody registered") {
  HonestRun how = with_people(2);
  how.configure = [](Config& config) {
    for (Identity& identity : config.identities) identity.state = IdentityState::throwaway;
  };
  const Report report = run_of(how);
  CHECK(std::ranges::count(report.exchanges, "registration", &Exchange::interview) == 0);
  HonestRun read_only = with_people(0);
  read_only.writes = false;
  CHECK(std::ranges::count(run_of(read_only).exchanges, "registration", &Exchange::interview) == 0);
}

}  // namespace sworn::test
