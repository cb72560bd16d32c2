// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "probe/wallet.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::run {

/// Calls in what ends within the next half minute, or has lived more than half of a shorter life.
void call_in_ending(probe::Wallet& wallet, std::int64_t now_ms);

/// Calls in what was refused (401, or an undeclared way to a login page) in an exchange from
/// `begin` on and was let in before: something may have ended it (DESIGN.md, verdict protocol 6).
void call_in_refused(probe::Wallet& wallet,
                     const Contract& contract,
                     const std::vector<Exchange>& exchanges,
                     std::size_t begin);

/// The subjects of the interview that renews what is called in.
[[nodiscard]] std::set<std::string> renewal_subjects(const probe::Wallet& wallet);

/// The operations that ended what has been renewed since: of each credential the last request from
/// `begin` on that was to change something, succeeded with it and came before it was refused.
[[nodiscard]] std::set<std::string> culprits_of(const Contract& contract,
                                                const std::vector<std::string>& reads,
                                                const std::vector<Exchange>& exchanges,
                                                std::size_t begin,
                                                const std::vector<probe::Wallet::Loan>& renewed);

/// The stories from `begin` on in which a credential was refused that has been renewed since:
/// (interview, subject). They say nothing of the operation, and their exchanges get the name of
/// another interview, so that they can be told again.
[[nodiscard]] std::set<std::pair<std::string, std::string>> set_aside(
    const Contract& contract,
    std::vector<Exchange>& exchanges,
    std::size_t begin,
    const std::vector<probe::Wallet::Loan>& renewed);

}  // namespace sworn::run
