// SPDX-License-Identifier: Apache-2.0
#include "diff/registration.h"

#include "evidence/step.h"

namespace sworn::diff {
namespace step = evidence::step;

void add_registration_coverage(Report& report, const Transcript& transcript) {
  for (const Exchange& exchange : transcript.exchanges) {
    const bool is_obstacle =
        exchange.interview == "registration" && exchange.step == step::registers_no_more;
    const bool is_left = exchange.interview == "cleanup" &&
                         exchange.step == step::removes_account &&
                         exchange.failure == Failure::not_asked && exchange.operation.empty();
    if (is_obstacle || is_left) {
      report.coverage.push_back(exchange.reason);
    }
  }
}

}  // namespace sworn::diff
