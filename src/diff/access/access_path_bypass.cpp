// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"
#include "evidence/access_step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::access_step;

/// The questions of the outsider that spell the path otherwise: all but the other methods.
std::vector<const Exchange*> spellings_in(const evidence::Story& story) {
  std::vector<const Exchange*> spellings;
  for (const Exchange* answer : story.conversation(step::outsider)) {
    const bool is_other_method =
        answer->step == step::head_none || answer->step == step::none_again ||
        std::ranges::any_of(step::overrides,
                            [&](const step::Override& one) { return answer->step == one.step; });
    if (!is_other_method && !answer->operation.empty() && answer->failure != Failure::not_asked) {
      spellings.push_back(answer);
    }
  }
  return spellings;
}

Verdict examine(const Case& c) {
  const GuardedStory guarded =
      read_guarded(c, "bypass", "only GET operations are asked by other paths");
  if (guarded.verdict) {
    return *guarded.verdict;
  }
  const std::vector<const Exchange*> spellings = spellings_in(guarded.story);
  if (spellings.empty()) {
    return not_applicable("its path has no other spelling");
  }
  std::vector<std::string> ways;
  std::vector<const Exchange*> proof;
  bool any_unclear = false;
  for (const Exchange* answer : spellings) {
    const Passage passage = passage_of(c, guarded, *answer);
    any_unclear = any_unclear || passage == Passage::unclear;
    if (passage == Passage::through) {
      ways.push_back(answer->step);
      proof.push_back(answer);
    }
  }
  if (ways.empty()) {
    return any_unclear ? inconclusive("the answer to another spelling of the path is unclear")
                       : match();
  }
  const std::string text = base::join(ways, ", ");
  Verdict verdict = found_mismatch("none, by " + text,
                                   "Without a credential the path is refused; spelt otherwise (" +
                                       text + ") it answers as it does with a good credential.",
                                   guarded.between(proof));
  verdict.scheme = c.operation.requirement.text();
  verdict.members = ways;
  verdict.decisive = proof.front();
  return verdict;
}

}  // namespace

const Rule access_path_bypass{
    {.id = "access-path-bypass",
     .title = "Another spelling of the path goes around the gate",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 647,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential for this operation, however its path is spelt.",
     .proof_text = "Without a credential the plain path is refused before and after; with a slash, "
                   "a dot segment, `;x`, another case or a percent-encoded letter it is answered "
                   "like the good request. An invented path spelt so is not.",
     .looks_like = "A redirect to the plain path, another resource, a page that every path gets.",
     .remedy = "Normalise the path once, before the gate and the router alike, and let the gate "
               "refuse what it does not know.",
     .references = {"RFC 3986 §6.2.2", "CWE-647", "CWE-551", "WSTG-ATHN-04"},
     .yields_to = {"access-not-enforced"}},
    "bypass",
    examine};

}  // namespace sworn::diff
