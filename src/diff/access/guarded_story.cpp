// SPDX-License-Identifier: Apache-2.0
#include "diff/access/guarded_story.h"

#include <algorithm>

#include "evidence/access_step.h"
#include "evidence/shape.h"

namespace sworn::diff {
namespace {

namespace step = evidence::access_step;

std::optional<Verdict> failed_control(const Case& c, const GuardedStory& guarded) {
  if (guarded.good == nullptr) {
    return inconclusive(guarded.story.steps().front()->reason);
  }
  for (const Exchange* control : {guarded.good, guarded.good_again}) {
    const std::string when = control == guarded.good ? "before" : "after";
    if (control == nullptr || !evidence::succeeded(*control)) {
      return inconclusive("the good credential did not work " + when);
    }
  }
  if (guarded.none_again == nullptr ||
      c.facts.gate(*guarded.none_again, evidence::Carrying::other) != evidence::Gate::refused) {
    return inconclusive("without a credential it was not refused again");
  }
  return std::nullopt;
}

}  // namespace

std::vector<const Exchange*> GuardedStory::between(
    const std::vector<const Exchange*>& others) const {
  std::vector<const Exchange*> proof{good};
  proof.insert(proof.end(), others.begin(), others.end());
  proof.push_back(none_again);
  proof.push_back(good_again);
  return proof;
}

GuardedStory read_guarded(const Case& c, std::string_view interview, std::string_view not_asked) {
  const evidence::Story& story = c.facts.story(std::string(interview), c.operation.key());
  GuardedStory guarded{story,
                       story.step(step::insider, step::good),
                       story.step(step::outsider, step::none_again),
                       story.step(step::insider, step::good_again),
                       std::nullopt};
  const AccessReading reading = read_access(c);
  guarded.verdict = no_access_verdict(c, reading);
  if (guarded.verdict) {
    return guarded;
  }
  if (reading.none == evidence::Gate::allowed) {
    guarded.verdict = not_applicable("it is open to everybody");
  } else if (reading.none != evidence::Gate::refused) {
    guarded.verdict =
        inconclusive("the answer without a credential shows neither a refusal nor success");
  } else if (story.is_empty()) {
    guarded.verdict = not_applicable(std::string(not_asked));
  } else {
    guarded.verdict = failed_control(c, guarded);
  }
  return guarded;
}

Passage passage_of(const Case& c, const GuardedStory& guarded, const Exchange& answer) {
  if (!answer.response || answer.response->is_cut || answer.status() >= 500 ||
      answer.status() == 429 || answer.status() == 408) {
    return Passage::unclear;
  }
  if (!evidence::succeeded(answer)) {
    // A success that only a cache gave shows nothing.
    return answer.status() >= 300 ? Passage::stopped : Passage::unclear;
  }
  const Exchange* invented =
      guarded.story.step(answer.conversation, step::of_invented(answer.step));
  if (!evidence::alike(answer, *guarded.good)) {
    return Passage::stopped;
  }
  if (answer.response->body.empty()) {
    return Passage::unclear;  // frameworks answer OPTIONS with nothing: it shows no guarded content
  }
  if (invented == nullptr || !invented->response) {
    return Passage::unclear;
  }
  if (evidence::alike_in_words(*invented, answer)) {
    return Passage::stopped;
  }
  const bool says_the_same = evidence::alike_in_words(answer, *guarded.good) ||
                             evidence::tells_the_same(answer, *guarded.good);
  const bool is_whole = c.facts.gate(answer, evidence::Carrying::other) == evidence::Gate::allowed;
  return says_the_same && is_whole ? Passage::through : Passage::unclear;
}

const CredentialUse* use_in_state(const Exchange& exchange, CredentialState state) {
  const auto found = std::ranges::find(exchange.credentials, state, &CredentialUse::state);
  return found == exchange.credentials.end() ? nullptr : &*found;
}

}  // namespace sworn::diff
