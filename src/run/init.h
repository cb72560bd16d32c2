// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/contract.h"

namespace sworn::run {

/// The text of a sworn.yaml to fill in, made from the schemes and operations of the contract: an
/// identity with a `${NAME}` for each scheme that the configuration can give, a second one, login
/// fields where an operation takes them, path parameters that need values, `reads:` candidates.
/// Comments say what each part is for. It parses, but for the environment variables that it names.
[[nodiscard]] std::string init(const Contract& contract,
                               const std::string& spec_path,
                               const std::string& url);

}  // namespace sworn::run
