// SPDX-License-Identifier: Apache-2.0
#include "diff/response/reading.h"

#include <algorithm>

#include "evidence/shape.h"
#include "evidence/step.h"
#include "spec/purpose.h"

namespace sworn::diff {

namespace {

bool is_failure_of_its_own(int status) {
  return status >= 500 && !evidence::is_momentary(status);
}

/// A server's failure over a good credential where others are refused.
bool is_own_failure(const evidence::AccessTable& table, const Exchange& answer) {
  return is_failure_of_its_own(answer.status()) && table.none_gate() == evidence::Gate::refused &&
         std::ranges::none_of(table.none,
                              [&](const Exchange* none) { return evidence::alike(*none, answer); });
}

}  // namespace

GoodAnswers good_answers(const Case& c) {
  GoodAnswers good;
  if (c.facts.is_missing(c.operation)) {
    good.verdict = not_applicable("the server knows no such route");
    return good;
  }
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  for (const evidence::AccessCell& cell : table.good) {
    for (const Exchange* answer : cell.answers) {
      const bool is_let_in =
          table.gate_of(cell, evidence::Carrying::good) == evidence::Gate::allowed;
      if (answer->response && !answer->response->is_cut &&
          (is_let_in || is_own_failure(table, *answer))) {
        good.answers.push_back(answer);
      }
    }
  }
  if (!c.operation.requirement.is_secured()) {
    // A login that refuses its fields was not asked well; any other public operation was.
    const bool is_login = spec::purpose_of(c.operation) != spec::Purpose::none;
    for (const Exchange* answer : table.none) {
      const bool is_refusal = answer->status() == 401 || answer->status() == 403 ||
                              answer->status() == 407 || evidence::is_momentary(answer->status());
      if (answer->response && !answer->response->is_cut && !is_refusal &&
          (!is_login || evidence::succeeded(*answer))) {
        good.answers.push_back(answer);
      }
    }
  }
  if (spec::purpose_of(c.operation) == spec::Purpose::logout) {
    const Exchange* logout =
        c.facts.story("logout", c.operation.key()).step("user", evidence::step::logs_out);
    if (logout != nullptr && logout->response && logout->status() < 400) {
      good.answers.push_back(logout);
    }
  }
  constexpr int not_modified = 304;  // says what an earlier answer said
  for (const Exchange* answer :
       c.facts.story(std::string(recorded_interview), c.operation.key()).steps()) {
    const int status = answer->status();
    const bool is_let_in = status >= 200 && status < 400 && status != not_modified;
    if (answer->response && !answer->response->is_cut &&
        (is_let_in || is_failure_of_its_own(status))) {
      good.answers.push_back(answer);
    }
  }
  if (good.answers.empty()) {
    good.verdict = inconclusive(table.not_asked.empty() ? "no good request was answered"
                                                        : table.not_asked.front()->reason);
  }
  return good;
}

}  // namespace sworn::diff
