// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "diff/review/rules.h"
#include "spec/purpose.h"
#include "spec/wording.h"

namespace sworn::diff {
namespace {

bool is_noun(const std::string& word) {
  static constexpr std::array<std::string_view, 6> neutral{
      "api", "rest", "public", "internal", "v", "me"};
  const bool is_version = word.size() > 1 && word.front() == 'v' &&
                          word.find_first_not_of("0123456789", 1) == std::string::npos;
  return std::ranges::find(neutral, word) == neutral.end() && !is_version &&
         word.find_first_not_of("0123456789") != std::string::npos;
}

/// "runFullCheck" below "/health" looks after the service itself.
bool is_health_check(const Operation& operation) {
  const spec::Wording wording = spec::wording_of(operation);
  const bool is_about_health =
      std::ranges::any_of(wording.segments, [](const spec::Segment& segment) {
        return spec::is_phrase(
            segment.words, {"health", "healthz", "healthcheck", "health check", "health checks"});
      });
  return spec::is_service_endpoint(operation) ||
         (is_about_health && spec::begins_with(wording.id, {"run", "start"}) > 0 &&
          spec::ends_with(wording.id, {"check", "checks", "health"}) > 0);
}

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

/// What a path without operationId is called: "/delete-user" and "/cache/clear" are verb and noun;
/// "" where the verb stands alone or behind a parameter.
std::string name_from_path(const Operation& operation) {
  const spec::Wording wording = spec::wording_of(operation);
  const std::size_t count = wording.segments.size();
  if (!wording.ends_literal) return "";
  if (wording.last.size() > 1) return base::join(wording.last, "_");
  const bool has_noun = count > 1 && !wording.segments[count - 2].has_parameter &&
                        std::ranges::all_of(wording.segments[count - 2].words, is_noun);
  return has_noun ? base::join(wording.last, "_") : "";
}

/// A last segment may be a noun where an operationId hardly is: "/trips/{id}/stop".
bool says_so_twice(const Operation& operation) {
  Operation named = operation;
  if (named.operation_id.empty()) named.operation_id = name_from_path(operation);
  named.path = "/";
  return spec::effect_of(named, {}) != spec::Effect::read ||
         spec::purpose_of(operation) == spec::Purpose::logout;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    const bool is_safe = operation.method == "GET" || operation.method == "HEAD";
    if (!is_safe || spec::effect_of(operation, {}) == spec::Effect::read || is_link(operation) ||
        is_health_check(operation)) {
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
     .looks_like = "A last segment that is a noun as well, which is only noted; links in messages "
                   "and checks of health, which are left alone.",
     .remedy = "Use POST, PUT, PATCH or DELETE. If it only reads, give it a name that says so.",
     .references = {"RFC 9110 §9.2.1", "CWE-650"}},
    examine};

}  // namespace sworn::diff
