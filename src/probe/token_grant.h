// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"
#include "sworn/result.h"

namespace sworn::probe {

/// One grant of RFC 6749 that an identity can ask for: where and with what.
struct Grant {
  std::string flow;  ///< "clientCredentials", "password", "authorizationCode",
                     ///< "deviceAuthorization", or "refresh"
  std::string url;   ///< as declared
  std::string device_url;
  std::map<std::string, std::string> fields;  ///< of the form, client data not included
};

/// How a client shows who it is (RFC 6749 §2.3.1).
enum class ClientAuthentication { basic, post };

/// What the identity's data allow, the first that fits: a refresh token, a given code, user name
/// and password, a client secret, the device flow. `scheme` has the flows that are declared or, of
/// openIdConnect, those that discovery gave. An Error says in plain words what is missing.
[[nodiscard]] Result<Grant> grant_for(const Scheme& scheme, const Credential& credential);

/// The grant that renews with `refresh_token` (RFC 6749 §6).
[[nodiscard]] Grant refresh_for(const Scheme& scheme,
                                const Credential& credential,
                                const std::string& refresh_token);

/// Whether the configuration gives what a token is obtained with, rather than the token.
[[nodiscard]] bool has_client_data(const Credential& credential);

/// The form-encoded request (RFC 6749 §4, Appendix B). A client without a secret names itself in
/// the body (§3.2.1).
[[nodiscard]] Request token_request(const std::string& url,
                                    const std::map<std::string, std::string>& fields,
                                    const Credential& credential,
                                    ClientAuthentication by);

/// "id:secret" of a client, each form-encoded (RFC 6749 §2.3.1); nothing without a secret.
[[nodiscard]] std::optional<std::string> client_pair(const Credential& credential);

}  // namespace sworn::probe
