// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"

namespace sworn::spec {

/// What an operation does to the world, not its verb (DESIGN.md, "What an operation does").
enum class Effect {
  read,  ///< changes nothing: GET, HEAD, OPTIONS, unless its name begins with a verb of change;
         ///< what `reads` names
  own,   ///< creates an object of its own, or touches a named one
  wide   ///< the rest
};

[[nodiscard]] Effect effect_of(const Operation& operation, const std::vector<std::string>& reads);

/// The part that an operation plays in a session's life, told from method, path and operationId.
enum class Purpose {
  none,
  login,
  refresh,
  logout,
  registration,
  step_up,    ///< raises what the caller's session may do: "POST /step-up", "/sudo", "/mfa/verify"
  revocation  ///< ends the caller's own credential or account: "DELETE /account", "/keys/revoke"
};

[[nodiscard]] Purpose purpose_of(const Operation& operation);

/// Health, readiness, version and documentation endpoints: open everywhere, whatever a root
/// requirement says.
[[nodiscard]] bool is_service_endpoint(const Operation& operation);

/// Whether `pattern` names the operation: "GET /items/*", "* /legacy/*", "/items/{id}", a tag or an
/// operationId.
[[nodiscard]] bool is_named_by(const Operation& operation, std::string_view pattern);

/// Names of fields that hand out a session or token: "token", "access_token", "sessionId", "jwt",
/// ... A refresh token is none: it opens nothing by itself.
[[nodiscard]] bool is_token_name(std::string_view name);

/// Names of fields that hand out or take a refresh token: "refresh_token", "refreshToken".
[[nodiscard]] bool is_refresh_name(std::string_view name);

/// Names of fields that take a password: "password", "pwd", "client_secret", "pin", ...
[[nodiscard]] bool is_password_name(std::string_view name);
/// Names of fields of a login that say who: "username", "email", "login", "userId", "name", ...
[[nodiscard]] bool is_username_name(std::string_view name);

/// A login that takes its credentials from the request body, form or query fields, or Basic.
[[nodiscard]] bool takes_login_fields(const Operation& operation, const Contract& contract);

}  // namespace sworn::spec
