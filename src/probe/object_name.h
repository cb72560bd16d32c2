// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/random.h"
#include "probe/stage.h"

namespace sworn::probe {

/// Makes the JSON body of a request to `creates` one that can be sent again: the member that the
/// item's path parameter is called after, by which the client names the object, gets a value that
/// nobody sent before. Where the baseline saw a second equal creation fail, so do names and
/// addresses that a server may keep unique. Every value satisfies the body's schema; a member for
/// which none is found stays as it is, and so does a body that is no JSON object.
void name_anew(const Scene& scene,
               const Operation& creates,
               std::string_view parameter,
               base::RandomStream& random,
               Request& request);

/// Whether `operation` opens an account that is named in a body of our making: a registration, or a
/// POST to a collection with an account's name and password.
[[nodiscard]] bool opens_account(const Scene& scene, const Operation& operation);

/// Gives the account that a request to such an operation opens a name and an address that no other
/// request has: what a second account of one name is answered says nothing of a credential. The
/// body stays valid; where no such name is found, it stays as it is.
void name_account_anew(const Scene& scene,
                       const Operation& opens,
                       base::RandomStream& random,
                       Request& request);

}  // namespace sworn::probe
