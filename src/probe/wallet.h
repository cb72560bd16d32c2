// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evidence/vault.h"
#include "sworn/contract.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// A secret at its place on the wire, ready to be attached to a request.
struct Attached {
  Scheme scheme;
  std::string secret;
  CredentialUse use;
};

/// What the identities hold: configured credentials, those that a login handed out, and made-up
/// ones of the same shape, which are the same for all operations of a run. Filled before the
/// baseline, then only read.
class Wallet {
 public:
  Wallet(const Contract& contract,
         const Config& config,
         evidence::Vault& vault,
         std::uint64_t seed);

  /// A credential that a login handed out to `identity` for `scheme`.
  void add(const std::string& identity,
           const Scheme& scheme,
           const std::string& secret,
           const std::string& login);

  [[nodiscard]] bool holds(const std::string& identity, const std::string& scheme) const;
  /// Whether the configuration gave it, so that it should work.
  [[nodiscard]] bool is_configured(const std::string& identity, const std::string& scheme) const;

  [[nodiscard]] std::optional<Attached> good(const std::string& identity,
                                             const std::string& scheme) const;
  /// `number` from 0 to 2.
  [[nodiscard]] std::optional<Attached> never_issued(const std::string& identity,
                                                     const std::string& scheme,
                                                     int number) const;
  [[nodiscard]] std::optional<Attached> broken(const std::string& identity,
                                               const std::string& scheme) const;

  /// All members of an alternative for `identity`; nothing when one is not held.
  [[nodiscard]] std::optional<std::vector<Attached>> all_of(const std::string& identity,
                                                            const Alternative& alternative) const;

  static constexpr int made_up = 3;

 private:
  struct Holding {
    Scheme scheme;
    std::string secret;
    std::vector<std::string> never_issued;
    std::string broken;
    std::string login;  ///< "" when configured
  };
  void hold(const std::string& identity,
            const Scheme& scheme,
            const std::string& secret,
            const std::string& login);
  [[nodiscard]] const Holding* find(const std::string& identity, const std::string& scheme) const;

  evidence::Vault& vault_;
  std::uint64_t seed_;
  std::map<std::pair<std::string, std::string>, Holding> holdings_;
};

}  // namespace sworn::probe
