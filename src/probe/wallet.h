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

/// How long an obtained credential is good for, and what it is renewed with.
struct Tenure {
  std::optional<std::int64_t> ends_ms = {};  ///< Unix milliseconds; nothing where nobody said
  std::int64_t began_ms = 0;
  std::string refresh_token = {};
};

/// Why an obtained credential is wanted anew.
enum class Recall {
  none,
  refused,  ///< it was refused where it should be let in: whether it lives is to be asked first
  ends      ///< its time is nearly over
};

/// What the identities hold: configured credentials, those that a login handed out, and made-up
/// ones of the same shape, which are the same for all operations of a run. Changed between
/// waves of interviews, only read while one goes on.
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
           const std::string& login,
           const Tenure& tenure = {});

  /// A credential that was obtained, as it is held now.
  struct Loan {
    std::string identity;
    Scheme scheme;
    std::string login;
    Tenure tenure;
    int renewals = 0;  ///< how often it was renewed
    Recall recall = Recall::none;
  };
  /// From now on the loan is wanted anew, and add() replaces it.
  void call_in(const std::string& identity, const std::string& scheme, Recall why);
  [[nodiscard]] bool is_called_in(const std::string& identity, const std::string& scheme) const;
  /// The loans that were replaced since they were called in; nothing is called in any more.
  [[nodiscard]] std::vector<Loan> settle();
  /// All that were obtained, in order of identity and scheme.
  [[nodiscard]] std::vector<Loan> loans() const;

  [[nodiscard]] bool holds(const std::string& identity, const std::string& scheme) const;
  /// Whether the configuration gave it, so that it should work.
  [[nodiscard]] bool is_configured(const std::string& identity, const std::string& scheme) const;

  /// The operation or scheme whose answer handed it out; "" when it is configured or not held.
  [[nodiscard]] std::string login_of(const std::string& identity, const std::string& scheme) const;

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
    Tenure tenure;
    int renewals = 0;
    Recall recall = Recall::none;
    bool is_replaced = false;
  };
  [[nodiscard]] static Loan loan_of(const std::string& identity, const Holding& holding);
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
