// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "diff/access/amending.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "document/node.h"
#include "evidence/shape.h"
#include "http/header.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

bool all_unauthorized(const std::vector<const Exchange*>& answers) {
  return answers.size() >= 2 &&
         std::ranges::all_of(answers, [](const Exchange* e) { return e->status() == 401; });
}

/// Whether the body of our making holds a token, which may be what is refused: nobody issued it.
bool sends_a_token(const Exchange& question) {
  const auto fields = document::parse_json(question.request.body, "");
  return fields && std::ranges::any_of(fields->root().entries(), [](const document::Entry& entry) {
           return spec::is_token_name(entry.key) || spec::is_refresh_name(entry.key);
         });
}

/// Whether every credential that is known changes nothing, not even the words.
bool is_all_the_same(const evidence::AccessTable& table) {
  for (const auto* cells : {&table.good, &table.other}) {
    for (const evidence::AccessCell& cell : *cells) {
      for (const Exchange* answer : cell.answers) {
        if (!evidence::alike_in_words(*answer, *table.none.front())) return false;
      }
    }
  }
  return true;
}

constexpr const char* no_csrf_token = "it asks for a CSRF token, which this run does not fetch";

/// A guard against forged requests says so where it refuses; a page may speak of it anywhere.
bool asks_for_csrf_token(const Exchange& answer) {
  const std::set<int> statuses{400, 403, 419, 422};
  const std::string text = base::to_lower(answer.response->body);
  return statuses.contains(answer.status()) &&
         (text.find("csrf") != std::string::npos || text.find("xsrf") != std::string::npos);
}

bool opened(const evidence::AccessCell& cell) {
  return std::ranges::all_of(cell.answers,
                             [](const Exchange* e) { return evidence::succeeded(*e); });
}

/// Whatever opened the operation, and how it refuses the rest.
Amendment amendment_for(const Case& c, const AccessReading& reading) {
  Amendment amendment;
  bool is_known = add_refusals(c, reading.table.none, amendment);
  for (const auto* cells : {&reading.table.good, &reading.table.other}) {
    for (const evidence::AccessCell& cell : *cells) {
      if (opened(cell)) is_known = add_alternative(c, cell.carried, amendment) && is_known;
    }
  }
  if (!is_known) return {};
  amendment.security = std::move(amendment.alternatives);
  amendment.alternatives.clear();
  return amendment;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (c.operation.requirement.is_secured()) {
    return not_applicable("a credential is required");
  }
  if (c.facts.is_missing(c.operation)) {
    return not_applicable("the server knows no such route");
  }
  if (reading.table.none.empty()) {
    return inconclusive(reading.table.not_asked.empty() ? "it was not asked"
                                                        : reading.table.not_asked.front()->reason);
  }
  const Exchange& none = *reading.table.none.front();
  const auto successes = std::ranges::count_if(
      reading.table.none, [](const Exchange* e) { return evidence::succeeded(*e); });
  if (successes == std::ssize(reading.table.none)) {
    return match();
  }
  if (successes > 0) {
    return inconclusive("without a credential it answers now with success and now without");
  }
  if (!none.response) {
    return inconclusive("the request without a credential got no answer: " + none.reason);
  }
  // A login refuses what its body lacks, which says nothing of a requirement.
  if (spec::purpose_of(c.operation) != spec::Purpose::none) {
    if (asks_for_csrf_token(none)) {
      return inconclusive(no_csrf_token);
    }
    return inconclusive("a login that answers " + std::to_string(none.status()) +
                        " may refuse what its fields say");
  }
  if (c.operation.path.find('{') != std::string::npos &&
      (none.status() == 403 || none.status() == 404)) {
    return inconclusive("what was asked for may be somebody's own, and invisible to others");
  }
  for (const auto* cells : {&reading.table.good, &reading.table.other}) {
    for (const evidence::AccessCell& cell : *cells) {
      if (opened(cell) && reading.none == evidence::Gate::refused) {
        const std::string names = scheme_names(c, cell.carried);
        std::vector<const Exchange*> proof{reading.table.none.front(), cell.answers.front()};
        if (reading.table.none.size() > 1) {
          proof.push_back(reading.table.none.back());
        }
        Verdict verdict = found_mismatch(
            names,
            "The document asks for no credential; without one the operation refuses, with " +
                names + " it answers.",
            std::move(proof));
        verdict.scheme = names;
        verdict.decisive = reading.table.none.front();
        verdict.amendment = amendment_for(c, reading);
        return verdict;
      }
    }
  }
  if (may_refuse_its_fields(c)) {
    return inconclusive("a signature or code among its parameters may be what it refuses");
  }
  if (sends_a_token(none) && is_all_the_same(reading.table)) {
    return inconclusive("the token in its body may be what it refuses, and none was issued");
  }
  if (all_unauthorized(reading.table.none)) {
    Verdict verdict = found_mismatch(
        "a credential",
        "The document asks for no credential; the operation answers 401 without one.",
        reading.table.none);
    verdict.detail = "401";
    verdict.decisive = reading.table.none.front();
    return verdict;
  }
  if (asks_for_csrf_token(none)) {
    return inconclusive(no_csrf_token);
  }
  return inconclusive("it answers " + std::to_string(none.status()) +
                      " without a credential, and no credential that is known opens it");
}

}  // namespace

const Rule access_undeclared_requirement{
    {.id = "access-undeclared-requirement",
     .title = "A credential is needed that the document does not ask for",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document lets everybody in: `security: []`, an empty alternative, or no "
                "requirement at all.",
     .proof_text = "Without a credential the operation refuses, with one it answers; or it answers "
                   "401 twice.",
     .looks_like = "A login that refuses its own fields, a missing route, input that is refused.",
     .remedy = "Declare the scheme under `securitySchemes` and require it on this operation, or "
               "open the operation.",
     .references = {"OpenAPI 3.1 §4.8.30", "RFC 9110 §15.5.2"}},
    "access",
    examine};

}  // namespace sworn::diff
