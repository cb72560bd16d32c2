// SPDX-License-Identifier: Apache-2.0
#include "diff/registration.h"

#include <algorithm>

#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

bool is_used(const Transcript& transcript, const std::string& identity) {
  return std::ranges::find(transcript.settings.identities, identity, &IdentityNote::name) !=
         transcript.settings.identities.end();
}

}  // namespace

void add_registration_coverage(Report& report, const Transcript& transcript) {
  for (const Exchange& exchange : transcript.exchanges) {
    const bool is_obstacle =
        exchange.interview == "registration" && exchange.step == step::registers_no_more;
    const bool is_left = exchange.interview == "cleanup" &&
                         exchange.step == step::removes_account &&
                         exchange.failure == Failure::not_asked && exchange.operation.empty();
    if (exchange.interview == "registration" && exchange.step == step::registers &&
        is_used(transcript, exchange.identity)) {
      report.coverage.push_back(exchange.identity + " is an account that this run registered by " +
                                exchange.operation);
    } else if (is_obstacle || is_left) {
      report.coverage.push_back(exchange.reason);
    }
  }
}

}  // namespace sworn::diff
