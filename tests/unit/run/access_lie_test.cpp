// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

const std::string secure = "GET /secure";
using Names = std::vector<std::string>;

std::string key_of(const Request& request) {
  return header_of(request, "X-API-Key");
}

bool is_of_key_form(const std::string& key) {
  return key.size() == 32 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Report chi(const probe::Lie& lie) {
  return hold("chi.json", {.logs_in = true, .lie = lie});
}

void check_alone(const Report& report, const std::string& rule, const std::string& operation) {
  CHECK_MESSAGE(findings(report) == Names{rule + " of " + operation}, told(report));
  const Finding* one = finding(report, rule, operation);
  REQUIRE(one != nullptr);
  CHECK(one->confidence == Confidence::confirmed);
  CHECK(result(report, operation).outcome == OperationOutcome::mismatch);
}

/// A lie that is told once contradicts what is asked later: nobody is accused for it.
void check_flap(const Report& report, const std::string& rule, const std::string& operation) {
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(std::ranges::any_of(report.inconclusive, [&](const Inconclusive& one) {
    return one.rule == rule && one.method + " " + one.path == operation;
  }));
}

const auto everybody = [](const Request&, const Request&) { return true; };

}  // namespace

TEST_CASE("an operation that lets everybody in is found, and it alone") {
  const probe::Lie lie = letting_in(secure, everybody);
  check_alone(chi(lie), "access-not-enforced", secure);
  check_flap(chi(once(lie)), "access-not-enforced", secure);
}

TEST_CASE("a public operation that wants a key is found") {
  const std::string health = "GET /healthz";
  const probe::Lie lie = answering(health, [](const Request& request, Response honest) {
    return key_of(request).empty() ? json_answer(401, R"({"error":"no key"})") : honest;
  });
  check_alone(chi(lie), "access-undeclared-requirement", health);
}

TEST_CASE("a key that is not looked at is found") {
  const probe::Lie lie = letting_in(
      secure, [](const Request& refused, const Request&) { return !key_of(refused).empty(); });
  check_alone(chi(lie), "access-invalid-credential-accepted", secure);
  check_flap(chi(once(lie)), "access-invalid-credential-accepted", secure);
}

TEST_CASE("a key of which the form alone is looked at is found") {
  const probe::Lie lie = letting_in(secure, [](const Request& refused, const Request&) {
    return is_of_key_form(key_of(refused));
  });
  check_alone(chi(lie), "access-shape-only-credential", secure);
  check_flap(chi(once(lie)), "access-shape-only-credential", secure);
}

TEST_CASE("half of what is asked for that is enough is found") {
  const std::string reports = "GET /reports";
  const probe::Lie lie = letting_in(reports, [](const Request& refused, const Request& good) {
    return !key_of(refused).empty() && key_of(refused) == key_of(good);
  });
  HonestRun lying{.logs_in = true, .include = {reports, "GET /items"}};
  lying.lie = lie;
  const Report report = hold("demo.yaml", lying);
  check_alone(report, "access-partial-requirement", reports);
  CHECK(result(report, reports).observed_security == "ApiKeyAuth");
  lying.lie = once(lie);
  check_flap(hold("demo.yaml", lying), "access-partial-requirement", reports);
}

TEST_CASE("a refusal by another status than the declared one is found") {
  const probe::Lie lie = answering(secure, [](const Request&, Response honest) {
    return honest.status == 401 ? json_answer(403, R"({"error":"no"})") : honest;
  });
  check_alone(chi(lie), "access-refusal-undeclared", secure);
}

TEST_CASE("a key that comes back in a header is found, though it is told once") {
  const probe::Lie lie = answering(secure, [](const Request& request, Response honest) {
    if (honest.status == 200) honest.headers.push_back({"X-Debug", "key=" + key_of(request)});
    return honest;
  });
  check_alone(chi(lie), "access-credential-echoed", secure);
  check_alone(chi(once(lie)), "access-credential-echoed", secure);
}

TEST_CASE("an undeclared status, content type or form of a success is found") {
  const auto succeeding = [](const std::function<void(Response&)>& change) {
    return answering(secure, [change](const Request&, Response honest) {
      if (honest.status == 200) change(honest);
      return honest;
    });
  };
  check_alone(chi(succeeding([](Response& answer) { answer.status = 202; })),
              "response-status-undeclared",
              secure);
  check_alone(chi(succeeding([](Response& answer) {
                for (Header& header : answer.headers) {
                  if (header.name == "Content-Type") header.value = "text/csv";
                }
              })),
              "response-content-type-undeclared",
              secure);
  check_alone(chi(succeeding([](Response& answer) { answer.body = R"({"data":[1]})"; })),
              "response-schema-mismatch",
              secure);
}

TEST_CASE("an operation that is not there is found") {
  const probe::Lie lie = answering(secure, [](const Request&, const Response&) {
    return json_answer(404, R"({"error":"not found"})");
  });
  check_alone(chi(lie), "operation-missing", secure);
}

TEST_CASE("a login that sends its visitor on with a session has let it in") {
  const Report report = hold(
      "chi.json", {.logs_in = true, .lie = answering("POST /login", [](const Request&, Response r) {
                                      if (r.status == 200) r.status = 303;
                                      return r;
                                    })});
  CHECK(result(report, secure).outcome == OperationOutcome::match);
}

TEST_CASE("what was let in by a lie is told where it was told alone") {
  const Report report =
      chi(both(letting_in(secure, everybody), letting_in("GET /documents", everybody)));
  CHECK_MESSAGE(findings(report) == Names({"access-not-enforced of GET /documents",
                                           "access-not-enforced of GET /secure"}),
                told(report));
}

}  // namespace sworn::test
