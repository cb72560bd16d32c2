// SPDX-License-Identifier: Apache-2.0
#include "diff/session/reading.h"
#include "diff/session/rules.h"

namespace sworn::diff {
namespace {

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  const std::string& method = c.operation.method;
  if (method != "GET" && method != "HEAD") {
    return not_applicable(is_login(c) ? "it logs in by an unsafe method" : "it is no login");
  }
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  if (login.second == nullptr || !evidence::may_have_logged_in(*login.second)) {
    return inconclusive("the login did not succeed twice");
  }
  for (const evidence::Opening& opening : login.openings) {
    const LedgerEntry* first = ledger_of(c, login.first, opening.carrier);
    const LedgerEntry* second = ledger_of(c, login.second, opening.carrier);
    // What stays the same may be a session that is only read.
    if (first == nullptr || second == nullptr || first == second) {
      continue;
    }
    Verdict verdict =
        found_mismatch(method + " begins a session",
                       "Each " + method +
                           " makes a session of its own: links, prefetching and images log "
                           "somebody in, and whatever stands in the URL is kept by logs.",
                       {login.first, login.second, opening.proof});
    verdict.decisive = login.second;
    verdict.declared = "a safe method changes nothing";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    return verdict;
  }
  return match();
}

}  // namespace

const Rule session_safe_method_login{
    {.id = "session-safe-method-login",
     .title = "A safe method logs in",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 650,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "GET and HEAD are safe: they change no state that the client did not ask for (RFC "
                "9110 §9.2.1).",
     .proof_text = "The login is a GET; two clean clients get a new identifier each, which opens a "
                   "closed operation.",
     .looks_like = "A GET that only reads a session that is there.",
     .remedy = "Log in by POST.",
     .references = {"CWE-650", "RFC 9110 §9.2.1", "WSTG-SESS-05"}},
    "handout",
    examine};

}  // namespace sworn::diff
