// SPDX-License-Identifier: Apache-2.0
#include "probe/wrong_secrets.h"

#include "probe/login_fields.h"

namespace sworn::probe {

bool WrongSecrets::take(const std::string& account) {
  const std::lock_guard lock(mutex_);
  int& taken = taken_[account];
  if (taken >= most_) {
    return false;
  }
  ++taken;
  return true;
}

void WrongSecrets::give_back(const std::string& account) {
  const std::lock_guard lock(mutex_);
  int& taken = taken_[account];
  taken -= taken > 0 ? 1 : 0;
}

std::vector<std::vector<std::string>> one_by_one(const std::vector<std::string>& subjects) {
  std::vector<std::vector<std::string>> waves;
  for (const std::string& subject : subjects) {
    waves.push_back({subject});
  }
  return waves;
}

std::string account_of(const Identity& identity) {
  for (const char* field : {"username", "email"}) {
    if (auto name = login_value(identity, field)) {
      return *name;
    }
  }
  return identity.name;
}

std::string account_of_client(const std::string& client_id) {
  return "client " + client_id;
}

}  // namespace sworn::probe
