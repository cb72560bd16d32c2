// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "diff/access/absent.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "evidence/shape.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// Whether a body speaks of a person: an address, or a value that belongs to an identity.
bool is_personal(const Case& c, const std::string& body) {
  const auto at = body.find('@');
  const auto is_word = [](char ch) { return std::isalnum(static_cast<unsigned char>(ch)) != 0; };
  if (at != std::string::npos && at > 0 && at + 1 < body.size() && is_word(body[at - 1]) &&
      is_word(body[at + 1])) {
    return true;
  }
  for (const IdentityNote& identity : c.transcript.settings.identities) {
    for (const auto& [name, values] : identity.owns) {
      for (const std::string& value : values) {
        if (value.size() >= 4 && body.find(value) != std::string::npos) {
          return true;
        }
      }
    }
  }
  return false;
}

/// One answer for all, and nothing in it that is anybody's: less is at stake (DESIGN.md,
/// "Severity").
bool is_one_answer_for_all(const Case& c, const AccessReading& reading) {
  const Exchange& none = *reading.table.none.front();
  if (c.operation.path.find('{') != std::string::npos || is_personal(c, none.response->body)) {
    return false;
  }
  return std::ranges::all_of(reading.table.good, [&](const evidence::AccessCell& cell) {
    return std::ranges::all_of(cell.answers, [&](const Exchange* answer) {
      return !answer->response || answer->response->body == none.response->body;
    });
  });
}

/// The schema that the document has for the body of this answer; null where it has none.
const document::Node* declared_body(const Case& c, const Exchange& answer) {
  const ResponseDeclaration* response = c.operation.response_for(answer.status());
  if (response == nullptr || response->content.empty() || c.contract.files == nullptr) {
    return nullptr;
  }
  return c.contract.files->follow(response->content.front().schema);
}

/// Where the document gives both answers one body, as `default` gives every error, what stands
/// beneath a refusal may be the refusal's own. It may be what the operation guards as well.
bool are_declared_alike(const Case& c, const Exchange& one, const Exchange& other) {
  const document::Node* body = declared_body(c, one);
  return body != nullptr && body == declared_body(c, other);
}

/// A handler that goes on after it has refused sends what it guards beneath the status (CWE-698).
Verdict verdict_on_refusals(const Case& c, const AccessReading& reading) {
  const auto& refusals = reading.table.none;
  if (reading.working == nullptr || refusals.size() < 2 || is_meant_to_be_open(c)) {
    return match();
  }
  const Exchange& good = *reading.working->answers.front();
  const bool all_tell = std::ranges::all_of(refusals, [&](const Exchange* none) {
    return none->status() >= 300 && evidence::tells_the_same(*none, good);
  });
  if (!all_tell) {
    return match();
  }
  if (auto doubt = doubt_of_credential(c, reading)) {
    return *doubt;
  }
  if (std::ranges::any_of(
          refusals, [&](const Exchange* none) { return are_declared_alike(c, *none, good); })) {
    return inconclusive("refusal and success are declared with one body, and hold the same values");
  }
  Verdict verdict = found_mismatch("none, beneath a refusal",
                                   "Without a credential the status refuses, and the body holds "
                                   "what a good credential is answered.",
                                   between_controls(reading, reading.table.none));
  verdict.scheme = c.operation.requirement.any_of.front().text();
  verdict.detail = "body";
  verdict.decisive = reading.table.none.front();
  return verdict;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    auto open = verdict->outcome == Outcome::inconclusive ? likely_open(c, reading) : std::nullopt;
    return open ? *open : *verdict;
  }
  if (reading.none == evidence::Gate::refused) {
    return verdict_on_refusals(c, reading);
  }
  if (c.operation.method == "HEAD") {
    return inconclusive("an answer to HEAD has no body that could tell a refusal from success");
  }
  if (reading.none != evidence::Gate::allowed) {
    return inconclusive("the answer without a credential shows neither a refusal nor success");
  }
  if (auto doubt = doubt_of_credential(c, reading)) {
    return *doubt;
  }
  if (is_meant_to_be_open(c)) {
    return not_applicable("it is open and commonly meant to be: access-security-overdeclared");
  }
  Verdict verdict =
      found_mismatch("none",
                     "Without any credential the operation answers as it does with a good one.",
                     between_controls(reading, reading.table.none));
  if (is_one_answer_for_all(c, reading)) {
    verdict.severity = Severity::high;
    verdict.explanation += " Everybody gets the same answer.";
  }
  verdict.scheme = c.operation.requirement.any_of.front().text();
  verdict.decisive = reading.table.none.front();
  verdict.where = c.operation.requirement.where;
  if (c.operation.requirement.source == RequirementSource::root) {
    verdict.where = c.operation.where;
  }
  return verdict;
}

}  // namespace

const Rule access_not_enforced{
    {.id = "access-not-enforced",
     .title = "Declared security is not enforced",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential for this operation.",
     .proof_text = "The same request is sent with a good credential, without any, and with the "
                   "good one again. Without one it is "
                   "answered like with one.",
     .looks_like = "A refusal with status 200, an answer from a cache, an operation whose input is "
                   "refused before the credential is "
                   "looked at, a route that does not exist.",
     .remedy = "Check the credential before the handler runs, for this route as for its "
               "neighbours. If the operation is meant to be "
               "public, declare `security: []` on it.",
     .references = {"OpenAPI 3.1 §4.8.30",
                    "CWE-306",
                    "OWASP API2:2023",
                    "ASVS v5.0.0-8.3.1",
                    "WSTG-ATHN-04"}},
    "access",
    examine};

}  // namespace sworn::diff
