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
  const auto held_up = std::ranges::find_if(
      guessing.wrong, [](const Exchange* answer) { return is_held_up(*answer); });
  const int after = guessing.good_again->status();
  if (held_up != guessing.wrong.end() || (after >= 400 && after < 500)) {
    return match();
  }
  if (!evidence::succeeded(*guessing.good_again)) {
    return inconclusive("the good login was not answered after");
  }
  if (guessing.wrong.size() < enough) {
    return not_applicable("only a throwaway identity is guessed at often enough to tell");
  }
  const bool is_steady = std::ranges::all_of(guessing.wrong, [&](const Exchange* answer) {
    return evidence::alike(*answer, *guessing.wrong.front());
  });
  if (!is_steady) {
    return inconclusive("the answer to a wrong password changes, and nothing says what it means");
  }
  std::vector<const Exchange*> proof{guessing.good};
  proof.insert(proof.end(), guessing.wrong.begin(), guessing.wrong.end());
  proof.push_back(guessing.good_again);
  Verdict verdict = found_mismatch(
      "ten wrong passwords are not held up",
      "Ten wrong passwords of one account in a row were refused one like the other, at full speed, "
      "and the right one was taken at once.",
      std::move(proof));
  verdict.declared =
      c.operation.response_for(429) != nullptr || c.operation.response_for(423) != nullptr
          ? "423 or 429 after too many guesses"
          : "guessing is held up";
  verdict.decisive = guessing.good_again;
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
     .proof = Proof::contrast,
     .promise = "A login slows down, or locks, whoever guesses at an account.",
     .proof_text = "Ten wrong passwords of a throwaway account are refused alike, none with 423 or "
                   "429, and the right one is taken right after.",
     .looks_like = "A limit beyond ten guesses, or one of addresses elsewhere (NIST SP 800-63B "
                   "allows up to a hundred).",
     .remedy = "Count the failures of an account and of an address, and answer 429 with "
               "Retry-After beyond a few.",
     .references = {"CWE-307", "NIST SP 800-63B §5.2.2", "ASVS v5.0.0-6.3.1"}},
    "guessing",
    examine};

}  // namespace sworn::diff
