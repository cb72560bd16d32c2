// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "probe/honest_route.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::probe {

/// The pairs of a request's query, decoded, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> query_fields(const Request& request);

/// All texts and numbers of a request's query and body (JSON with its nested objects,
/// form-urlencoded, multipart) by name.
[[nodiscard]] std::map<std::string, std::string> input_fields(const Request& request);

/// The status that an honest server gives for input that the contract does not allow: 415 for
/// another media type of the body, else 400; nothing for valid input. Lists and objects in
/// parameters are taken on trust.
[[nodiscard]] std::optional<int> refused_input(const Contract& contract,
                                               const Route& route,
                                               const Request& request);

}  // namespace sworn::probe
