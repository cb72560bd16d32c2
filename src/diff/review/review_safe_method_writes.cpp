// SPDX-License-Identifier: Apache-2.0
#include "diff/review/rules.h"
#include "spec/purpose.h"
#include "spec/wording.h"

namespace sworn::diff {
namespace {

/// Links in messages are followed with GET; there is no other way.
bool is_link(const Operation& operation) {
  return spec::wording_of(operation).mentions({"confirm",
                                               "confirmation",
                                               "verify",
                                               "verification",
                                               "unsubscribe",
                                               "activate",
                                               "callback",
                                               "redirect",
                                               "accept",
                                               "invite",
                                               "invitation",
                                               "subscribe"});
}

/// A last segment may be a noun where an operationId hardly is: "/trips/{id}/stop".
bool says_so_twice(const Operation& operation) {
  Operation named = operation;
  named.path = "/";
  return spec::effect_of(named, {}) != spec::Effect::read ||
         spec::purpose_of(operation) == spec::Purpose::logout;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    const bool is_safe = operation.method == "GET" || operation.method == "HEAD";
    if (!is_safe || spec::effect_of(operation, {}) == spec::Effect::read || is_link(operation)) {
      continue;
    }
    Statement statement;
    statement.operation = &operation;
    statement.declared = operation.method + ", which is safe";
    statement.observed = "by its name it changes something";
    statement.explanation =
        "Links, images, prefetching browsers, crawlers and caches send it "
        "without being asked; a foreign page can.";
    if (!says_so_twice(operation)) statement.severity = Severity::info;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_safe_method_writes{
    {.id = "review-safe-method-writes",
     .title = "A safe method seems to change something",
     .severity = Severity::low,
     .category = Category::function_authorization,
     .cwe = 650,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "GET and HEAD only read.",
     .proof_text = "The operationId or the last segment of the path begins with a verb of change.",
     .looks_like = "A last segment that is a noun as well, which is only noted; links in messages, "
                   "which are left alone.",
     .remedy = "Use POST, PUT, PATCH or DELETE. If it only reads, give it a name that says so.",
     .references = {"RFC 9110 §9.2.1", "CWE-650"}},
    examine};

}  // namespace sworn::diff
