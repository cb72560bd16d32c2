// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "document/node.h"
#include "spec/files.h"
#include "spec/purpose.h"
#include "spec/wording.h"

namespace sworn::spec {
namespace {

/// Whether a schema has a property with a password's name, its branches and nested objects
/// included.
bool has_password(const Files& files, const document::Node* schema, int depth) {
  schema = files.follow(schema);
  if (schema == nullptr || depth > 4) {
    return false;
  }
  if (const document::Node* properties = schema->find("properties")) {
    for (const document::Entry& entry : properties->entries()) {
      if (is_password_name(entry.key) || has_password(files, entry.value, depth + 1)) {
        return true;
      }
    }
  }
  for (const std::string_view keyword : {"allOf", "oneOf", "anyOf"}) {
    const document::Node* branches = schema->find(keyword);
    if (branches != nullptr &&
        std::ranges::any_of(branches->items(), [&](const document::Node* branch) {
          return has_password(files, branch, depth + 1);
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_refresh_name(std::string_view name) {
  const Words words = base::words_of(name);
  return is_phrase(words, {"refresh", "refreshtoken"}) || ends_with(words, {"refresh token"}) > 0;
}

bool is_token_name(std::string_view name) {
  const Words words = base::words_of(name);
  if (is_phrase(words,
                {"jwt",
                 "sid",
                 "session",
                 "session id",
                 "sessionid",
                 "session key",
                 "sessionkey",
                 "sess id",
                 "sessid",
                 "jsessionid",
                 "phpsessid",
                 "connect sid",
                 "bearer",
                 "auth",
                 "authorization",
                 "ticket",
                 "session jwt",
                 "access jwt"})) {
    return true;
  }
  if (ends_with(words,
                {"token",
                 "token value",
                 "accesstoken",
                 "authtoken",
                 "sessiontoken",
                 "idtoken",
                 "access key"}) == 0 &&
      ends_with(words, {"session id", "session", "sid"}) == 0) {
    return false;
  }
  return !has_any(words, {"csrf",         "xsrf",         "page",         "next",        "previous",
                          "prev",         "continuation", "sync",         "push",        "device",
                          "refresh",      "reset",        "verification", "verify",      "cursor",
                          "cancellation", "confirmation", "invite",       "antiforgery", "captcha",
                          "start",        "end",          "last",         "has",         "is"});
}

bool is_password_name(std::string_view name) {
  const Words words = base::words_of(name);
  return has_any(words,
                 {"password",
                  "passwd",
                  "pass",
                  "pwd",
                  "secret",
                  "pin",
                  "passcode",
                  "passphrase",
                  "passwort"}) &&
         !has_any(words, {"hint", "reset", "expires", "expiry", "policy", "strength", "length"});
}

bool is_username_name(std::string_view name) {
  return is_phrase(base::words_of(name),
                   {"user",
                    "username",
                    "user name",
                    "user id",
                    "userid",
                    "login",
                    "login name",
                    "login id",
                    "email",
                    "e mail",
                    "mail",
                    "email address",
                    "user email",
                    "account",
                    "account name",
                    "identifier",
                    "handle",
                    "principal",
                    "username or email",
                    "email or username",
                    "uid",
                    "name"});
}

bool takes_login_fields(const Operation& operation, const Contract& contract) {
  for (const Alternative& alternative : operation.requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = contract.scheme(use.scheme);
      if (scheme != nullptr && scheme->kind == SchemeKind::http && scheme->http_scheme == "basic") {
        return true;
      }
    }
  }
  if (std::ranges::any_of(operation.parameters, [](const Parameter& p) {
        return (p.place == Place::body || p.place == Place::query) && is_password_name(p.name);
      })) {
    return true;
  }
  return operation.body && contract.files != nullptr &&
         std::ranges::any_of(operation.body->content, [&](const MediaType& media) {
           return has_password(*contract.files, media.schema, 0);
         });
}

}  // namespace sworn::spec
