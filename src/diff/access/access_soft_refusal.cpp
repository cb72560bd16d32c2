// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

using evidence::Gate;

/// Protocols whose errors travel beneath 200 by design.
bool is_remote_call(const Case& c, const Exchange& refusal) {
  const auto words = base::words_of(c.operation.path);
  const bool is_named = std::ranges::any_of(words, [](const std::string& word) {
    return word == "graphql" || word == "gql" || word == "jsonrpc" || word == "rpc";
  });
  const auto body = document::parse_json(refusal.response->body, "");
  return is_named || (body && body->root().find("jsonrpc") != nullptr);
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (reading.none != Gate::refused) {
    return reading.none == Gate::allowed
               ? not_applicable("it refuses nobody")
               : inconclusive(
                     "the answer without a credential shows neither a refusal nor success");
  }
  const auto& none = reading.table.none;
  const bool any_soft = std::ranges::any_of(
      none, [](const Exchange* answer) { return evidence::succeeded(*answer); });
  if (!any_soft) {
    return match();
  }
  if (is_remote_call(c, *none.front())) {
    return not_applicable("its protocol tells errors beneath success");
  }
  const bool all_soft = none.size() >= 2 && std::ranges::all_of(none, [](const Exchange* answer) {
                          return evidence::succeeded(*answer);
                        });
  if (!all_soft || reading.working == nullptr) {
    return inconclusive("a refusal was answered with success once only");
  }
  const std::string status = std::to_string(none.front()->status());
  Verdict verdict =
      found_mismatch("refuses with " + status,
                     "A request without a credential is refused in words, and its status " +
                         status + " says success: clients, caches and gateways read the status.",
                     between_controls(reading, none));
  verdict.declared = "a refusal that says so";
  verdict.detail = status;
  verdict.decisive = none.front();
  return verdict;
}

}  // namespace

const Rule access_soft_refusal{
    {.id = "access-soft-refusal",
     .title = "A refusal says success",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 393,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A request that lacks its credential is answered with a client error.",
     .proof_text = "None and a never-issued credential get one answer with 2xx that the good one "
                   "does not get; the good one works before and after.",
     .looks_like =
         "GraphQL and JSON-RPC, which tell errors beneath 200; an operation that is open.",
     .remedy = "Answer 401 where a credential is missing or wrong, 403 where it does not suffice.",
     .references = {"RFC 9110 §15.5.2", "CWE-393"},
     .yields_to = {"access-not-enforced"}},
    "access",
    examine};

}  // namespace sworn::diff
