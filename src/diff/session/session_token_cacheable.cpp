// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "http/header.h"

namespace sworn::diff {
namespace {

/// Whether some cache may keep the answer (RFC 9111 §3): no-store forbids it to all; private and
/// no-cache leave it to the browser.
bool may_be_stored(const Response& response) {
  for (const std::string_view field : http::all_headers(response.headers, "Cache-Control")) {
    for (const std::string_view directive : base::split(field, ',')) {
      if (base::equal_ignoring_case(base::trim(directive), "no-store")) {
        return false;
      }
    }
  }
  return true;
}

/// Whether it says by itself that a shared cache may hand it on.
bool invites_caches(const Response& response) {
  for (const std::string_view field : http::all_headers(response.headers, "Cache-Control")) {
    for (const std::string_view directive : base::split(field, ',')) {
      const std::string name = base::to_lower(base::trim(directive));
      if (name == "public" || (name.starts_with("s-maxage=") && name != "s-maxage=0")) {
        return true;
      }
    }
  }
  return false;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  if (!may_be_stored(*login.first->response)) {
    return match();
  }
  const evidence::Opening& opening = login.openings.front();
  const bool is_safe = c.operation.method == "GET" || c.operation.method == "HEAD";
  const bool is_invited = invites_caches(*login.first->response);
  Verdict verdict = found_mismatch("no Cache-Control: no-store",
                                   "The answer that hands out the session does not forbid caches "
                                   "to keep it.",
                                   {login.first, opening.proof});
  verdict.decisive = login.first;
  verdict.declared = "Cache-Control: no-store";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
  if (is_safe && is_invited) {
    verdict.severity = Severity::medium;
    verdict.observed = "Cache-Control lets shared caches keep it";
    verdict.explanation +=
        " It is the answer to a safe method and invites shared caches to hand "
        "it to the next caller.";
  }
  return verdict;
}

}  // namespace

const Rule session_token_cacheable{
    {.id = "session-token-cacheable",
     .title = "The answer that hands out a session can be cached",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 525,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "An answer that holds a token has Cache-Control: no-store (RFC 6749 §5.1, RFC 9111 "
                "§5.2.2.5).",
     .proof_text = "The login's answer, whose identifier opens a closed operation, lacks no-store.",
     .looks_like = "An answer that hands out nothing of worth; private and no-cache leave the "
                   "browser's own cache.",
     .remedy = "Send Cache-Control: no-store with every answer that holds a token or sets a "
               "session cookie.",
     .references = {"CWE-525", "RFC 6749 §5.1", "RFC 9111 §5.2.2.5", "WSTG-ATHN-06"}},
    "handout",
    examine};

}  // namespace sworn::diff
