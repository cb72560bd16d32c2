// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "probe/stage.h"
#include "sworn/result.h"

namespace sworn::probe {

/// The operation by which this run may open accounts of its own: in scope, a registration by its
/// names, and there is a login that takes what was registered. Null where there is none, and
/// without `--writes`.
[[nodiscard]] const Operation* registration_in(const Scene& scene);

/// The logins that take an account's name and password, in the order of the document.
[[nodiscard]] std::vector<const Operation*> password_logins(const Scene& scene);

/// How many accounts the run lacks, two at most: another person where the configuration knows
/// fewer than two, and somebody to spend where a credential can be ended and nobody is a throwaway.
[[nodiscard]] int accounts_wanted(const Scene& scene);

/// "registered-1", or the next number that no identity of the configuration has.
[[nodiscard]] std::string newcomer_name(const Scene& scene, int number);

/// An identity whose login fields are drawn, under the names that the request body of
/// `registration` has for them, so that the body is valid with them. Its secrets are in the vault.
/// An Error says why none can be made: the body takes no name and password, leaves no room for
/// ours, or has to say what the account may do or to whom it belongs, which is not guessed: it
/// would not be known to be a stranger of no privilege.
[[nodiscard]] Result<Identity> newcomer(const Scene& scene,
                                        const Operation& registration,
                                        const std::string& name,
                                        base::RandomStream& random);

/// What the account is called in a request that registers it or logs in; "" when it does not say.
[[nodiscard]] std::string account_in(const Request& request);

}  // namespace sworn::probe
