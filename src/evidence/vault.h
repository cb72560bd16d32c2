// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/identity.h"

namespace sworn::evidence {

/// The secrets of a run: what the configuration gave, what we made up, and which values of answers
/// were used as carriers. Only the seal and the conversations hold one. Safe for several threads.
class Vault {
 public:
  Vault() = default;
  /// All credentials and login fields of the configuration.
  Vault(const Contract& contract, const Config& config);

  /// A secret and the name that it is sealed under: "alice.ApiKeyAuth". The first name of a value
  /// stays.
  void add(const std::string& value, const std::string& name);
  /// A value that an answer handed out and that a request then carried: its name is found by the
  /// seal.
  void watch(const std::string& value);
  /// The secret that `token` is signed with is known to everybody: where it stands, not what it is.
  void note_known_secret(const std::string& token, const std::string& where);

  struct Secret {
    std::string value;
    std::string name;
  };
  [[nodiscard]] std::vector<Secret> secrets() const;  ///< sorted by name
  [[nodiscard]] std::set<std::string> watched() const;
  [[nodiscard]] std::map<std::string, std::string> signed_with() const;  ///< by token

 private:
  void add_client(const Credential& credential, const std::string& name);

  mutable std::mutex mutex_;
  std::map<std::string, std::string> names_;  ///< value to name
  std::set<std::string> watched_;
  std::map<std::string, std::string> signed_with_;
};

}  // namespace sworn::evidence
