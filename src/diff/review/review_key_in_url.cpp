// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"
#include "spec/wording.h"

namespace sworn::diff {
namespace {

bool is_query_key(const Contract& contract, const SchemeUse& use) {
  const Scheme* const scheme = contract.scheme(use.scheme);
  return scheme != nullptr && scheme->kind == SchemeKind::api_key && scheme->place == Place::query;
}

/// Whether some operation can be called with the key in its URL only.
bool is_forced(const Contract& contract, const Scheme& scheme) {
  return std::ranges::any_of(contract.operations, [&](const Operation& operation) {
    const auto& any_of = operation.requirement.any_of;
    const bool is_named = std::ranges::any_of(any_of, [&](const Alternative& alternative) {
      return std::ranges::find(alternative.all_of, scheme.name, &SchemeUse::scheme) !=
             alternative.all_of.end();
    });
    return is_named && std::ranges::all_of(any_of, [&](const Alternative& alternative) {
             return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
               return is_query_key(contract, use);
             });
           });
  });
}

/// Names that mean a password wherever they stand; "pin" and "pass" may be anything.
bool names_password(const spec::Words& words) {
  return spec::is_phrase(words,
                         {"password",
                          "passwd",
                          "pwd",
                          "user password",
                          "passphrase",
                          "old password",
                          "new password",
                          "current password"});
}

/// Of these some are handed out to be sent so, for one object and a short time. "token" and "key"
/// may be those of a page or a map, "session id" that of an object.
bool names_secret(const spec::Words& words) {
  return spec::is_phrase(words,
                         {"client secret",
                          "secret key",
                          "api secret",
                          "access token",
                          "auth token",
                          "refresh token",
                          "session token",
                          "api key",
                          "apikey",
                          "x api key",
                          "jwt",
                          "sessionid"});
}

/// A scheme of that name is told by itself, as used or as unused.
bool is_key_of_scheme(const Contract& contract, const Parameter& parameter) {
  return std::ranges::any_of(contract.schemes, [&](const Scheme& scheme) {
    return scheme.kind == SchemeKind::api_key && scheme.place == Place::query &&
           scheme.parameter == parameter.name;
  });
}

/// "access_token=true" asks for one.
bool is_flag(const Contract& contract, const Parameter& parameter) {
  const document::Node* const schema =
      contract.files != nullptr ? contract.files->follow(parameter.schema) : nullptr;
  return schema != nullptr && schema->string_at("type") == "boolean";
}

bool is_secret(const Contract& contract, const Parameter& parameter) {
  return names_secret(base::words_of(parameter.name)) && !is_key_of_scheme(contract, parameter) &&
         !is_flag(contract, parameter);
}

void add_schemes(const Contract& contract, std::vector<Statement>& statements) {
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.kind != SchemeKind::api_key || scheme.place != Place::query ||
        !is_required(contract, scheme)) {
      continue;
    }
    const bool is_only_way = is_forced(contract, scheme);
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = "query parameter " + scheme.parameter;
    statement.observed =
        is_only_way ? "the key is part of the URL" : "the key may be part of the URL";
    statement.explanation =
        "URLs are kept in logs of servers and proxies, in histories and in Referer headers.";
    statement.severity = is_only_way ? Severity::medium : Severity::low;
    statements.push_back(std::move(statement));
  }
}

void add_parameters(const Contract& contract, std::vector<Statement>& statements) {
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.place != Place::query) continue;
      const bool is_password = names_password(base::words_of(parameter.name));
      if (!is_password && !is_secret(contract, parameter)) continue;
      Statement statement;
      statement.operation = &operation;
      statement.where = parameter.where;
      statement.detail = parameter.name;
      statement.declared = "query parameter " + parameter.name;
      statement.observed =
          is_password ? "the password is part of the URL" : "the secret is part of the URL";
      statement.explanation =
          "URLs are kept in logs of servers and proxies, in histories and in Referer headers.";
      if (!is_password) statement.severity = Severity::low;
      statements.push_back(std::move(statement));
    }
  }
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  add_schemes(contract, statements);
  add_parameters(contract, statements);
  return statements;
}

}  // namespace

const ReviewRule review_key_in_url{
    {.id = "review-key-in-url",
     .title = "A credential travels in the URL",
     .severity = Severity::medium,
     .category = Category::data_exposure,
     .cwe = 598,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "Credentials travel in header fields or bodies, never in a URL.",
     .proof_text = "A required apiKey has in: query, or a query parameter has the name of a "
                   "password, a key or a token.",
     .looks_like = "A key that only names the project of a public API and opens nothing. Where the "
                   "key may also travel elsewhere it is low.",
     .remedy = "Take the key in a header field and the password in a body; keep the old way as a "
               "deprecated alternative until clients have moved, then refuse it.",
     .references = {"OWASP ASVS 5.0 14.2.1", "RFC 6750 §5.3", "RFC 9110 §17.9"}},
    examine};

}  // namespace sworn::diff
