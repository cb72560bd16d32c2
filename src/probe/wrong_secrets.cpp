// SPDX-License-Identifier: Apache-2.0
#include "probe/wrong_secrets.h"

#include <algorithm>

#include "probe/login_fields.h"

namespace sworn::probe {

bool WrongSecrets::take(const std::string& account, int count) {
  const std::lock_guard lock(mutex_);
  int& taken = taken_[account];
  if (taken + count > most_) {
    return false;
  }
  taken += count;
  return true;
}

void WrongSecrets::give_back(const std::string& account, int count) {
  const std::lock_guard lock(mutex_);
  int& taken = taken_[account];
  taken = std::max(0, taken - count);
}

bool WrongSecrets::take_and_keep(const std::string& account) {
  if (!take(account, 2)) {
    return false;
  }
  const std::lock_guard lock(mutex_);
  ++kept_[account];
  return true;
}

void WrongSecrets::give_back_both(const std::string& account) {
  (void)take_kept(account);
  give_back(account, 2);
}

bool WrongSecrets::take_kept(const std::string& account) {
  const std::lock_guard lock(mutex_);
  int& kept = kept_[account];
  if (kept == 0) {
    return false;
  }
  --kept;
  return true;
}

void WrongSecrets::release_kept() {
  const std::lock_guard lock(mutex_);
  for (const auto& [account, kept] : kept_) {
    taken_[account] -= kept;
  }
  kept_.clear();
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
