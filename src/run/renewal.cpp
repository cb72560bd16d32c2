// SPDX-License-Identifier: Apache-2.0
#include "run/renewal.h"

#include <algorithm>

#include "evidence/gate.h"
#include "evidence/session.h"
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

/// Whether the request carried the credential as the wallet gives it, not as a session of a story.
bool bears(const Exchange& exchange, const Wallet::Loan& loan) {
  return std::ranges::any_of(exchange.credentials, [&](const CredentialUse& use) {
    return use.holder == loan.identity && use.signature == loan.scheme.signature() &&
           use.state == CredentialState::good && use.carrier.empty();
  });
}

/// Likewise where it is asked for: tokens of several schemes look alike on the wire.
bool carries(const Contract& contract, const Exchange& exchange, const Wallet::Loan& loan) {
  const Operation* operation = contract.operation(exchange.operation);
  return operation != nullptr && asks_for(*operation, loan.scheme.name) && bears(exchange, loan);
}

/// Whether an answer to who carried it may mean that it has ended: a 401, or the way to a login
/// page, which the operation does not declare.
bool may_mean_ended(const Contract& contract, const Exchange& exchange) {
  const int status = exchange.status();
  if (status == 401) {
    return true;
  }
  const Operation* operation = contract.operation(exchange.operation);
  const ResponseDeclaration* declared =
      operation == nullptr ? nullptr : operation->response_for(status);
  const bool leads_away = status == 302 || status == 303 || status == 307;
  return leads_away && (declared == nullptr || declared->status == "default");
}

/// Whether a request may have ended a credential that it carried: it changed something, or began
/// another session in the place of the old one.
bool may_have_ended(const Operation& operation,
                    const std::vector<std::string>& reads,
                    const Exchange& exchange) {
  switch (spec::purpose_of(operation)) {
    case spec::Purpose::login:
      return evidence::may_have_logged_in(exchange);
    case spec::Purpose::none:
    case spec::Purpose::registration:
      return evidence::succeeded(exchange) &&
             spec::effect_of(operation, reads) != spec::Effect::read;
    default:
      return false;
  }
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
      return carries(contract, exchange, loan) && may_mean_ended(contract, exchange);
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
      if (carries(contract, one, loan) && may_mean_ended(contract, one) &&
          (refused == nullptr || one.started_ms < refused->started_ms)) {
        refused = &one;
      }
    }
    for (std::size_t i = begin; i < exchanges.size() && refused != nullptr; ++i) {
      const Exchange& one = exchanges[i];
      const Operation* operation = contract.operation(one.operation);
      const bool is_login =
          operation != nullptr && spec::purpose_of(*operation) == spec::Purpose::login;
      if (operation == nullptr || !bears(one, loan) ||
          !(is_login || asks_for(*operation, loan.scheme.name)) ||
          !may_have_ended(*operation, reads, one)) {
        continue;
      }
      if (one.started_ms <= refused->started_ms &&
          (changed == nullptr || one.started_ms > changed->started_ms)) {
        changed = &one;
      }
    }
    // A login that renews the session does what it should, and is asked on.
    if (changed != nullptr &&
        spec::purpose_of(*contract.operation(changed->operation)) != spec::Purpose::login) {
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
      return carries(contract, exchanges[i], loan) && may_mean_ended(contract, exchanges[i]);
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
