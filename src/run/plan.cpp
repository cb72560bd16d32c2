// SPDX-License-Identifier: Apache-2.0
#include "run/plan.h"

#include <algorithm>
#include <map>

#include "base/random.h"
#include "base/text.h"
#include "evidence/step.h"
#include "probe/honest.h"
#include "probe/interview.h"
#include "probe/request_builder.h"
#include "run/scope.h"

namespace sworn::run {
namespace {

/// An operation's share of the plan.
struct Share {
  int requests = 0;
  std::string reason;  ///< why nothing is asked
  std::vector<std::string> steps;
};

std::map<std::string, Share> shares_of(const Transcript& transcript) {
  std::map<std::string, Share> shares;
  for (const Exchange& exchange : transcript.exchanges) {
    Share& share = shares[exchange.operation];
    if (exchange.failure == Failure::not_asked) {
      if (share.reason.empty()) {
        share.reason = exchange.reason;
      }
      continue;
    }
    ++share.requests;
    share.steps.push_back(exchange.interview + ": " + exchange.conversation + " " + exchange.step);
  }
  return shares;
}

/// Lines about the accounts that the run would open, and why it would open none; or "".
std::string accounts_text(const Transcript& transcript) {
  std::map<std::string, int> accounts;
  std::string text;
  for (const Exchange& exchange : transcript.exchanges) {
    if (exchange.step == evidence::step::registers_no_more) {
      text += base::printable(exchange.reason) + "\n";
    }
    if (exchange.interview == probe::registration_interview.name &&
        exchange.step == evidence::step::registers && exchange.response) {
      ++accounts[exchange.operation];
    }
  }
  for (const auto& [operation, count] : accounts) {
    text += "registers " + std::to_string(count) + (count == 1 ? " account" : " accounts") +
            " of its own by " + base::printable(operation) + "\n";
  }
  return text;
}

}  // namespace

Result<std::string> plan(Contract contract,
                         const Config& config,
                         const CheckOptions& options,
                         bool verbose) {
  auto complete = completed(contract, config, options);
  if (!complete) {
    return complete.error();
  }
  CheckOptions fixed = options;
  fixed.seed = options.seed.value_or(1);
  const auto honest = probe::make_honest_transport(
      *complete, config, probe::base_url_of(*complete, options.url), *fixed.seed);
  Progress progress;
  auto checked = check_with(*honest, false, std::move(contract), config, fixed, progress, {});
  if (!checked) {
    return checked.error();
  }
  const auto shares = shares_of(checked->transcript);
  std::string text;
  std::size_t width = 0;
  for (const Operation& operation : complete->operations) {
    width = std::max(width, operation.key().size());
  }
  int total = 0;
  int asked = 0;
  for (const Operation& operation : complete->operations) {
    const auto found = shares.find(operation.key());
    const Share share = found == shares.end() ? Share{} : found->second;
    const std::string key = operation.key();
    text += base::printable(key) + std::string(width - key.size() + 2, ' ');
    if (share.requests == 0) {
      text += "not asked: " +
              base::printable(share.reason.empty() ? "no identity can be asked" : share.reason) +
              "\n";
      continue;
    }
    ++asked;
    total += share.requests;
    text += std::to_string(share.requests) + (share.requests == 1 ? " request\n" : " requests\n");
    for (const std::string& step : share.steps) {
      if (verbose) {
        text += "    " + base::printable(step) + "\n";
      }
    }
  }
  text += accounts_text(checked->transcript);
  if (const auto found = shares.find(""); found != shares.end()) {
    total += found->second.requests;
  }
  text += "about " + std::to_string(total) + " requests to " + std::to_string(asked) + " of " +
          std::to_string(complete->operations.size()) +
          " operations, if the server keeps its word; each doubt is asked once more\n";
  return text;
}

}  // namespace sworn::run
