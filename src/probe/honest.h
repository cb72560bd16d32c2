// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/transport.h"

namespace sworn::probe {

/// Called with each request and the honest answer; what it returns is sent instead. For tests that
/// let it lie once.
using Lie = std::function<std::optional<Response>(
    const Request& request, const Operation* operation, const Response& honest)>;

/// A server in memory that keeps every promise of `contract` for the credentials of `config`: it
/// knows each route, refuses as declared what the requirement refuses (401, else 403, else the
/// first declared 4xx, else 401), answers what it lets in with the first declared 2xx and a valid
/// generated body, equal for equal requests of one identity; runs logins (a fresh random session
/// identifier in each declared cookie, header or token member, good where a scheme of that form is
/// required), logouts and refreshes; answers 404 for paths that are not declared. Objects belong to
/// whoever lists them: ids of one identity's list are 404 to another where the operation declares a
/// 404. Safe for several threads; nothing leaves the process.
[[nodiscard]] std::unique_ptr<Transport> make_honest_transport(const Contract& contract,
                                                               const Config& config,
                                                               std::string base_url,
                                                               std::uint64_t seed,
                                                               Lie lie = nullptr);

}  // namespace sworn::probe
