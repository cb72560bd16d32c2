// SPDX-License-Identifier: Apache-2.0
#include "evidence/vault.h"

#include <algorithm>

#include "base/text.h"

namespace sworn::evidence {
namespace {

/// Names of login fields whose values are public: an account's name is no secret.
bool is_public_field(const std::string& name) {
  const auto words = base::words_of(name);
  return std::ranges::any_of(words, [](const std::string& word) {
    return word == "username" || word == "user" || word == "email" || word == "login" || word == "scopes" || word == "tenant";
  });
}

}  // namespace

Vault::Vault(const Contract& contract, const Config& config) {
  for (const Identity& identity : config.identities) {
    for (const auto& [scheme_name, credential] : identity.credentials) {
      const std::string name = identity.name + "." + scheme_name;
      const Scheme* scheme = contract.scheme(scheme_name);
      const bool is_basic = scheme != nullptr && scheme->signature() == "http basic";
      if (is_basic && !credential.value.empty()) {
        add(credential.value, name);
        const auto colon = credential.value.find(':');
        add(colon == std::string::npos ? "" : credential.value.substr(colon + 1), name + ".password");
      } else {
        add(credential.value, name);
      }
      if (!credential.username.empty() || !credential.password.empty()) {
        add(credential.username + ":" + credential.password, name);
      }
      add(credential.password, name + ".password");
      for (const auto& [field, value] : credential.fields) {
        if (!is_public_field(field)) {
          add(value, name + "." + field);
        }
      }
    }
    for (const auto& [field, value] : identity.login) {
      if (!is_public_field(field)) {
        add(value, identity.name + ".login." + field);
      }
    }
  }
}

void Vault::add(const std::string& value, const std::string& name) {
  if (value.empty()) {
    return;
  }
  const std::lock_guard lock(mutex_);
  names_.emplace(value, name);
}

void Vault::watch(const std::string& value) {
  const std::lock_guard lock(mutex_);
  watched_.insert(value);
}

std::vector<Vault::Secret> Vault::secrets() const {
  std::vector<Secret> secrets;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [value, name] : names_) {
      secrets.push_back({value, name});
    }
  }
  std::ranges::sort(secrets, {}, &Secret::name);
  return secrets;
}

std::set<std::string> Vault::watched() const {
  const std::lock_guard lock(mutex_);
  return watched_;
}

}  // namespace sworn::evidence
