// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "spec/purpose.h"
#include "spec/wording.h"

namespace sworn::spec {
namespace {

/// Verbs that are no nouns: whatever else a name says, what begins with one of these changes
/// something.
constexpr std::array<std::string_view, 106> verbs{
    "create",   "add",         "delete",     "remove",     "destroy",    "drop",        "erase",
    "wipe",     "reset",       "clear",      "purge",      "flush",      "truncate",    "logout",
    "signout",  "logoff",      "revoke",     "disable",    "enable",     "restart",     "reboot",
    "shutdown", "stop",        "send",       "resend",     "cancel",     "approve",     "reject",
    "trigger",  "execute",     "exec",       "invoke",     "insert",     "upsert",      "modify",
    "edit",     "replace",     "rename",     "activate",   "deactivate", "reactivate",  "suspend",
    "resume",   "pause",       "unpause",    "terminate",  "kill",       "abort",       "ban",
    "unban",    "unblock",     "unlock",     "grant",      "deny",       "accept",      "decline",
    "confirm",  "submit",      "publish",    "unpublish",  "subscribe",  "unsubscribe", "upload",
    "rotate",   "regenerate",  "invalidate", "expire",     "undeploy",   "uninstall",   "assign",
    "unassign", "attach",      "detach",     "deregister", "unregister", "register",    "enroll",
    "pay",      "refund",      "buy",        "purchase",   "toggle",     "increment",   "decrement",
    "reindex",  "rebuild",     "migrate",    "restore",    "rollback",   "revert",      "undo",
    "notify",   "invite",      "broadcast",  "dispatch",   "enqueue",    "acknowledge", "put",
    "untag",    "impersonate", "populate",   "seed",       "initialize", "initialise",  "init",
    "recreate"};

/// Verbs that are nouns as well: "GET /runs/{id}/run" runs, but `getUpdate` on /update and
/// /start-date read.
constexpr std::array<std::string_view, 24> verbs_or_nouns{
    "update",  "set",   "run",      "start",  "change", "patch",    "import", "move",
    "open",    "close", "transfer", "charge", "block",  "lock",     "mark",   "deploy",
    "install", "merge", "write",    "save",   "apply",  "schedule", "rerun",  "retry"};

/// What makes an object where there was none.
constexpr std::array<std::string_view, 11> creating{"create",
                                                    "add",
                                                    "insert",
                                                    "submit",
                                                    "upload",
                                                    "save",
                                                    "register",
                                                    "open",
                                                    "import",
                                                    "enroll",
                                                    "upsert"};

/// With one of these at its end a segment is a thing: "update-history", "run-status", "add-ons".
constexpr std::array<std::string_view, 24> things{
    "history", "status", "log",      "logs",   "date",  "time",     "list",     "info",
    "count",   "policy", "policies", "events", "stats", "options",  "settings", "on",
    "ons",     "id",     "ids",      "types",  "type",  "requests", "results",  "result"};

constexpr std::array<std::string_view, 24> reading{
    "get",   "list",    "read",   "fetch",    "find",    "search",   "query",    "show",
    "check", "is",      "has",    "describe", "count",   "view",     "retrieve", "download",
    "head",  "options", "lookup", "browse",   "preview", "validate", "verify",   "export"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool says_goodbye(const Words& words) {
  return begins_with(words, {"log out", "sign out", "log off", "sign off", "shut down"}) > 0;
}

/// "createdb", "resetall": a verb and what it is done to, written as one word.
bool is_compound(std::string_view word) {
  static constexpr std::array<std::string_view, 7> objects{
      "db", "database", "all", "data", "table", "tables", "schema"};
  return std::ranges::any_of(verbs, [&](std::string_view verb) {
    return verb.size() >= 4 && word.starts_with(verb) &&
           is_one_of(objects, word.substr(verb.size()));
  });
}

bool is_change(const Words& words) {
  return !words.empty() && (is_one_of(verbs, words.front()) || is_compound(words.front()) ||
                            is_one_of(verbs_or_nouns, words.front()) || says_goodbye(words));
}

/// Whether the name of a GET says that it changes something all the same.
bool changes_by_name(const Wording& wording) {
  // A generator's name for what has none: "invokeUsingGET".
  const bool has_no_name = begins_with(wording.id, {"invoke using"}) > 0;
  if (is_change(wording.id) && !has_no_name) {
    return true;
  }
  const Words& segment = wording.last;
  if (segment.empty() || (segment.size() > 1 && is_one_of(things, segment.back()))) {
    return false;
  }
  if (is_one_of(verbs, segment.front()) || is_compound(segment.front()) || says_goodbye(segment)) {
    return true;
  }
  // Before a parameter, or under a reading operationId, a word such as "run" or "update" is a noun.
  const bool says_read = !wording.id.empty() && is_one_of(reading, wording.id.front());
  return is_one_of(verbs_or_nouns, segment.front()) && wording.ends_literal && !says_read;
}

bool is_safe(std::string_view method) {
  static constexpr std::array<std::string_view, 5> safe{"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"};
  return is_one_of(safe, method);  // RFC 9110 §9.2.1; QUERY is safe by its definition
}

/// A POST to a collection: what it makes is its own.
bool creates(const Wording& wording) {
  const auto acts = [](const Words& words) {
    return is_change(words) && !is_one_of(creating, words.front());
  };
  return wording.ends_literal && !acts(wording.last) && !acts(wording.id);
}

bool matches_glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) {
    return c == '*';
  });
}

/// Templates that differ in parameter names alone are the same path (OpenAPI 3.1 §4.8.8).
std::string without_names(std::string_view path) {
  std::string out;
  bool is_name = false;
  for (const char c : path) {
    if (c == '}') is_name = false;
    if (!is_name) out += c;
    if (c == '{') is_name = true;
  }
  return out;
}

}  // namespace

Effect effect_of(const Operation& operation, const std::vector<std::string>& reads) {
  if (std::ranges::any_of(reads, [&](const std::string& r) { return is_named_by(operation, r); })) {
    return Effect::read;
  }
  const Wording wording = wording_of(operation);
  if (is_safe(operation.method)) {
    const bool is_login = purpose_of(operation) == Purpose::login;
    return !is_login && changes_by_name(wording) ? Effect::wide : Effect::read;
  }
  if (operation.method == "POST") {
    return creates(wording) ? Effect::own : Effect::wide;
  }
  return wording.has_parameter ? Effect::own : Effect::wide;
}

bool is_named_by(const Operation& operation, std::string_view pattern) {
  pattern = base::trim(pattern);
  if (pattern.empty()) {
    return false;
  }
  if (matches_glob(pattern, operation.operation_id) ||
      std::ranges::any_of(operation.tags,
                          [&](const std::string& t) { return matches_glob(pattern, t); })) {
    return true;
  }
  std::string_view path = pattern;
  if (const auto space = pattern.find(' '); space != std::string_view::npos) {
    const std::string_view method = pattern.substr(0, space);
    if (method != "*" && !base::equal_ignoring_case(method, operation.method)) {
      return false;
    }
    path = base::trim(pattern.substr(space));
  }
  if (path != "*" && !path.starts_with('/')) {
    return false;
  }
  return matches_glob(without_names(path), without_names(operation.path));
}

}  // namespace sworn::spec
