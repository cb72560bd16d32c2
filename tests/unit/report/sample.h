// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sworn/report.h"

namespace sworn::test {

/// One request and its answer; status 0: a timeout.
inline Exchange exchange(int id,
                         std::string conversation,
                         std::string step,
                         std::string request,
                         std::vector<CredentialUse> credentials,
                         int status) {
  Exchange one;
  one.id = id;
  one.interview = "sample";
  one.subject = request;
  one.conversation = std::move(conversation);
  one.step = std::move(step);
  one.operation = request;
  const std::size_t space = request.find(' ');
  one.request.method = request.substr(0, space);
  one.request.url = "http://127.0.0.1:8080" + request.substr(space + 1);
  for (const CredentialUse& use : credentials) {
    const bool is_good = use.state == CredentialState::good;
    const std::string holder = is_good ? use.holder : "never-issued";
    one.request.headers.push_back(
        {"X-API-Key", std::string("{").append(holder).append(".ApiKeyAuth}")});
    one.identity = use.holder;
  }
  one.credentials = std::move(credentials);
  if (status == 0) {
    one.failure = Failure::timeout;
  } else {
    one.response =
        Response{status, "1.1", {{"Content-Type", "application/json"}}, R"({"id":1})", false};
  }
  one.started_ms = id * 10;
  one.duration_ms = 2.5;
  return one;
}

inline OperationResult operation(std::string method,
                                 std::string path,
                                 std::string observed,
                                 OperationOutcome outcome,
                                 std::string reason = "") {
  OperationResult one;
  one.method = std::move(method);
  one.path = std::move(path);
  one.declared_security = "ApiKeyAuth";
  one.observed_security = std::move(observed);
  one.outcome = outcome;
  one.reason = std::move(reason);
  one.location = {"openapi.yaml", 20, 5, ""};
  return one;
}

inline Finding finding(
    std::string rule, std::string title, Severity severity, std::string method, std::string path) {
  Finding one;
  one.rule = std::move(rule);
  one.title = std::move(title);
  one.severity = severity;
  one.category = "authentication";
  one.method = std::move(method);
  one.path = std::move(path);
  one.fingerprint = one.rule + " " + one.method + " " + one.path;
  one.location = {"openapi.yaml", 41, 5, "/paths"};
  one.cwe = 306;
  one.owasp = "API2:2023";
  return one;
}

/// Three severities and some info, one group of five operations, a likely finding, a suppressed
/// one, inconclusives.
inline Report sample() {
  Report report;
  report.spec = {"openapi.yaml", "Demo API", "1.2.0", "3.0.3", "0123abcd"};
  report.run = {1795208400123, 4210.5, 312, 18446744073709551615U, false, true};
  report.url = "http://127.0.0.1:8080";

  const CredentialUse good = {"alice", "header x-api-key", CredentialState::good};
  const CredentialUse invented = {"alice", "header x-api-key", CredentialState::never_issued};
  report.exchanges = {
      exchange(1, "keyed", "reads", "GET /items", {good}, 200),
      exchange(2, "stranger", "reads", "GET /items", {}, 200),
      exchange(3, "keyed", "reads again", "GET /items", {good}, 200),
      exchange(4, "attacker", "plants an identifier", "POST /login", {}, 401),
      exchange(5, "victim", "logs in", "POST /login", {good}, 200),
      exchange(6, "attacker", "reads as the victim", "GET /me", {invented}, 200),
      exchange(7, "keyed", "reads", "GET /slow", {good}, 0),
  };

  const Location root = {"openapi.yaml", 12, 1, "/security"};
  for (const char* path : {"/items", "/items/{id}", "/orders", "/orders/{id}", "/reports"}) {
    Finding one = finding("access-not-enforced",
                          "A secured operation answers without a credential",
                          Severity::critical,
                          "GET",
                          path);
    one.declared = "ApiKeyAuth";
    one.observed = "none";
    one.explanation =
        "Without any credential the operation answers as it does with a good one, before and "
        "after.";
    one.remedy = "Check the credential before anything else of the request is looked at.";
    one.location = root;
    one.spec_excerpt = "security: [{ApiKeyAuth: []}]";
    one.group = 1;
    one.exchanges = {1, 2, 3};
    one.curl = {"curl -sS http://127.0.0.1:8080/items",
                "curl -sS -H \"X-API-Key: ${ALICE_APIKEYAUTH:?x}\" http://127.0.0.1:8080/items"};
    report.findings.push_back(one);
  }
  Finding fixation = finding("session-fixation",
                             "A login keeps a session identifier that the client brought",
                             Severity::high,
                             "POST",
                             "/login");
  fixation.declared = "a login hands out an identifier of its own";
  fixation.observed = "the planted identifier is logged in";
  fixation.explanation = "An identifier planted before the login opens the victim's data after it.";
  fixation.remedy = "Issue a new identifier at each login.";
  fixation.spec_excerpt = "    post:";
  fixation.operation_id = "login";
  fixation.scheme = "ApiKeyAuth";
  fixation.group = 2;
  fixation.implies = {"session-id-unchanged"};
  fixation.exchanges = {4, 5, 6};
  fixation.curl = {"curl -sS -b sid=$PLANTED http://127.0.0.1:8080/me"};
  report.findings.push_back(fixation);

  Finding challenge = finding(
      "access-challenge-missing", "A 401 without WWW-Authenticate", Severity::low, "*", "*");
  challenge.confidence = Confidence::likely;
  challenge.exchanges = {4};
  report.findings.push_back(challenge);
  report.findings.push_back(finding(
      "response-property-undeclared", "An undeclared property", Severity::info, "GET", "/me"));
  Finding hushed =
      finding("access-soft-refusal", "A refusal with 2xx", Severity::low, "GET", "/old");
  hushed.state = FindingState::suppressed;
  report.findings.push_back(hushed);

  report.groups = {
      {1,
       "access-not-enforced",
       Severity::critical,
       "ApiKeyAuth",
       "none",
       {"GET /items", "GET /items/{id}", "GET /orders", "GET /orders/{id}", "GET /reports"},
       6,
       root},
      {2,
       "session-fixation",
       Severity::high,
       "a login hands out an identifier of its own",
       "the planted identifier is logged in",
       {"POST /login"},
       6,
       {"openapi.yaml", 41, 5, ""}}};
  for (const char* path : {"/items", "/items/{id}", "/orders", "/orders/{id}", "/reports"}) {
    report.operations.push_back(operation("GET", path, "none", OperationOutcome::mismatch));
  }
  report.operations.push_back(operation("POST", "/login", "ApiKeyAuth", OperationOutcome::match));
  const std::string unclear = "the good credential stopped working after the probe";
  report.operations.push_back(
      operation("GET", "/slow", "", OperationOutcome::inconclusive, unclear));
  report.operations.push_back(
      operation("DELETE", "/items/{id}", "", OperationOutcome::untested, "needs --writes"));
  report.inconclusive = {{"access-not-enforced", "GET", "/slow", unclear},
                         {"access-partial-requirement", "GET", "/slow", unclear},
                         {"session-lifetime", "POST", "/login", "no expiry is declared"}};
  report.coverage = {"1 operation needs --writes", "the token URL is on another host"};
  report.summary.operations = 8;
  report.summary.examined = 6;
  report.summary.score = 58;
  report.summary.grade = "D";
  report.summary.score_parts = {"-25 access-not-enforced (critical)",
                                "-15 session-fixation (high)",
                                "-2 access-challenge-missing (low)"};
  report.summary.findings = {{Severity::critical, 5},
                             {Severity::high, 1},
                             {Severity::medium, 0},
                             {Severity::low, 1},
                             {Severity::info, 1}};
  report.summary.inconclusive = 1;
  report.summary.untested = 1;
  return report;
}

/// `count` operations, most of them untested or a match, and `groups` groups of five findings.
inline Report large_sample(int count, int groups) {
  Report report = sample();
  const std::vector<Finding> examples(report.findings.begin(), report.findings.begin() + 5);
  report.findings.clear();
  report.operations.clear();
  report.groups.clear();
  for (int group = 1; group <= groups; ++group) {
    for (Finding one : examples) {
      one.group = group;
      one.path.append("-").append(std::to_string(group));
      report.findings.push_back(one);
    }
  }
  for (int i = 0; i < count; ++i) {
    const auto outcome = i % 20 == 0  ? OperationOutcome::mismatch
                         : i % 7 == 0 ? OperationOutcome::inconclusive
                         : i % 3 == 0 ? OperationOutcome::untested
                                      : OperationOutcome::match;
    const std::string reason = outcome == OperationOutcome::untested ? "needs --writes"
                               : outcome == OperationOutcome::inconclusive
                                   ? "reason number " + std::to_string(i % 8)
                                   : "";
    report.operations.push_back(operation(
        "GET", "/a/rather/long/path/" + std::to_string(i), "ApiKeyAuth", outcome, reason));
  }
  for (int i = 0; i < 9; ++i) report.coverage.push_back("left out " + std::to_string(i));
  report.summary.operations = count;
  report.summary.examined = count / 2;
  return report;
}

}  // namespace sworn::test
