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
/// first declared 4xx that can mean it, else 401), then input that the contract does not allow
/// (400, 415, 422), answers what it lets in with the first declared 2xx and a valid generated body,
/// equal for equal requests of one identity; runs logins (a fresh random session identifier in each
/// declared cookie, header or token member, good where a scheme of that form is required and no
/// credential is configured; the session that came with the request ends), logouts, refreshes and
/// the token URLs of OAuth flows, and the logins that only `flows` know; lets in by the name and
/// password of a registration whoever registered; locks an account at five wrong passwords in a row
/// (429, else 423); answers 404 for paths that
/// are not declared, 405 for other methods. Objects belong to whoever lists or creates them, or
/// `owns` them, and to their tenant: to others they are not found (404, or 403 where only that is
/// declared), as deleted ones are to all. A read finds what is not known to exist only where
/// nothing of its kind is known. A client certificate is known by its text. Keeps a reference to
/// `config`. Safe for several threads; nothing leaves the process.
[[nodiscard]] std::unique_ptr<Transport> make_honest_transport(const Contract& contract,
                                                               const Config& config,
                                                               const std::string& base_url,
                                                               std::uint64_t seed,
                                                               Lie lie = nullptr);

}  // namespace sworn::probe
