// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "sworn/identity.h"

namespace sworn::probe {

/// Why a wrong secret was not sent.
inline constexpr const char* too_many_wrong_secrets =
    "it would be one wrong password too many (limits: invalid_logins)";

/// How many wrong secrets a run may still try at the accounts that it knows, whichever interview
/// asks: somebody counts them (DESIGN.md, verdict protocol 5). Any thread may ask.
class WrongSecrets {
 public:
  /// `most` of each account.
  explicit WrongSecrets(int most) : most_(most) {}

  /// Whether so many more may be sent, all of which then count, or none does.
  [[nodiscard]] bool take(const std::string& account, int count = 1);
  /// They were not sent after all.
  void give_back(const std::string& account, int count = 1);

  /// Likewise for one that fails in any case, and so would once more in round 2: that place is kept
  /// from the beginning, since a mismatch that cannot be repeated is of no use.
  [[nodiscard]] bool take_and_keep(const std::string& account);
  /// It was not sent after all, and so will not be in round 2.
  void give_back_both(const std::string& account);
  /// In round 2: the place that was kept.
  [[nodiscard]] bool take_kept(const std::string& account);
  /// A phase is over, and with it its round 2: what is kept still is free for others.
  void release_kept();

 private:
  std::mutex mutex_;
  int most_;
  std::map<std::string, int> taken_;  ///< those that are kept too
  std::map<std::string, int> kept_;
};

/// Waves of one subject each: those that may try one account do so in one order, so that what is
/// left for the last of them does not depend on which thread was first.
[[nodiscard]] std::vector<std::vector<std::string>> one_by_one(
    const std::vector<std::string>& subjects);

/// What the failures of an identity's login are counted by: the name that it logs in with, which
/// may be that of its Basic credential as well.
[[nodiscard]] std::string account_of(const Identity& identity);

/// Likewise of a client at token endpoints (RFC 6749 §2.3).
[[nodiscard]] std::string account_of_client(const std::string& client_id);

}  // namespace sworn::probe
