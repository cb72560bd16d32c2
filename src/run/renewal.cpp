// SPDX-License-Identifier: Apache-2.0
#include "run/renewal.h"

#include <algorithm>

#include "evidence/gate.h"
#include "evidence/step.h"
#include "spec/purpose.h"

namespace sworn::run {
namespace {

using probe::Recall;
using probe::Wallet;

bool asks_for(const Operation& operation, const std::string& scheme) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::find(alternative.all_of, scheme, &SchemeUse::scheme) !=
           alternative.all_of.end();
  });
}

/// Whether the request carried the credential as the wallet gives it, not as a session of a story,
/// where it is asked for: tokens of several schemes look alike on the wire.
bool carries(const Contract& contract, const Exchange& exchange, const Wallet::Loan& loan) {
  const Operation* operation = contract.operation(exchange.operation);
  return operation != nullptr && asks_for(*operation, loan.scheme.name) &&
         std::ranges::any_of(exchange.credentials, [&](const CredentialUse& use) {
           return use.holder == loan.identity && use.signature == loan.scheme.signature() &&
                  use.state == CredentialState::good && use.carrier.empty();
         });
}

}  // namespace

void call_in_ending(Wallet& wallet, std::int64_t now_ms) {
  constexpr std::int64_t margin_ms = 30'000;
  for (const Wallet::Loan& loan : wallet.loans()) {
    if (!loan.tenure.ends_ms) {
      continue;
    }
    const std::int64_t life = *loan.tenure.ends_ms - loan.tenure.began_ms;
    if (*loan.tenure.ends_ms - now_ms < std::min(margin_ms, life / 2)) {
      wallet.call_in(loan.identity, loan.scheme.name, Recall::ends);
    }
  }
}

void call_in_refused(Wallet& wallet,
                     const Contract& contract,
                     const std::vector<Exchange>& exchanges,
                     std::size_t begin) {
  for (const Wallet::Loan& loan : wallet.loans()) {
    const auto is_let_in = [&](const Exchange& exchange) {
      return carries(contract, exchange, loan) && evidence::succeeded(exchange);
    };
    const auto is_refused = [&](const Exchange& exchange) {
      return carries(contract, exchange, loan) && exchange.status() == 401;
    };
    const auto from = exchanges.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::any_of(from, exchanges.end(), is_refused) &&
        std::any_of(exchanges.begin(), exchanges.end(), is_let_in)) {
      wallet.call_in(loan.identity, loan.scheme.name, Recall::refused);
    }
  }
}

std::set<std::string> renewal_subjects(const Wallet& wallet) {
  std::set<std::string> subjects;
  for (const Wallet::Loan& loan : wallet.loans()) {
    if (loan.recall != Recall::none) {
      const bool is_operation = loan.login.find(" /") != std::string::npos;
      subjects.insert(is_operation ? loan.login
                                   : evidence::step::scheme_subject + loan.scheme.name);
    }
  }
  return subjects;
}

std::set<std::string> culprits_of(const Contract& contract,
                                  const std::vector<std::string>& reads,
                                  const std::vector<Exchange>& exchanges,
                                  std::size_t begin,
                                  const std::vector<Wallet::Loan>& renewed) {
  std::set<std::string> culprits;
  for (const Wallet::Loan& loan : renewed) {
    const Exchange* refused = nullptr;
    const Exchange* changed = nullptr;
    for (std::size_t i = begin; i < exchanges.size(); ++i) {
      const Exchange& one = exchanges[i];
      if (carries(contract, one, loan) && one.status() == 401 &&
          (refused == nullptr || one.started_ms < refused->started_ms)) {
        refused = &one;
      }
    }
    for (std::size_t i = begin; i < exchanges.size() && refused != nullptr; ++i) {
      const Exchange& one = exchanges[i];
      if (!carries(contract, one, loan) || !evidence::succeeded(one)) {
        continue;
      }
      const Operation& operation = *contract.operation(one.operation);
      const spec::Purpose purpose = spec::purpose_of(operation);
      const bool is_change =
          spec::effect_of(operation, reads) != spec::Effect::read &&
          (purpose == spec::Purpose::none || purpose == spec::Purpose::registration);
      if (is_change && one.started_ms <= refused->started_ms &&
          (changed == nullptr || one.started_ms > changed->started_ms)) {
        changed = &one;
      }
    }
    if (changed != nullptr) {
      culprits.insert(changed->operation);
    }
  }
  return culprits;
}

std::set<std::pair<std::string, std::string>> set_aside(const Contract& contract,
                                                        std::vector<Exchange>& exchanges,
                                                        std::size_t begin,
                                                        const std::vector<Wallet::Loan>& renewed) {
  std::set<std::pair<std::string, std::string>> stories;
  for (std::size_t i = begin; i < exchanges.size(); ++i) {
    const bool rests_on_ended = std::ranges::any_of(renewed, [&](const Wallet::Loan& loan) {
      return carries(contract, exchanges[i], loan) && exchanges[i].status() == 401;
    });
    if (rests_on_ended && exchanges[i].interview != "renew") {
      stories.emplace(exchanges[i].interview, exchanges[i].subject);
    }
  }
  for (std::size_t i = begin; i < exchanges.size(); ++i) {
    if (stories.contains({exchanges[i].interview, exchanges[i].subject})) {
      exchanges[i].interview += " before a renewal";
    }
  }
  return stories;
}

}  // namespace sworn::run
