// SPDX-License-Identifier: Apache-2.0
#include "diff/flow/reading.h"

#include <algorithm>

#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

constexpr const char* interviews[] = {"acquire", "renew", "flow"};

std::string subject_of(const Scheme& scheme) {
  return step::scheme_subject + scheme.name;
}

}  // namespace

std::vector<Operation> schemes_as_operations(const Contract& contract) {
  std::vector<Operation> operations;
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.kind != SchemeKind::oauth2 && scheme.kind != SchemeKind::open_id_connect) {
      continue;
    }
    Operation whole;
    whole.method = "*";
    whole.path = "*";
    whole.where = scheme.where;
    whole.requirement.any_of.push_back({{{scheme.name, {}, true, scheme.where}}, scheme.where});
    operations.push_back(std::move(whole));
  }
  return operations;
}

const Scheme* token_scheme_of(const Case& c) {
  if (c.operation.method != "*" || c.operation.requirement.any_of.empty() ||
      c.operation.requirement.any_of.front().all_of.empty()) {
    return nullptr;
  }
  return c.contract.scheme(c.operation.requirement.any_of.front().all_of.front().scheme);
}

std::vector<const Exchange*> token_exchanges(const Case& c, const Scheme& scheme) {
  std::vector<const Exchange*> found;
  for (const char* interview : interviews) {
    for (const Exchange* exchange : c.facts.story(interview, subject_of(scheme)).steps()) {
      if (exchange->failure != Failure::not_asked && exchange->step != step::reads_metadata) {
        found.push_back(exchange);
      }
    }
  }
  return found;
}

bool asks_for_token(const Exchange& exchange) {
  return exchange.step == step::obtains_token || exchange.step == step::obtains_token_in_body ||
         exchange.step == step::token_again || exchange.step == step::token_after;
}

bool asks_wrongly(const Exchange& exchange) {
  return exchange.step.starts_with(step::unknown_grant) || exchange.step == step::wrong_secret;
}

bool is_granted(const Exchange& exchange) {
  const auto grant = exchange.status() >= 200 && exchange.status() < 300
                         ? evidence::read_grant(*exchange.response)
                         : std::nullopt;
  return grant && !grant->access_token.empty();
}

std::string reason_not_asked(const Case& c, const Scheme& scheme) {
  for (const char* interview : interviews) {
    for (const Exchange* exchange : c.facts.story(interview, subject_of(scheme)).steps()) {
      if (exchange->failure == Failure::not_asked) {
        return exchange->reason;
      }
    }
  }
  return "no answer came";
}

}  // namespace sworn::diff
