// SPDX-License-Identifier: Apache-2.0
#include "diff/response/reading.h"

#include "spec/purpose.h"

namespace sworn::diff {

GoodAnswers good_answers(const Case& c) {
  GoodAnswers good;
  if (c.facts.is_missing(c.operation)) {
    good.verdict = not_applicable("the server knows no such route");
    return good;
  }
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  for (const evidence::AccessCell& cell : table.good) {
    for (const Exchange* answer : cell.answers) {
      if (answer->response && !answer->response->is_cut &&
          table.gate_of(cell, evidence::Carrying::good) == evidence::Gate::allowed) {
        good.answers.push_back(answer);
      }
    }
  }
  if (!c.operation.requirement.is_secured()) {
    // A login that refuses its fields was not asked well; any other public operation was.
    const bool is_login = spec::purpose_of(c.operation) != spec::Purpose::none;
    for (const Exchange* answer : table.none) {
      const bool is_refusal = answer->status() == 401 || answer->status() == 403 || answer->status() == 407 || answer->status() == 429;
      if (answer->response && !answer->response->is_cut && !is_refusal && (!is_login || evidence::succeeded(*answer))) {
        good.answers.push_back(answer);
      }
    }
  }
  if (spec::purpose_of(c.operation) == spec::Purpose::logout) {
    const Exchange* logout = c.facts.story("logout", c.operation.key()).step("user", "logs out");
    if (logout != nullptr && logout->response && logout->status() < 400) {
      good.answers.push_back(logout);
    }
  }
  if (good.answers.empty()) {
    good.verdict = inconclusive(table.not_asked.empty() ? "no good request was answered" : table.not_asked.front()->reason);
  }
  return good;
}

}  // namespace sworn::diff
