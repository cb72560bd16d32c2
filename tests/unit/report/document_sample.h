// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/report.h"
#include "unit/report/sample.h"

namespace sworn::test {

/// A review of `count` operations: every third is public, the others need a key.
inline Report review_sample(int count) {
  Report report;
  report.kind = ReportKind::review;
  report.spec = {"orders.yaml", "Orders", "2.1.0", "3.0.3", "0123abcd"};
  ContractCounts counts;
  counts.operations = count;
  counts.schemes = 1;
  for (int i = 0; i < count; ++i) {
    OperationResult one;
    one.method = "GET";
    one.path = "/orders/" + std::to_string(i);
    one.outcome = OperationOutcome::match;
    const bool is_public = i % 3 == 2;
    one.declared_security = is_public ? "undeclared" : "ApiKeyAuth";
    one.security_source = is_public ? RequirementSource::absent : RequirementSource::root;
    if (!is_public) one.refusals = {"401", "default"};
    ++(is_public ? counts.anonymous : counts.secured);
    report.operations.push_back(std::move(one));
  }
  report.contract = counts;
  Finding key =
      finding("review-key-in-url", "A credential travels in the URL", Severity::medium, "*", "*");
  key.declared = "query parameter key";
  key.observed = "the key is part of the URL";
  key.explanation = "URLs are kept in logs.";
  key.remedy = "Take the key in a header field.";
  key.spec_excerpt = "    ApiKeyAuth: {type: apiKey, in: query, name: key}";
  key.scheme = "ApiKeyAuth";
  key.group = 1;
  Finding note = finding(
      "review-header-ignored", "A header parameter is ignored", Severity::info, "GET", "/orders/0");
  note.group = 2;
  report.findings = {key, note};
  report.groups = {
      {1, key.rule, key.severity, key.declared, key.observed, {"* *"}, count, key.location},
      {2, note.rule, note.severity, "", "", {"GET /orders/0"}, count, note.location}};
  report.summary.operations = count;
  report.summary.examined = count;
  report.summary.score = 93;
  report.summary.grade = "A";
  report.summary.score_parts = {"-7 review-key-in-url (medium)"};
  report.summary.findings = {{Severity::critical, 0},
                             {Severity::high, 0},
                             {Severity::medium, 1},
                             {Severity::low, 0},
                             {Severity::info, 1}};
  return report;
}

/// Two operations of the new document, of which one lost its requirement.
inline Report diff_sample() {
  Report report;
  report.kind = ReportKind::diff;
  report.old_spec = {"v1.yaml", "Orders", "1.0.0", "3.0.3", "0123abcd"};
  report.spec = {"v2.yaml", "Orders", "2.0.0", "3.1.0", "4567abcd"};
  for (const char* path : {"/orders", "/orders/{id}"}) {
    Finding one = finding("change-requirement-removed",
                          "An operation no longer needs a credential",
                          Severity::high,
                          "GET",
                          path);
    one.location = {"v2.yaml", 12, 5, ""};
    one.declared = "ApiKeyAuth";
    one.observed = "none";
    one.explanation = "Whoever could not call it before can do so now.";
    one.remedy = "Declare the credential again, or say in the release notes that it is public.";
    one.spec_excerpt = "    get:";
    one.group = 1;
    report.findings.push_back(one);
    OperationResult result;
    result.method = "GET";
    result.path = path;
    result.declared_security = "ApiKeyAuth";
    result.observed_security = "none";
    result.outcome = OperationOutcome::mismatch;
    report.operations.push_back(std::move(result));
  }
  const Finding& first = report.findings.front();
  report.groups = {{1,
                    first.rule,
                    first.severity,
                    first.declared,
                    first.observed,
                    {"GET /orders", "GET /orders/{id}"},
                    2,
                    first.location}};
  report.summary.operations = 2;
  report.summary.examined = 2;
  report.summary.findings = {{Severity::high, 2}};
  return report;
}

}  // namespace sworn::test
