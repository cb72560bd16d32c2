// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/access/guessing.h"
#include "diff/access/rules.h"
#include "evidence/shape.h"

namespace sworn::diff {
namespace {

/// Fewer say nothing: who mistypes is not to be locked out.
constexpr std::size_t enough = 10;

Verdict examine(const Case& c) {
  const Guessing guessing = read_guessing(c);
  if (guessing.verdict) {
    return *guessing.verdict;
  }
  if (guessing.guesses.empty() || guessing.good_at_last == nullptr) {
    return not_applicable("only a throwaway identity is guessed at often enough to tell");
  }
  const int after = guessing.good_at_last->status();
  const bool is_locked =
      !evidence::succeeded(*guessing.good_at_last) && after >= 400 && after < 500;
  if (std::ranges::any_of(guessing.guesses, [](const Exchange* e) { return is_held_up(*e); }) ||
      is_locked) {
    return match();
  }
  if (!evidence::succeeded(*guessing.good_again) || !evidence::succeeded(*guessing.good_at_last)) {
    return inconclusive("the good login did not succeed before and after");
  }
  const bool is_steady = std::ranges::all_of(guessing.guesses, [&](const Exchange* answer) {
    return evidence::alike(*answer, *guessing.guesses.front());
  });
  if (guessing.guesses.size() < enough || !is_steady) {
    return inconclusive("the answer to a wrong password changes, and nothing says what it means");
  }
  std::vector<const Exchange*> proof{guessing.good_again};
  proof.insert(proof.end(), guessing.guesses.begin(), guessing.guesses.end());
  proof.push_back(guessing.good_at_last);
  Verdict verdict = found_mismatch(
      "ten wrong passwords are not held up",
      "Ten wrong passwords of one account in a row were refused one like the other, at full speed, "
      "and the right one was taken at once.",
      std::move(proof));
  verdict.declared =
      c.operation.response_for(429) != nullptr || c.operation.response_for(423) != nullptr
          ? "423 or 429 after too many guesses"
          : "guessing is held up";
  verdict.decisive = guessing.guesses.back();
  return verdict;
}

}  // namespace

const Rule access_no_lockout{
    {.id = "access-no-lockout",
     .title = "Nothing holds up who guesses passwords",
     .severity = Severity::low,
     .category = Category::rate_limiting,
     .cwe = 307,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A login slows down, or locks, whoever guesses at an account.",
     .proof_text = "Ten wrong passwords of a throwaway account are refused alike, none with 423 or "
                   "429, and the right one is taken right after.",
     .looks_like = "A limit beyond ten guesses, or one of addresses elsewhere (NIST SP 800-63B "
                   "allows up to a hundred).",
     .remedy = "Count the failures of an account and of an address, and answer 429 with "
               "Retry-After beyond a few.",
     .references = {"CWE-307", "NIST SP 800-63B §5.2.2", "ASVS v5.0.0-6.3.1", "WSTG-ATHN-03"}},
    "guessing",
    examine};

}  // namespace sworn::diff
