// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "spec/purpose.h"
#include "spec/wording.h"

namespace sworn::diff {
namespace {

/// Words of operations that are there for who has no credential yet, or that others call.
bool names_open(const spec::Words& words) {
  return spec::has_any(
      words, {"token",       "tokens",       "oauth",        "oauth2",         "oidc",
              "openid",      "saml",         "sso",          "auth",           "authorize",
              "login",       "signin",       "logout",       "signup",         "session",
              "sessions",    "register",     "registration", "registrations",  "password",
              "passwords",   "forgot",       "recover",      "recovery",       "reset",
              "verify",      "verification", "confirm",      "confirmation",   "activate",
              "activation",  "invitation",   "invitations",  "invite",         "otp",
              "mfa",         "captcha",      "csrf",         "jwks",           "introspect",
              "revoke",      "device",       "authenticate", "authentication", "credential",
              "credentials", "webhook",      "webhooks",     "callback",       "callbacks",
              "hook",        "hooks",        "health",       "ping",           "contact",
              "feedback",    "newsletter",   "unsubscribe",  "consent",        "telemetry",
              "public",      "guest",        "anonymous",    "challenge",      "onboarding",
              "bootstrap",   "setup"});
}

/// What somebody does who forgot a password or follows a link in a message.
bool names_recovery(const spec::Words& words) {
  return spec::has_any(words,
                       {"forgot",
                        "recover",
                        "recovery",
                        "reset",
                        "verify",
                        "verification",
                        "confirm",
                        "confirmation",
                        "activate",
                        "activation",
                        "unsubscribe"});
}

/// "/webhooks/stripe": the one who calls stands behind the word.
bool takes_calls(const spec::Wording& wording) {
  const std::size_t count = wording.segments.size();
  return count > 1 && !wording.has_parameter &&
         spec::is_phrase(wording.segments[count - 2].words,
                         {"webhook", "webhooks", "callback", "callbacks", "hook", "hooks"});
}

/// A word further up in the path says where an operation is at home and not what it does; PUT,
/// PATCH and DELETE touch what is there already.
bool is_named_open(const Operation& operation) {
  const spec::Wording wording = spec::wording_of(operation);
  if (operation.method == "POST") {
    return names_open(wording.last) || names_open(wording.id) || takes_calls(wording);
  }
  if (operation.method == "PUT" || operation.method == "PATCH") {
    return !wording.has_parameter && names_recovery(wording.last);
  }
  return operation.method != "DELETE" &&
         (names_open(wording.id) ||
          std::ranges::any_of(wording.segments, [](const spec::Segment& segment) {
            return names_open(segment.words);
          }));
}

/// POST is also how questions are asked that do not fit into a URL.
bool names_question(const spec::Words& words) {
  return !words.empty() &&
         spec::is_phrase(
             {words.front()},
             {"search",   "query",   "queries",   "graphql",  "find",      "filter",   "lookup",
              "validate", "check",   "preview",   "estimate", "calculate", "convert",  "render",
              "parse",    "format",  "translate", "match",    "test",      "echo",     "rpc",
              "jsonrpc",  "get",     "list",      "count",    "quote",     "simulate", "predict",
              "analyze",  "compute", "evaluate",  "resolve",  "compare",   "export"});
}

bool is_safe(const Operation& operation) {
  static constexpr std::array<std::string_view, 5> safe{"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"};
  return std::ranges::find(safe, operation.method) != safe.end();
}

bool is_meant_open(const Operation& operation, const Contract& contract) {
  return spec::purpose_of(operation) != spec::Purpose::none || is_named_open(operation) ||
         spec::is_service_endpoint(operation) ||
         (operation.method == "POST" && spec::takes_login_fields(operation, contract));
}

bool only_asks(const Operation& operation) {
  const spec::Wording wording = spec::wording_of(operation);
  return operation.method == "POST" && (names_question(wording.last) || names_question(wording.id));
}

/// Whether most of the operations that change something need a credential, so that one without
/// stands out.
bool is_closed_to_writes(const Contract& contract) {
  int closed = 0;
  int all = 0;
  for (const Operation& operation : contract.operations) {
    if (is_safe(operation)) continue;
    ++all;
    closed += operation.requirement.is_secured() ? 1 : 0;
  }
  return closed * 2 > all;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  if (!asks_for_credentials(contract)) return statements;
  const bool is_closed = is_closed_to_writes(contract);
  for (const Operation& operation : contract.operations) {
    const Requirement& requirement = operation.requirement;
    const bool is_silent = requirement.source == RequirementSource::absent;
    if (requirement.is_secured() || requirement.is_optional() ||
        is_meant_open(operation, contract)) {
      continue;
    }
    const bool is_write = !is_safe(operation) && !only_asks(operation);
    if (!is_write && !is_silent) continue;
    Statement statement;
    statement.operation = &operation;
    statement.declared = requirement.text();
    if (is_silent) {
      statement.observed = is_write ? "it changes something, and says nothing of a credential"
                                    : "it says nothing of a credential";
      statement.explanation =
          "Other operations of the document require a credential; this one and the root are "
          "silent, so that it reads as public.";
      statement.severity = !is_write   ? Severity::info
                           : is_closed ? Severity::medium
                                       : Severity::low;
    } else {
      statement.where = requirement.where;
      statement.observed = "it changes something, and anybody may call it";
      statement.explanation =
          "The document says on purpose that no credential is needed, beside operations that need "
          "one.";
    }
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_operation_unsecured{
    {.id = "review-operation-unsecured",
     .title = "An operation is declared without security",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Where operations need credentials, each one that changes something does, or is "
                "known to be public.",
     .proof_text = "Its own security is empty, or neither it nor the root has any, while others of "
                   "the document have.",
     .looks_like =
         "Logins, registrations, resets of a password, callbacks of others, health checks "
         "and searches by POST; they are left alone. So is an empty list on what reads.",
     .remedy = "Declare what the operation needs. One that is meant to be public has "
               "`security: []`, and is protected from abuse by other means.",
     .references = {"OpenAPI 3.1 §4.8.10", "OpenAPI 3.1 §4.8.30", "OWASP API2:2023"}},
    examine};

}  // namespace sworn::diff
