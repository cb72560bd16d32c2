// SPDX-License-Identifier: Apache-2.0
#include "probe/wallet.h"

#include "base/random.h"
#include "probe/credential.h"

namespace sworn::probe {

Wallet::Wallet(const Contract& contract,
               const Config& config,
               evidence::Vault& vault,
               std::uint64_t seed)
    : vault_(vault), seed_(seed) {
  for (const Identity& identity : config.identities) {
    for (const auto& [name, credential] : identity.credentials) {
      const Scheme* scheme = contract.scheme(name);
      const auto secret = scheme != nullptr ? secret_of(*scheme, credential) : std::nullopt;
      if (secret) {
        hold(identity.name, *scheme, *secret, "");
      }
    }
  }
}

void Wallet::add(const std::string& identity,
                 const Scheme& scheme,
                 const std::string& secret,
                 const std::string& login,
                 const Tenure& tenure) {
  vault_.watch(secret);
  const Holding* before = find(identity, scheme.name);
  const int renewals = before == nullptr ? 0 : before->renewals + 1;
  const bool before_was_called_in = before != nullptr && before->recall != Recall::none;
  hold(identity, scheme, secret, login);
  Holding& holding = holdings_[{identity, scheme.name}];
  holding.tenure = tenure;
  holding.renewals = renewals;
  holding.is_replaced = before_was_called_in;
}

void Wallet::call_in(const std::string& identity, const std::string& scheme, Recall why) {
  if (const auto found = holdings_.find({identity, scheme}); found != holdings_.end()) {
    found->second.recall = why;
    found->second.is_replaced = false;
  }
}

bool Wallet::is_called_in(const std::string& identity, const std::string& scheme) const {
  const Holding* holding = find(identity, scheme);
  return holding != nullptr && holding->recall != Recall::none;
}

std::vector<Wallet::Loan> Wallet::settle() {
  std::vector<Loan> replaced;
  for (auto& [key, holding] : holdings_) {
    if (holding.is_replaced) {
      replaced.push_back(loan_of(key.first, holding));
    }
    holding.recall = Recall::none;
    holding.is_replaced = false;
  }
  return replaced;
}

Wallet::Loan Wallet::loan_of(const std::string& identity, const Holding& holding) {
  return {
      identity, holding.scheme, holding.login, holding.tenure, holding.renewals, holding.recall};
}

std::vector<Wallet::Loan> Wallet::loans() const {
  std::vector<Loan> loans;
  for (const auto& [key, holding] : holdings_) {
    if (!holding.login.empty()) {
      loans.push_back(loan_of(key.first, holding));
    }
  }
  return loans;
}

void Wallet::hold(const std::string& identity,
                  const Scheme& scheme,
                  const std::string& secret,
                  const std::string& login) {
  Holding holding{
      scheme, secret, {}, sworn::probe::broken(scheme, secret), login, {}, 0, Recall::none, false};
  const std::string name = identity + "." + scheme.name;
  base::RandomStream random(seed_, "never issued " + name);
  for (int i = 0; i < made_up; ++i) {
    holding.never_issued.push_back(sworn::probe::never_issued(scheme, secret, random));
    if (scheme.kind != SchemeKind::mutual_tls) {
      vault_.add(holding.never_issued.back(), "never-issued." + name);
    }
  }
  holdings_[{identity, scheme.name}] = std::move(holding);
}

const Wallet::Holding* Wallet::find(const std::string& identity, const std::string& scheme) const {
  const auto found = holdings_.find({identity, scheme});
  return found == holdings_.end() ? nullptr : &found->second;
}

bool Wallet::holds(const std::string& identity, const std::string& scheme) const {
  return find(identity, scheme) != nullptr;
}

std::string Wallet::login_of(const std::string& identity, const std::string& scheme) const {
  const Holding* holding = find(identity, scheme);
  return holding == nullptr ? "" : holding->login;
}

bool Wallet::is_configured(const std::string& identity, const std::string& scheme) const {
  const Holding* holding = find(identity, scheme);
  return holding != nullptr && holding->login.empty();
}

std::optional<Attached> Wallet::good(const std::string& identity, const std::string& scheme) const {
  const Holding* holding = find(identity, scheme);
  if (holding == nullptr) {
    return std::nullopt;
  }
  return Attached{holding->scheme,
                  holding->secret,
                  {identity, holding->scheme.signature(), CredentialState::good}};
}

std::optional<Attached> Wallet::never_issued(const std::string& identity,
                                             const std::string& scheme,
                                             int number) const {
  const Holding* holding = find(identity, scheme);
  if (holding == nullptr) {
    return std::nullopt;
  }
  return Attached{holding->scheme,
                  holding->never_issued[static_cast<std::size_t>(number)],
                  {identity, holding->scheme.signature(), CredentialState::never_issued}};
}

std::optional<Attached> Wallet::broken(const std::string& identity,
                                       const std::string& scheme) const {
  const Holding* holding = find(identity, scheme);
  if (holding == nullptr) {
    return std::nullopt;
  }
  return Attached{holding->scheme,
                  holding->broken,
                  {identity, holding->scheme.signature(), CredentialState::broken}};
}

std::optional<std::vector<Attached>> Wallet::all_of(const std::string& identity,
                                                    const Alternative& alternative) const {
  std::vector<Attached> members;
  for (const SchemeUse& use : alternative.all_of) {
    auto member = good(identity, use.scheme);
    if (!member) {
      return std::nullopt;
    }
    members.push_back(std::move(*member));
  }
  return members;
}

}  // namespace sworn::probe
