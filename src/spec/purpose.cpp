// SPDX-License-Identifier: Apache-2.0
#include "spec/purpose.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "spec/wording.h"

namespace sworn::spec {
namespace {

bool is_version(std::string_view word) {
  return word.size() > 1 && word.front() == 'v' &&
         std::ranges::all_of(word.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

/// Words that say nothing about what a path is for, and those of people and their accounts.
bool is_neutral(const std::string& word) {
  static const Words neutral{
      "api",      "rest",    "public",   "internal",  "me",      "my",       "self",
      "user",     "users",   "account",  "accounts",  "auth",    "customer", "customers",
      "member",   "members", "merchant", "merchants", "client",  "admin",    "app",
      "web",      "mobile",  "identity", "login",     "v",       "signin",   "oauth",
      "oauth2",   "o",       "auth2",    "authn",     "sso",     "session",  "sessions",
      "security", "service", "services", "tenant",    "tenants", "realms",   "realm",
      "token",    "tokens",  "jwt",      "openid",    "connect", "protocol", "authentication"};
  return contains(neutral, word) || is_version(word) ||
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_about_authentication(const Words& words) {
  return has_any(words,
                 {"auth",
                  "oauth",
                  "oauth2",
                  "openid",
                  "connect",
                  "authn",
                  "authentication",
                  "sso",
                  "identity",
                  "login",
                  "session",
                  "sessions",
                  "token",
                  "tokens",
                  "jwt"});
}

/// What stands before the last literal segment is neutral, or about authentication.
bool is_at_home(const Wording& wording) {
  bool is_neutral_all = !wording.has_parameter;
  for (std::size_t i = 0; i + 1 < wording.segments.size(); ++i) {
    const Segment& segment = wording.segments[i];
    if (is_about_authentication(segment.words)) {
      return true;
    }
    is_neutral_all = is_neutral_all && std::ranges::all_of(segment.words, is_neutral);
  }
  return is_neutral_all;
}

/// "/users/{id}/logout" is an administrator's: it does to somebody else what the caller does on
/// "/logout".
bool is_done_to_another(const Wording& wording) {
  for (std::size_t i = 1; i + 1 < wording.segments.size(); ++i) {
    if (wording.segments[i].has_parameter && has_any(wording.segments[i - 1].words,
                                                     {"user",
                                                      "users",
                                                      "account",
                                                      "accounts",
                                                      "member",
                                                      "members",
                                                      "customer",
                                                      "customers",
                                                      "people"})) {
      return true;
    }
  }
  return false;
}

constexpr std::array<std::string_view, 8> logout_phrases{
    "logout", "log out", "signout", "sign out", "logoff", "log off", "signoff", "sign off"};
constexpr std::array<std::string_view, 9> login_phrases{
    "login", "log in", "signin", "sign in", "logon", "log on", "signon", "sign on", "authenticate"};
constexpr std::array<std::string_view, 3> register_phrases{"register", "signup", "sign up"};

/// What may stand before or behind the phrase without making it the name of something else.
bool may_surround(const std::string& word) {
  static const Words allowed{
      "user",     "users",    "auth",       "api",      "do",       "post",        "perform",
      "create",   "get",      "web",        "client",   "admin",    "account",     "email",
      "password", "customer", "member",     "id",       "qr",       "html",        "handle",
      "process",  "submit",   "session",    "sessions", "all",      "everyone",    "everywhere",
      "me",       "myself",   "self",       "current",  "with",     "by",          "via",
      "using",    "key",      "apikey",     "username", "token",    "basic",       "oauth",
      "oauth2",   "json",     "cookie",     "form",     "local",    "ldap",        "saml",
      "sso",      "staff",    "mobile",     "and",      "activate", "the",         "a",
      "into",     "of",       "from",       "for",      "access",   "jwt",         "pin",
      "code",     "handler",  "controller", "action",   "v",        "credentials", "initiate"};
  return contains(allowed, word) || is_version(word) || word.size() == 1;
}

/// Whether `words` are one of the phrases with harmless words around: "userLogin",
/// "login-with-api-key".
bool names(const Words& words, std::span<const std::string_view> phrases) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Words tail(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
    if (const std::size_t length = begins_with(tail, phrases); length > 0) {
      return std::all_of(
                 words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), may_surround) &&
             std::all_of(
                 tail.begin() + static_cast<std::ptrdiff_t>(length), tail.end(), may_surround);
    }
  }
  return false;
}

bool is_logout(const Wording& wording, std::string_view method) {
  if (is_done_to_another(wording) || !wording.ends_literal) {
    return false;
  }
  const Words& last = wording.last;
  if (method == "DELETE") {
    const bool is_own = is_phrase(last, {"session", "sessions", "login", "token", "auth"}) &&
                        !wording.has_parameter;
    const bool is_current =
        is_phrase(last, {"current", "me", "self"}) && wording.segments.size() > 1 &&
        is_phrase(wording.segments[wording.segments.size() - 2].words, {"session", "sessions"});
    return is_own || is_current || names(last, logout_phrases) || names(wording.id, logout_phrases);
  }
  // What ends the caller's other sessions keeps its own.
  if (wording.mentions({"other", "others"})) {
    return false;
  }
  const auto is_below_logout = [&] {
    return wording.segments.size() > 1 && std::ranges::all_of(last, may_surround) &&
           names(wording.segments[wording.segments.size() - 2].words, logout_phrases);
  };
  if (names(last, logout_phrases) || names(wording.id, logout_phrases) || is_below_logout()) {
    return true;
  }
  const bool revokes =
      begins_with(last, {"revoke", "revocation"}) > 0 || begins_with(wording.id, {"revoke"}) > 0;
  return revokes && method == "POST" && !wording.has_parameter &&
         wording.mentions({"token", "tokens", "session", "sessions", "oauth", "oauth2"});
}

bool is_refresh(const Wording& wording, std::string_view method) {
  const auto refreshes = [](const Words& words) {
    return has_any(words, {"refresh", "renew", "renewal"});
  };
  if (!wording.ends_literal || wording.has_parameter || is_done_to_another(wording) ||
      !(refreshes(wording.last) || refreshes(wording.id)) || method == "DELETE") {
    return false;
  }
  const bool is_of_session = wording.mentions(
      {"token", "tokens", "session", "sessions", "auth", "oauth", "oauth2", "jwt", "login"});
  if (method == "GET") {
    return is_of_session && (ends_with(wording.last, {"refresh"}) > 0 ||
                             begins_with(wording.id, {"refresh", "renew"}) > 0);
  }
  return is_of_session || (ends_with(wording.last, {"refresh"}) > 0 && is_at_home(wording));
}

bool is_registration(const Wording& wording, std::string_view method) {
  const auto is_of_people = [](const Words& words) {
    return std::ranges::all_of(words, [](const std::string& word) {
      return may_surround(word) || contains({"new",
                                             "customer",
                                             "merchant",
                                             "register",
                                             "signup",
                                             "sign",
                                             "up",
                                             "registration"},
                                            word);
    });
  };
  if (method != "POST" || wording.has_parameter ||
      wording.mentions({"client", "app", "oauth2", "oauth"})) {
    return false;
  }
  const bool by_segment =
      is_phrase(wording.last, {"register", "signup", "sign up", "registration", "registrations"});
  if (by_segment && wording.ends_literal) {
    return is_at_home(wording);
  }
  return begins_with(wording.id, register_phrases) > 0 && wording.id.size() > 1 &&
         is_of_people(wording.id) &&
         has_any(wording.id, {"user", "account", "customer", "member", "up", "signup"});
}

/// A POST that hands out a session or token without saying so in a verb.
bool opens_by_noun(const Wording& wording) {
  const Words& last = wording.last;
  if (!wording.ends_literal || !is_at_home(wording)) {
    return false;
  }
  const Segment* parent =
      wording.segments.size() > 1 ? &wording.segments[wording.segments.size() - 2] : nullptr;
  if (is_phrase(last, {"session", "sessions", "auth", "authn", "authentication"}) &&
      !wording.has_parameter) {
    return true;
  }
  if (is_phrase(last, {"tokens"})) {
    return parent != nullptr &&
           is_phrase(parent->words,
                     {"auth", "oauth", "oauth2", "authentication", "login", "identity"});
  }
  const bool is_token =
      ends_with(last, {"token", "jwt"}) > 0 || begins_with(last, {"token", "jwt"}) > 0;
  const bool is_plain = std::ranges::all_of(last, [](const std::string& word) {
    return contains({"token",
                     "jwt",
                     "access",
                     "auth",
                     "session",
                     "oauth",
                     "oauth2",
                     "bearer",
                     "id",
                     "api",
                     "obtain",
                     "get",
                     "create",
                     "issue",
                     "new",
                     "pair",
                     "login"},
                    word);
  });
  if (is_token && is_plain) {
    return true;
  }
  return is_phrase(last, {"exchange"}) &&
         wording.mentions({"key", "token", "apikey", "code", "auth", "session"});
}

bool is_login(const Wording& wording, std::string_view method) {
  const bool is_get = method == "GET";
  if ((method != "POST" && method != "PUT" && !is_get) || is_done_to_another(wording)) {
    return false;
  }
  if (is_get &&
      (has_any(wording.id, {"page", "form", "url", "html", "link", "screen", "view", "show"}) ||
       !wording.ends_literal)) {
    return false;
  }
  const bool by_segment = wording.ends_literal && names(wording.last, login_phrases);
  const bool by_id = names(wording.id, login_phrases) &&
                     (wording.ends_literal || names(wording.last, login_phrases));
  if (by_segment || by_id) {
    return true;
  }
  const bool exchanges = begins_with(wording.id, {"exchange"}) > 0 &&
                         has_any(wording.id, {"key", "apikey", "token", "code", "credentials"}) &&
                         !wording.has_parameter;
  return method == "POST" && (opens_by_noun(wording) || exchanges);
}

/// POST /step-up, /sudo, /auth/elevate, /mfa/verify: the caller shows again who it is, and its
/// session may do more.
bool is_step_up(const Wording& wording, std::string_view method) {
  if ((method != "POST" && method != "PUT") || !wording.ends_literal || wording.has_parameter) {
    return false;
  }
  const auto says_so = [](const Words& words) {
    return is_phrase(words,
                     {"step up",
                      "stepup",
                      "elevate",
                      "elevation",
                      "sudo",
                      "reauthenticate",
                      "re authenticate",
                      "reauth",
                      "confirm password",
                      "verify password"});
  };
  const Segment* parent =
      wording.segments.size() > 1 ? &wording.segments[wording.segments.size() - 2] : nullptr;
  const bool is_second_factor = is_phrase(wording.last, {"verify", "confirm"}) &&
                                parent != nullptr && is_phrase(parent->words, {"mfa", "otp"});
  return says_so(wording.last) || says_so(wording.id) || is_second_factor ||
         begins_with(wording.id, {"step up", "stepup", "elevate session", "elevate privilege"}) > 0;
}

/// What the caller does to its own credential or account, for good: another's are named by a
/// parameter.
bool is_revocation(const Wording& wording, std::string_view method) {
  if (method == "GET" || wording.has_parameter || !wording.ends_literal) {
    return false;
  }
  const Words& last = wording.last;
  const bool is_of_key = wording.mentions({"key", "keys", "apikey", "apikeys", "credential"});
  if (method == "DELETE") {
    const bool is_account = is_phrase(last, {"account", "me", "my account"});
    return is_account ||
           (is_of_key && is_phrase(last, {"key", "api key", "apikey", "current", "me", "self"}));
  }
  const bool ends_key =
      is_of_key && (begins_with(last, {"revoke", "rotate", "regenerate"}) > 0 ||
                    begins_with(wording.id, {"revoke", "rotate", "regenerate"}) > 0);
  const bool changes_password =
      is_phrase(last, {"change password"}) || begins_with(wording.id, {"change password"}) > 0;
  const bool closes_account =
      method == "POST" && (is_phrase(last, {"close account", "delete account"}) ||
                           begins_with(wording.id, {"close account", "delete my account"}) > 0);
  return (method == "POST" && ends_key) || changes_password || closes_account;
}

}  // namespace

Purpose purpose_of(const Operation& operation) {
  static const Words methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
  if (!contains(methods, operation.method)) {
    return Purpose::none;
  }
  const Wording wording = wording_of(operation);
  if (is_logout(wording, operation.method)) return Purpose::logout;
  if (is_refresh(wording, operation.method)) return Purpose::refresh;
  if (is_registration(wording, operation.method)) return Purpose::registration;
  if (is_login(wording, operation.method)) return Purpose::login;
  if (is_step_up(wording, operation.method)) return Purpose::step_up;
  if (is_revocation(wording, operation.method)) return Purpose::revocation;
  return Purpose::none;
}

bool is_service_endpoint(const Operation& operation) {
  const Wording wording = wording_of(operation);
  if ((operation.method != "GET" && operation.method != "HEAD") || wording.has_parameter ||
      wording.segments.empty()) {
    return false;
  }
  const bool is_named = is_phrase(
      wording.last,
      {"health",     "healthz",      "healthcheck", "health check", "heartbeat",   "ready",
       "readyz",     "readiness",    "live",        "livez",        "liveness",    "alive",
       "ping",       "status",       "version",     "docs",         "doc",         "api docs",
       "apidocs",    "redoc",        "openapi",     "openapi yaml", "openapi yml", "swagger",
       "swagger ui", "swagger yaml", "swagger yml"});
  for (std::size_t i = 0; i + 1 < wording.segments.size(); ++i) {
    const Words& words = wording.segments[i].words;
    const bool is_service = has_any(
        words, {"actuator", "system", "health", "healthz", "management", "monitoring", "server"});
    if (!is_service && !std::ranges::all_of(words, [](const std::string& word) {
          return contains({"api", "rest", "public", "internal", "v"}, word) || is_version(word) ||
                 std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
        })) {
      return false;
    }
  }
  return is_named;
}

}  // namespace sworn::spec
