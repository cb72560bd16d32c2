// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/text.h"
#include "diff/access/amending.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

std::vector<std::string> texts_of(const std::set<int>& statuses) {
  std::vector<std::string> texts;
  for (const int status : statuses) {
    texts.push_back(std::to_string(status));
  }
  return texts;
}

std::string refusals_in_words(const std::set<int>& of_the_wrong,
                              const std::set<int>& of_the_unentitled) {
  std::vector<std::string> parts;
  if (!of_the_wrong.empty()) {
    parts.push_back("a missing or wrong credential is answered with " +
                    base::join(texts_of(of_the_wrong), ", "));
  }
  if (!of_the_unentitled.empty()) {
    parts.push_back("a good one that lacks the right is answered with " +
                    base::join(texts_of(of_the_unentitled), ", "));
  }
  std::string words = base::join(parts, ", and ");
  return of_the_wrong.empty() ? base::replace_all(std::move(words), "good one", "good credential")
                              : words;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (reading.none == evidence::Gate::allowed) {
    return not_applicable("it refuses nobody");
  }
  std::set<int> undeclared;
  std::set<int> of_the_wrong;
  std::set<int> of_the_unentitled;
  std::vector<const Exchange*> proof;
  bool any_refusal = false;
  const auto look_at = [&](const Exchange* answer, evidence::Gate gate) {
    const bool is_refusal = gate == evidence::Gate::refused || gate == evidence::Gate::not_entitled;
    if (!is_refusal || !answer->response) {
      return;  // a handshake that was broken off has no status
    }
    any_refusal = true;
    if (c.operation.response_for(answer->status()) != nullptr) {
      return;
    }
    (gate == evidence::Gate::refused ? of_the_wrong : of_the_unentitled).insert(answer->status());
    if (undeclared.insert(answer->status()).second) {
      proof.push_back(answer);
    }
  };
  for (const Exchange* answer : reading.table.none) {
    look_at(answer, reading.none);
  }
  for (const auto* cells :
       {&reading.table.never_issued, &reading.table.broken, &reading.table.good}) {
    const auto carrying =
        cells == &reading.table.good ? evidence::Carrying::good : evidence::Carrying::other;
    for (const evidence::AccessCell& cell : *cells) {
      const evidence::Gate gate = reading.table.gate_of(cell, carrying);
      for (const Exchange* answer : cell.answers) {
        look_at(answer, gate);
      }
    }
  }
  if (!any_refusal) {
    return inconclusive("no refusal was seen");
  }
  if (undeclared.empty()) {
    return match();
  }
  const std::vector<std::string> statuses = texts_of(undeclared);
  std::vector<std::string> declared;
  for (const ResponseDeclaration& response : c.operation.responses) {
    declared.push_back(response.status);
  }
  Verdict verdict = found_mismatch(
      "refuses with " + base::join(statuses, ", "),
      "The document does not say that " + refusals_in_words(of_the_wrong, of_the_unentitled) + ".",
      proof);
  verdict.decisive = proof.front();
  verdict.declared = "responses " + base::join(declared, ", ");
  verdict.members = statuses;
  if (!add_refusals(c, proof, verdict.amendment)) {
    verdict.amendment = {};
  }
  return verdict;
}

}  // namespace

const Rule access_refusal_undeclared{
    {.id = "access-refusal-undeclared",
     .title = "A refusal is not declared",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "Every status that the operation answers with is declared, or `default` covers it.",
     .proof_text =
         "A request with a missing or wrong credential, or with one that lacks the right, "
         "is refused with a status that the operation does not declare.",
     .looks_like = "A refusal that a proxy or a rate limit gave.",
     .remedy = "Declare the status under `responses`, with its body and, for 401, its "
               "WWW-Authenticate header.",
     .references = {"OpenAPI 3.1 §4.8.16", "RFC 9110 §15.5.2"},
     .yields_to = {"access-not-enforced"}},
    "",
    examine};

}  // namespace sworn::diff
