// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/url.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// One URL that a Server Object stands for.
struct Address {
  base::Url url;            ///< ws and wss as http and https: they share origins and ports
  std::string origin;       ///< with the scheme as written: "wss://a.test"
  bool is_default = false;  ///< what the server's variables stand for where nothing is chosen
};

/// The server's URL, and those that it has with each choice of one variable's enum, the others at
/// their defaults (OpenAPI 3.1 §4.8.6). What is no absolute http or ws URL is left out.
[[nodiscard]] std::vector<Address> addresses_of(const Server& server);

/// Whether all URLs that the server stands for are told: written in full, every variable with an
/// enum. A relative one depends on where its document was got.
[[nodiscard]] bool is_told_in_full(const Contract& contract, const Server& server);

}  // namespace sworn::diff
