// SPDX-License-Identifier: Apache-2.0
// How long 10,000 findings take in each format, beside the second that they may:
// sworn_bench_report [FINDINGS]. Time is the processor's, the least of three turns.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "report/format.h"
#include "sworn/report.h"

namespace {

using namespace sworn;

Exchange exchange(int id, const std::string& path) {
  Exchange one;
  one.id = id;
  one.interview = "access";
  one.subject = "GET " + path;
  one.conversation = "alice";
  one.step = "good ApiKeyAuth";
  one.operation = one.subject;
  one.identity = "alice";
  one.credentials = {{"alice", "header x-api-key", CredentialState::good}};
  one.request = {"GET",
                 "http://127.0.0.1:8080" + path,
                 {{"Accept", "application/json"}, {"X-API-Key", "{alice.ApiKeyAuth}"}},
                 ""};
  one.response = Response{200,
                          "1.1",
                          {{"Content-Type", "application/json"}, {"Date", "now"}},
                          R"({"id": 17, "name": "a thing", "tags": ["one", "two", "three"]})",
                          false};
  one.duration_ms = 2;
  return one;
}

constexpr std::string_view rules[] = {"access-not-enforced",
                                      "access-shape-only-credential",
                                      "session-fixation",
                                      "response-status-undeclared"};

RuleInfo declaration_of(std::string_view rule) {
  return {.id = rule,
          .title = "Declared security is not enforced",
          .severity = Severity::high,
          .category = Category::authentication,
          .cwe = 306,
          .owasp = "API2:2023",
          .basis = Basis::spec,
          .proof = Proof::contrast,
          .promise = "Who has no credential is refused as the document says it.",
          .proof_text = "The answer without a credential is the one with a good one.",
          .looks_like = "An answer that is the same for everybody.",
          .remedy = "Check the credential before anything else of the request is looked at.",
          .references = {"OpenAPI 3.1 §4.8.30", "RFC 9110 §15.5.2", "WSTG-ATHN-04"}};
}

/// As long as those of the remedies that ship.
std::vector<RemedyExample> examples() {
  std::vector<RemedyExample> all;
  for (const char* framework : {"Express", "Flask", "Fiber", "Chi", "Axum", "HTTP"}) {
    std::string code;
    for (int line = 0; line < 12; ++line) code += "if (!isKnown(request)) return refuse(401);\n";
    all.push_back({framework, "javascript", code});
  }
  return all;
}

OverlayAction action_of(const Finding& finding) {
  return {"$.paths['" + finding.path + "'].get",
          "It is open.",
          R"({"responses":{"401":{"description":"no credential"}}})",
          {finding.fingerprint}};
}

/// As a run makes them: four exchanges each, a group for every ten, what the rules and the document
/// say to them.
Report report_of(int count) {
  Report report;
  for (const std::string_view rule : rules) {
    report.rules.push_back(declaration_of(rule));
    report.remedies[std::string(rule)] = examples();
  }
  report.spec = {"openapi.yaml", "Large", "1.0.0", "3.1.0", std::string(64, 'a')};
  report.url = "http://127.0.0.1:8080";
  for (int i = 0; i < count; ++i) {
    const std::string path = "/collections/" + std::to_string(i) + "/items/{itemId}";
    Finding one;
    one.rule = rules[static_cast<std::size_t>(i / 10) % std::size(rules)];
    one.title = "Declared security is not enforced";
    one.severity = static_cast<Severity>(i / 10 % 4);
    one.category = "authentication";
    one.method = "GET";
    one.path = path;
    one.scheme = "ApiKeyAuth";
    one.location = {"openapi.yaml", 10 * i + 20, 5, "/paths/" + std::to_string(i) + "/get"};
    one.spec_excerpt = "    get:";
    one.spec_lines = {{one.location.line - 1, "  " + path + ":"},
                      {one.location.line, one.spec_excerpt},
                      {one.location.line + 1, "      operationId: item" + std::to_string(i)}};
    one.declared = "ApiKeyAuth";
    one.observed = "none, seen " + std::to_string(i / 10);
    one.explanation = "Without any credential the operation answers as it does with a good one.";
    one.remedy = "Check the credential before anything else of the request is looked at.";
    one.cwe = 306;
    one.owasp = "API2:2023";
    one.fingerprint = base::hex_digest(base::HashKind::sha256, path).substr(0, 32);
    one.group = i / 10 + 1;
    for (int step = 1; step <= 4; ++step) {
      report.exchanges.push_back(exchange(4 * i + step, path));
      one.exchanges.push_back(4 * i + step);
      one.curl.push_back("curl -i -H 'X-API-Key: '\"$ALICE_APIKEYAUTH\" http://127.0.0.1:8080" +
                         path);
    }
    if (i % 10 == 0) {
      report.groups.push_back(
          {one.group, one.rule, one.severity, one.declared, one.observed, {}, count, one.location});
    }
    report.groups.back().operations.push_back("GET " + path);
    if (i % 10 == 0) report.overlay.push_back(action_of(one));
    ++report.summary.findings[one.severity];
    OperationResult operation;
    operation.method = "GET";
    operation.path = path;
    operation.declared_security = "ApiKeyAuth";
    operation.observed_security = "none";
    operation.outcome = OperationOutcome::mismatch;
    operation.location = one.location;
    report.operations.push_back(std::move(operation));
    report.inconclusive.push_back({"session-fixation", "GET", path, "nothing logs in"});
    report.findings.push_back(std::move(one));
  }
  report.summary.operations = count;
  report.summary.examined = count;
  return report;
}

double seconds_of(const report::Format& format,
                  const Report& report,
                  const report::View& view,
                  std::size_t& bytes) {
  double least = 1e9;
  for (int turn = 0; turn < 3; ++turn) {
    const std::clock_t begin = std::clock();
    bytes = format.render(report, view).size();
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

}  // namespace

int main(int count, char** arguments) {
  const int findings = count > 1 ? std::atoi(arguments[1]) : 10'000;
  const Report report = report_of(findings);
  const double bound = static_cast<double>(findings) / 10'000;
  std::printf("%-10s %9s %9s %16s\n", "format", "seconds", "MB", "share of bound");
  bool is_within = true;
  const auto measure = [&](const std::string& name, const report::Format& format, bool verbose) {
    std::size_t bytes = 0;
    const double seconds = seconds_of(format, report, {.verbose = verbose}, bytes);
    is_within = is_within && seconds < bound;
    std::printf("%-10s %9.3f %9.2f %16.3f\n",
                name.c_str(),
                seconds,
                static_cast<double>(bytes) / 1e6,
                seconds / bound);
  };
  for (const report::Format& format : report::formats()) {
    measure(std::string(format.name), format, false);
    if (format.name == "text") measure("text -v", format, true);
  }
  return is_within ? 0 : 1;
}
