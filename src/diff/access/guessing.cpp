// SPDX-License-Identifier: Apache-2.0
#include "diff/access/guessing.h"

#include <algorithm>

#include "evidence/access_step.h"
#include "evidence/shape.h"

namespace sworn::diff {

namespace step = evidence::access_step;

Guessing read_guessing(const Case& c) {
  Guessing guessing;
  const evidence::Story& story = c.facts.story("guessing", c.operation.key());
  if (story.is_empty()) {
    guessing.verdict = not_applicable(
        "only a login is guessed at, of a throwaway identity or where 423 or 429 is declared");
    return guessing;
  }
  if (story.steps().front()->failure == Failure::not_asked) {
    guessing.verdict = inconclusive(story.steps().front()->reason);
    return guessing;
  }
  guessing.good = story.step(step::insider, step::good);
  guessing.good_again = story.step(step::insider, step::good_again);
  guessing.good_at_last = story.step(step::insider, step::good_at_last);
  for (const Exchange* answer : story.conversation(step::outsider)) {
    auto& answers = answer->step.starts_with(step::guess) ? guessing.guesses
                    : answer->step.starts_with("unknown") ? guessing.unknown
                                                          : guessing.wrong;
    answers.push_back(answer);
  }
  const auto was_answered = [](const Exchange* answer) { return answer->response.has_value(); };
  if (guessing.good == nullptr || !evidence::succeeded(*guessing.good)) {
    guessing.verdict = inconclusive("the good login did not succeed before");
  } else if (guessing.good_again == nullptr) {
    guessing.verdict = inconclusive("the good login was not asked again");
  } else if (guessing.unknown.size() < 2 || guessing.wrong.size() < 2 ||
             !std::ranges::all_of(guessing.unknown, was_answered) ||
             !std::ranges::all_of(guessing.wrong, was_answered) ||
             !std::ranges::all_of(guessing.guesses, was_answered)) {
    guessing.verdict = inconclusive("not every guess was answered");
  } else if (std::ranges::any_of(guessing.wrong, [&](const Exchange* answer) {
               return evidence::alike(*answer, *guessing.good) &&
                      evidence::fullness(*answer, *guessing.good) == evidence::Fullness::equal;
             })) {
    guessing.verdict = inconclusive("a wrong password is answered like the good one");
  }
  return guessing;
}

bool is_held_up(const Exchange& answer) {
  return answer.status() == 423 || answer.status() == 429;
}

}  // namespace sworn::diff
