// SPDX-License-Identifier: Apache-2.0
#include "diff/session/mixture.h"

#include <algorithm>
#include <iterator>

#include "diff/session/reading.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

std::vector<const Exchange*> own_answers(const Case& c,
                                         const evidence::Story& story,
                                         const std::string& who) {
  std::vector<const Exchange*> answers;
  for (const char* question : {step::with_own, step::with_own_again}) {
    const Exchange* answer = story.step(who, question);
    if (works(c, answer)) {
      answers.push_back(answer);
    }
  }
  return answers;
}

/// With the answers of the baseline to whatever credential of the same identity.
std::vector<const Exchange*> with_earlier(const Case& c, std::vector<const Exchange*> answers) {
  if (answers.empty()) {
    return answers;
  }
  const std::string& identity = answers.front()->identity;
  for (const evidence::AccessCell& cell : c.facts.access(c.operation.key()).good) {
    if (cell.identity == identity) {
      std::ranges::copy_if(cell.answers, std::back_inserter(answers), [](const Exchange* answer) {
        return evidence::succeeded(*answer);
      });
    }
  }
  return answers;
}

}  // namespace

Mixture read_mixture(const Case& c) {
  Mixture mixture;
  const evidence::Story& story = c.facts.story("mixture", c.operation.key());
  if (story.is_empty()) {
    mixture.verdict = not_applicable("no session comes together with a key here");
    return mixture;
  }
  mixture.own = own_answers(c, story, "user");
  mixture.others = own_answers(c, story, "other");
  if (mixture.own.size() < 2) {
    const Exchange* login = story.step("user", step::logs_in);
    mixture.verdict = inconclusive(login != nullptr && !login->reason.empty()
                                       ? login->reason
                                       : "its own credentials did not work twice");
    return mixture;
  }
  if (mixture.others.size() < 2) {
    mixture.others.clear();
  }
  mixture.told_to_user = with_earlier(c, mixture.own);
  mixture.told_to_other = with_earlier(c, mixture.others);
  for (const CredentialUse& use : mixture.own.front()->credentials) {
    mixture.takes_session = mixture.takes_session || !use.carrier.empty();
    mixture.takes_key = mixture.takes_key || use.carrier.empty();
  }
  mixture.afterwards = story.step("user", step::with_own_afterwards);
  mixture.others_afterwards = story.step("other", step::with_own_afterwards);
  mixture.nothing = story.step("outsider", step::asks_with_nothing);
  if (carrier_gate(c, mixture.nothing, mixture.own.front()) != evidence::Gate::refused) {
    mixture.verdict = inconclusive("the operation was not refused without a credential");
  }
  return mixture;
}

const Exchange* in_company(const Case& c, const std::string& who, const char* step) {
  const Exchange* answer = c.facts.story("mixture", c.operation.key()).step(who, step);
  return answer != nullptr && answer->response && answer->credentials.size() > 1 ? answer : nullptr;
}

}  // namespace sworn::diff
