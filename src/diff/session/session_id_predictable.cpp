// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

constexpr int enough_bits = 64;
constexpr int enough_values = 5;
constexpr std::size_t most_steps = 5;  ///< of the proof: the others are like them

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  const evidence::Story& story = c.facts.story("sample", c.operation.key());
  std::string reason;
  bool any_opaque = false;
  for (const evidence::Opening& opening : login.openings) {
    const LedgerEntry* entry = ledger_of(c, login.first, opening.carrier);
    for (const Exchange* exchange : story.steps()) {
      const LedgerEntry* drawn = exchange->operation == c.operation.key()
                                     ? ledger_of(c, exchange, opening.carrier)
                                     : nullptr;
      if (entry != nullptr && drawn != nullptr && drawn->sample_size > entry->sample_size) {
        entry = drawn;
      }
    }
    if (entry == nullptr) {
      reason = "what the login hands out could not be measured";
      continue;
    }
    if (entry->is_jwt) {
      continue;  // its signature is what cannot be guessed
    }
    any_opaque = true;
    if (entry->sample_size < enough_values) {
      reason = "fewer than five different identifiers were handed out";
      continue;
    }
    if (entry->varying_bits >= enough_bits) {
      continue;
    }
    std::vector<const Exchange*> proof{login.first, opening.proof};
    const Exchange* last_login = login.first;
    const auto add_login = [&](const Exchange* exchange) {
      if (exchange != nullptr && exchange->operation == c.operation.key() &&
          evidence::may_have_logged_in(*exchange) && proof.size() < most_steps) {
        proof.push_back(exchange);
        last_login = exchange;
      }
    };
    std::ranges::for_each(story.steps(), add_login);
    for (const Exchange* login_again : {login.second, login.third}) {
      add_login(login_again);
    }
    const bool is_followed = !entry->sample_pattern.empty();
    Verdict verdict = found_mismatch(
        is_followed ? carrier_words(opening.carrier) + " follows a " + entry->sample_pattern
                    : carrier_words(opening.carrier) + " has fewer than 64 varying bits",
        "Several clean clients log in, and what they are handed differs in too little" +
            std::string(is_followed ? ": it follows a " + entry->sample_pattern +
                                          ", so that one's own identifier tells the others'."
                                    : " to withstand guessing."),
        std::move(proof));
    verdict.decisive = last_login;
    verdict.declared = "an identifier that nobody can guess";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    if (!is_followed) {
      verdict.severity = Severity::medium;
    }
    return verdict;
  }
  if (!any_opaque && reason.empty()) {
    return not_applicable("what the login hands out is a signed token");
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_id_predictable{
    {.id = "session-id-predictable",
     .title = "Session identifiers can be guessed",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 340,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session identifier has 128 bits of randomness (ASVS 7.2.3); under 64 it can be "
                "guessed.",
     .proof_text =
         "Clean clients log in several times. Over what they are handed, each character "
         "that differs anywhere is counted as wholly random; that makes fewer than 64 "
         "bits, or the differing part is a number, or the digest of one, that only grows.",
     .looks_like = "A ULID or UUIDv7, whose first part is a clock and whose rest is random; a "
                   "payload that all share before a signature; a signed token.",
     .remedy = "Draw the identifier from a cryptographic random generator, 128 bits or more.",
     .references = {"CWE-340", "CWE-330", "ASVS v5.0.0-7.2.3", "WSTG-SESS-01"},
     .yields_to = {"session-id-derived-from-key", "session-id-stable"}},
    "sample",
    examine};

}  // namespace sworn::diff
